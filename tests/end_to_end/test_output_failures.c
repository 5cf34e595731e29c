/* Failures of the output directory: full, read-only, not a directory, in use; and names that are
 * unusual but valid. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/publish_list.h"
#include "support.h"

/* Most of these need no pictures. */
#define DATA "--figure", "none"

/* Full disks. */

static rlim_t file_limit;

static void limit_files(void)
{
    struct rlimit limit;

    must(getrlimit(RLIMIT_FSIZE, &limit) == 0, "getrlimit");
    limit.rlim_cur = file_limit;
    must(setrlimit(RLIMIT_FSIZE, &limit) == 0, "setrlimit");
}

/* From a limit that stops the first file to one that stops a picture. */
static const rlim_t file_limits[] = {0, 100, 4300, 10000, 22390, 25000};

START_TEST(test_file_size_limit)
{
    file_limit = file_limits[_i];
    assert_fails_cleanly(&(struct how){.prepare = limit_files}, STRINGS("--size", "640x480"), 3,
                         "File too large");
}
END_TEST

/* gnuplot may be at work already when a file cannot be written: it is ended, not waited for. */
START_TEST(test_file_size_limit_while_drawing)
{
    file_limit = file_limits[_i];
    struct result result = assert_fails_cleanly(
        &(struct how){.prepare = limit_files},
        STRINGS("--gnuplot", fake_gnuplot("sleep 1000 & sleep 1000")), 3, "File too large");
    ck_assert_double_lt(result.seconds, SOON);
}
END_TEST

static const char *tmpfs_settings;
static const char *copy_on_tmpfs;

/* A small disk with old files on it, and the result of all that kept where it outlives the mount.
 */
static void make_small_disk(void)
{
    mount_tmpfs(work("out"), tmpfs_settings);
    must(system(format("cp -p %s/* %s", tools("old"), work("out"))) == 0, "cp");
}

static const char *const disk_sizes[] = {"size=100k", "size=250k", "size=900k",
                                         "size=8m,nr_inodes=30"};

/* The program runs under a shell here, which looks at the disk afterwards: the mount is gone when
 * the last process that sees it is. */
START_TEST(test_full_disk)
{
    if (!can_mount())
        return;
    tmpfs_settings = disk_sizes[_i];
    copy_on_tmpfs = tools("after");
    make_directory(copy_on_tmpfs);
    write_old_files();
    ck_assert_int_eq(rename(work("out"), tools("old")), 0);
    make_directory(work("out"));
    struct result result =
        run_how(&(struct how){.program = "/bin/sh", .prepare = make_small_disk},
                STRINGS("-c", "\"$0\" --output out; status=$?; cp -rp out/. \"$1\"; exit $status",
                        program_path(), copy_on_tmpfs));
    assert_failed(&result, 3, "No space left on device");
    assert_same_snapshot(snapshot(tools("old")), snapshot(copy_on_tmpfs));
    assert_no_process_left();
}
END_TEST

/* No right to write. */

static void make_read_only(void)
{
    mount_read_only(work("out"));
}

START_TEST(test_read_only_file_system)
{
    if (!can_mount())
        return;
    write_old_files();
    struct bytes before = snapshot(work("."));
    struct result result =
        run_how(&(struct how){.prepare = make_read_only}, STRINGS("-o", work("out"), DATA));
    assert_failed(&result, 3, "Read-only file system");
    ck_assert_msg(strstr(result.err, work("out")) != NULL, "not named: %s", result.err);
    assert_same_snapshot(before, snapshot(work(".")));

    result = run_how(&(struct how){.prepare = make_read_only}, STRINGS("-o", "out/below/it", DATA));
    assert_failed(&result, 3, "Read-only file system");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

START_TEST(test_no_permission)
{
    if (geteuid() == 0) {
        skip("to root every directory is writable");
        return;
    }
    write_old_files();
    ck_assert_int_eq(chmod(work("out"), 0555), 0);
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("-o", "out", DATA));
    assert_failed(&result, 3, "Permission denied");
    result = run_program(STRINGS("-o", "out/below", DATA));
    assert_failed(&result, 3, "Permission denied");
    assert_same_snapshot(before, snapshot(work(".")));
    ck_assert_int_eq(chmod(work("out"), 0755), 0);
}
END_TEST

