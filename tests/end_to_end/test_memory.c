/* Failing allocations at each call site: the program reports them and changes nothing, or continues
 * without the memory. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explore/module_bytes.h"
#include "support.h"

/* A run that fails at its n-th allocation, "call " or "" being what n counts (see faults.c); false
 * if it has fewer. */
static bool run_with(const char *what, int n, const char *const arguments[], struct result *result)
{
    const char *witness = tools("fault");
    struct how how = {.program = getenv("ADAM_REPORT_FAULTY"),
                      .environment =
                          STRINGS(format("ADAM_REPORT_FAULT=%s%d:%s", what, n, witness))};

    unlink(witness);
    *result = run_how(&how, arguments);
    return exists(witness);
}

static bool run_with_fault(int n, const char *const arguments[], struct result *result)
{
    return run_with("", n, arguments, result);
}

static bool can_fail(void)
{
    if (getenv("ADAM_REPORT_FAULTY") != NULL)
        return true;
    skip("ADAM_REPORT_FAULTY names no build whose allocations can fail");
    return false;
}

/* Under the sanitizers, which look for leaks each time, some of the places must do. */
static int step(void)
{
    return sanitized ? 17 : 1;
}

/* The exit status is that for trouble of the system, with a line about memory. */
static void assert_out_of_memory(const struct result *result, int n)
{
    ck_assert_msg(result->status == 3, "allocation %d: status %d: %s", n, result->status,
                  result->err);
    assert_failed(result, 3, "");
}

static const char *const runs[][16] = {
    {"--figure", "none", "--runs", "3", "-n", "5", "--tune", "adam:alpha=0.1:0.2:2"},
    {"--figure", "none", "--sweep", "alpha=0.1:1:3:log,beta1=0:0.9:3", "-n", "5", "--problem",
     "expr:(x1-1)^2+sin(x2)^2"},
    {"--optimizer", "adam:alpha=0.1", "--optimizer", "rmsprop", "--theme", "both", "-n", "5"},
    {"--figure", "none", "-n", "3", "--explore"}, /* last, since some builds do not have it */
};

#define RUNS (explore_module_length > 0 ? 4 : 3)

/* The program's arguments for the i-th run, which is drawn by a stand-in for gnuplot. */
static const char *const *run_arguments(int i)
{
    static const char *arguments[32] = {"-o", "out", SMALL, "--gnuplot"};
    size_t count = 7;

    write_pictures();
    arguments[count++] = fake_gnuplot("cat >/dev/null; cat $tools/good.png");
    for (size_t k = 0; runs[i][k] != NULL; k++)
        arguments[count++] = runs[i][k];
    return arguments;
}

static void reset_output(void)
{
    if (exists(work("out")))
        remove_directory(work("out"));
    write_old_files();
}

