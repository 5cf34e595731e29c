/* --tune: what is written and printed is what separate runs give. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define QUIET "-q", "-f", "none"

/* The tuned run of most tests: seeds 5 to 34, tuning with seeds 35 to 64. */
#define TUNED                                                                                      \
    "--seed", "5", "--runs", "30", "--tune", "adam:alpha=0.003:1:6:log,beta1=0:0.9:4", "--tune",   \
        "gd:alpha=0.005:1.04:24", "--optimizer", "rmsprop"

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%.600s", part, text);
}

static const char *text_of(const char *file)
{
    return read_bytes(work("%s", file)).data;
}

/* The number after a text, from which it can be written again exactly. */
static double number_after(const char *text, const char *before)
{
    assert_holds(text, before);
    return strtod(strstr(text, before) + strlen(before), NULL);
}

/* The first row with the lowest expected running time, which is in this column. */
static size_t best_row(const char *table, size_t columns, size_t runtime)
{
    const char *row = strchr(strstr(table, "# setting "), '\n') + 1;
    double least = INFINITY;
    size_t best = 0, rows = 0;

    for (; *row != '\0'; rows++) {
        char *next = (char *)row;
        for (size_t k = 0; k < columns; k++) {
            double number = strtod(next, &next);
            if (k != runtime || !(number < least))
                continue;
            least = number;
            best = rows;
        }
        row = next + 1;
    }
    ck_assert_uint_eq(rows, 24);
    return best;
}

/* Rows of a table without its header. */
static const char *rows_of(const char *file)
{
    const char *rows = text_of(file);

    while (*rows == '#')
        rows = strchr(rows, '\n') + 1;
    return rows;
}

START_TEST(test_the_best_settings_are_compared)
{
    struct result result = run_program(STRINGS(QUIET, TUNED));

    assert_done(&result);
    assert_holds(result.out,
                 "\nRMSProp, not tuned; expected running time in the comparison, seeds 5 "
                 "to 34: ");
    assert_holds(result.out,
                 ", best of 24 settings; expected running time in tuning, seeds 35 to 64: ");
    assert_holds(result.out,
                 "\ngradient descent (alpha=0.5), best of 24 settings; expected running time in "
                 "tuning, seeds 35 to 64: 1 update, 30 of 30 runs; in the comparison, seeds 5 to "
                 "34: 1 update, 30 of 30 runs\n");
    const char *table = text_of("output/tune.dat");
    ck_assert_uint_eq(best_row(table, 12, 5), (size_t)number_after(table, ":4 best="));
    ck_assert_uint_eq(best_row(table, 12, 10), (size_t)number_after(table, ":24 best="));
    const char *wanted =
        format("adam:alpha=%.17g,beta1=%.17g", number_after(table, "optimizer=adam alpha="),
               number_after(table, " beta1="));
    result = run_program(STRINGS(QUIET, "--seed", "5", "--runs", "30", "-o", "plain", "--optimizer",
                                 "rmsprop", "--optimizer", wanted, "--optimizer", "gd:alpha=0.5"));
    ck_assert_int_eq(result.status, 0);
    ck_assert_str_eq(rows_of("output/ensemble_runs.dat"), rows_of("plain/ensemble_runs.dat"));
    ck_assert_str_eq(rows_of("output/trajectory.dat"), rows_of("plain/trajectory.dat"));
}
END_TEST

/* The scores of a setting are those of an ensemble with the seeds of tuning. */
START_TEST(test_tuning_uses_the_next_seeds)
{
    const char *more = _i == 0 ? "--threads=2" : "--noise=0.05";
    struct result result = run_program(STRINGS(QUIET, TUNED, more));
    const char *manifest = text_of("output/manifest.json");
    const char *tuning = strstr(manifest, "\"tuning\"");

    assert_done(&result);
    ck_assert(number_after(tuning, "\"seed\": ") == 35);
    ck_assert(number_after(tuning, "\"settings\": ") == 24);
    const char *adam = format("adam:alpha=%.17g,beta1=%.17g", number_after(tuning, "\"alpha\": "),
                              number_after(tuning, "\"beta1\": "));
    double median = number_after(tuning, "\"median\": ");
    double reached = number_after(tuning, "\"reached\": ");
    double runtime = number_after(tuning, "\"expected_running_time\": ");
    result = run_program(
        STRINGS(QUIET, "--seed", "35", "--runs", "30", "-o", "plain", "--optimizer", adam, more));
    ck_assert_int_eq(result.status, 0);
    const char *ensemble = strstr(text_of("plain/manifest.json"), "\"ensemble\"");
    ck_assert(number_after(ensemble, "\"median\": ") == median);
    ck_assert(number_after(ensemble, "\"reached\": ") == reached);
    ck_assert(number_after(ensemble, "\"expected_running_time\": ") == runtime);
}
END_TEST

