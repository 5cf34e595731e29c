#include "plot/runtime_figure.h"

#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define POINTS 5

/* Ten runs with Adam, all of which reach the tolerance, and ten with momentum, none of which does.
 */
static uint64_t runs_reached[2][POINTS] = {{0, 0, 1, 5, 10}, {0, 0, 0, 0, 0}};
static uint64_t targets_reached[2][POINTS] = {{0, 51, 102, 255, 510}, {0, 0, 51, 51, 51}};
static struct outcome outcomes[10];

struct sample {
    struct ensemble ensembles[2];
    struct optimizer_result results[2];
    struct figure_subject subject;
};

static void begin(struct sample *sample)
{
    *sample = (struct sample){.results = {{.label = "Adam", .column = "adam"},
                                          {.label = "momentum", .column = "momentum"}},
                              .subject = {.problem = &problems[0],
                                          .result_count = 2,
                                          .excess_tolerance = 1e-3,
                                          .minimum_known = true}};
    for (size_t i = 0; i < 2; i++) {
        sample->ensembles[i] = (struct ensemble){.points = POINTS,
                                                 .run_count = 10,
                                                 .runs = outcomes,
                                                 .criterion = CRITERION_STAYS,
                                                 .reached = i == 0 ? 10 : 0,
                                                 .runs_reached = runs_reached[i],
                                                 .targets_reached = targets_reached[i]};
        sample->results[i].ensemble = &sample->ensembles[i];
    }
    sample->subject.results = sample->results;
}

static void assert_data(const struct figure_subject *subject, const char *wanted)
{
    struct text data = {0};
    struct error error;

    assert_status(figure_runtime.write(subject, -1, &data, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&data), wanted);
    text_free(&data);
}

START_TEST(shares_are_drawn_over_logarithms)
{
    struct sample sample;

    begin(&sample);
    assert_data(&sample.subject,
                "# log10(t) share\n# adam: runs\n0.301029996 0\n0.301029996 0.1\n0.477121255 0.1\n"
                "0.477121255 0.5\n0.602059991 0.5\n0.602059991 1\n\n\n"
                "# adam: targets\n0 0.1\n0.301029996 0.1\n0.301029996 0.2\n0.477121255 0.2\n"
                "0.477121255 0.5\n0.602059991 0.5\n0.602059991 1\n\n\n"
                "# momentum: runs\nNaN NaN\n\n\n"
                "# momentum: targets\n0.301029996 0\n0.301029996 0.1\n0.602059991 0.1\n\n\n");
    sample.subject.columns = 2; /* the second and third update are in the same column */
    sample.subject.result_count = 1;
    assert_data(&sample.subject,
                "# log10(t) share\n# adam: runs\n0.477121255 0\n0.477121255 0.5\n0.602059991 0.5\n"
                "0.602059991 1\n\n\n"
                "# adam: targets\n0 0.1\n0.477121255 0.1\n0.477121255 0.5\n0.602059991 0.5\n"
                "0.602059991 1\n\n\n");
}
END_TEST

START_TEST(a_single_update_is_a_line)
{
    struct sample sample;

    begin(&sample);
    sample.subject.result_count = 1;
    sample.ensembles[0].points = 2;
    assert_data(&sample.subject, "# log10(t) share\n# adam: runs\nNaN NaN\n\n\n# adam: targets\n0 "
                                 "0.1\n0.301029996 0.1\n\n\n");
}
END_TEST

static void assert_words(figure_words *words, const struct figure_subject *subject,
                         const char *wanted)
{
    struct figure_settings settings = {.width = 640};
    struct text out = {0};

    words(subject, &settings, &out);
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

START_TEST(running_times_are_described)
{
    struct sample sample;

    begin(&sample);
    assert_words(
        caption_runtime, &sample.subject,
        "f(x₁, x₂) = x₁² + x₂²: running times of Adam and momentum in 10 runs. Thick lines "
        "show, after each number of updates, the share of the runs that have fallen below the "
        "tolerance, 0.001, and stay below it; thin lines show the share of all pairs of "
        "a run and one of 51 targets, 100 to 1e-8 above the minimum, that have been "
        "reached in the same way. A cross marks where runs end without reaching the "
        "tolerance.");
    assert_words(alternative_runtime, &sample.subject,
                 "Rising steps over 1 to 4 updates, on a logarithmic scale. With Adam, 100% of the "
                 "runs (95% interval 72% to 100%) reach the tolerance, half of these by update 3, "
                 "and 100.0% of the targets are reached. With momentum, 0% of the runs (95% "
                 "interval 0% to 28%) reach the tolerance, and 10.0% of the targets are reached.");
    sample.subject.result_count = 1;
    sample.subject.minimum_known = false;
    sample.ensembles[0].criterion = CRITERION_FIRST;
    assert_words(
        caption_runtime, &sample.subject,
        "f(x₁, x₂) = x₁² + x₂²: running times of Adam in 10 runs. Thick lines show, after "
        "each number of updates, the share of the runs that have fallen below the tolerance, "
        "0.001; thin lines show the share of all pairs of a run and one of 51 targets, "
        "100 to 1e-8 above the lowest value found, that have been reached in the same "
        "way.");
    assert_words(short_runtime, &sample.subject,
                 "Running times on f(x₁, x₂) = x₁² + x₂² in 10 runs");
}
END_TEST

Suite *runtime_figure_suite(void)
{
    Suite *suite = suite_create("runtime_figure");
    TCase *tests = tcase_create("runtime_figure");

    tcase_add_test(tests, shares_are_drawn_over_logarithms);
    tcase_add_test(tests, a_single_update_is_a_line);
    tcase_add_test(tests, running_times_are_described);
    suite_add_tcase(suite, tests);
    return suite;
}