static bool is_same(struct bytes a, struct bytes b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* In OUTPUT are either all of the old files or all of the new ones. A run that fails can have the
 * new ones, too: where only what it prints cannot be made. */
START_TEST(test_run)
{
    struct result result;

    if (!can_fail())
        return;
    const char *const *arguments = run_arguments(_i);
    reset_output();
    const struct bytes before = snapshot(work("."));
    result = run_program(arguments);
    assert_done(&result);
    const char *names = names_in(work("out"));
    reset_output();
    for (int n = 1; run_with_fault(n, arguments, &result); n += step()) {
        if (result.status != 0)
            assert_out_of_memory(&result, n);
        if (result.status != 0 && is_same(before, snapshot(work("."))))
            continue;
        ck_assert_str_eq(names_in(work("out")), names);
        reset_output();
    }
    assert_done(&result);
}
END_TEST

/* A single allocation that fails, and none after it: whatever goes on then, with the exit status 0
 * every file is what it should be. */
START_TEST(test_one_call)
{
    const char *gnuplot = fake_gnuplot("cat >/dev/null; cat $tools/good.png");
    const char *const *arguments = STRINGS("-q", "-o", "out", SMALL, "--gnuplot", gnuplot, "-f",
                                           "contour", "--levels", "3", "-n", "5", "--step", "0.5");
    struct result result;

    if (!can_fail())
        return;
    write_pictures();
    result = run_program(arguments);
    assert_done(&result);
    const struct bytes whole = snapshot(work("out"));
    remove_directory(work("out"));
    for (int n = 1; run_with("call ", n, arguments, &result); n += step()) {
        if (result.status != 0)
            assert_out_of_memory(&result, n);
        else if (strstr(result.err, ".adam-report-staging") != NULL) /* what it says is left */
            remove_directory(work("out/.adam-report-staging"));
        if (result.status == 0)
            ck_assert_msg(is_same(snapshot(work("out")), whole), "allocation %d: other files", n);
        if (exists(work("out")))
            remove_directory(work("out"));
    }
    assert_done(&result);
}
END_TEST

/* Two directories that differ in every kind of file. */
static void make_artifacts(void)
{
    static const char *const files[][3] = {
        {"x.json", "{\"a\": [1, 2, {}], \"b\": \"te\\u0078t\", \"c\": 1, \"n\": [{\"id\": 1}]}",
         "{\"a\": [1, 3, []], \"d\": 1.5, \"n\": [{\"id\": 2}, {\"id\": 1}]}"},
        {"same.json", "[0.50, {\"a\": 1}]", "[0.5, {\"a\": 1.0}]"},
        {"broken.json", "[1", "[2}"},
        {"x.csv", "a,b\n1,\"2\"\n", "a,b\n1,3\n"},
        {"x.txt", "one\ntwo\n", "one\nthree\n"},
        {"same.txt", "the same\n", "the same\n"},
        {"broken.png", "no PNG", "none either"},
        {"d/only-here.txt", "x", NULL},
        {"d/only-there.txt", NULL, "x"},
    };
    struct result one = run_program(STRINGS("-q", "-o", "a", SMALL, "-n", "5"));
    struct result two = run_program(STRINGS("-q", "-o", "b", SMALL, "-n", "5", "--alpha", "0.1"));

    assert_done(&one);
    assert_done(&two);
    make_directory(work("a/d"));
    make_directory(work("b/d"));
    for (size_t i = 0; i < COUNT(files); i++)
        for (int side = 0; side < 2; side++)
            if (files[i][1 + side] != NULL)
                write_text(work("%c/%s", "ab"[side], files[i][0]), files[i][1 + side]);
}

/* No line tells of a file that passes unless the usual output has it, up to the name, too. */
static void assert_passes_no_more(const char *out, const char *usual, int n)
{
    static const char *const passing[] = {"identical ", "same ", "rendering "};

    for (const char *line = out; *line != '\0'; line = strchr(line, '\n') + 1)
        for (size_t i = 0; i < COUNT(passing); i++)
            if (strncmp(line, passing[i], strlen(passing[i])) == 0) {
                int length = 13 + (int)strcspn(line + 13, " \n");
                ck_assert_msg(strstr(usual, format("%.*s", length, line)) != NULL,
                              "allocation %d: %s", n, line);
            }
}

/* Whatever the lack of memory does to a comparison, it makes nothing pass, and no report is one of
 * less than all. */
START_TEST(test_compare)
{
    const char *const *arguments = STRINGS("compare", "a", "b", "-o", "report");
    const char *report = work("report/comparison.json");
    struct result result;

    if (!can_fail())
        return;
    make_artifacts();
    const struct result usual = run_program(arguments);
    ck_assert_int_eq(usual.status, 2);
    const struct bytes usual_report = read_bytes(report);
    for (int n = 1; run_with_fault(n, arguments, &result); n += step()) {
        if (result.status != usual.status)
            assert_out_of_memory(&result, n);
        assert_passes_no_more(result.out, usual.out, n);
        ck_assert_msg(is_same(read_bytes(report), usual_report), "allocation %d", n);
    }
    ck_assert_str_eq(result.out, usual.out);
}
END_TEST

START_TEST(test_list)
{
    struct result result;

    if (!can_fail())
        return;
    for (int n = 1; run_with_fault(n, STRINGS("list"), &result); n++)
        if (result.status != 0)
            assert_out_of_memory(&result, n);
    assert_done(&result);
}
END_TEST

Suite *memory_suite(void)
{
    Suite *suite = suite_create("memory");
    TCase *faults = add_case(suite, "faults");

    tcase_add_loop_test(faults, test_run, 0, RUNS);
    tcase_add_test(faults, test_one_call);
    tcase_add_test(faults, test_compare);
    tcase_add_test(faults, test_list);
    return suite;
}
