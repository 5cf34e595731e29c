/* Limited resources: open files, address space, file size, processes, disk space, standard streams,
 * /proc, /dev/null, environment variables; and time that passes while the program is stopped. Each
 * limit is tested with values from complete failure to success, for each command. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mount.h>
#endif

#include "compare_support.h"
#include "support.h"

/* ---- The commands ---------------------------------------------------------------------------- */

/* Small sets: a run without figures, and one with a figure by a stand-in. */
#define QUICK "-n", "5", "--step", "0.5"
#define DRAWN QUICK, "-f", "contour", "--levels", "3", SMALL, "--gnuplot", "../tools/gnuplot"

struct command {
    const char *name;
    const char *arguments[24];
    const char *changed; /* the directory that it changes; "" if it changes none */
    int status;
};

static const struct command commands[] = {
    {"run", {"-o", "out", "-f", "none", QUICK}, "out", 0},
    {"run with a figure", {"-o", "out", DRAWN}, "out", 0},
    {"compare", {"compare", "new", "old", "-o", "out"}, "out", 1},
    {"accept", {"accept", "out", "new"}, "out", 0},
    {"verify", {"verify", "new", "--gnuplot", "../tools/gnuplot"}, "", 0},
};

#define COMMANDS ((int)COUNT(commands))

/* For each command: tools/before, what its directory holds at first; tools/after, what it holds
 * when nothing limits it; and what it prints then. */
static struct result usual;

static void restore(void)
{
    run_shell(format("rm -rf out && cp -rp '%s' out", tools("before")));
}

/* work/old and work/new are two sets that differ. */
static void prepare(const struct command *command)
{
    setenv("ASAN_OPTIONS", "detect_leaks=0", 1); /* to look for them takes files and processes */
    setenv("TMPDIR", work("tmp"), 1);
    write_pictures();
    fake_gnuplot("/bin/cat >/dev/null; exec /bin/cat $tools/good.png");
    struct result result = run_program(STRINGS("-q", "-o", "old", "--alpha", "0.1", DRAWN));
    assert_done(&result);
    result = run_program(STRINGS("-q", "-o", "new", DRAWN));
    assert_done(&result);
    make_directory(work("tmp"));
    if (strcmp(command->name, "compare") == 0)
        run_compare(WORDS("old", "new", "-o", "out"), 1);
    else if (strcmp(command->name, "run") == 0)
        run_program(STRINGS("-q", "-o", "out", "-f", "none", QUICK, "--alpha", "0.1"));
    else
        run_shell("cp -rp old out");
    run_shell(format("cp -rp out '%s'", tools("before")));
    usual = run_program(command->arguments);
    ck_assert_msg(usual.status == command->status, "%s: status %d: %s", command->name, usual.status,
                  usual.err);
    run_shell(format("cp -rp out '%s'", tools("after")));
    restore();
}

/* ---- What must hold after each --------------------------------------------------------------- */

