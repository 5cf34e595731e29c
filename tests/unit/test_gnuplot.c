/* Processes of gnuplot, replaced by a shell script in each test. */
#include "plot/gnuplot.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gnuplot_support.h"
#include "support.h"
#include "unit_tests.h"

static void assert_exit_fails(const struct lab *lab, const char *why)
{
    struct error error = {""};

    ck_assert_int_eq((int)gnuplot_check_exit(&lab->jobs[0], &lab->deadline, &error), STATUS_FAILED);
    assert_message_holds(&error, why);
}

START_TEST(the_script_goes_in_and_the_picture_comes_out)
{
    struct lab lab = lab_open("[ \"$1 $2 $3\" = '-d -e to_stdout = 1' ] && exec cat \"$4\"");
    struct error error;

    for (int i = 0; i < 100000; i++)
        text_appendf(&lab.script, "line %d\n", i);
    lab_run_good(&lab, 1);
    assert_status(gnuplot_check_exit(&lab.jobs[0], &lab.deadline, &error), STATUS_OK, &error);
    ck_assert_uint_eq(lab.jobs[0].output.length, lab.script.length);
    ck_assert_int_eq(memcmp(lab.jobs[0].output.data, lab.script.data, lab.script.length), 0);
    lab_close(&lab);
}
END_TEST

/* What is said of a fake that does its work badly. */
static const struct {
    const char *fake;
    const char *why;
} failures[] = {
    {"cat > /dev/null; exit 1", "exited with status 1"},
    {"cat > /dev/null; exit 139", "exited with status 139"},
    {"kill -s SEGV $$", "killed by signal 11"},
    {"kill -s TERM $$", "killed by signal 15"},
    {"exec 0<&-; exit 0", "whole script"},
    {"head -c 10; exit 0", "whole script"},
    {"cat > /dev/null; exec cat /dev/zero", "wrote more than 4194304 bytes"},
};

START_TEST(a_failure_is_told)
{
    struct lab lab = lab_open(failures[_i].fake);

    for (int i = 0; i < 100000; i++) /* 1 MB: more than a pipe holds */
        text_append(&lab.script, "0123456789");
    lab_run_good(&lab, 1);
    assert_exit_fails(&lab, failures[_i].why);
    ck_assert_uint_le(lab.jobs[0].output.length, 1 << 22);
    lab_close(&lab);
}
END_TEST

static const char *const hangs[] = {
    "exec sleep 1000", "cat > /dev/null; exec 1>&- 2>&-; exec sleep 1000",
    "trap '' TERM INT HUP; while :; do sleep 1000; done", "sleep 1000 & sleep 1000 & wait"};

START_TEST(a_hang_ends_at_the_deadline)
{
    struct lab lab = lab_open(hangs[_i]);
    double before = seconds_now();

    text_append(&lab.script, "plot x\n");
    lab.deadline = deadline_start(0.1, -1);
    lab_run_good(&lab, 1);
    ck_assert(seconds_now() - before < SOON);
    ck_assert(lab.jobs[0].timed_out);
    assert_exit_fails(&lab, "within 0.1 s");
    lab_close(&lab);
}
END_TEST

START_TEST(a_signal_ends_all_children)
{
    struct lab lab = lab_open("sleep 1000 & sleep 1000");
    struct error error;

    lab.deadline = deadline_start(200, readable_descriptor());
    assert_status(lab_run(&lab, 3, &error), STATUS_INTERRUPTED, &error);
    lab_close(&lab);
}
END_TEST

START_TEST(our_own_failure_ends_all_children)
{
    struct lab lab = lab_open("grep -q end && exit 0; exec sleep 1000");
    struct text end = {0};
    struct error error;

    text_append(&end, "end\n");
    lab.gnuplot.parallel = 3;
    lab.stop_at = 1;
    for (int i = 0; i < 3; i++)
        lab.jobs[i].script = i == 1 ? &end : &lab.script;
    assert_status(lab_run_as_is(&lab, 3, &error), STATUS_FAILED, &error);
    ck_assert_str_eq(error.message, "stopped");
    ck_assert_int_eq(lab.ended[0] + 10 * lab.ended[1] + 100 * lab.ended[2], 10);
    text_free(&end);
    lab_close(&lab);
}
END_TEST

/* gnuplot has exited well; something that it left behind holds its output open. */
START_TEST(a_grandchild_that_holds_the_pipes_is_not_waited_for)
{
    struct lab lab = lab_open("cat; sleep 1000 & exit 0");
    struct error error;
    double before = seconds_now();

    text_append(&lab.script, "whole");
    lab_run_good(&lab, 1);
    ck_assert(seconds_now() - before < SOON);
    assert_status(gnuplot_check_exit(&lab.jobs[0], &lab.deadline, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&lab.jobs[0].output), "whole");
    lab_close(&lab);
}
END_TEST