/* A file system that takes all but one name: a rename fails when others are already done. */

static void block_one_file(void)
{
    mount_over(tools("blocking"), work("out/surface.png"));
}

static void assert_rename_fails_cleanly(void)
{
    write_text(tools("blocking"), "mounted here\n");
    struct bytes before = snapshot(work("."));
    struct result result =
        run_how(&(struct how){.prepare = block_one_file}, STRINGS("-o", "out", SMALL));
    assert_failed(&result, 3, "surface.png: Device or resource busy");
    assert_same_snapshot(before, snapshot(work(".")));
}

START_TEST(test_rename_fails)
{
    if (!can_mount())
        return;
    write_old_files();
    assert_rename_fails_cleanly();
}
END_TEST

/* The same where the files that were renamed before are new: they go away again. */
START_TEST(test_rename_fails_among_new_files)
{
    if (!can_mount())
        return;
    make_directory(work("out"));
    write_text(work("out/surface.png"), "");
    assert_rename_fails_cleanly();
}
END_TEST

/* Things in the way. */

START_TEST(test_target_is_a_directory)
{
    const char *name = set_names[_i];

    write_old_files();
    remove(work("out/%s", name));
    make_directory(work("out/%s/kept", name));
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("-o", "out", SMALL));
    assert_failed(&result, 3, format("%s: Is a directory", name));
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

START_TEST(test_output_is_no_directory)
{
    write_text(work("file"), "a file\n");
    ck_assert_int_eq(symlink("nowhere", work("dangling")), 0);
    ck_assert_int_eq(symlink("loop", work("loop")), 0);
    ck_assert_int_eq(mkfifo(work("fifo"), 0644), 0);
    struct bytes before = snapshot(work("."));
    const char *names[] = {"file", "file/below", "dangling", "loop", "fifo", "/dev/null"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct result result = run_program(STRINGS("-o", names[i], DATA));
        assert_failed(&result, 3, names[i]);
        assert_same_snapshot(before, snapshot(work(".")));
    }
}
END_TEST