static bool is_same(struct bytes a, struct bytes b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* Whether a line of standard error is what the program may say beside its error. */
static bool is_warning(const char *line)
{
    static const char begin[] = "adam-report: warning: ";

    return strncmp(line, begin, strlen(begin)) == 0;
}

static size_t count_lines(const char *text, bool warnings)
{
    size_t count = 0;

    for (const char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        count += is_warning(line) == warnings;
    return count;
}

/* Nothing of ours is left in a directory, unless standard error says so. */
static void assert_nothing_left(const char *directory, const struct result *result,
                                const char *what)
{
    const char *names = names_in(directory);

    if (strstr(names, ".adam-report") != NULL || strstr(names, "adam-report-verify") != NULL)
        ck_assert_msg(strstr(result->err, "adam-report-") != NULL, "%s: %s is left silently: %s",
                      what, names, result->err);
}

/* The old files or the new ones, whole. */
static void assert_whole(const struct command *command, const struct result *result,
                         const char *what)
{
    const struct bytes found = snapshot(work("out"));

    assert_nothing_left(work("out"), result, what);
    assert_nothing_left(work("tmp"), result, what);
    run_shell("rm -rf out/.adam-report-staging tmp/*");
    if (is_same(found, snapshot(tools("after"))))
        return;
    ck_assert_msg(result->status != command->status, "%s: status %d, but not the new files: %s",
                  what, result->status, result->err);
    assert_same_snapshot(snapshot(tools("before")), snapshot(work("out")));
}

static void assert_sound(const struct command *command, const struct result *result,
                         const char *what)
{
    if (result->status == command->status) {
        ck_assert_msg(count_lines(result->err, false) == 0, "%s: %s", what, result->err);
        ck_assert_msg(strcmp(result->out, usual.out) == 0, "%s: printed %s and not %s", what,
                      result->out, usual.out);
    } else {
        ck_assert_msg(result->status == 3, "%s: status %d: %s", what, result->status, result->err);
        ck_assert_msg(count_lines(result->err, false) == 1 &&
                          strncmp(result->err, "adam-report: ", 13) == 0,
                      "%s: not one line: %s", what, result->err);
    }
    assert_whole(command, result, what);
}

/* Whether the program can be started at all so: the loader needs some, too. */
static bool starts(const struct how *how)
{
    return run_how(how, STRINGS("--version")).status == 0;
}

static bool can_be(const struct command *command, const struct result *result)
{
    return result->status == command->status || (result->status == 3 && *result->err != '\0');
}

/* One run under a limit. Returns whether it did its work. */
static bool try_command(const struct command *command, const struct how *how, const char *what)
{
    struct result result = run_how(how, command->arguments);

    if (!can_be(command, &result) && !starts(how))
        return false;
    assert_sound(command, &result, what);
    if (result.status == command->status)
        restore();
    return result.status == command->status;
}

/* ---- Limits of a process --------------------------------------------------------------------- */

static int resource;
static rlim_t value;

static void set_limit(void)
{
    const struct rlimit limit = {value, value};

    must(setrlimit(resource, &limit) == 0, "setrlimit");
}

/* A user of whom there are no other processes. */
#define USER 61234

static void set_limit_of_user(void)
{
    set_limit();
    must(setgroups(0, NULL) == 0 && setgid(USER) == 0 && setuid(USER) == 0, "setuid");
}

/* From too little to enough: each value is larger by `step` and by one part in `part`. */
static const struct limit {
    const char *name;
    int resource;
    void (*set)(void);
    rlim_t first, last, step, part;
} limits[] = {
    {"open files", RLIMIT_NOFILE, set_limit, 3, 28, 1, 100},
    {"address space", RLIMIT_AS, set_limit, 4 << 20, 64 << 20, 300 << 10, 10},
    {"file size", RLIMIT_FSIZE, set_limit, 0, 1 << 20, 50, 2},
    {"processes", RLIMIT_NPROC, set_limit_of_user, 1, 9, 1, 100},
};

static bool can_set(const struct limit *limit)
{
    if (sanitized && limit->resource == RLIMIT_AS) {
        skip("the sanitizers need address space of their own");
        return false;
    }
    if (limit->set != set_limit_of_user)
        return true;
    run_shell(format("chmod 755 '%s/../..' '%s/..' && chown -R %d '%s' '%s'", work("."), work("."),
                     USER, work("."), tools(".")));
    resource = RLIMIT_NPROC;
    value = 100;
    if (geteuid() == 0 && starts(&(struct how){.prepare = set_limit_of_user}))
        return true;
    skip("this needs to be root, and the program where other users can run it");
    return false;
}

/* Under the sanitizers, which are slow, some of the values must do. */
static rlim_t next_value(const struct limit *limit)
{
    rlim_t next = value + (sanitized ? 5 : 1) * (limit->step + value / limit->part);

    return value < limit->last && next > limit->last ? limit->last : next;
}

START_TEST(test_limit)
{
    const struct command *command = &commands[_i % COMMANDS];
    const struct limit *limit = &limits[_i / COMMANDS];
    const struct how how = {.prepare = limit->set};
    bool works = false;

    prepare(command);
    if (!can_set(limit))
        return;
    resource = limit->resource;
    for (value = limit->first; value <= limit->last; value = next_value(limit)) {
        works = try_command(
            command, &how,
            format("%s: %s %llu", command->name, limit->name, (unsigned long long)value));
        if (limit->set == set_limit_of_user)
            run_shell(format("chown -R %d out", USER));
    }
    ck_assert_msg(works, "%s: the last limit of %s is too little", command->name, limit->name);
    assert_no_process_left();
}
END_TEST

/* The end of the processor time is a signal that nobody can answer: what is there stays, and the
 * next run finds nothing in its way. */
START_TEST(test_processor_time)
{
    prepare(&commands[0]);
    resource = RLIMIT_CPU;
    value = 1;
    struct result result =
        run_how(&(struct how){.prepare = set_limit},
                STRINGS("-o", "out", "--problem", "expr:sin(1e9*x*y)", "--levels", "256", "-f",
                        "contour", "--gnuplot", tools("gnuplot")));
    ck_assert_msg(result.status == -SIGKILL || result.status == -SIGXCPU, "status %d: %s",
                  result.status, result.err);
    result = run_program(commands[0].arguments);
    assert_sound(&commands[0], &result, "after SIGXCPU");
    assert_no_process_left();
}
END_TEST

/* ---- Disks ----------------------------------------------------------------------------------- */

#ifdef __linux__

static void change_mount(const char *directory, const char *settings, unsigned long flags)
{
    must(mount(NULL, directory, NULL, MS_REMOUNT | flags, settings) == 0, "remount");
}

/* A small disk of the test's own where the command works, with what its directory holds. */
static const char *mount_disk(const struct command *command)
{
    const char *place = *command->changed == '\0' ? work("tmp") : work("out");

    mount_tmpfs(place, "size=8m");
    if (*command->changed != '\0')
        run_shell(format("cp -rp '%s/.' out", tools("before")));
    return place;
}

static const char *const disk_limits[] = {"blocks", "inodes"};

/* The space in addition to the existing files, in blocks or in files. (For tmpfs, 0 is unlimited.)
 */
static void leave_room(const char *place, bool inodes, unsigned long room)
{
    struct statvfs disk;

    must(statvfs(place, &disk) == 0, "statvfs");
    if (inodes)
        change_mount(place, format("nr_inodes=%lu", disk.f_files - disk.f_ffree + room), 0);
    else
        change_mount(place,
                     format("size=%lu", (disk.f_blocks - disk.f_bfree + room) * disk.f_frsize), 0);
}

START_TEST(test_full_disk)
{
    const struct command *command = &commands[_i % COMMANDS];
    const bool inodes = _i / COMMANDS == 1;
    bool works = false;

    if (!can_mount())
        return;
    prepare(command);
    for (unsigned long room = *command->changed == '\0'; room <= 160; room += 1 + room / 2) {
        const char *place = mount_disk(command);
        leave_room(place, inodes, room);
        struct result result = run_program(command->arguments);
        const char *what = format("%s: room for %lu %s", command->name, room, disk_limits[inodes]);
        assert_sound(command, &result, what);
        ck_assert_msg(room > 1 || result.status == 3, "%s: status %d", what, result.status);
        works = result.status == command->status;
        must(umount(place) == 0, "umount");
    }
    ck_assert_msg(works, "%s: the largest disk is too small", command->name);
    assert_no_process_left();
}
END_TEST

START_TEST(test_read_only_disk)
{
    const struct command *command = &commands[_i];

    if (!can_mount())
        return;
    prepare(command);
    const char *place = mount_disk(command);
    change_mount(place, NULL, MS_RDONLY);
    struct result result = run_program(command->arguments);
    assert_failed(&result, 3, "Read-only file system");
    assert_same_snapshot(snapshot(tools("before")), snapshot(work("out")));
    must(umount(place) == 0, "umount");
}
END_TEST

/* ---- Systems without this and that ----------------------------------------------------------- */

/* Each with an empty file system over it. */
static const char *const missing[] = {"/proc", "/dev"};
static const char *missing_place;

static void hide_place(void)
{
    mount_tmpfs(missing_place, "size=1m");
}

static void hide_place_and_streams(void)
{
    hide_place();
    for (int stream = 0; stream < 3; stream++)
        close(stream);
}

static bool can_hide(void)
{
    if (!sanitized)
        return can_mount();
    skip("the sanitizers read /proc");
    return false;
}

START_TEST(test_missing_file_system)
{
    const struct command *command = &commands[_i % COMMANDS];
    const struct how how = {.prepare = hide_place};
    const struct how without_streams = {.prepare = hide_place_and_streams};

    missing_place = missing[_i / COMMANDS];
    if (!can_hide())
        return;
    prepare(command);
    struct result result = run_how(&how, command->arguments);
    assert_sound(command, &result, format("%s without %s", command->name, missing_place));
    ck_assert_int_eq(result.status, command->status);
    restore();
    /* Now no file that is opened may take the place of a stream. */
    result = run_how(&without_streams, command->arguments);
    ck_assert_int_eq(result.status, 3);
    assert_whole(command, &result,
                 format("%s without %s and streams", command->name, missing_place));
    assert_no_process_left();
}
END_TEST

#endif

/* Without HOME, PATH, and whatever else is usual; TMPDIR leads to nothing for all but verify. */
START_TEST(test_bare_environment)
{
    const struct command *command = &commands[_i];
    const struct how without = {.bare = true, .environment = STRINGS("PATH=", "TMPDIR=")};
    const struct how nowhere = {.bare = true, .environment = STRINGS("TMPDIR=/nowhere")};

    prepare(command);
    struct result result = run_how(&without, command->arguments);
    assert_sound(command, &result, command->name);
    ck_assert_int_eq(result.status, command->status);
    restore();
    result = run_how(&nowhere, command->arguments);
    assert_sound(command, &result, command->name);
    if (*command->changed == '\0')
        assert_failed(&result, 3, "/nowhere");
    else
        ck_assert_int_eq(result.status, command->status);
}
END_TEST

/* ---- Standard streams ------------------------------------------------------------------------ */

enum { CLOSED, FULL, UNREAD, KINDS };

static int stream_kind;
static int streams; /* a bit for each */

static void spoil(int stream)
{
    int ends[2];

    close(stream);
    if (stream_kind == FULL) {
        must(open("/dev/full", O_RDWR) == stream, "/dev/full");
    } else if (stream_kind == UNREAD) {
        must(pipe(ends) == 0 && dup2(ends[1], stream) >= 0, "pipe");
        for (int i = 0; i < 2; i++)
            if (ends[i] != stream)
                close(ends[i]);
    }
}

static void spoil_streams(void)
{
    for (int stream = 2; stream >= 0; stream--)
        if ((streams & 1 << stream) != 0)
            spoil(stream);
}

/* What cannot be printed is an error, said where that can be; the files are whole. */
START_TEST(test_streams)
{
    const struct command *command = &commands[_i % COMMANDS];
    const struct how how = {.prepare = spoil_streams};

    prepare(command);
    stream_kind = _i / COMMANDS;
    for (streams = 0; streams < 8; streams++) {
        bool prints = (streams & 1 << STDOUT_FILENO) == 0, says = (streams & 4) == 0;
        struct result result = run_how(&how, command->arguments);
        const char *what = format("%s: kind %d, streams %d", command->name, stream_kind, streams);
        ck_assert_msg(result.status == (prints ? command->status : 3), "%s: status %d: %s", what,
                      result.status, result.err);
        ck_assert_msg((*result.err != '\0') == (!prints && says), "%s: %s", what, result.err);
        if (!prints && says)
            assert_failed(&result, 3, "cannot write to standard output");
        assert_whole(command, &result, what);
        restore();
    }
}
END_TEST

/* ---- Time that passes while nothing runs ----------------------------------------------------- */

/* Longer than the time limit of the run below. */
#define PAUSE_MS 1500

/* A run whose stand-in writes its process number, works for a moment and then draws. */
static struct process start_drawing(void)
{
    write_pictures();
    fake_gnuplot("cat >/dev/null; echo $$ >$tools/pid.part; mv $tools/pid.part $tools/pid; "
                 "while ! test -e $tools/go; do sleep 0.02; done; cat $tools/good.png");
    struct process process =
        start(&(struct how){0}, STRINGS("-o", "out", "--timeout", "1", QUICK, "-f", "contour",
                                        SMALL, "--gnuplot", tools("gnuplot")));
    wait_for_file(tools("pid"));
    return process;
}

static pid_t drawing_process(void)
{
    return (pid_t)strtol(read_bytes(tools("pid")).data, NULL, 10);
}

/* The program is stopped for longer than its limit, and so was the whole machine, or gnuplot ends
 * meanwhile: that time does not count. */
START_TEST(test_long_stop)
{
    const bool both = _i == 1;
    struct process process = start_drawing();

    ck_assert_int_eq(kill(process.pid, SIGSTOP), 0);
    if (both)
        ck_assert_int_eq(kill(-drawing_process(), SIGSTOP), 0);
    write_text(tools("go"), "");
    sleep_ms(PAUSE_MS);
    if (both)
        ck_assert_int_eq(kill(-drawing_process(), SIGCONT), 0);
    ck_assert_int_eq(kill(process.pid, SIGCONT), 0);
    struct result result = finish(&process);
    ck_assert_msg(result.status == 0, "status %d: %s", result.status, result.err);
    assert_no_process_left();
}
END_TEST

/* What the clock on the wall shows: years away, beyond the range of 32 bits, or years later each
 * time that somebody looks. */
static const char *const clocks[] = {"-10y", "+70y", "+0 x100000000"};

START_TEST(test_clock)
{
    const struct command *command = &commands[_i];
    const char *arguments[32] = {"--exclude-monotonic", "-f", "", program_path()};
    /* The times of files are the file system's, whatever that clock shows. */
    const struct how how = {.program = "/usr/bin/faketime",
                            .environment = STRINGS("NO_FAKE_STAT=1")};

    if (access("/usr/bin/faketime", X_OK) != 0) {
        skip("there is no faketime");
        return;
    }
    prepare(command);
    for (size_t i = 0; command->arguments[i] != NULL; i++)
        arguments[4 + i] = command->arguments[i];
    for (size_t i = 0; i < COUNT(clocks); i++) {
        arguments[2] = clocks[i];
        struct result result = run_how(&how, arguments);
        assert_sound(command, &result, format("%s at %s", command->name, clocks[i]));
        ck_assert_int_eq(result.status, command->status);
        restore();
    }
}
END_TEST

/* gnuplot alone is stopped: it did not end in time. */
START_TEST(test_stopped_gnuplot)
{
    struct process process = start_drawing();

    ck_assert_int_eq(kill(-drawing_process(), SIGSTOP), 0);
    struct result result = finish(&process);
    assert_failed(&result, 3, "gnuplot did not finish within 1 s");
    ck_assert(!exists(work("out")));
    assert_no_process_left();
}
END_TEST

Suite *resources_suite(void)
{
    Suite *suite = suite_create("resources");
    TCase *process = add_case(suite, "limits of a process");
    TCase *system = add_case(suite, "what the system lacks");
    TCase *time = add_case(suite, "time");

    tcase_add_loop_test(process, test_limit, 0, COMMANDS * (int)COUNT(limits));
    tcase_add_test(process, test_processor_time);
#ifdef __linux__
    tcase_add_loop_test(system, test_full_disk, 0, 2 * COMMANDS);
    tcase_add_loop_test(system, test_read_only_disk, 0, COMMANDS);
    tcase_add_loop_test(system, test_missing_file_system, 0, COMMANDS * (int)COUNT(missing));
#endif
    tcase_add_loop_test(system, test_bare_environment, 0, COMMANDS);
    tcase_add_loop_test(system, test_streams, 0, COMMANDS * KINDS);
    tcase_add_loop_test(time, test_long_stop, 0, 2);
    tcase_add_test(time, test_stopped_gnuplot);
    if (!sanitized) /* their library wants to be loaded before faketime's */
        tcase_add_loop_test(time, test_clock, 0, COMMANDS);
    return suite;
}
