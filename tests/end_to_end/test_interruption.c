/* Signals: requests to terminate, and SIGKILL at any time. OUTPUT always contains one complete set
 * of files, either the old one or the new one. */
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

#define DATA "--figure", "none"

/* Asked to stop. */

static const int stop_signals[] = {SIGINT, SIGTERM, SIGHUP};

#define HANGS "touch $tools/started; sleep 1000 & sleep 1000"

static void assert_interrupted(const struct result *result, int number)
{
    assert_failed(result, 128 + number, "interrupted");
    ck_assert_str_eq(result->out, "");
    ck_assert_double_lt(result->seconds, SOON);
    assert_no_process_left();
}

/* Sends the signal while gnuplot runs: to the program, or to its whole group as a terminal does. */
static void interrupt_run(const char *output, int number, bool whole_group)
{
    struct bytes before = snapshot(work("."));

    unlink(tools("started"));
    struct process process =
        start(&(struct how){0}, STRINGS("-o", output, "--gnuplot", fake_gnuplot(HANGS)));
    wait_for_file(tools("started"));
    ck_assert_int_eq(kill(whole_group ? -process.pid : process.pid, number), 0);
    struct result result = finish(&process);
    assert_interrupted(&result, number);
    assert_same_snapshot(before, snapshot(work(".")));
}

START_TEST(test_stop_signal)
{
    int number = stop_signals[_i];

    write_old_files();
    interrupt_run("out", number, false);
    interrupt_run("out", number, true);
    interrupt_run("new/parent/out", number, false);
}
END_TEST