START_TEST(test_threads_change_nothing)
{
    struct result one = run_program(STRINGS(QUIET, TUNED, "--threads", "1", "-o", "one"));
    struct result many = run_program(STRINGS(QUIET, TUNED, "--threads", "8", "-o", "many"));

    ck_assert_int_eq(one.status, 0);
    ck_assert_int_eq(many.status, 0);
    ck_assert_str_eq(rows_of("one/tune.dat"), rows_of("many/tune.dat"));
    assert_same_snapshot(snapshot(work("one")), snapshot(work("many")));
}
END_TEST

START_TEST(test_the_recorded_run_is_repeated)
{
    struct result result = run_program(STRINGS(QUIET, TUNED, "--criterion", "final"));

    assert_done(&result);
    result = run_program(STRINGS("verify", "output"));
    ck_assert_msg(result.status == 0, "%s%s", result.out, result.err);
    /* a single optimizer, with fixed parameters and a schedule */
    result = run_program(STRINGS(QUIET, "--runs", "5", "--optimizer",
                                 "adam:schedule=exponential,rate=0.9,beta1=0.7", "--beta2", "0.99",
                                 "--tune", "adam:warmup=0:3:4,alpha=0.1:0.5:2"));
    assert_done(&result);
    result = run_program(STRINGS("verify", "output"));
    ck_assert_msg(result.status == 0, "%s%s", result.out, result.err);
}
END_TEST

START_TEST(test_the_report_and_the_captions_say_how)
{
    struct result result = run_program(STRINGS("-q", SMALL, "-f", "contour,contour_path", TUNED));

    assert_done(&result);
    const char *report = text_of("output/report.md");
    assert_holds(report, "\n## Tuning\n");
    assert_holds(report,
                 "\nEach optimizer except RMSProp was tuned with 24 settings. Every setting "
                 "was tried in the same 30 runs, seeds 35 to 64. The best is ");
    assert_holds(report, "\n| RMSProp | not tuned | – | – | ");
    assert_holds(report, "alpha: 24 from 0.005 to 1.04 | alpha=0.5 | 1 update, 30 of 30 runs | ");
    const char *manifest = text_of("output/manifest.json");
    assert_holds(manifest, " Each optimizer except RMSProp was tuned with 24 settings on seeds 35 "
                           "to 64.\"");
    const char *contour = strstr(manifest, "\"caption\": ");
    ck_assert_ptr_null(strstr(format("%.*s", (int)strcspn(contour, "\n"), contour), "tuned"));
}
END_TEST

START_TEST(test_a_best_value_at_an_end_is_reported)
{
    struct result result =
        run_program(STRINGS(QUIET, "--runs", "10", "--tune", "gd:alpha=0.1:0.5:3"));

    assert_done(&result);
    assert_holds(result.out, "the best alpha is the largest that was tried; a wider range may");
    assert_holds(text_of("output/report.md"), "the best alpha is the largest that was tried: ");
}
END_TEST

/* No setting reaches the tolerance: the lowest median is the best. All diverge: status 3. */
START_TEST(test_no_setting_reaches_the_tolerance)
{
    struct result result = run_program(
        STRINGS(QUIET, "--runs", "10", "--iterations", "5", "--tune", "adam:alpha=0.001:0.01:3"));

    assert_done(&result);
    assert_holds(result.out,
                 "Adam (alpha=0.01), best of 3 settings; expected running time in tuning, "
                 "seeds 11 to 20: none of 10 runs, median ");
    assert_holds(text_of("output/report.md"), "No setting of Adam (alpha=0.01) reaches the "
                                              "tolerance in any run, so the one with the lowest");
    result = run_program(
        STRINGS(QUIET, "--runs", "10", "--problem", "rosenbrock", "--tune", "gd:alpha=0.5:1:3"));
    ck_assert_int_eq(result.status, 3);
    assert_holds(result.out, "none of 10 runs, at least half diverge");
    result = run_program(STRINGS("verify", "output"));
    ck_assert_msg(result.status == 0, "%s%s", result.out, result.err);
}
END_TEST

Suite *tuning_suite(void)
{
    Suite *suite = suite_create("tuning");
    TCase *tests = add_case(suite, "tuning");

    tcase_add_test(tests, test_the_best_settings_are_compared);
    tcase_add_loop_test(tests, test_tuning_uses_the_next_seeds, 0, 2);
    tcase_add_test(tests, test_threads_change_nothing);
    tcase_add_test(tests, test_the_recorded_run_is_repeated);
    tcase_add_test(tests, test_the_report_and_the_captions_say_how);
    tcase_add_test(tests, test_a_best_value_at_an_end_is_reported);
    tcase_add_test(tests, test_no_setting_reaches_the_tolerance);
    return suite;
}
