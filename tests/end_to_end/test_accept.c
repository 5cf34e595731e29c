/* adam-report accept: its changes, what it refuses, and that a kill at any time leaves either the
 * old files or the new ones. */
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

#define ACCEPT(...) STRINGS("accept", __VA_ARGS__)

static void run_shell(const char *command)
{
    struct result result = run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command));

    ck_assert_msg(result.status == 0, "%s: %s%s", command, result.out, result.err);
}

/* The trees a and b, which differ in every way in which two can. */
static void make_trees(void)
{
    run_shell("mkdir -p a/same a/gone/deep a/was_directory b/same b/new/deep b/was_file\n"
              "echo kept | tee a/same/kept >b/same/kept\n"
              "echo old >a/same/updated; echo new >b/same/updated\n"
              "echo old >a/gone/deep/removed; echo new >b/new/deep/added\n"
              "echo old >a/was_directory/file; echo new >b/was_directory\n"
              "echo old >a/was_file; echo new >b/was_file/file\n");
}

static struct result accept_all(const char *const arguments[])
{
    struct result result = run_program(arguments);

    assert_done(&result);
    return result;
}

static void assert_passes(const char *baseline, const char *candidate)
{
    struct result result = run_program(STRINGS("compare", baseline, candidate));

    assert_done(&result);
    run_shell(format("diff -r %s %s", baseline, candidate));
}

static void assert_refused(const char *const arguments[], const char *message)
{
    struct bytes before = snapshot(work("."));
    struct result result = run_program(arguments);

    assert_failed(&result, 2, message);
    ck_assert_str_eq(result.out, "");
    assert_same_snapshot(before, snapshot(work(".")));
}

START_TEST(test_trees)
{
    make_trees();
    struct result result = accept_all(ACCEPT("a", "b"));
    ck_assert_str_eq(result.out, "removed gone/deep/removed\n"
                                 "added new/deep/added\n"
                                 "updated same/updated\n"
                                 "added was_directory\n"
                                 "removed was_directory/file\n"
                                 "removed was_file\n"
                                 "added was_file/file\n"
                                 "1 updated, 3 added, 3 removed, 1 unchanged\n");
    assert_passes("a", "b");
    result = accept_all(ACCEPT("a", "b"));
    ck_assert_str_eq(result.out, "5 unchanged\n");
}
END_TEST

START_TEST(test_runs)
{
    accept_all(STRINGS("-q", "-o", "a/run", "--seed", "1", "--figure", "none"));
    accept_all(STRINGS("-q", "-o", "b/run", "--seed", "2", "--figure", "none"));
    ck_assert_int_eq(run_program(STRINGS("compare", "a", "b")).status, 1);
    accept_all(ACCEPT("--quiet", "a", "b"));
    assert_passes("a", "b");
    run_shell("cd a/run && sha256sum -c --quiet SHA256SUMS");
}
END_TEST

START_TEST(test_dry_run)
{
    make_trees();
    struct bytes before = snapshot(work("."));
    struct result dry = accept_all(ACCEPT("--dry-run", "a", "b"));
    struct result missing = accept_all(ACCEPT("-n", "-q", "none/at/all", "b"));
    assert_same_snapshot(before, snapshot(work(".")));
    ck_assert_ptr_nonnull(strstr(dry.out, "updated same/updated\n"));
    ck_assert_ptr_nonnull(
        strstr(dry.out, "\ndry run: 1 updated, 3 added, 3 removed, 1 unchanged\n"));
    ck_assert_str_eq(missing.out, "dry run: 5 added, 0 unchanged\n");
}
END_TEST