/* The directories that were made on the way to one that could not be are taken back. */
START_TEST(test_very_long_path)
{
    static char name[300], path[3 * PATH_MAX] = "made/for/nothing";
    struct bytes before = snapshot(work("."));

    memset(name, 'n', sizeof name - 1);
    struct result result = run_program(STRINGS("-o", format("made/%s", name), DATA));
    assert_failed(&result, 3, "File name too long");
    assert_same_snapshot(before, snapshot(work(".")));
    while (strlen(path) < 2 * PATH_MAX)
        strcat(path, "/directory");
    result = run_program(STRINGS("-o", path, DATA));
    assert_failed(&result, 3, "File name too long");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

START_TEST(test_long_path_works)
{
    static char path[PATH_MAX];

    /* As long as it may be with the names of our files behind it. */
    while (strlen(path) + strlen(work(".")) < PATH_MAX - 300)
        strcat(path, "directory/");
    struct result result = run_program(STRINGS("-o", path, SMALL));
    assert_done(&result);
    assert_only_set(work("%s", path));
}
END_TEST

/* Names with all that a shell or gnuplot could stumble over. */
static const char *const odd_names[] = {
    "with space",
    "it's \"quoted\"",
    "a\nnewline\tand tab",
    "$(touch x)",
    "`touch x`",
    "; touch x",
    "| touch x",
    "%s%n%d",
    "\\backslash\\n",
    "*?[a]{b}~#&^_",
    "--help",
    "-",
    "\xc3\xa4\xe2\x82\xac",
    "\xff\xfe not UTF-8",
    "\x01\x1b[31m\x7f",
    "trailing/",
    "./a//b/../c/.",
};

START_TEST(test_odd_name_works)
{
    const char *name = odd_names[_i];
    struct result result = run_program(STRINGS("--output", name, SMALL));

    assert_done(&result);
    assert_only_set(work("%s", name));
    ck_assert_msg(!exists(work("x")) && !exists(work("%s/x", name)), "a command was run");
}
END_TEST

/* In an error, such a name is still on one line and sends nothing to a terminal. */
START_TEST(test_odd_name_in_error)
{
    const char *name = odd_names[_i];

    if (strchr(name, '/') != NULL || strcmp(name, "-") == 0)
        return;
    write_text(work("%s", name), "a file");
    struct result result = run_program(STRINGS("--output", name, DATA));
    assert_failed(&result, 3, "cannot");
    for (const char *c = result.err; c[1] != '\0'; c++)
        ck_assert_msg((unsigned char)*c >= 0x20 && *c != 0x7f, "byte %d on standard error", *c);
}
END_TEST

START_TEST(test_empty_name)
{
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("--output", "", DATA));

    assert_failed(&result, 2, "--output ''");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

START_TEST(test_symlink_to_directory_works)
{
    make_directory(work("real"));
    ck_assert_int_eq(symlink("real", work("link")), 0);
    struct result result = run_program(STRINGS("-o", "link", SMALL));
    assert_done(&result);
    assert_only_set(work("real"));
    ck_assert(exists(work("link")));
}
END_TEST

/* A target that is a link is replaced; what it leads to is not ours to write. */
START_TEST(test_target_is_a_symlink)
{
    make_directory(work("out"));
    write_text(work("precious"), "precious\n");
    ck_assert_int_eq(symlink("../precious", work("out/contour.png")), 0);
    ck_assert_int_eq(symlink("nowhere", work("out/surface.dat")), 0);
    struct result result = run_program(STRINGS("-o", "out", SMALL));
    assert_done(&result);
    assert_only_set(work("out"));
    ck_assert_str_eq(read_bytes(work("precious")).data, "precious\n");
    struct stat about;
    ck_assert(lstat(work("out/contour.png"), &about) == 0 && S_ISREG(about.st_mode));
}
END_TEST

/* What a crash left behind. */

START_TEST(test_stale_staging)
{
    write_old_files();
    struct bytes before = snapshot(work("."));
    make_directory(work("out/.adam-report-staging/set/deep/er"));
    write_text(work("out/.adam-report-staging/contour.png"), "half a pict");
    write_text(work("out/.adam-report-staging/set/deep/file"), "");
    write_text(work("precious"), "precious\n");
    ck_assert_int_eq(symlink("../../precious", work("out/.adam-report-staging/link")), 0);
    ck_assert_int_eq(symlink("../..", work("out/.adam-report-staging/up")), 0);
    struct result result = run_program(STRINGS("-o", "out", DATA, "--gnuplot", "none"));
    assert_done(&result);
    ck_assert(!exists(work("out/.adam-report-staging")));
    ck_assert_str_eq(read_bytes(work("precious")).data, "precious\n");

    /* A run that fails cleans up just so. */
    write_old_files();
    remove(work("precious"));
    make_directory(work("out/.adam-report-staging/set"));
    result = run_program(STRINGS("-o", "out", "--gnuplot", "./none"));
    assert_failed(&result, 3, "none");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

START_TEST(test_stale_staging_of_another_kind)
{
    make_directory(work("out"));
    write_text(work("out/.adam-report-staging"), "a file\n");
    struct result result = run_program(STRINGS("-o", "out", SMALL));
    assert_done(&result);
    assert_only_set(work("out"));
    make_directory(work("precious/below"));
    ck_assert_int_eq(symlink("../precious", work("out/.adam-report-staging")), 0);
    result = run_program(STRINGS("-o", "out", SMALL));
    assert_done(&result);
    assert_only_set(work("out"));
    ck_assert(exists(work("precious/below")));
}
END_TEST

/* Writes the list of the whole set into work/out/.adam-report-commit. */
static void list_commit(void)
{
    struct publish_change changes[SET_SIZE];
    int output = open(work("out"), O_RDONLY | O_DIRECTORY);
    int commit = open(work("out/.adam-report-commit"), O_RDONLY | O_DIRECTORY);
    struct error error;

    for (size_t i = 0; i < SET_SIZE; i++)
        changes[i] = (struct publish_change){.name = set_names[i], .staged = set_names[i]};
    ck_assert_int_eq(publish_list_write(commit, output, changes, SET_SIZE, &error), STATUS_OK);
    close(commit);
    close(output);
}

/* A set that counts as published although the machine went down when only some of its files, the
 * first _i, were in place: the next run brings the others there, even if it then fails itself. */
START_TEST(test_stale_commit)
{
    write_old_files();
    make_directory(work("expected"));
    make_directory(work("out/.adam-report-commit"));
    for (size_t i = 0; i < SET_SIZE; i++) {
        const char *text = format("the new %s\n", set_names[i]);
        bool moved = i < (size_t)_i;
        write_text(work("out/%s%s", moved ? "" : ".adam-report-commit/", set_names[i]), text);
        write_text(work("expected/%s", set_names[i]), text);
    }
    remove(work("out/notes.txt"));
    list_commit();
    struct result result = run_program(STRINGS("-o", "out", "--gnuplot", "./none"));
    assert_failed(&result, 3, "none");
    assert_only_set(work("out"));
    assert_same_files(work("out"), work("expected"));
}
END_TEST

/* What somebody else put there moves nothing. */
START_TEST(test_planted_commit)
{
    write_old_files();
    make_directory(work("out/.adam-report-commit"));
    write_text(work("out/.adam-report-commit/trajectory.dat"), "planted\n");
    write_text(work("out/.adam-report-commit/Makefile"), "planted\n");
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("-o", "out", DATA));
    assert_failed(&result, 3, ".adam-report-commit");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

/* As in an archive or a repository: a list that was true elsewhere, with the times of its files. */
START_TEST(test_copied_commit)
{
    static const char *const names[] = {".gitattributes", "Makefile", "trajectory.dat"};
    struct publish_change changes[COUNT(names)];
    struct error error;

    write_old_files();
    make_directory(tools("there/.adam-report-commit"));
    for (size_t i = 0; i < COUNT(names); i++) {
        changes[i] = (struct publish_change){.name = names[i], .staged = format("%zu", i)};
        write_text(tools("there/.adam-report-commit/%zu", i), "planted\n");
    }
    int output = open(tools("there"), O_RDONLY | O_DIRECTORY);
    int commit = open(tools("there/.adam-report-commit"), O_RDONLY | O_DIRECTORY);
    ck_assert_int_eq(publish_list_write(commit, output, changes, COUNT(names), &error), STATUS_OK);
    close(commit);
    close(output);
    run_how(&(struct how){.program = "/bin/cp"},
            STRINGS("-a", tools("there/.adam-report-commit"), work("out")));
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("-o", "out", DATA));
    assert_failed(&result, 3, "was not created in this directory; remove it");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

static void become_another_user(void)
{
    must(setgid(65534) == 0 && setuid(65534) == 0, "setuid");
}

/* What another user left in a directory for all, in which each may remove only their own files. */
START_TEST(test_leavings_of_another_user)
{
    static const char *const names[] = {".adam-report-staging", ".adam-report-commit"};
    struct how other = {.prepare = become_another_user};

    if (geteuid() != 0) {
        skip("only root can be two users");
        return;
    }
    ck_assert(chmod(work(".."), 0755) == 0 && chmod(work("../.."), 0755) == 0);
    if (run_how(&other, STRINGS("--version")).status != 0) {
        skip("another user may not run the program here");
        return;
    }
    for (size_t i = 0; i < COUNT(names); i++) {
        make_directory(work("out/%s", names[i]));
        write_text(work("out/%s/file", names[i]), "");
        ck_assert_int_eq(chmod(work("out"), 01777), 0);
        struct bytes before = snapshot(work("."));
        struct result result = run_how(&other, STRINGS("-o", "out", DATA));
        assert_failed(&result, 3,
                      format("out: %s was left by another user (root, UID 0); "
                             "ask them to remove it, or choose another --output",
                             names[i]));
        assert_same_snapshot(before, snapshot(work(".")));
        remove_directory(work("out"));
    }
}
END_TEST

/* A clean-up that fails is said, and changes nothing else. */
START_TEST(test_staging_stays_behind)
{
    const char *calls = "?unlink,?unlinkat,?rmdir";

    if (!can_trace())
        return;
    struct result result =
        run_injected(calls, ":error=EIO:when=2+", false, STRINGS("-q", "-o", "out", DATA));
    assert_warned(&result, 0, "out/.adam-report-staging could not be removed: ");
    assert_warned(&result, 0, "Input/output error");
    ck_assert(exists(work("out/trajectory.dat")));
    result = run_program(STRINGS("-q", "-o", "out", DATA));
    assert_done(&result);
    ck_assert(!exists(work("out/.adam-report-staging")));

    result = run_injected("?rmdir", ":error=EIO:when=1+", false,
                          STRINGS("-q", "-o", "new", "--gnuplot", "./none"));
    assert_failed(&result, 3, "; new could not be removed: Input/output error");

    result = run_injected(calls, ":error=EIO:when=2+", false,
                          STRINGS("-q", "-o", "out", "--gnuplot", "./none"));
    assert_failed(&result, 3, "; .adam-report-staging could not be removed: ");
    result = run_program(STRINGS("-q", "-o", "out", DATA));
    assert_done(&result);
    ck_assert(!exists(work("out/.adam-report-staging")));
}
END_TEST

static rlim_t file_descriptors;

static void limit_descriptors(void)
{
    must(setrlimit(RLIMIT_NOFILE, &(struct rlimit){file_descriptors, file_descriptors}) == 0,
         "setrlimit");
}

/* With so few descriptors that nothing can be done, nothing is left behind. */
START_TEST(test_few_descriptors)
{
    if (sanitized)
        return; /* it needs some itself */
    for (file_descriptors = 5; file_descriptors < 14; file_descriptors++) {
        struct result result =
            run_how(&(struct how){.prepare = limit_descriptors}, STRINGS("-q", "-o", "out", DATA));
        if (result.status == 127)
            continue; /* its libraries could not be loaded */
        if (result.status == 0)
            assert_done(&result);
        else
            assert_failed(&result, 3, "");
        ck_assert_msg(!exists(work("out/.adam-report-staging")), "%d", (int)file_descriptors);
        ck_assert(exists(work("out")) == (result.status == 0));
        if (result.status == 0)
            remove_directory(work("out"));
    }
}
END_TEST

static int take_lock(const char *directory)
{
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(flock(descriptor, LOCK_EX | LOCK_NB), 0);
    return descriptor;
}

/* ---- --atomic -------------------------------------------------------------------------------- */

#define PREVIOUS ".out.adam-report-previous"
#define ATOMIC(...) STRINGS("-q", "-o", "out", "--atomic", DATA, __VA_ARGS__)

static void run_shell(const char *command)
{
    struct result result = run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command));

    ck_assert_msg(result.status == 0, "%s: %s%s", command, result.out, result.err);
}

