/* What report, captions and manifest say of tuning, from made-up scores. */
#include "report/tuning_section.h"

#include <math.h>
#include <string.h>

#include "plot/caption.h"
#include "report/manifest.h"
#include "report/manifest_check.h"
#include "summary_samples.h"
#include "support.h"
#include "unit_tests.h"

/* Adam with two values each of alpha and beta1, and RMSProp, which is not tuned. */
struct sample {
    struct method methods[2];
    struct tuned tuned;
    struct tuning_score scores[4], compared[2];
    struct optimizer_result results[2];
    struct run_summary summary;
};

static void make(struct sample *sample, enum criterion criterion)
{
    *sample = (struct sample){
        .methods = {method_of(&optimizers[0]), method_of(optimizer_find("rmsprop"))},
        .scores = {{20, 0, 0, HUGE_VAL, 3},
                   {20, 5, 1, 123.456, 2},
                   {20, 20, 0, 12.5, 0.25},
                   {20, 0, 11, HUGE_VAL, HUGE_VAL}},
        .compared = {{20, 19, 0, 13.25, 0.5}, {20, 0, 10, HUGE_VAL, 7}},
        .summary = sample_summary()};
    sample->tuned.plan =
        (struct tuning_plan){.method = sample->methods[0],
                             .axis_count = 2,
                             .axes = {{1, 0.5, 0.75, 2, false}, {0, 0.001, 0.1, 2, true}},
                             .seed = 41,
                             .runs = 20,
                             .criterion = criterion};
    sample->tuned.tuning =
        (struct tuning){.count = 4, .scores = sample->scores, .best = 2, .ties = 1};
    sample->results[0] = sample->summary.results[0];
    sample->results[0].label = "Adam (beta1=0.75,alpha=0.001)";
    sample->results[0].tuned = &sample->tuned;
    sample->results[0].compared = &sample->compared[0];
    sample->results[1] = sample->results[0];
    sample->results[1].label = "RM*Prop";
    sample->results[1].column = "rmsprop";
    sample->results[1].method = &sample->methods[1];
    sample->results[1].tuned = NULL;
    sample->results[1].compared = &sample->compared[1];
    sample->summary.results = sample->results;
    sample->summary.result_count = 2;
    sample->summary.minimum_known = true;
    sample->summary.tolerance = 0.01;
}

