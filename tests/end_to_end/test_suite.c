/* --suite: all problems in one run. */
#include <string.h>

#include "support.h"

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%s", part, text);
}

static struct result run_suite(const char *const arguments[])
{
    struct result result = run_program(arguments);

    ck_assert_msg(result.status == 0, "%s", result.err);
    ck_assert_str_eq(result.err, "");
    return result;
}

#define TWO "--suite", "--runs", "5", "--optimizer", "adam", "--optimizer", "momentum:alpha=0.001"

/* A row for each problem and optimizer; no file and no sentence of a single problem. */
START_TEST(test_files)
{
    struct result result = run_suite(STRINGS("-o", "out", TWO, "-f", "profile", SMALL));
    const char *report = read_bytes(work("out/report.md")).data;

    assert_holds(result.out, "\nhimmelblau ");
    assert_holds(result.out, "\nmean rank ");
    assert_holds(read_bytes(work("out/suite.dat")).data, "\n# problem 2: rosenbrock\n");
    assert_holds(read_bytes(work("out/suite.dat")).data,
                 "\n# problem optimizer reached diverged running_time median_excess rank\n1 1 ");
    assert_holds(read_bytes(work("out/profile.dat")).data, "\n# ratio adam momentum\n1 ");
    ck_assert(!exists(work("out/trajectory.dat")));
    ck_assert(!exists(work("out/surface.dat")));
    ck_assert(!exists(work("out/ensemble_runs.dat")));
    ck_assert_ptr_null(strstr(report, "trajectory.dat"));
    ck_assert_ptr_null(strstr(report, "surface.dat"));
    assert_holds(report, "`suite.dat` and `profile.dat`");
    assert_holds(report, "![Line chart");
    assert_holds(report, "\n| **mean rank** | **");
}
END_TEST

/* Each problem has an image, with its data and its script. */
START_TEST(test_thumbnails)
{
    run_suite(STRINGS("-o", "out", TWO, "-f", "contour_path", "--theme", "dark", SMALL));
    ck_assert(exists(work("out/contour_path-sphere.png")));
    ck_assert(exists(work("out/contour_path-easom.png")));
    ck_assert(exists(work("out/contour_path-easom.gp")));
    ck_assert(exists(work("out/bands-easom.dat")));
    ck_assert(!exists(work("out/contour_path.png")));
    assert_holds(read_bytes(work("out/figures.html")).data, "contour_path-rosenbrock");
    assert_holds(read_bytes(work("out/report.html")).data, "<div class=\"thumbnails\">");
    struct result verified = run_program(STRINGS("verify", "out"));
    ck_assert_msg(verified.status == 0, "%s%s", verified.out, verified.err);
}
END_TEST

START_TEST(test_threads_change_nothing)
{
    static const char *const names[] = {"suite.dat", "profile.dat", "report.md", "manifest.json"};

    run_suite(STRINGS("-o", "one", TWO, "-f", "none", "--threads", "1"));
    run_suite(STRINGS("-o", "many", TWO, "-f", "none", "--threads", "7"));
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert_str_eq(read_bytes(work("one/%s", names[i])).data,
                         read_bytes(work("many/%s", names[i])).data);
}
END_TEST

/* The best settings are found on each problem, with other seeds than those of the comparison. */
START_TEST(test_tuning)
{
    struct result result = run_suite(STRINGS("-o", "out", "--suite", "--runs", "5", "--tune",
                                             "adam:alpha=0.01:1:3:log", "-f", "profile", SMALL));
    const char *data = read_bytes(work("out/suite.dat")).data;

    assert_holds(result.out, "Tuned on each problem with 3 settings and the seeds 6 to 10.\n");
    assert_holds(data, " adam: tune=adam:alpha=0.01:1:3:log\n");
    assert_holds(data, ": optimizer=adam alpha=0.1");
    ck_assert(!exists(work("out/tune.dat")));
    assert_holds(read_bytes(work("out/report.md")).data,
                 "(seeds 6 to 10) that are not those of the "
                 "comparison (seeds 1 to 5)");
    assert_holds(read_bytes(work("out/figures.md")).data,
                 "was tuned on each problem with 3 settings");
    struct result verified = run_program(STRINGS("verify", "out"));
    ck_assert_msg(verified.status == 0, "%s%s", verified.out, verified.err);
}
END_TEST

/* A run on one problem removes the files of a suite, and the other way around. */
START_TEST(test_other_runs)
{
    run_suite(STRINGS("-o", "out", TWO, SMALL));
    ck_assert(exists(work("out/contour_path-beale.png")));
    run_suite(STRINGS("-o", "out", SMALL));
    ck_assert(!exists(work("out/contour_path-beale.png")));
    ck_assert(!exists(work("out/bands-beale.dat")));
    ck_assert(!exists(work("out/suite.dat")));
    run_suite(STRINGS("-o", "out", TWO, "-f", "profile", SMALL));
    ck_assert(!exists(work("out/trajectory.dat")));
}
END_TEST

/* Without a solved instance there is no profile. */
START_TEST(test_nothing_solved)
{
    struct result result =
        run_program(STRINGS("-o", "out", TWO, "--tolerance", "-1", "-n", "3", SMALL));

    ck_assert_int_eq(result.status, 0);
    assert_holds(result.err, "the figure profile is left out: no search reaches the tolerance");
    ck_assert(!exists(work("out/profile.png")));
    assert_holds(read_bytes(work("out/report.md")).data, "No optimizer solves any of them.");
}
END_TEST

Suite *suite_suite(void)
{
    Suite *suite = suite_create("suite");
    TCase *suites = add_case(suite, "suites");

    tcase_add_test(suites, test_files);
    tcase_add_test(suites, test_thumbnails);
    tcase_add_test(suites, test_threads_change_nothing);
    tcase_add_test(suites, test_tuning);
    tcase_add_test(suites, test_other_runs);
    tcase_add_test(suites, test_nothing_solved);
    return suite;
}