static void run_atomically(const char *seed)
{
    struct result result = run_program(ATOMIC("--seed", seed));

    assert_done(&result);
}

/* The user's files stay, and programs that have the old directory open continue to read the old
 * files. */
START_TEST(test_atomic)
{
    static char bytes[100];
    struct stat before, after;

    run_atomically("1");
    run_shell("mkdir -p out/sub/deep && echo mine >out/sub/deep/notes && ln -s none out/link && "
              "mkfifo out/fifo && chmod 751 out && chmod 710 out/sub && cp -R out ../tools/old");
    int reader = open(work("out"), O_RDONLY | O_DIRECTORY);
    ck_assert_int_eq(stat(work("out/sub/deep/notes"), &before), 0);
    run_atomically("2");
    ck_assert_int_eq(stat(work("out/sub/deep/notes"), &after), 0);
    ck_assert_uint_eq(before.st_ino, after.st_ino);
    ck_assert(stat(work("out"), &after) == 0 && (after.st_mode & 07777) == 0751);
    ck_assert(stat(work("out/sub"), &after) == 0 && (after.st_mode & 07777) == 0710);
    run_shell("test -h out/link && test -p out/fifo && cd out && sha256sum -c --quiet SHA256SUMS");
    int file = openat(reader, "manifest.json", O_RDONLY);
    ck_assert_int_gt(read(file, bytes, sizeof bytes), 10);
    ck_assert(memcmp(bytes, read_bytes(tools("old/manifest.json")).data, sizeof bytes) == 0);
    close(file);
    close(reader);
    run_shell("rm " PREVIOUS "/.list && diff -r --no-dereference -x fifo " PREVIOUS
              " ../tools/old");
    ck_assert_str_eq(names_in(work(".")), PREVIOUS " out");
}
END_TEST