START_TEST(a_flood_of_errors_is_cut_and_harmless)
{
    struct lab lab =
        lab_open("cat > /dev/null; head -c 3000000 /dev/zero | tr '\\0' 'e' >&2; echo done");
    struct error error;

    lab_run_good(&lab, 1);
    assert_status(gnuplot_check_exit(&lab.jobs[0], &lab.deadline, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&lab.jobs[0].output), "done\n");
    ck_assert_uint_gt(lab.jobs[0].errors.length, 1000);
    ck_assert_uint_lt(lab.jobs[0].errors.length, 100000);
    ck_assert_int_eq(lab.jobs[0].errors.data[999], 'e');
    lab_close(&lab);
}
END_TEST

START_TEST(output_as_long_as_the_limit_is_no_flood)
{
    struct lab lab = lab_open("cat > /dev/null; head -c 70000 /dev/zero");

    lab.jobs[0].output_limit = 70000;
    lab_run_good(&lab, 1);
    ck_assert(!lab.jobs[0].over_limit);
    ck_assert_uint_eq(lab.jobs[0].output.length, 70000);
    lab_close(&lab);
}
END_TEST

/* Other work is done while gnuplot loads: the script comes later. */
START_TEST(children_can_be_started_before_their_scripts_are_there)
{
    struct lab lab = lab_open("touch begun; cat");
    struct gnuplot_listener listener = {lab_on_arrival, lab_on_end, &lab};
    struct gnuplot_pool pool;
    struct error error;

    lab.gnuplot.parallel = 1;
    assert_status(gnuplot_start(&pool, &lab.gnuplot, lab.jobs, 2, &error), STATUS_OK, &error);
    for (int i = 0; i < 100000 && !is_there(lab.directory.string, "begun"); i++)
        usleep(1000);
    ck_assert(is_there(lab.directory.string, "begun"));
    text_append(&lab.script, "late");
    lab.jobs[0].script = lab.jobs[1].script = &lab.script;
    assert_status(gnuplot_finish(&pool, &lab.deadline, &listener, &error), STATUS_OK, &error);
    gnuplot_stop(&pool);
    for (int i = 0; i < 2; i++) {
        ck_assert_str_eq(text_string(&lab.jobs[i].output), "late");
        ck_assert_int_eq(lab.ended[i], 1);
    }
    ck_assert_int_ge(lab.arrived, 2);
    lab_close(&lab);
}
END_TEST

START_TEST(children_that_are_not_needed_can_be_stopped)
{
    struct lab lab = lab_open("sleep 1000 & exec sleep 1000");
    struct gnuplot_pool pool;
    struct error error;

    assert_status(gnuplot_start(&pool, &lab.gnuplot, lab.jobs, 3, &error), STATUS_OK, &error);
    gnuplot_stop(&pool);
    ck_assert_int_eq(lab.ended[0], 0);
    lab_close(&lab);
}
END_TEST

static const struct {
    size_t parallel, jobs;
} crowds[] = {{2, 5}, {1, 3}, {6, 6}, {6, 2}};

/* Each fake notes when it begins and ends. */
START_TEST(no_more_children_than_allowed_at_a_time)
{
    struct lab lab = lab_open("echo + >> log; sleep 0.2; cat; echo - >> log");
    int running = 0, most = 0, begun = 0;

    text_append(&lab.script, "x");
    lab.gnuplot.parallel = crowds[_i].parallel;
    lab_run_good(&lab, crowds[_i].jobs);
    struct text log = file_content(lab.directory.string, "log");
    for (size_t i = 0; i < log.length; i++) {
        running += log.data[i] == '+' ? 1 : log.data[i] == '-' ? -1 : 0;
        begun += log.data[i] == '+';
        most = running > most ? running : most;
    }
    ck_assert_int_eq(begun, (int)crowds[_i].jobs);
    ck_assert_int_le(most, (int)crowds[_i].parallel);
    ck_assert(crowds[_i].parallel == 1 || most > 1);
    for (size_t i = 0; i < crowds[_i].jobs; i++)
        ck_assert_str_eq(text_string(&lab.jobs[i].output), "x");
    text_free(&log);
    lab_close(&lab);
}
END_TEST

Suite *gnuplot_suite(void)
{
    Suite *suite = suite_create("gnuplot");
    TCase *tests = tcase_create("run");

    tcase_add_test(tests, the_script_goes_in_and_the_picture_comes_out);
    tcase_add_loop_test(tests, a_failure_is_told, 0, sizeof failures / sizeof *failures);
    tcase_add_loop_test(tests, a_hang_ends_at_the_deadline, 0, sizeof hangs / sizeof *hangs);
    tcase_add_test(tests, a_signal_ends_all_children);
    tcase_add_test(tests, our_own_failure_ends_all_children);
    tcase_add_test(tests, a_grandchild_that_holds_the_pipes_is_not_waited_for);
    tcase_add_test(tests, a_flood_of_errors_is_cut_and_harmless);
    tcase_add_test(tests, output_as_long_as_the_limit_is_no_flood);
    tcase_add_loop_test(tests, no_more_children_than_allowed_at_a_time, 0, 4);
    tcase_add_test(tests, children_can_be_started_before_their_scripts_are_there);
    tcase_add_test(tests, children_that_are_not_needed_can_be_stopped);
    suite_add_tcase(suite, tests);
    return suite;
}
