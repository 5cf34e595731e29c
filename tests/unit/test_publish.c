#include "base/publish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

#define COMMIT ".adam-report-commit"

/* An output directory, and beside it one with the new files, on the same file system. */
struct lab {
    struct path output, staging;
    int output_fd, staging_fd;
};

/* What a publication warns of: nothing. */
static struct text said;

static struct lab open_lab(void)
{
    struct lab lab = {.output = new_directory(), .staging = new_directory()};

    lab.output_fd = open_directory(lab.output.string);
    lab.staging_fd = open_directory(lab.staging.string);
    return lab;
}

static void close_lab(const struct lab *lab)
{
    ck_assert_str_eq(text_string(&said), "");
    close(lab->output_fd);
    close(lab->staging_fd);
}

/* New files, which are staged under their names. */
static enum status publish_set(int output, int staging, char *const names[], size_t count,
                               struct text *notices, struct error *error)
{
    struct publish_change *changes = calloc(count + 1, sizeof *changes);

    if (changes == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < count; i++)
        changes[i] = (struct publish_change){.name = names[i], .staged = names[i]};
    enum status status = publish_changes(output, staging, changes, count, notices, error);
    free(changes);
    return status;
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error), STATUS_OK,
                  &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error), STATUS_OK,
                  &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 0, &said, &error), STATUS_OK,
                  &error);
    assert_set(lab.output.string, "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    close_lab(&lab);
}
END_TEST

/* A reader that has the old file open continues to read it. */
START_TEST(old_files_are_replaced_and_not_written_over)
{
    struct lab lab = open_lab();
    struct error error;
    char bytes[8] = "";

    make_set(lab.output.string, "old");
    make_set(lab.staging.string, "new");
    FILE *reader = fopen(path_in(lab.output.string, "a.dat").string, "r");
    ck_assert_ptr_nonnull(reader);
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error), STATUS_OK,
                  &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error), STATUS_OK,
                  &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error),
                  STATUS_FAILED, &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error),
                  STATUS_FAILED, &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error),
                  STATUS_FAILED, &error);
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
    assert_status(publish_set(lab.output_fd, lab.staging_fd, names, 3, &said, &error),
                  STATUS_FAILED, &error);
    assert_message_holds(&error, "b.dat");
    assert_set(lab.output.string, "old");
    ck_assert_uint_eq(entries_in(lab.output.string), 3);
    close_lab(&lab);
}
END_TEST

/* Writes the list of the changes into the commit directory in output. */
static void list_changes(const struct lab *lab, const struct publish_change changes[], size_t count)
{
    int commit = open_directory(path_in(lab->output.string, COMMIT).string);
    struct error error;

    assert_status(publish_list_write(commit, lab->output_fd, changes, count, &error), STATUS_OK,
                  &error);
    close(commit);
}

static const struct publish_change new_set[] = {{a, a}, {b, b}, {c, c}};

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
    list_changes(&lab, new_set, 3);
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_OK, &error);
    assert_set(lab.output.string, "new");
    assert_content(lab.output.string, "other", "stays");
    ck_assert_uint_eq(entries_in(lab.output.string), 4);
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_OK, &error);
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
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_FAILED, &error);
    assert_content(outside.string, "precious", "kept");
    ck_assert(!is_there(lab.output.string, "precious"));
    close_lab(&lab);
}
END_TEST

/* ---- Directories and removals ---------------------------------------------------------------- */

/* A tree of old files, and the changes that make it another one: files that are replaced, added and
 * removed in directories, a file where a directory was, and a directory where a file was. */
static const char *const old_tree[] = {
    "kept", "one/kept", "one/replaced", "one/two/removed", "was_directory/removed", "was_file"};
static const char *const new_tree[] = {"kept",           "one/kept",      "one/replaced",
                                       "new/deep/added", "was_directory", "was_file/added"};
static const struct publish_change tree_changes[] = {
    {"one/two/removed", NULL}, {"was_directory/removed", NULL}, {"was_file", NULL},
    {"new/deep/added", "0"},   {"one/replaced", "1"},           {"was_directory", "2"},
    {"was_file/added", "3"}};
#define TREE_CHANGES (sizeof tree_changes / sizeof *tree_changes)

static void make_old_tree(const struct lab *lab)
{
    make_directory_in(lab->output.string, "one");
    make_directory_in(lab->output.string, "one/two");
    make_directory_in(lab->output.string, "was_directory");
    for (size_t i = 0; i < sizeof old_tree / sizeof *old_tree; i++)
        make_file(lab->output.string, old_tree[i], "old");
}

/* The new files of the changes, as they are staged. */
static void make_staged(const char *directory)
{
    for (int i = 0; i < 4; i++) {
        const char name[] = {(char)('0' + i), '\0'};
        make_file(directory, name, "new");
    }
}