START_TEST(test_missing_baseline)
{
    make_trees();
    umask(022);
    run_shell("chmod 700 b/same/kept");
    accept_all(ACCEPT("new/base", "b", "--quiet"));
    assert_passes("new/base", "b");
    struct stat about;
    ck_assert_int_eq(stat(work("new/base/same/kept"), &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0644);
}
END_TEST

/* What the candidate has in place of a link replaces the link, and nothing behind it. */
START_TEST(test_links_in_the_baseline)
{
    make_trees();
    run_shell("mkdir outside a/new2 && echo kept >outside/file && rm a/was_file a/same/updated\n"
              "ln -s ../outside a/was_file; ln -s ../../outside/file a/same/updated\n"
              "ln -s ../../outside/file a/new2/link");
    accept_all(ACCEPT("a", "b"));
    assert_passes("a", "b");
    run_shell("test \"$(cat outside/file)\" = kept && test $(ls outside | wc -l) = 1");
}
END_TEST

/* ---- --only ---------------------------------------------------------------------------------- */

/* Two runs that differ in all files, and files beside them, in a and b. */
static void make_runs(void)
{
    run_shell("mkdir -p a/sub b/sub; echo old >a/sub/notes.txt; echo new >b/sub/notes.txt\n"
              "echo old >a/sub/other.txt; echo new >b/sub/other.txt");
    accept_all(STRINGS("-q", "-o", "a/sub", "--seed", "1", "--figure", "none"));
    accept_all(STRINGS("-q", "-o", "b/sub", "--seed", "2", "--figure", "none"));
}

START_TEST(test_only_takes_whole_runs)
{
    make_runs();
    accept_all(ACCEPT("a", "b", "--only", "trajectory.dat"));
    run_shell(
        "cd a/sub && sha256sum -c --quiet SHA256SUMS && cmp manifest.json ../../b/sub/manifest.json"
        " && test \"$(cat notes.txt)\" = old");
}
END_TEST

START_TEST(test_only_takes_other_files_alone)
{
    make_runs();
    struct result result = accept_all(ACCEPT("a", "b", "--only", "sub/no*.txt"));
    ck_assert_str_eq(result.out, "updated sub/notes.txt\n1 updated, 0 unchanged\n");
    accept_all(ACCEPT("a", "b", "--only", "other.txt", "--only", "SHA256SUMS"));
    assert_passes("a", "b");
}
END_TEST

/* A file that only the baseline's manifest names goes with the run. */
START_TEST(test_only_removes_what_a_run_has_no_more)
{
    accept_all(STRINGS("-q", "-o", "a", "--seed", "1", SMALL, "--figure", "contour"));
    accept_all(STRINGS("-q", "-o", "b", "--seed", "1", "--figure", "none"));
    struct result result = accept_all(ACCEPT("a", "b", "--only", "report.md"));
    ck_assert_ptr_nonnull(strstr(result.out, "removed contour.png\n"));
    assert_passes("a", "b");
}
END_TEST

/* Nobody knows what belongs to a run whose manifest cannot be read. */
START_TEST(test_only_with_a_broken_manifest)
{
    make_runs();
    run_shell("echo '{' >b/sub/manifest.json");
    assert_refused(ACCEPT("a", "b", "--only", "trajectory.dat"), "sub/manifest.json");
    assert_refused(ACCEPT("a", "b", "--only", "no such file"), "no file matches");
}
END_TEST

/* ---- What is refused ------------------------------------------------------------------------- */

static const struct {
    const char *command, *message;
} refused[] = {
    {"ln -s same/kept b/link", "b/link: is a symbolic link"},
    {"ln -s /etc/passwd b/link", "b/link: is a symbolic link"},
    {"ln -s none b/link", "b/link: is a symbolic link"},
    {"ln -s same b/link", "b/link: is a symbolic link"},
    {"mkfifo b/pipe", "b/pipe: is not a regular file"},
    {"echo 'x skip' >b/same/compare.rules", "compare.rules: contains comparison rules"},
    {"echo 'x skip' >b/X.RULES", "X.RULES: contains comparison rules"},
    {"head -c 5000 \"$baseline/contour.png\" >b/new/x.png", "b/new/x.png: broken PNG"},
    {"{ head -c 50000 \"$baseline/contour.png\"; printf x; tail -c +50002 "
     "\"$baseline/contour.png\"; "
     "} >b/same/x.png; cp \"$baseline/contour.png\" a/same/x.png",
     "b/same/x.png: broken PNG"},
    {"echo '{\"a\": ' >b/x.json", "b/x.json: "},
    {"echo '<svg' >b/x.svg", "b/x.svg: "},
    {"mkdir b/.adam-report-commit",
     "candidate b/.adam-report-commit: the directory is between two sets"},
};

START_TEST(test_refused)
{
    make_trees();
    run_shell(format("baseline='%s'; %s", repository_path("tests/baseline"), refused[_i].command));
    assert_refused(ACCEPT("a", "b"), refused[_i].message);
    assert_refused(ACCEPT("a", "b", "--dry-run"), refused[_i].message);
}
END_TEST

START_TEST(test_refused_directories)
{
    make_trees();
    run_shell("mkdir empty other; echo x >other/x");
    assert_refused(ACCEPT("a", "a"), "neither inside the other");
    assert_refused(ACCEPT("a", "a/same"), "neither inside the other");
    assert_refused(ACCEPT("a/same", "a"), "neither inside the other");
    assert_refused(ACCEPT("a/not/there", "a"), "neither inside the other");
    run_shell("ln -s a/same link");
    assert_refused(ACCEPT("link", "a"), "neither inside the other");
    assert_refused(ACCEPT("a", "none"), "candidate none");
    assert_refused(ACCEPT("a", "a/was_file"), "candidate a/was_file");
    assert_refused(ACCEPT("a/was_file", "b"), "baseline a/was_file");
    assert_refused(ACCEPT("a", "empty"), "contains no files");
    assert_refused(ACCEPT("other", "b"), "has no file with the same name");
    assert_refused(ACCEPT("a"), "expected 2 directories, BASELINE and CANDIDATE");
    assert_refused(ACCEPT("a", "b", "--only", ""), "must not be empty");
}
END_TEST

/* Every name that a file system takes. */
START_TEST(test_strange_names)
{
    make_trees();
    write_text(work("b/new\nline\x1b[31m"), "x\n");
    write_text(work("b/back\\slash"), "x\n");
    write_text(work("b/\xff"), "x\n");
    write_text(work("b/::error file=x::y"), "x\n");
    struct result result = accept_all(ACCEPT("a", "b"));
    ck_assert_ptr_nonnull(strstr(result.out, "added new\\nline\\x1b[31m\n"));
    ck_assert_ptr_nonnull(strstr(result.out, "added \\xff\n"));
    ck_assert_ptr_null(strchr(result.out, '\x1b'));
    run_shell("diff -r a b");
}
END_TEST

/* ---- Killed ---------------------------------------------------------------------------------- */

static bool same_tree(const char *a, const char *b)
{
    const char *command = format("diff -r -x '.adam-report-*' %s %s >/dev/null 2>&1", a, b);

    return run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command)).status == 0;
}