static void assert_section(const struct sample *sample, const char *wanted)
{
    struct text out = {0};

    tuning_section_append(&sample->summary, &out);
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

static void assert_section_holds(const struct sample *sample, const char *wanted)
{
    struct text out = {0};

    tuning_section_append(&sample->summary, &out);
    ck_assert_msg(strstr(text_string(&out), wanted) != NULL, "%s", text_string(&out));
    text_free(&out);
}

START_TEST(the_section_has_both_results)
{
    struct sample sample;

    make(&sample, CRITERION_STAYS);
    assert_section(
        &sample,
        "\n## Tuning\n\n"
        "Each optimizer except RM\\*Prop was tuned with 4 settings. Every setting was tried in the "
        "same 20 runs, seeds 41 to 60. The best is the one with the shortest expected running "
        "time: "
        "the number of updates in all runs, each until f stays below 0.01 or the run ends, divided "
        "by "
        "the number of runs that reach this tolerance. The comparison uses other runs, seeds 21 to "
        "40, since "
        "settings look better than they are in the runs for which they were chosen.\n\n"
        "| optimizer | tried | best setting | tuning, seeds 41 to 60 | comparison, seeds "
        "21 to 40 |\n| --- | --- | --- | --- | --- |\n"
        "| Adam (beta1=0.75,alpha=0.001) | beta1: 2 from 0.5 to 0.75; alpha: 2 from 0.001 to 0.1 "
        "(log) | beta1=0.75, alpha=0.001 | 12.5 updates, 20 of 20 runs | 13.25 updates, 19 of "
        "20 runs |\n"
        "| RM\\*Prop | not tuned | – | – | none of 20 runs, median 7 |\n\n"
        "With Adam (beta1=0.75,alpha=0.001), the best beta1 is the largest that was tried, the "
        "best alpha the smallest: a wider range may contain a better one.\n");
    sample.results[0].tuned = NULL;
    assert_section(&sample, "");
    ck_assert(!tuning_section_is_needed(&sample.summary));
}
END_TEST

START_TEST(each_criterion_is_explained)
{
    struct sample sample;

    make(&sample, CRITERION_FIRST);
    assert_section_holds(&sample, "until f is first below 0.01 or the run ends");
    make(&sample, CRITERION_FINAL);
    sample.summary.minimum = -1;
    assert_section_holds(&sample, "the lowest median of f minus its minimum after the last");
    assert_section_holds(&sample, " | median 1.25 | median 1.5 |\n");
}
END_TEST

START_TEST(what_is_remarkable_is_said)
{
    struct sample sample;

    make(&sample, CRITERION_STAYS);
    sample.tuned.tuning.ties = 2;
    assert_section_holds(&sample, "\n\nOf 2 equally good settings of Adam ");
    sample.tuned.tuning.best = 3;
    assert_section_holds(&sample, " | none of 20 runs, at least half diverge | ");
    assert_section_holds(&sample, "No setting of Adam (beta1=0.75,alpha=0.001) reaches the "
                                  "tolerance in any run, so the one with the lowest median");
}
END_TEST

static void assert_caption(const struct sample *sample, const char *figure, const char *wanted)
{
    struct figure_subject subject = {.problem = &problems[0],
                                     .bounds = problems[0].domain,
                                     .trajectory = sample->results[0].trajectory,
                                     .results = sample->results,
                                     .result_count = sample->summary.result_count,
                                     .minimum_known = true};
    struct figure_settings settings = {.levels = 50, .palette = &figure_palettes[0]};
    struct text caption = {0};

    caption_write(figure_find(figure), &subject, &settings, &caption);
    ck_assert_msg(strstr(text_string(&caption), wanted) != NULL, "%s", text_string(&caption));
    text_free(&caption);
}

START_TEST(captions_have_budget_and_seeds)
{
    struct sample sample;

    make(&sample, CRITERION_STAYS);
    assert_caption(&sample, "contour_path",
                   " Each optimizer except RM*Prop was tuned with 4 settings on seeds 41 to 60.");
    sample.summary.result_count = 1;
    assert_caption(&sample, "convergence",
                   " The optimizer was tuned with 4 settings on seeds 41 to 60.");
}
END_TEST

static struct output_file no_files[1];

/* Every letter and digit is another one: see test_manifest.c. */
START_TEST(a_wrong_value_in_the_manifest_is_found)
{
    struct sample sample;
    struct text out = {0};
    struct error error;

    make(&sample, CRITERION_STAYS);
    assert_status(manifest_write(&sample.summary, no_files, 0, &out, &error), STATUS_OK, &error);
    assert_status(
        manifest_check(text_string(&out), out.length, &sample.summary, no_files, 0, &error),
        STATUS_OK, &error);
    const char *begin = strstr(text_string(&out), "\"tuning\""), *end = strchr(begin, '}');
    end = strchr(end + 1, '}');
    const char *alpha = strstr(begin, "\"alpha\": 0.001,\n");
    ck_assert(alpha != NULL && strstr(alpha, "\"beta1\": 0.75\n") != NULL);
    for (size_t i = (size_t)(begin - out.data); i < (size_t)(end - out.data); i++) {
        char was = out.data[i];
        if (!((was >= '0' && was <= '9') || (was >= 'a' && was <= 'z')))
            continue;
        out.data[i] = (char)(was <= '4' || (was >= 'a' && was <= 'm') ? was + 5 : was - 5);
        assert_status(
            manifest_check(text_string(&out), out.length, &sample.summary, no_files, 0, &error),
            STATUS_FAILED, &error);
        out.data[i] = was;
    }
    text_free(&out);
}
END_TEST

Suite *tuning_section_suite(void)
{
    Suite *suite = suite_create("tuning_section");
    TCase *tests = tcase_create("tuning_section");

    tcase_add_test(tests, the_section_has_both_results);
    tcase_add_test(tests, each_criterion_is_explained);
    tcase_add_test(tests, what_is_remarkable_is_said);
    tcase_add_test(tests, captions_have_budget_and_seeds);
    tcase_add_test(tests, a_wrong_value_in_the_manifest_is_found);
    suite_add_tcase(suite, tests);
    return suite;
}