/* The same directory by another path, and later without --atomic. */
START_TEST(test_atomic_through_a_link)
{
    run_shell("mkdir -p there/real && ln -s there/real out");
    run_atomically("1");
    run_atomically("2");
    run_shell("test -h out && cd out/ && sha256sum -c --quiet SHA256SUMS");
    ck_assert_str_eq(names_in(work("there")), ".real.adam-report-previous real");
    struct result result = run_program(STRINGS("-q", "-o", "there/real", DATA));
    assert_done(&result);
}
END_TEST

static const struct {
    const char *command; /* before the run */
    int status;
    const char *message;
} atomic_refusals[] = {
    {"mkdir -p out " PREVIOUS "; echo precious >" PREVIOUS "/file", 3,
     PREVIOUS ", next to it, was not created by --atomic; remove it"},
    {"mkdir -p out precious; ln -s precious " PREVIOUS, 3, "was not created by --atomic"},
    {"mkdir -p out/trajectory.dat", 3, "trajectory.dat: Is a directory"},
    {"mkdir -p out/sub/.adam-report-commit", 3,
     "sub/.adam-report-commit: the directory is between"},
    {"mkdir -p out/.adam-report-commit; echo x >out/.adam-report-commit/y", 3, "remove it"},
    {"echo x >out", 3, "cannot use the output directory out"},
};