/* At each call that changes a directory, in the program and in the process that it forks for that:
 * then the old files are there or the new ones, or the commit directory says that they are neither,
 * and the next acceptance succeeds. */
START_TEST(test_kill_at_each_step)
{
    static const char *const calls[] = {"?renameat,?renameat2", "?unlinkat", "?mkdirat", "?linkat"};
    bool killed = true;
    size_t kills = 0;

    if (!can_trace())
        return;
    make_trees();
    run_shell("cp -R a old");
    for (int nth = 1; killed; nth += sanitized ? 5 : 1) {
        run_shell("rm -rf a && cp -R old a");
        struct how how = {.program = STRACE, .environment = STRINGS("ASAN_OPTIONS=detect_leaks=0")};
        run_how(&how, STRINGS("-f", "-o", tools("trace"), "-e", format("trace=%s", calls[_i]), "-e",
                              format("inject=%s:signal=SIGKILL:when=%d", calls[_i], nth),
                              program_path(), "accept", "a", "b"));
        killed = strstr(read_bytes(tools("trace")).data, "killed by SIGKILL") != NULL;
        kills += killed;
        wait_for_lock(work("a"));
        ck_assert_msg(exists(work("a/.adam-report-commit")) || same_tree("a", "old") ||
                          same_tree("a", "b"),
                      "%s %d: neither the old files nor the new ones", calls[_i], nth);
        accept_all(ACCEPT("a", "b"));
        assert_passes("a", "b");
        ck_assert(!exists(work("a/.adam-report-commit")));
    }
    ck_assert_uint_gt(kills, sanitized ? 0 : 2);
}
END_TEST

