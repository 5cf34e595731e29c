#include "base/publish.h"

#include <stdio.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

#define COMMIT ".adam-report-commit"

/* An output directory, and beside it one with the new files, on the same file system. */
struct lab {
    struct path output, staging;
    int output_fd, staging_fd;
};

static struct lab open_lab(void)
{
    struct lab lab = {.output = new_directory(), .staging = new_directory()};

    lab.output_fd = open_directory(lab.output.string);
    lab.staging_fd = open_directory(lab.staging.string);
    return lab;
}

static void close_lab(const struct lab *lab)
{
    close(lab->output_fd);
    close(lab->staging_fd);
}

static char a[] = "a.dat", b[] = "b.dat", c[] = "c.dat";
static char *const names[] = {a, b, c};

static void make_set(const char *directory, const char *content)
{
    for (int i = 0; i < 3; i++)
        make_file(directory, names[i], content);
}

static void assert_set(const char *directory, const char *content)
{
    for (int i = 0; i < 3; i++)
        assert_content(directory, names[i], content);
}

START_TEST(a_set_replaces_the_one_before)
{
    struct lab lab = open_lab();
    struct error error;

    make_set(lab.output.string, "old");
    make_set(lab.staging.string, "new");
    make_file(lab.output.string, "other", "stays");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_OK, &error);
    assert_set(lab.output.string, "new");
    assert_content(lab.output.string, "other", "stays");
    ck_assert_uint_eq(entries_in(lab.output.string), 4);
    ck_assert(!has_children());
    close_lab(&lab);
}
END_TEST

START_TEST(a_set_can_be_partly_or_wholly_new)
{
    struct lab lab = open_lab();
    struct error error;

    make_set(lab.staging.string, "new");
    make_file(lab.output.string, "b.dat", "old");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_OK, &error);
    assert_set(lab.output.string, "new");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    close_lab(&lab);
}
END_TEST

START_TEST(an_empty_set_changes_nothing)
{
    struct lab lab = open_lab();
    struct error error;

    make_set(lab.output.string, "old");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 0, &error), STATUS_OK, &error);
    assert_set(lab.output.string, "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    close_lab(&lab);
}
END_TEST

/* A reader that has the old file open goes on reading the old one. */
START_TEST(old_files_are_replaced_and_not_written_over)
{
    struct lab lab = open_lab();
    struct error error;
    char bytes[8] = "";

    make_set(lab.output.string, "old");
    make_set(lab.staging.string, "new");
    FILE *reader = fopen(path_in(lab.output.string, "a.dat").string, "r");
    ck_assert_ptr_nonnull(reader);
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_OK, &error);
    ck_assert_ptr_nonnull(fgets(bytes, sizeof bytes, reader));
    ck_assert_str_eq(bytes, "old");
    fclose(reader);
    close_lab(&lab);
}
END_TEST

START_TEST(links_are_replaced_and_not_followed)
{
    struct lab lab = open_lab();
    struct path outside = new_directory();
    struct error error;

    make_set(lab.staging.string, "new");
    make_file(outside.string, "precious", "kept");
    ck_assert_int_eq(symlink(path_in(outside.string, "precious").string,
                             path_in(lab.output.string, "a.dat").string),
                     0);
    ck_assert_int_eq(symlink("nowhere", path_in(lab.output.string, "b.dat").string), 0);
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_OK, &error);
    assert_set(lab.output.string, "new");
    assert_content(outside.string, "precious", "kept");
    close_lab(&lab);
}
END_TEST

/* Wherever it is in the set: nothing of the others has changed. */
START_TEST(a_directory_in_the_way_fails_and_changes_nothing)
{
    struct lab lab = open_lab();
    struct error error;

    make_set(lab.staging.string, "new");
    for (int i = 0; i < 3; i++)
        if (i == _i)
            make_directory_in(lab.output.string, names[i]);
        else
            make_file(lab.output.string, names[i], "old");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_FAILED,
                  &error);
    assert_message_holds(&error, names[_i]);
    for (int i = 0; i < 3; i++)
        if (i != _i)
            assert_content(lab.output.string, names[i], "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    ck_assert(!has_children());
    close_lab(&lab);
}
END_TEST