START_TEST(test_atomic_refusal)
{
    run_shell(atomic_refusals[_i].command);
    struct bytes before = snapshot(work("."));
    struct result result = run_program(ATOMIC("--seed", "1"));
    assert_failed(&result, atomic_refusals[_i].status, atomic_refusals[_i].message);
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

/* The names beside a long one are too long. */
START_TEST(test_atomic_with_a_long_name)
{
    const char *name = format("%0240d", 1);
    struct result result = run_program(STRINGS("-o", name, "--atomic", DATA));

    assert_failed(&result, 3, "cannot check the previous version");
    assert_failed(&result, 3, "File name too long");
    ck_assert_str_eq(names_in(work(".")), "");
}
END_TEST

/* Who is in the old directory, perhaps without knowing, loses nothing that they put there. */
static const char *const late_changes[] = {
    "echo mine >notes",
    "echo mine >sub/notes",
    "mkdir sub/deep/new",
    "rm sub/deep/notes",
    "echo mine >new && mv new trajectory.dat",
};

START_TEST(test_atomic_keeps_what_came_later)
{
    make_directory(work("out/sub/deep"));
    write_text(work("out/sub/deep/notes"), "mine");
    run_atomically("1");
    run_atomically("2");
    run_shell(format("cd " PREVIOUS " && %s", late_changes[_i]));
    struct bytes before = snapshot(work("."));
    struct result result = run_program(ATOMIC("--seed", "3"));
    assert_failed(&result, 3,
                  PREVIOUS ", next to it, was modified since --atomic created it; "
                           "save the files that you need and remove it");
    assert_same_snapshot(before, snapshot(work(".")));
    run_shell("rm -r " PREVIOUS);
    run_atomically("3");
}
END_TEST

/* `make clean` removes the old directory, too, but not with what somebody has put there. */
static void clean(void)
{
    run_shell(format("MAKEFLAGS= make -s -C '%s' clean OUTPUT='%s' BUILDDIR='%s'",
                     repository_path("."), work("out"), work("build")));
}

START_TEST(test_atomic_make_clean)
{
    make_directory(work("out/sub"));
    write_text(work("out/sub/notes"), "mine");
    run_atomically("1");
    run_atomically("2");
    write_text(work(PREVIOUS "/sub/late"), "mine");
    make_directory(work(".out.adam-report-staging"));
    clean();
    ck_assert_str_eq(names_in(work("out")), "sub");
    ck_assert_str_eq(names_in(work(".")), PREVIOUS " out");
    run_shell("rm -r " PREVIOUS);
    run_atomically("1");
    run_atomically("2");
    clean();
    ck_assert_str_eq(names_in(work("out/sub")), "notes");
    ck_assert_str_eq(names_in(work(".")), "out");
}
END_TEST

START_TEST(test_atomic_in_the_working_directory)
{
    make_directory(work("out/below"));
    struct bytes before = snapshot(work("."));
    struct how how = {.directory = work("out/below")};
    static const char *const outputs[] = {".", "..", "../../out", "/"};
    for (size_t i = 0; i < COUNT(outputs); i++) {
        struct result result = run_how(&how, STRINGS("-o", outputs[i], "--atomic", DATA));
        assert_failed(&result, 2, "is or contains the working directory");
        assert_same_snapshot(before, snapshot(work(".")));
    }
}
END_TEST

/* Directories in which their owner may not write are kept, and so are versions of them removed. */
START_TEST(test_atomic_with_a_read_only_directory)
{
    struct how other = {.prepare = become_another_user};

    if (geteuid() != 0) {
        skip("only root can be two users");
        return;
    }
    ck_assert(chmod(work("../.."), 0755) == 0 && chmod(work(".."), 0755) == 0 &&
              chmod(work("."), 0777) == 0);
    if (run_how(&other, STRINGS("--version")).status != 0) {
        skip("another user may not run the program here");
        return;
    }
    other.program = "/bin/sh";
    struct result made =
        run_how(&other, STRINGS("-c", "mkdir -p out/sub; echo >out/sub/notes; chmod 500 out/sub"));
    ck_assert_int_eq(made.status, 0);
    other.program = NULL;
    for (int i = 0; i < 3; i++) {
        struct result result = run_how(&other, ATOMIC("--seed", format("%d", i)));
        assert_done(&result);
        ck_assert_str_eq(names_in(work(".")), PREVIOUS " out");
        ck_assert_str_eq(names_in(work("out/sub")), "notes");
    }
}
END_TEST

/* A run in a directory below would write into the old one. */
START_TEST(test_atomic_waits_for_nobody_below)
{
    make_directory(work("out/sub"));
    int held = take_lock(work("out/sub"));
    struct bytes before = snapshot(work("."));
    struct result result = run_program(ATOMIC("--seed", "1"));
    assert_failed(&result, 3, "another adam-report is running in its subdirectory sub");
    assert_same_snapshot(before, snapshot(work(".")));
    close(held);
    run_atomically("1");
}
END_TEST

static const struct {
    const char *calls, *injection, *message; /* NULL: it succeeds */
} atomic_file_systems[] = {
    {"?renameat2", ":error=EINVAL:when=1+",
     "the file system cannot exchange two directories; omit --atomic"},
    {"?renameat2", ":error=EBUSY:when=1+", "cannot replace the directory: Device or resource busy"},
    {"?linkat", ":error=EPERM:when=1+", NULL},
};

/* What a file system cannot do. */
START_TEST(test_atomic_on_other_file_systems)
{
    if (!can_trace())
        return;
    run_atomically("1");
    run_shell("mkdir out/sub && echo mine >out/sub/notes && ln -s none out/link && chmod 640 "
              "out/sub/notes && rm -r " PREVIOUS);
    struct bytes before = snapshot(work("."));
    struct result result = run_injected(
        atomic_file_systems[_i].calls, atomic_file_systems[_i].injection, false, ATOMIC("-s", "2"));
    if (atomic_file_systems[_i].message != NULL) {
        assert_failed(&result, 3, atomic_file_systems[_i].message);
        assert_same_snapshot(before, snapshot(work(".")));
    } else {
        assert_done(&result);
        run_shell("diff -r out/sub " PREVIOUS "/sub && test -h out/link && test $(stat -c %a "
                  "out/sub/notes) = 640 && ! cmp -s out/manifest.json " PREVIOUS "/manifest.json");
    }
}
END_TEST

/* Two runs in one OUTPUT. */

START_TEST(test_locked)
{
    write_old_files();
    make_directory(work("out/.adam-report-staging"));
    write_text(work("out/.adam-report-staging/theirs"), "not to be touched\n");
    int lock = take_lock(work("out"));
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("-o", "out", "--timeout", "0.3", DATA));
    assert_failed(&result, 3, "another adam-report has been using it for 0.3 s");
    ck_assert_double_ge(result.seconds, 0.3);
    assert_same_snapshot(before, snapshot(work(".")));
    close(lock);
}
END_TEST