/* Renames fail from the fourth file on, also those that undo the others. A run with the baseline
 * as its output would finish the acceptance, but then replace what was accepted. */
START_TEST(test_baseline_between_two_sets)
{
    static const char *const says =
        "the directory is between two sets of files; repeat the command that was writing to it, "
        "which finishes the new set";

    if (!can_trace())
        return;
    make_trees();
    struct result result =
        run_injected("?renameat,?renameat2", ":error=EIO:when=8+", true, ACCEPT("a", "b"));
    assert_failed(&result, 3, says);
    struct result planned = run_program(ACCEPT("--dry-run", "a", "b"));
    assert_failed(&planned, 2, says);
    accept_all(ACCEPT("a", "b"));
    assert_passes("a", "b");
}
END_TEST

START_TEST(test_staging_stays_behind)
{
    if (!can_trace())
        return;
    make_trees();
    struct result result =
        run_injected("?unlinkat", ":error=EIO:when=2+", false, ACCEPT("-q", "a", "b"));
    assert_warned(&result, 0, "a/.adam-report-staging could not be removed: ");
    accept_all(ACCEPT("a", "b"));
    assert_passes("a", "b");
}
END_TEST

/* Another program works in the baseline: it waits, and can be stopped. */
START_TEST(test_stop_while_locked)
{
    make_trees();
    struct process holder = start(&(struct how){.program = "/usr/bin/flock"},
                                  STRINGS("a", "-c", "touch locked; sleep 1000"));
    wait_for_file(work("locked"));
    struct process process = start(&(struct how){0}, ACCEPT("a", "b"));
    wait_for_handlers(&process);
    sleep_ms(60);
    kill(process.pid, SIGTERM);
    struct result result = finish(&process);
    assert_failed(&result, 128 + SIGTERM, "interrupted");
    kill(-holder.pid, SIGKILL);
    finish(&holder);
    run_shell("test \"$(cat a/same/updated)\" = old");
}
END_TEST

Suite *accept_suite(void)
{
    Suite *suite = suite_create("accept");
    TCase *done = add_case(suite, "done");
    TCase *only = add_case(suite, "only");
    TCase *not_done = add_case(suite, "refused");
    TCase *killed = add_case(suite, "killed");

    tcase_add_test(done, test_trees);
    tcase_add_test(done, test_runs);
    tcase_add_test(done, test_dry_run);
    tcase_add_test(done, test_missing_baseline);
    tcase_add_test(done, test_links_in_the_baseline);
    tcase_add_test(done, test_strange_names);
    tcase_add_test(only, test_only_takes_whole_runs);
    tcase_add_test(only, test_only_takes_other_files_alone);
    tcase_add_test(only, test_only_removes_what_a_run_has_no_more);
    tcase_add_test(only, test_only_with_a_broken_manifest);
    tcase_add_loop_test(not_done, test_refused, 0, COUNT(refused));
    tcase_add_test(not_done, test_refused_directories);
    tcase_add_loop_test(killed, test_kill_at_each_step, 0, 4);
    tcase_add_test(killed, test_baseline_between_two_sets);
    tcase_add_test(killed, test_staging_stays_behind);
    tcase_add_test(killed, test_stop_while_locked);
    return suite;
}