static void assert_old_tree(const struct lab *lab)
{
    for (size_t i = 0; i < sizeof old_tree / sizeof *old_tree; i++)
        assert_content(lab->output.string, old_tree[i], "old");
    ck_assert(!is_there(lab->output.string, "new"));
    ck_assert_uint_eq(entries_in(lab->output.string), 4);
}

static void assert_new_tree(const struct lab *lab)
{
    for (size_t i = 0; i < sizeof new_tree / sizeof *new_tree; i++)
        assert_content(lab->output.string, new_tree[i],
                       strstr(new_tree[i], "kept") != NULL ? "old" : "new");
    ck_assert(!is_there(lab->output.string, "one/two"));
    ck_assert_uint_eq(entries_in(lab->output.string), 5);
}

START_TEST(a_tree_becomes_another)
{
    struct lab lab = open_lab();
    struct error error;

    make_old_tree(&lab);
    make_staged(lab.staging.string);
    assert_status(
        publish_changes(lab.output_fd, lab.staging_fd, tree_changes, TREE_CHANGES, &said, &error),
        STATUS_OK, &error);
    assert_new_tree(&lab);
    close_lab(&lab);
}
END_TEST

/* A directory that is not empty is in the way of the last file: what was done before is undone. */
START_TEST(a_tree_that_cannot_become_another_stays)
{
    struct lab lab = open_lab();
    struct error error;

    make_old_tree(&lab);
    make_file(lab.output.string, "was_directory/.hidden", "in the way");
    make_staged(lab.staging.string);
    assert_status(
        publish_changes(lab.output_fd, lab.staging_fd, tree_changes, TREE_CHANGES, &said, &error),
        STATUS_FAILED, &error);
    assert_message_holds(&error, "was_directory");
    assert_old_tree(&lab);
    assert_content(lab.output.string, "was_directory/.hidden", "in the way");
    close_lab(&lab);
}
END_TEST

/* The machine went down after step _i of the changes, which are in the order of the table. */
START_TEST(a_tree_that_was_cut_off_is_finished)
{
    struct lab lab = open_lab();
    struct path commit = path_in(lab.output.string, COMMIT);
    struct error error;

    make_old_tree(&lab);
    make_directory_in(lab.output.string, COMMIT);
    make_staged(commit.string);
    list_changes(&lab, tree_changes, TREE_CHANGES);
    for (int i = 0; i < _i; i++) {
        struct path place = path_in(lab.output.string, tree_changes[i].name);
        if (tree_changes[i].staged == NULL) {
            ck_assert_int_eq(unlink(place.string), 0);
            continue;
        }
        if (strcmp(tree_changes[i].staged, "0") == 0) {
            make_directory_in(lab.output.string, "new");
            make_directory_in(lab.output.string, "new/deep");
        } else if (strcmp(tree_changes[i].staged, "2") == 0) {
            ck_assert_int_eq(rmdir(place.string), 0);
        } else if (strcmp(tree_changes[i].staged, "3") == 0) {
            make_directory_in(lab.output.string, "was_file");
        }
        ck_assert_int_eq(
            rename(path_in(commit.string, tree_changes[i].staged).string, place.string), 0);
    }
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_OK, &error);
    assert_new_tree(&lab);
    close_lab(&lab);
}
END_TEST

START_TEST(links_on_the_way_are_not_followed)
{
    struct lab lab = open_lab();
    struct path outside = new_directory();
    struct error error;
    const struct publish_change into_link[] = {{"link/a", "0"}};
    const struct publish_change from_link[] = {{"link/precious", NULL}};

    make_file(outside.string, "precious", "kept");
    ck_assert_int_eq(symlink(outside.string, path_in(lab.output.string, "link").string), 0);
    make_file(lab.staging.string, "0", "new");
    assert_status(publish_changes(lab.output_fd, lab.staging_fd, into_link, 1, &said, &error),
                  STATUS_FAILED, &error);
    ck_assert_uint_eq(entries_in(outside.string), 1);
    struct lab other = open_lab();
    ck_assert_int_eq(symlink(outside.string, path_in(other.output.string, "link").string), 0);
    publish_changes(other.output_fd, other.staging_fd, from_link, 1, &said, &error);
    assert_content(outside.string, "precious", "kept");
    close_lab(&lab);
    close_lab(&other);
}
END_TEST

/* ---- Commits that were not made here --------------------------------------------------------- */