/* It waits no longer than it must. */
START_TEST(test_lock_is_released)
{
    make_directory(work("out"));
    int lock = take_lock(work("out"));
    struct process process = start(&(struct how){0}, STRINGS("-o", "out", SMALL));
    wait_for_handlers(&process);
    sleep_ms(100);
    ck_assert(!exists(work("out/.adam-report-staging")));
    close(lock);
    struct result result = finish(&process);
    assert_done(&result);
    assert_only_set(work("out"));
    ck_assert_double_lt(result.seconds, SOON);
}
END_TEST

/* The directory that a run waits for is removed by the one before, which had made it for nothing.
 */
START_TEST(test_output_vanishes_while_waiting)
{
    fake_gnuplot("touch $tools/started; exec sleep 1000");
    struct process first = start(&(struct how){0}, STRINGS("-o", "new/out", "--gnuplot",
                                                           tools("gnuplot"), "--timeout", "2"));
    wait_for_file(tools("started"));
    struct process second = start(&(struct how){0}, STRINGS("-o", "new/out", SMALL));
    struct result failed = finish(&first), done = finish(&second);
    assert_failed(&failed, 3, "did not finish within 2 s");
    assert_done(&done);
    assert_only_set(work("new/out"));
}
END_TEST

Suite *output_failures_suite(void)
{
    Suite *suite = suite_create("OUTPUT fails");
    TCase *disks = add_case(suite, "disks");
    TCase *names = add_case(suite, "names");
    TCase *leavings = add_case(suite, "leavings");
    TCase *atomic = add_case(suite, "atomic");
    TCase *locks = add_case(suite, "locks");

    tcase_add_loop_test(disks, test_file_size_limit, 0, COUNT(file_limits));
    tcase_add_loop_test(disks, test_file_size_limit_while_drawing, 0, 4);
    tcase_add_loop_test(disks, test_full_disk, 0, COUNT(disk_sizes));
    tcase_add_test(disks, test_read_only_file_system);
    tcase_add_test(disks, test_no_permission);
    tcase_add_test(disks, test_rename_fails);
    tcase_add_test(disks, test_rename_fails_among_new_files);
    tcase_add_loop_test(names, test_target_is_a_directory, 0, sanitized ? 3 : (int)SET_SIZE);
    tcase_add_test(names, test_output_is_no_directory);
    tcase_add_test(names, test_very_long_path);
    tcase_add_test(names, test_long_path_works);
    tcase_add_loop_test(names, test_odd_name_works, 0, COUNT(odd_names));
    tcase_add_loop_test(names, test_odd_name_in_error, 0, COUNT(odd_names));
    tcase_add_test(names, test_empty_name);
    tcase_add_test(names, test_symlink_to_directory_works);
    tcase_add_test(names, test_target_is_a_symlink);
    tcase_add_test(leavings, test_stale_staging);
    tcase_add_test(leavings, test_stale_staging_of_another_kind);
    tcase_add_loop_test(leavings, test_stale_commit, 0, sanitized ? 3 : (int)SET_SIZE + 1);
    tcase_add_test(leavings, test_planted_commit);
    tcase_add_test(leavings, test_copied_commit);
    tcase_add_test(leavings, test_leavings_of_another_user);
    tcase_add_test(leavings, test_staging_stays_behind);
    tcase_add_test(leavings, test_few_descriptors);
    tcase_add_test(atomic, test_atomic);
    tcase_add_test(atomic, test_atomic_through_a_link);
    tcase_add_loop_test(atomic, test_atomic_refusal, 0, COUNT(atomic_refusals));
    tcase_add_test(atomic, test_atomic_with_a_long_name);
    tcase_add_loop_test(atomic, test_atomic_keeps_what_came_later, 0, COUNT(late_changes));
    tcase_add_test(atomic, test_atomic_with_a_read_only_directory);
    tcase_add_test(atomic, test_atomic_make_clean);
    tcase_add_test(atomic, test_atomic_in_the_working_directory);
    tcase_add_test(atomic, test_atomic_waits_for_nobody_below);
    tcase_add_loop_test(atomic, test_atomic_on_other_file_systems, 0, COUNT(atomic_file_systems));
    tcase_add_test(locks, test_locked);
    tcase_add_test(locks, test_lock_is_released);
    tcase_add_test(locks, test_output_vanishes_while_waiting);
    return suite;
}
