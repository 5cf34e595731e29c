#include "base/staging.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

#define STAGING ".adam-report-staging"

static enum status open_within(struct staging *staging, const char *path, double seconds,
                               struct error *error)
{
    struct deadline deadline = deadline_start(seconds, -1);

    error->message[0] = '\0';
    return staging_open(staging, path, &deadline, error);
}

static void open_good(struct staging *staging, const char *path)
{
    struct error error;

    assert_status(open_within(staging, path, 200, &error), STATUS_OK, &error);
}

static void close_staging(struct staging *staging)
{
    struct text notices = {0};
    struct error error;

    staging_close(staging, STATUS_OK, &notices, &error);
    ck_assert_str_eq(text_string(&notices), "");
    text_free(&notices);
}

static void add(struct staging *staging, const char *name, const char *content)
{
    struct error error;

    assert_status(staging_add(staging, name, content, strlen(content), &error), STATUS_OK, &error);
}

START_TEST(files_come_into_output_with_publish_and_not_before)
{
    struct path at = new_directory();
    struct staging staging;
    struct error error;

    make_file(at.string, "old.txt", "stays");
    make_file(at.string, "a.dat", "old a");
    open_good(&staging, at.string);
    add(&staging, "a.dat", "new a");
    add(&staging, "b.dat", "new b");
    assert_status(staging_add_private(&staging, "private", "x", 1, &error), STATUS_OK, &error);
    assert_content(at.string, "a.dat", "old a");
    ck_assert(!is_there(at.string, "b.dat"));
    assert_content(at.string, STAGING "/work/private", "x");
    assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
    close_staging(&staging);
    assert_content(at.string, "a.dat", "new a");
    assert_content(at.string, "b.dat", "new b");
    assert_content(at.string, "old.txt", "stays");
    ck_assert_uint_eq(entries_in(at.string), 3);
}
END_TEST

START_TEST(without_publish_everything_is_as_before)
{
    struct path at = new_directory();
    struct staging staging;

    make_file(at.string, "a.dat", "old a");
    open_good(&staging, at.string);
    add(&staging, "a.dat", "new a");
    close_staging(&staging);
    assert_content(at.string, "a.dat", "old a");
    ck_assert_uint_eq(entries_in(at.string), 1);
}
END_TEST

static const char *const deep_paths[] = {"a", "a/b/c", "a//b/", "a/b/../c", "./a/./b"};

START_TEST(missing_directories_are_made_and_removed_again)
{
    struct path at = new_directory(), output = path_in(at.string, deep_paths[_i]);
    struct staging staging;

    open_good(&staging, output.string);
    ck_assert(is_there(output.string, STAGING));
    close_staging(&staging);
    if (strstr(deep_paths[_i], "..") == NULL) /* an a/b that only was on the way stays */
        ck_assert_uint_eq(entries_in(at.string), 0);
}
END_TEST

START_TEST(made_directories_stay_when_there_is_something_in_them)
{
    struct path at = new_directory(), output = path_in(at.string, "a/b");
    struct staging staging;
    struct error error;

    open_good(&staging, output.string);
    add(&staging, "f", "x");
    assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
    close_staging(&staging);
    assert_content(at.string, "a/b/f", "x");
    open_good(&staging, path_in(at.string, "a/c/d").string);
    make_file(at.string, "a/c/users", "x");
    close_staging(&staging);
    ck_assert(!is_there(at.string, "a/c/d"));
    assert_content(at.string, "a/c/users", "x");
    assert_content(at.string, "a/b/f", "x");
}
END_TEST

START_TEST(an_empty_output_that_was_there_stays)
{
    struct path at = new_directory();
    struct staging staging;

    make_directory_in(at.string, "mine");
    open_good(&staging, path_in(at.string, "mine/new").string);
    close_staging(&staging);
    ck_assert(is_there(at.string, "mine"));
    open_good(&staging, path_in(at.string, "mine").string);
    close_staging(&staging);
    ck_assert(is_there(at.string, "mine"));
    ck_assert_uint_eq(entries_in(path_in(at.string, "mine").string), 0);
}
END_TEST

/* It was asked for. */
START_TEST(a_made_directory_stays_when_nothing_was_published_into_it)
{
    struct path at = new_directory(), output = path_in(at.string, "a/b");
    struct staging staging;
    struct error error;

    open_good(&staging, output.string);
    assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
    close_staging(&staging);
    ck_assert(is_there(at.string, "a/b"));
    ck_assert_uint_eq(entries_in(output.string), 0);
}
END_TEST

static const char *const blocked_paths[] = {"file", "file/below"};