/* A directory cannot replace a file: so the rename fails amid the others, which are then undone. */
START_TEST(a_failure_after_the_commit_is_undone)
{
    struct lab lab = open_lab();
    struct error error;

    make_set(lab.output.string, "old");
    for (int i = 0; i < 3; i++)
        if (i == _i)
            make_directory_in(lab.staging.string, names[i]);
        else
            make_file(lab.staging.string, names[i], "new");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_FAILED,
                  &error);
    assert_message_holds(&error, names[_i]);
    assert_set(lab.output.string, "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    close_lab(&lab);
}
END_TEST

/* The same, where there were no old files: there are none afterwards. */
START_TEST(a_failure_after_the_commit_leaves_no_new_files)
{
    struct lab lab = open_lab();
    struct error error;

    make_file(lab.staging.string, "a.dat", "new");
    make_file(lab.staging.string, "b.dat", "new");
    make_directory_in(lab.staging.string, "c.dat");
    make_file(lab.output.string, "c.dat", "old");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_FAILED,
                  &error);
    assert_content(lab.output.string, "c.dat", "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 1);
    close_lab(&lab);
}
END_TEST

START_TEST(a_file_that_is_missing_fails_and_changes_nothing)
{
    struct lab lab = open_lab();
    struct error error;

    make_set(lab.output.string, "old");
    make_file(lab.staging.string, "a.dat", "new");
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &error), STATUS_FAILED,
                  &error);
    assert_message_holds(&error, "b.dat");
    assert_set(lab.output.string, "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    close_lab(&lab);
}
END_TEST

/* The machine went down after the commit, before, amid or after the renames. */
START_TEST(a_commit_that_was_cut_off_is_finished)
{
    struct lab lab = open_lab();
    struct error error;
    struct path commit = path_in(lab.output.string, COMMIT);

    make_file(lab.output.string, "other", "stays");
    make_directory_in(lab.output.string, COMMIT);
    for (int i = 0; i < 3; i++) {
        make_file(lab.output.string, names[i], i < _i ? "new" : "old");
        if (i >= _i)
            make_file(commit.string, names[i], "new");
    }
    assert_status(publish_recover(lab.output_fd, &error), STATUS_OK, &error);
    assert_set(lab.output.string, "new");
    assert_content(lab.output.string, "other", "stays");
    ck_assert_uint_eq(entries_in(lab.output.string), 4);
    assert_status(publish_recover(lab.output_fd, &error), STATUS_OK, &error);
    close_lab(&lab);
}
END_TEST

START_TEST(a_commit_that_is_none_is_left_alone)
{
    struct lab lab = open_lab();
    struct path outside = new_directory();
    struct error error;

    make_file(outside.string, "precious", "kept");
    ck_assert_int_eq(symlink(outside.string, path_in(lab.output.string, COMMIT).string), 0);
    assert_status(publish_recover(lab.output_fd, &error), STATUS_FAILED, &error);
    assert_content(outside.string, "precious", "kept");
    ck_assert(!is_there(lab.output.string, "precious"));
    close_lab(&lab);
}
END_TEST

Suite *publish_suite(void)
{
    Suite *suite = suite_create("publish");
    TCase *tests = tcase_create("publish");

    tcase_add_test(tests, a_set_replaces_the_one_before);
    tcase_add_test(tests, a_set_can_be_partly_or_wholly_new);
    tcase_add_test(tests, an_empty_set_changes_nothing);
    tcase_add_test(tests, old_files_are_replaced_and_not_written_over);
    tcase_add_test(tests, links_are_replaced_and_not_followed);
    tcase_add_loop_test(tests, a_directory_in_the_way_fails_and_changes_nothing, 0, 3);
    tcase_add_loop_test(tests, a_failure_after_the_commit_is_undone, 0, 3);
    tcase_add_test(tests, a_failure_after_the_commit_leaves_no_new_files);
    tcase_add_test(tests, a_file_that_is_missing_fails_and_changes_nothing);
    tcase_add_loop_test(tests, a_commit_that_was_cut_off_is_finished, 0, 4);
    tcase_add_test(tests, a_commit_that_is_none_is_left_alone);
    suite_add_tcase(suite, tests);
    return suite;
}