static void assert_refused(const struct lab *lab, const char *message)
{
    struct error error;

    assert_status(publish_recover(lab->output_fd, &said, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, message);
    assert_message_holds(&error, "remove it");
    ck_assert_uint_eq(entries_in(lab->output.string), 1);
}

START_TEST(a_commit_without_a_list_is_refused)
{
    struct lab lab = open_lab();
    struct path commit = path_in(lab.output.string, COMMIT);

    make_directory_in(lab.output.string, COMMIT);
    make_file(commit.string, "a.dat", "planted");
    assert_refused(&lab, "is missing");
    assert_content(commit.string, "a.dat", "planted");
    close_lab(&lab);
}
END_TEST

/* As in a repository or an archive: the same bytes in other directories. */
START_TEST(a_list_from_another_place_is_refused)
{
    struct lab lab = open_lab(), elsewhere = open_lab();

    make_directory_in(elsewhere.output.string, COMMIT);
    list_changes(&elsewhere, new_set, 3);
    make_directory_in(lab.output.string, COMMIT);
    struct path commit = path_in(lab.output.string, COMMIT);
    struct text list = file_content(path_in(elsewhere.output.string, COMMIT).string, ".list");
    make_file(commit.string, ".list", text_string(&list));
    make_file(commit.string, "a.dat", "planted");
    assert_refused(&lab, "was not created in this directory");
    text_free(&list);
    close_lab(&lab);
    close_lab(&elsewhere);
}
END_TEST

/* One byte of it has changed, or its end is missing. */
START_TEST(a_damaged_list_is_refused)
{
    struct lab lab = open_lab();
    struct path commit = path_in(lab.output.string, COMMIT);

    make_directory_in(lab.output.string, COMMIT);
    list_changes(&lab, new_set, 3);
    struct text list = file_content(commit.string, ".list");
    if (_i == 0)
        *strstr(list.data, "b.dat") = 'x';
    else
        list.data[list.length - (size_t)_i] = '\0';
    ck_assert_int_eq(unlink(path_in(commit.string, ".list").string), 0);
    make_file(commit.string, ".list", list.data);
    assert_refused(&lab, "is damaged");
    text_free(&list);
    close_lab(&lab);
}
END_TEST

static const char *const forbidden[] = {"../a",
                                        "/a",
                                        "a/../../b",
                                        "./a",
                                        "a//b",
                                        "",
                                        ".git/hooks/post-checkout",
                                        "sub/.GIT/config",
                                        ".adam-report-staging/set"};

START_TEST(a_list_that_leads_elsewhere_is_refused)
{
    struct lab lab = open_lab();
    const struct publish_change changes[] = {{forbidden[_i], "0"}};

    ck_assert(!publish_list_allows(forbidden[_i]));
    make_directory_in(lab.output.string, COMMIT);
    make_file(path_in(lab.output.string, COMMIT).string, "0", "planted");
    list_changes(&lab, changes, 1);
    assert_refused(&lab, "contains a forbidden name");
    close_lab(&lab);
}
END_TEST

START_TEST(any_name_goes_through_the_list)
{
    static const char *const strange[] = {"a\nb", "a\\nb", "\\",    "\n",
                                          " a",   "-",     "\\\\n", "\xff\x01"};
    struct lab lab = open_lab();
    struct error error;
    struct publish_change changes[sizeof strange / sizeof *strange];

    make_directory_in(lab.output.string, COMMIT);
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        make_file(path_in(lab.output.string, COMMIT).string, strange[i], "new");
        changes[i] = (struct publish_change){strange[i], strange[i]};
    }
    list_changes(&lab, changes, sizeof strange / sizeof *strange);
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_OK, &error);
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        assert_content(lab.output.string, strange[i], "new");
    ck_assert_uint_eq(entries_in(lab.output.string), sizeof strange / sizeof *strange);
    close_lab(&lab);
}
END_TEST

/* The list is the last to go: without files it is nothing. */
START_TEST(an_empty_commit_goes)
{
    struct lab lab = open_lab();
    struct error error;

    make_directory_in(lab.output.string, COMMIT);
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_OK, &error);
    ck_assert_uint_eq(entries_in(lab.output.string), 0);
    close_lab(&lab);
}
END_TEST

/* A set of which neither the commit nor output has a file is not whole. */
START_TEST(a_commit_that_lacks_a_file_is_reported)
{
    struct lab lab = open_lab();
    struct error error;

    make_directory_in(lab.output.string, COMMIT);
    list_changes(&lab, new_set, 3);
    assert_status(publish_recover(lab.output_fd, &said, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "a.dat is missing; remove " COMMIT);
    ck_assert(is_there(lab.output.string, COMMIT));
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
    tcase_add_test(tests, a_tree_becomes_another);
    tcase_add_test(tests, a_tree_that_cannot_become_another_stays);
    tcase_add_loop_test(tests, a_tree_that_was_cut_off_is_finished, 0, TREE_CHANGES + 1);
    tcase_add_test(tests, links_on_the_way_are_not_followed);
    tcase_add_test(tests, a_commit_without_a_list_is_refused);
    tcase_add_test(tests, a_list_from_another_place_is_refused);
    tcase_add_loop_test(tests, a_damaged_list_is_refused, 0, 3);
    tcase_add_loop_test(tests, a_list_that_leads_elsewhere_is_refused, 0,
                        sizeof forbidden / sizeof *forbidden);
    tcase_add_test(tests, any_name_goes_through_the_list);
    tcase_add_test(tests, an_empty_commit_goes);
    tcase_add_test(tests, a_commit_that_lacks_a_file_is_reported);
    suite_add_tcase(suite, tests);
    return suite;
}