START_TEST(an_output_that_cannot_be_is_named)
{
    struct path at = new_directory(), output = path_in(at.string, blocked_paths[_i]);
    struct staging staging;
    struct error error;

    make_file(at.string, "file", "mine");
    assert_status(open_within(&staging, output.string, 5, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, output.string);
    assert_content(at.string, "file", "mine");
    ck_assert_int_eq(staging.output, -1);
}
END_TEST

START_TEST(what_a_crash_left_is_removed)
{
    struct path at = new_directory(), outside = new_directory();
    struct staging staging;

    make_file(outside.string, "precious", "kept");
    make_directory_in(at.string, STAGING);
    make_directory_in(at.string, STAGING "/set");
    make_file(at.string, STAGING "/set/a.dat", "half");
    ck_assert_int_eq(symlink(outside.string, path_in(at.string, STAGING "/link").string), 0);
    open_good(&staging, at.string);
    ck_assert_uint_eq(entries_in(path_in(at.string, STAGING).string), 1);
    ck_assert_uint_eq(entries_in(path_in(at.string, STAGING "/work").string), 0);
    close_staging(&staging);
    assert_content(outside.string, "precious", "kept");
    ck_assert_int_eq(symlink(outside.string, path_in(at.string, STAGING).string), 0);
    open_good(&staging, at.string);
    add(&staging, "f", "x");
    close_staging(&staging);
    ck_assert_uint_eq(entries_in(outside.string), 1);
}
END_TEST

START_TEST(an_output_in_use_is_left_alone)
{
    struct path at = new_directory();
    struct staging first, second;
    struct error error;

    open_good(&first, at.string);
    add(&first, "a.dat", "first");
    assert_status(open_within(&second, at.string, 0.03, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, at.string);
    assert_message_holds(&error, "another adam-report");
    assert_message_holds(&error, "0.03 s");
    assert_status(staging_publish(&first, &error), STATUS_OK, &error);
    close_staging(&first);
    assert_content(at.string, "a.dat", "first");
    open_good(&second, at.string);
    close_staging(&second);
}
END_TEST

/* The other process makes the output, holds it for a moment, and removes it again: the byte that it
 * sends just before must be there when we have got it. */
START_TEST(an_output_in_use_is_waited_for)
{
    struct path at = new_directory(), output = path_in(at.string, "new");
    struct staging staging;
    int ready[2];
    char bytes[2];

    ck_assert_int_eq(pipe(ready), 0);
    pid_t other = fork();
    if (other == 0) {
        open_good(&staging, output.string);
        ssize_t told = write(ready[1], "", 1);
        interrupt_sleep(-1, 100);
        told += write(ready[1], "", 1);
        close_staging(&staging);
        _exit(told == 2 ? 0 : 1);
    }
    ck_assert_int_eq(read(ready[0], bytes, 1), 1);
    open_good(&staging, output.string);
    ck_assert_int_eq(fcntl(ready[0], F_SETFL, O_NONBLOCK), 0);
    ck_assert_int_eq(read(ready[0], bytes, 2), 1);
    ck_assert_int_eq(waitpid(other, NULL, 0), other);
    ck_assert(is_there(output.string, STAGING));
    close_staging(&staging);
    ck_assert_uint_eq(entries_in(at.string), 0);
}
END_TEST

START_TEST(a_signal_ends_the_wait)
{
    struct path at = new_directory();
    struct staging first, second;
    struct deadline deadline = deadline_start(200, readable_descriptor());
    struct error error;

    open_good(&first, at.string);
    assert_status(staging_open(&second, at.string, &deadline, &error), STATUS_INTERRUPTED, &error);
    ck_assert(is_there(at.string, STAGING));
    close_staging(&first);
}
END_TEST

/* As a directory above it by --atomic: who reads by the path would never see the files. */
START_TEST(an_output_that_was_replaced_is_left_alone)
{
    struct path at = new_directory(), output = path_in(at.string, "out"),
                moved = path_in(at.string, "moved");
    struct staging staging;
    struct error error;

    make_directory_in(at.string, "out");
    make_file(output.string, "a.dat", "old a");
    open_good(&staging, output.string);
    add(&staging, "a.dat", "new a");
    ck_assert_int_eq(rename(output.string, moved.string), 0);
    make_directory_in(at.string, "out");
    assert_status(staging_publish(&staging, &error), STATUS_FAILED, &error);
    assert_message_holds(&error,
                         "out: it was renamed or replaced during the run; run the program again");
    close_staging(&staging);
    assert_content(moved.string, "a.dat", "old a");
    ck_assert_uint_eq(entries_in(moved.string), 1);
    ck_assert_uint_eq(entries_in(output.string), 0);
}
END_TEST

START_TEST(a_file_is_added_once)
{
    struct path at = new_directory();
    struct staging staging;
    struct error error;

    open_good(&staging, at.string);
    add(&staging, "f", "x");
    assert_status(staging_add(&staging, "f", "y", 1, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, at.string);
    close_staging(&staging);
}
END_TEST

START_TEST(a_directory_in_a_files_place_changes_nothing)
{
    struct path at = new_directory();
    struct staging staging;
    struct error error;

    make_file(at.string, "a.dat", "old a");
    make_directory_in(at.string, "b.dat");
    make_file(at.string, "b.dat/mine", "kept");
    open_good(&staging, at.string);
    add(&staging, "a.dat", "new a");
    add(&staging, "b.dat", "new b");
    add(&staging, "c.dat", "new c");
    assert_status(staging_publish(&staging, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "b.dat");
    assert_message_holds(&error, at.string);
    close_staging(&staging);
    assert_content(at.string, "a.dat", "old a");
    assert_content(at.string, "b.dat/mine", "kept");
    ck_assert_uint_eq(entries_in(at.string), 2);
}
END_TEST

static void remove_old(struct staging *staging, const char *name)
{
    struct error error;

    assert_status(staging_remove(staging, name, &error), STATUS_OK, &error);
}

static void open_kind(struct staging *staging, const char *path, bool atomic)
{
    struct deadline deadline = deadline_start(200, -1);
    struct error error;

    assert_status(atomic ? staging_open_atomic(staging, path, &deadline, &error)
                         : staging_open(staging, path, &deadline, &error),
                  STATUS_OK, &error);
}

/* A directory comes with its first file and goes with its last one, unless somebody uses it. */
START_TEST(files_come_into_directories_in_output)
{
    struct path at = new_directory();
    struct path output = path_in(at.string, "out");
    struct staging staging;
    struct error error;

    for (int round = 0; round < 2; round++) {
        open_kind(&staging, output.string, _i == 1);
        add(&staging, "a.dat", "a");
        add(&staging, "img/a.dat", "in img");
        ck_assert(!is_there(output.string, "img") == (round == 0));
        assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
        close_staging(&staging);
        assert_content(output.string, "a.dat", "a");
        assert_content(output.string, "img/a.dat", "in img");
        ck_assert_uint_eq(entries_in(output.string), 2);
        ck_assert_uint_eq(entries_in(path_in(output.string, "img").string), 1);
    }
    open_kind(&staging, output.string, _i == 1);
    add(&staging, "other/a.dat", "moved");
    remove_old(&staging, "img/a.dat");
    assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
    close_staging(&staging);
    ck_assert(!is_there(output.string, "img"));
    assert_content(output.string, "other/a.dat", "moved");
    make_file(output.string, "other/mine", "mine");
    open_kind(&staging, output.string, _i == 1);
    remove_old(&staging, "other/a.dat");
    assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
    close_staging(&staging);
    ck_assert(!is_there(output.string, "other/a.dat"));
    assert_content(output.string, "other/mine", "mine");
}
END_TEST

/* Neither a new file nor a removal follows a link to another directory. */
START_TEST(a_link_for_a_directory_is_not_followed)
{
    struct path at = new_directory();
    struct path output = path_in(at.string, "out");
    struct staging staging;
    struct error error;

    make_directory_in(at.string, "out");
    make_directory_in(at.string, "elsewhere");
    make_file(at.string, "elsewhere/old.dat", "old");
    make_file(output.string, "a.dat", "old a");
    ck_assert_int_eq(symlink("../elsewhere", path_in(output.string, "img").string), 0);
    open_kind(&staging, output.string, _i == 1);
    add(&staging, "a.dat", "new a");
    add(&staging, "img/a.dat", "new");
    remove_old(&staging, "img/old.dat");
    assert_status(staging_publish(&staging, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "img/a.dat");
    close_staging(&staging);
    assert_content(output.string, "a.dat", "old a");
    open_kind(&staging, output.string, _i == 1);
    remove_old(&staging, "img/old.dat");
    assert_status(staging_publish(&staging, &error), STATUS_OK, &error);
    close_staging(&staging);
    assert_content(at.string, "elsewhere/old.dat", "old");
    ck_assert_uint_eq(entries_in(path_in(at.string, "elsewhere").string), 1);
}
END_TEST

Suite *staging_suite(void)
{
    Suite *suite = suite_create("staging");
    TCase *tests = tcase_create("staging");

    tcase_add_test(tests, files_come_into_output_with_publish_and_not_before);
    tcase_add_test(tests, without_publish_everything_is_as_before);
    tcase_add_loop_test(tests, files_come_into_directories_in_output, 0, 2);
    tcase_add_loop_test(tests, a_link_for_a_directory_is_not_followed, 0, 2);
    tcase_add_loop_test(tests, missing_directories_are_made_and_removed_again, 0,
                        sizeof deep_paths / sizeof *deep_paths);
    tcase_add_test(tests, made_directories_stay_when_there_is_something_in_them);
    tcase_add_test(tests, an_empty_output_that_was_there_stays);
    tcase_add_test(tests, a_made_directory_stays_when_nothing_was_published_into_it);
    tcase_add_loop_test(tests, an_output_that_cannot_be_is_named, 0, 2);
    tcase_add_test(tests, what_a_crash_left_is_removed);
    tcase_add_test(tests, an_output_in_use_is_left_alone);
    tcase_add_test(tests, an_output_in_use_is_waited_for);
    tcase_add_test(tests, a_signal_ends_the_wait);
    tcase_add_test(tests, an_output_that_was_replaced_is_left_alone);
    tcase_add_test(tests, a_file_is_added_once);
    tcase_add_test(tests, a_directory_in_a_files_place_changes_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
