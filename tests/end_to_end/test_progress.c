/* The progress bar with the time left, on a terminal. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

static int terminal; /* the program's side of the pseudo-terminal */

static void take_terminal(void)
{
    must(dup2(terminal, STDERR_FILENO) == STDERR_FILENO, "dup2");
}

/* Starts the program with a terminal as standard error, whose text comes as process.err. */
static struct process start_at_terminal(const char *const arguments[])
{
    struct how how = {.environment = STRINGS("TERM=xterm"), .prepare = take_terminal};
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

    ck_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    terminal = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    ck_assert_int_ge(terminal, 0);
    struct process process = start(&how, arguments);
    close(terminal);
    close(process.err);
    process.err = master;
    return process;
}

/* A progress bar of this name, redrawn in place and finally erased with spaces. */
static void assert_bar(const char *text, const char *name)
{
    static const char cleared[] = "\r\033[K";
    const char *last = NULL, *bar = format("\r%s [", name);

    ck_assert_msg(strncmp(text, bar, strlen(bar)) == 0, "no bar: '%s'", text);
    ck_assert_ptr_nonnull(strstr(text, " s left\033[K"));
    for (const char *at = strstr(text, cleared); at != NULL; at = strstr(at + 1, cleared))
        last = at;
    ck_assert_msg(last != NULL && strstr(last, "[#") == NULL, "'%s'", text);
}

/* Long work is interrupted as soon as its bar is there. */
static void assert_bar_until_interrupted(const char *const arguments[], const char *name)
{
    struct process process = start_at_terminal(arguments);

    wait_for_output(process.err);
    kill(process.pid, SIGINT);
    struct result result = finish(&process);
    ck_assert_int_eq(result.status, 128 + SIGINT);
    assert_bar(result.err, name);
    ck_assert_ptr_null(strstr(result.out, "left"));
}

START_TEST(test_sweep)
{
    assert_bar_until_interrupted(
        STRINGS("-f", "none", "-n", "100000", "--sweep", "alpha=0.01:1:1000,beta1=0:0.9:1000"),
        "sweep");
}
END_TEST

START_TEST(test_ensemble)
{
    assert_bar_until_interrupted(STRINGS("-f", "none", "-n", "100000", "--runs", "100000"),
                                 "ensemble");
}
END_TEST

START_TEST(test_tuning)
{
    assert_bar_until_interrupted(STRINGS("-f", "none", "-n", "100000", "--runs", "10000", "--tune",
                                         "adam:alpha=0.001:1:100:log"),
                                 "tuning");
}
END_TEST

/* Frames are counted as gnuplot draws them. */
START_TEST(test_animation)
{
    struct process process =
        start_at_terminal(STRINGS("-f", "contour_path", "--animate", "--size", "1600x1200"));

    wait_for_output(process.err);
    kill(process.pid, SIGINT);
    struct result result = finish(&process);
    ck_assert_int_eq(result.status, 128 + SIGINT);
    assert_bar(result.err, "animation");
    assert_no_process_left();
}
END_TEST

/* If it is stopped for longer than a comparison shows no bar, it shows one when it continues. */
START_TEST(test_comparison)
{
    static const char *const both[] = {"a", "b"};

    for (size_t i = 0; i < COUNT(both); i++)
        ck_assert_int_eq(system(format("mkdir '%s' && cd '%s' && seq %zu 400000 >0 && "
                                       "for i in $(seq 150); do ln 0 $i; done",
                                       work("%s", both[i]), work("%s", both[i]), i)),
                         0);
    struct process process = start_at_terminal(STRINGS("compare", "a", "b"));
    wait_for_handlers(&process);
    kill(process.pid, SIGSTOP);
    sleep_ms(1200);
    kill(process.pid, SIGCONT);
    struct result result = finish(&process);
    ck_assert_int_eq(result.status, 1);
    assert_bar(result.err, "compare");
    ck_assert_ptr_null(strstr(result.out, "left"));
}
END_TEST

/* What takes no second, and what is asked to be quiet. */
START_TEST(test_no_bar)
{
    struct process process = start_at_terminal(STRINGS("-f", "none"));
    struct result result = finish(&process);

    ck_assert_int_eq(result.status, 0);
    ck_assert_str_eq(result.err, "");
    process = start_at_terminal(
        STRINGS("-q", "-f", "none", "-n", "20000", "--sweep", "alpha=0.01:1:100,beta1=0:0.9:100"));
    result = finish(&process);
    ck_assert_int_eq(result.status, 0);
    ck_assert_str_eq(result.err, "");
}
END_TEST

Suite *progress_suite(void)
{
    Suite *suite = suite_create("progress");
    TCase *bars = add_case(suite, "bars");

    tcase_add_test(bars, test_sweep);
    tcase_add_test(bars, test_ensemble);
    tcase_add_test(bars, test_tuning);
    tcase_add_test(bars, test_animation);
    tcase_add_test(bars, test_comparison);
    tcase_add_test(bars, test_no_bar);
    return suite;
}