START_TEST(test_many_signals)
{
    write_old_files();
    struct bytes before = snapshot(work("."));
    struct process process =
        start(&(struct how){0}, STRINGS("-o", "out", "--gnuplot", fake_gnuplot(HANGS)));
    wait_for_file(tools("started"));
    for (int i = 0; i < 100; i++)
        kill(process.pid, i % 2 == 0 ? SIGTERM : SIGINT);
    struct result result = finish(&process);
    ck_assert_msg(result.status == 128 + SIGTERM || result.status == 128 + SIGINT, "status %d",
                  result.status);
    assert_interrupted(&result, result.status - 128);
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

static void ignore_int(void)
{
    signal(SIGINT, SIG_IGN);
}

/* As nohup and a shell's background jobs mean it. */
START_TEST(test_ignored_signal_stays_ignored)
{
    struct process process = start(&(struct how){.prepare = ignore_int},
                                   STRINGS("-o", "out", "--gnuplot", fake_gnuplot(HANGS)));
    wait_for_file(tools("started"));
    kill(process.pid, SIGINT);
    sleep_ms(60);
    ck_assert_int_eq(waitpid(process.pid, NULL, WNOHANG), 0);
    kill(process.pid, SIGTERM);
    struct result result = finish(&process);
    assert_interrupted(&result, SIGTERM);
    ck_assert(!exists(work("out")));
}
END_TEST

static void ignore_child(void)
{
    signal(SIGCHLD, SIG_IGN);
}

/* Some parents ignore SIGCHLD, which we inherit: then the system waits for our children in our
 * place, unless we say otherwise. */
START_TEST(test_ignored_child_signal)
{
    struct result result = run_how(&(struct how){.prepare = ignore_child},
                                   STRINGS("-o", "out", "--timeout", "250", SMALL));

    assert_done(&result);
    assert_only_set(work("out"));
}
END_TEST

/* While it waits for another run. */
START_TEST(test_stop_while_locked)
{
    fake_gnuplot(HANGS);
    struct process first =
        start(&(struct how){0}, STRINGS("-o", "out", "--gnuplot", tools("gnuplot")));
    wait_for_file(tools("started"));
    struct process second = start(&(struct how){0}, STRINGS("-o", "out", DATA));
    wait_for_handlers(&second);
    sleep_ms(60);
    kill(second.pid, SIGINT);
    struct result result = finish(&second);
    assert_failed(&result, 128 + SIGINT, "interrupted");
    ck_assert(exists(work("out/.adam-report-staging")));
    kill(first.pid, SIGTERM);
    result = finish(&first);
    assert_interrupted(&result, SIGTERM);
    ck_assert(!exists(work("out")));
}
END_TEST

/* A pause, as by ^Z, interrupts waits but changes nothing. */
START_TEST(test_pause)
{
    write_pictures();
    const char *body = "touch $tools/started; cat >/dev/null; sleep 0.1; cat $tools/good.png";
    struct process process =
        start(&(struct how){0}, STRINGS("-o", "out", "--gnuplot", fake_gnuplot(body), SMALL));
    wait_for_file(tools("started"));
    kill(process.pid, SIGSTOP);
    sleep_ms(20);
    kill(process.pid, SIGCONT);
    struct result result = finish(&process);
    assert_done(&result);
    assert_only_set(work("out"));
}
END_TEST

/* SIGKILL. The two sets differ in every file. */

static const char *const settings[2][7] = {
    {"--seed", "1", "--step", "0.1", "--levels", "50", NULL},
    {"--seed", "2", "--step", "0.2", "--levels", "20", NULL},
};

/* What draws them. */
static const char *gnuplot = "gnuplot";

#define SETTING(set)                                                                               \
    settings[set][0], settings[set][1], settings[set][2], settings[set][3], settings[set][4],      \
        settings[set][5], "--gnuplot", gnuplot

/* The known sets, in tools/0 and tools/1, read once. */
static struct bytes known[2][SET_SIZE];

/* Draws both; returns how long a run takes. */
static double make_known_sets(void)
{
    double seconds = 0;
    size_t differing = 0;

    for (size_t set = 0; set < 2; set++) {
        struct result result = run_program(STRINGS("-o", tools("%zu", set), SETTING(set), SMALL));
        assert_done(&result);
        seconds = result.seconds; /* of the second one: programs and fonts are in memory now */
        for (size_t i = 0; i < SET_SIZE; i++)
            known[set][i] = read_bytes(tools("%zu/%s", set, set_names[i]));
    }
    for (size_t i = 0; i < SET_SIZE; i++) /* not all: the surface is the same in both */
        differing += known[0][i].length != known[1][i].length ||
                     memcmp(known[0][i].data, known[1][i].data, known[0][i].length) != 0;
    ck_assert_uint_gt(differing, SET_SIZE / 2);
    return seconds;
}

static bool is_set(size_t set)
{
    for (size_t i = 0; i < SET_SIZE; i++) {
        struct stat about;
        const char *path = work("out/%s", set_names[i]);
        if (stat(path, &about) != 0)
            return false;
        struct bytes found = read_bytes(path);
        if (found.length != known[set][i].length ||
            memcmp(found.data, known[set][i].data, found.length) != 0)
            return false;
    }
    return true;
}

/* Which of the known sets is in work/out. */
static size_t which_set(const char *moment)
{
    if (is_set(0))
        return 0;
    ck_assert_msg(is_set(1), "killed %s: neither of the sets is whole", moment);
    return 1;
}

static void publish_set(size_t set)
{
    struct result result = run_program(STRINGS("-o", "out", SETTING(set), SMALL));

    assert_done(&result);
    assert_only_set(work("out"));
    ck_assert(is_set(set));
}

/* Numbers from 0 to below 1, the same ones each time (Marsaglia's xorshift). */
static double next_random(void)
{
    static uint32_t state = 20240607;

    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state / 4294967296.0;
}

/* A setting for a program that measures coverage and is killed, perhaps while it writes what it has
 * counted: it writes it where nobody reads it. */
static const char *counters_elsewhere(void)
{
    return format("GCOV_PREFIX=%s", tools("counters"));
}

/* Starts a run that would replace the set, and kills it after so long: the program alone, or with
 * its whole group. Returns the set that exists then. */
static size_t kill_run(size_t set, double milliseconds, bool whole_group)
{
    const struct how how = {.environment = STRINGS(counters_elsewhere())};
    struct process process = start(&how, STRINGS("-o", "out", SETTING(1 - set), SMALL));

    sleep_ms(milliseconds);
    kill(whole_group ? -process.pid : process.pid, SIGKILL);
    struct result result = finish(&process);
    wait_for_lock(work("out")); /* what moves the files may still be at it */
    size_t found = which_set(format("%.1f ms after its start", milliseconds));
    ck_assert_msg(result.status != 0 || found != set, "success, but the old files");
    return found;
}

/* Half of the moments are anywhere in a run. The others are near its end, where the files are
 * moved: how long a run takes changes with what else the machine does, so each of these kills tells
 * by its being early or late where the next one should be. */
START_TEST(test_kill_at_random_moments)
{
    double duration = 1e3 * make_known_sets();
    int changed = 0;

    publish_set(0);
    size_t set = 0;
    for (int i = 0; i < 50; i++) {
        bool near_end = i % 2 == 1;
        double part = near_end ? 0.95 + 0.1 * next_random() : 1.05 * next_random();
        size_t found = kill_run(set, part * duration, i % 4 < 2);
        if (near_end)
            duration *= found == set ? 1.12 : 0.92;
        changed += found != set;
        set = found;
    }
    /* Else all kills were early, or all late, and have shown nothing. */
    ck_assert_msg(changed > 2 && changed < 48, "%d of 50 runs had ended", changed);
    publish_set(1 - set);
    assert_no_process_left();
}
END_TEST

/* The process that moves the files is killed at one of its renames: at each in turn. */

/* Under strace every process is slow: a small one draws, a picture for each set. */
static void use_fake_gnuplot(void)
{
    write_pictures();
    gnuplot = fake_gnuplot("if test $(grep -c '^levels = 50$') = 1\n"
                           "then cat $tools/good.png; else cat $tools/other.png; fi");
}

START_TEST(test_kill_at_each_rename)
{
    bool killed = true;

    if (!can_trace())
        return;
    use_fake_gnuplot();
    make_known_sets();
    publish_set(0);
    size_t set = 0;
    for (int nth = 1; killed; nth += sanitized ? 7 : 1) {
        /* The leak sanitizer cannot work under strace. */
        struct how how = {.program = STRACE, .environment = STRINGS("ASAN_OPTIONS=detect_leaks=0")};
        struct result result = run_how(
            &how, STRINGS("-f", "-o", tools("trace"), "-e", "trace=?renameat,?renameat2", "-e",
                          format("inject=?renameat,?renameat2:signal=SIGKILL:when=%d", nth),
                          program_path(), "-o", work("out"), SETTING(1 - set), SMALL));
        killed = strstr(read_bytes(tools("trace")).data, "killed by SIGKILL") != NULL;
        ck_assert_msg(killed || nth > 2 * (int)SET_SIZE, "only %d renames", nth - 1);
        wait_for_lock(work("out"));
        assert_only_set(work("out"));
        size_t found = which_set(format("at rename %d", nth));
        /* Success means the new files, and failure the old ones. */
        if (found == set)
            assert_failed(&result, 3, "was killed");
        else
            ck_assert_msg(result.status == 0, "rename %d: the new files, but status %d: %s", nth,
                          result.status, result.err);
        set = found;
        publish_set(set); /* the next run finds nothing in its way */
    }
}
END_TEST

/* The program and all of its group are killed while files are moved, which strace slows down so
 * much that we see it: the process that moves them is out of reach, and ends its work. */
START_TEST(test_kill_while_files_move)
{
    if (!can_trace())
        return;
    use_fake_gnuplot();
    make_known_sets();
    publish_set(0);
    struct how how = {.program = STRACE,
                      .environment = STRINGS("ASAN_OPTIONS=detect_leaks=0", counters_elsewhere())};
    struct process process =
        start(&how, STRINGS("-f", "-o", "/dev/null", "-e", "trace=?renameat,?renameat2", "-e",
                            "inject=?renameat,?renameat2:delay_exit=100000", program_path(), "-o",
                            work("out"), SETTING(1), SMALL));
    wait_for_file(work("out/.adam-report-commit"));
    ck_assert_int_eq(kill(-process.pid, SIGKILL), 0);
    struct result result = finish(&process);
    ck_assert_int_eq(result.status, -SIGKILL);
    wait_for_lock(work("out"));
    ck_assert_msg(which_set("while files moved") == 1, "published, but the old files");
    ck_assert(!exists(work("out/.adam-report-commit")));
    publish_set(0);
    assert_no_process_left();
}
END_TEST

/* ---- Publishing that fails ------------------------------------------------------------------- */

#define RENAMES "?rename,?renameat,?renameat2"
#define DATA_SET(seed) STRINGS("-q", "-o", "out", "--seed", seed, DATA)

/* Two small sets, in tools/old and tools/new, and the old one in work/out. */
static void make_data_sets(void)
{
    struct result old = run_program(STRINGS("-q", "-o", tools("old"), "--seed", "1", DATA));
    struct result new = run_program(STRINGS("-q", "-o", tools("new"), "--seed", "2", DATA));

    assert_done(&old);
    assert_done(&new);
}

static void put_old_set(void)
{
    remove_directory(work("out"));
    struct result result =
        run_how(&(struct how){.program = "/bin/cp"}, STRINGS("-R", tools("old"), work("out")));
    ck_assert_int_eq(result.status, 0);
}

static bool out_is(const char *set)
{
    struct bytes there = snapshot(work("out")), expected = snapshot(tools("%s", set));

    return there.length == expected.length && memcmp(there.data, expected.data, there.length) == 0;
}

static bool was_injected(void)
{
    return strstr(read_bytes(tools("trace")).data, "(INJECTED)") != NULL;
}

/* A directory between two sets is refused by those who read it, and finished by the next run. */
static void assert_between_sets(void)
{
    static const char *const says = "is between two sets of files";

    ck_assert(exists(work("out/.adam-report-commit")));
    struct result compared = run_program(STRINGS("compare", tools("old"), "out"));
    assert_failed(&compared, 2, says);
    struct result verified = run_program(STRINGS("verify", "out"));
    assert_failed(&verified, 2, says);
    struct result accepted = run_program(STRINGS("accept", tools("old"), "out"));
    assert_failed(&accepted, 2, says);
    struct result next = run_program(STRINGS("-q", "-o", "out", "--gnuplot", "./none"));
    assert_failed(&next, 3, "none");
    ck_assert_msg(out_is("new"), "the next run has not finished the new set");
}

/* From the n-th rename on, all fail, also those that undo the others. */
START_TEST(test_renames_that_keep_failing)
{
    bool injected = true;
    size_t between = 0;

    if (!can_trace())
        return;
    make_data_sets();
    for (int nth = 1; injected; nth++) {
        put_old_set();
        struct result result =
            run_injected(RENAMES, format(":error=EIO:when=%d+", nth), true, DATA_SET("2"));
        injected = was_injected();
        if (!injected) {
            assert_done(&result);
        } else if (exists(work("out/.adam-report-commit"))) {
            between++;
            assert_failed(&result, 3,
                          "is between two sets of files; repeat the command that was "
                          "writing to it");
            assert_between_sets();
        } else {
            assert_failed(&result, 3, "Input/output error");
            ck_assert_msg(out_is("old"), "rename %d: neither set", nth);
        }
    }
    ck_assert_uint_gt(between, 2);
}
END_TEST

/* The process that moves the files is killed at each of its renames, and the program when it waits
 * for it. */
START_TEST(test_both_killed)
{
    bool killed = true;
    size_t between = 0;

    if (!can_trace())
        return;
    make_data_sets();
    for (int nth = 1; killed; nth++) {
        struct how how = {.program = STRACE, .environment = STRINGS("ASAN_OPTIONS=detect_leaks=0")};
        put_old_set();
        run_how(&how, STRINGS("-f", "-o", tools("trace"), "-e", "trace=wait4," RENAMES, "-e",
                              format("inject=" RENAMES ":signal=SIGKILL:when=%d", nth), "-e",
                              "inject=wait4:signal=SIGKILL:when=1", program_path(), "-q", "-o",
                              work("out"), "--seed", "2", DATA));
        wait_for_lock(work("out"));
        const char *first = strstr(read_bytes(tools("trace")).data, "killed by SIGKILL");
        killed = first != NULL && strstr(first + 1, "killed by SIGKILL") != NULL;
        if (exists(work("out/.adam-report-commit"))) {
            between++;
            assert_between_sets();
        } else {
            remove_directory(work("out/.adam-report-staging"));
            ck_assert_msg(out_is(killed ? "old" : "new"), "rename %d: neither set", nth);
        }
    }
    ck_assert_uint_gt(between, 2);
}
END_TEST

/* Any one call of these fails in the program, or in the process that moves the files: then the exit
 * status says which set is there. */
static const struct {
    const char *calls;
    bool forks;
    int first;          /* the calls before load the program */
    const char *option; /* of the run; "-q" for none */
} single_faults[] = {
    {RENAMES, true, 1, "-q"},
    {"?linkat", true, 1, "-q"},
    {"?unlinkat", true, 1, "-q"},
    {"?mkdirat", true, 1, "-q"},
    {"?fsync", true, 1, "-q"},
    {"read", false, 8, "-q"},
    {"wait4", false, 1, "-q"},
    {"?pipe,?pipe2", false, 1, "-q"},
    {"?fork,?vfork,?clone,?clone3", false, 1, "-q"},
    {"?close", false, 13, "-q"},
    {RENAMES, false, 1, "--atomic"},
    {"?linkat", false, 1, "--atomic"},
    {"?unlinkat", false, 1, "--atomic"},
    {"?mkdirat", false, 1, "--atomic"},
    {"?fsync", false, 1, "--atomic"},
    {"?flock", false, 1, "--atomic"},
    {"?getdents64", false, 1, "--atomic"},
    {"?fchmod,?fchown", false, 1, "--atomic"},
};

START_TEST(test_single_failure)
{
    const char *calls = single_faults[_i].calls;
    bool injected = true;

    if (!can_trace())
        return;
    if (sanitized && strcmp(calls, "read") == 0) {
        skip("the sanitizers read files of their own");
        return;
    }
    make_data_sets();
    for (int nth = single_faults[_i].first; injected; nth++) {
        put_old_set();
        struct result result =
            run_injected(calls, format(":error=EIO:when=%d", nth), single_faults[_i].forks,
                         STRINGS(single_faults[_i].option, "-q", "-o", "out", "--seed", "2", DATA));
        injected = was_injected();
        if (result.status == 127)
            continue; /* the program could not be loaded */
        wait_for_lock(work("out"));
        if (result.status == 3)
            assert_failed(&result, 3, "");
        else
            ck_assert_int_eq(result.status, 0);
        if (exists(work("out/.adam-report-staging")) || exists(work("out/.adam-report-commit"))) {
            ck_assert_msg(strstr(result.err, "could not be removed") != NULL,
                          "%s %d: left silently", calls, nth);
            remove_directory(work("out/.adam-report-staging"));
            remove_directory(work("out/.adam-report-commit"));
        }
        ck_assert_msg(out_is(result.status == 0 ? "new" : "old"), "%s %d: status %d, other files",
                      calls, nth, result.status);
    }
}
END_TEST

/* With --atomic: nothing is half done, and the next run removes what was left. */
START_TEST(test_kill_of_an_atomic_run)
{
    static const char *const calls[] = {RENAMES, "?linkat,?mkdirat", "?unlinkat", "?fsync,?flock"};
    bool killed = true;
    size_t kills = 0;

    if (!can_trace())
        return;
    make_data_sets();
    for (int nth = 1; killed; nth++) {
        put_old_set();
        run_injected(calls[_i], format(":signal=SIGKILL:when=%d", nth), true,
                     STRINGS("--atomic", "-q", "-o", "out", "--seed", "2", DATA));
        killed = strstr(read_bytes(tools("trace")).data, "killed by SIGKILL") != NULL;
        kills += killed;
        ck_assert_msg(out_is("old") || out_is("new"), "%s %d: neither set", calls[_i], nth);
        struct result result = run_program(STRINGS("--atomic", "-q", "-o", "out", "-s", "2", DATA));
        assert_done(&result);
        ck_assert(out_is("new"));
        ck_assert_str_eq(names_in(work(".")), ".out.adam-report-previous out");
    }
    ck_assert_uint_gt(kills, 2);
}
END_TEST

/* Two at the same time. */
START_TEST(test_two_runs)
{
    make_known_sets();
    for (int i = 0; i < 5; i++) {
        struct process first = start(&(struct how){0}, STRINGS("-o", "out", SETTING(0), SMALL));
        struct process second = start(&(struct how){0}, STRINGS("-o", "out", SETTING(1), SMALL));
        struct result a = finish(&first), b = finish(&second);
        assert_done(&a);
        assert_done(&b);
        assert_only_set(work("out"));
        which_set("never");
    }
}
END_TEST

/* Nobody reads what it prints, so it waits; the files are there already. */
START_TEST(test_stop_while_printing)
{
    struct process process =
        start(&(struct how){0}, STRINGS("-o", "out", "-n", "20000", "--figure", "none"));

    wait_for_output(process.out);
    kill(process.pid, SIGTERM);
    struct result result = finish(&process);
    ck_assert_int_eq(result.status, 128 + SIGTERM);
    ck_assert(exists(work("out/trajectory.dat")));
}
END_TEST

Suite *interruption_suite(void)
{
    Suite *suite = suite_create("interruption");
    TCase *asked = add_case(suite, "asked to stop");
    TCase *killed = add_case(suite, "killed");
    TCase *failing = add_case(suite, "publishing fails");

    tcase_add_loop_test(asked, test_stop_signal, 0, COUNT(stop_signals));
    tcase_add_test(asked, test_many_signals);
    tcase_add_test(asked, test_ignored_signal_stays_ignored);
    tcase_add_test(asked, test_ignored_child_signal);
    tcase_add_test(asked, test_stop_while_locked);
    tcase_add_test(asked, test_pause);
    tcase_add_test(asked, test_stop_while_printing);
    tcase_add_test(killed, test_kill_at_random_moments);
    tcase_add_test(killed, test_kill_at_each_rename);
    tcase_add_test(killed, test_kill_while_files_move);
    tcase_add_test(killed, test_two_runs);
    tcase_add_test(failing, test_renames_that_keep_failing);
    tcase_add_loop_test(failing, test_kill_of_an_atomic_run, 0, 4);
    tcase_add_test(failing, test_both_killed);
    tcase_add_loop_test(failing, test_single_failure, 0, COUNT(single_faults));
    return suite;
}
