#include "base/file.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

static enum status read_in(const char *directory, const char *name, size_t limit, struct text *text,
                           struct error *error)
{
    return file_read(AT_FDCWD, path_in(directory, name).string, limit, text, error);
}

START_TEST(a_file_is_read_whole_behind_what_is_there)
{
    struct path at = new_directory();
    struct text text = {0};
    struct error error;

    make_file(at.string, "f", "content");
    text_append(&text, "before ");
    assert_status(read_in(at.string, "f", 7, &text, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&text), "before content");
    text_free(&text);
}
END_TEST

START_TEST(an_empty_file_is_no_error)
{
    struct path at = new_directory();
    struct text text = {0};
    struct error error;

    make_file(at.string, "f", "");
    assert_status(read_in(at.string, "f", 0, &text, &error), STATUS_OK, &error);
    ck_assert_uint_eq(text.length, 0);
    text_free(&text);
}
END_TEST

START_TEST(paths_are_relative_to_the_directory)
{
    struct path at = new_directory();
    int directory = open_directory(at.string);
    struct text text = {0};
    struct error error;

    assert_status(file_write(directory, "f", "x\0y", 3, &error), STATUS_OK, &error);
    assert_status(file_read(directory, "f", 3, &text, &error), STATUS_OK, &error);
    ck_assert_uint_eq(text.length, 3);
    ck_assert_int_eq(memcmp(text.data, "x\0y", 3), 0);
    ck_assert(is_there(at.string, "f"));
    assert_status(file_sync_directory(directory, &error), STATUS_OK, &error);
    text_free(&text);
    close(directory);
}
END_TEST

START_TEST(more_than_the_limit_is_refused)
{
    struct path at = new_directory();
    struct text text = {0};
    struct error error;

    make_file(at.string, "f", "content");
    assert_status(read_in(at.string, "f", 6, &text, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "/f");
    assert_message_holds(&error, "6");
    text_free(&text);
}
END_TEST

START_TEST(only_regular_files_are_read)
{
    struct path at = new_directory();
    struct text text = {0};
    struct error error;

    make_directory_in(at.string, "d");
    ck_assert_int_eq(mkfifo(path_in(at.string, "fifo").string, 0600), 0); /* with no writer */
    assert_status(read_in(at.string, "d", 100, &text, &error), STATUS_FAILED, &error);
    assert_status(read_in(at.string, "fifo", 100, &text, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "regular");
    assert_status(file_read(AT_FDCWD, "/dev/zero", 100, &text, &error), STATUS_FAILED, &error);
    text_free(&text);
}
END_TEST

START_TEST(a_missing_file_is_named)
{
    struct path at = new_directory();
    struct text text = {0};
    struct error error;

    assert_status(read_in(at.string, "nothing", 100, &text, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "/nothing: No such file");
    text_free(&text);
}
END_TEST

START_TEST(a_file_is_never_written_over)
{
    struct path at = new_directory();
    int directory = open_directory(at.string);
    struct error error;

    make_file(at.string, "f", "old");
    ck_assert_int_eq(symlink("target", path_in(at.string, "link").string), 0);
    assert_status(file_write(directory, "f", "new", 3, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "f: File exists");
    assert_content(at.string, "f", "old");
    assert_status(file_write(directory, "link", "new", 3, &error), STATUS_FAILED, &error);
    ck_assert(!is_there(at.string, "target"));
    close(directory);
}
END_TEST

/* A full disk, as far as that can be played. */
START_TEST(a_file_that_does_not_fit_is_removed)
{
    struct path at = new_directory();
    int directory = open_directory(at.string);
    struct rlimit before, small;
    static const char bytes[10000];
    struct error error;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 4096;
    setrlimit(RLIMIT_FSIZE, &small);
    enum status status = file_write(directory, "f", bytes, sizeof bytes, &error);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_status(status, STATUS_FAILED, &error);
    assert_message_holds(&error, "cannot write f");
    ck_assert_uint_eq(entries_in(at.string), 0);
    close(directory);
}
END_TEST

START_TEST(trees_are_removed_and_links_not_followed)
{
    struct path at = new_directory(), outside = new_directory();
    int directory = open_directory(at.string);
    struct error error;

    make_file(outside.string, "precious", "kept");
    make_directory_in(at.string, "tree");
    make_directory_in(at.string, "tree/a");
    make_directory_in(at.string, "tree/a/b");
    make_file(at.string, "tree/a/b/f", "x");
    make_file(at.string, "tree/.hidden", "x");
    ck_assert_int_eq(symlink(outside.string, path_in(at.string, "tree/a/link").string), 0);
    ck_assert_int_eq(symlink("nowhere", path_in(at.string, "tree/dangling").string), 0);
    ck_assert_int_eq(symlink(outside.string, path_in(at.string, "link").string), 0);
    make_file(at.string, "file", "x");
    make_file(at.string, "neighbor", "stays");

    assert_status(file_remove_tree(directory, "tree", &error), STATUS_OK, &error);
    assert_status(file_remove_tree(directory, "link", &error), STATUS_OK, &error);
    assert_status(file_remove_tree(directory, "file", &error), STATUS_OK, &error);
    ck_assert_uint_eq(entries_in(at.string), 1);
    assert_content(outside.string, "precious", "kept");
    close(directory);
}
END_TEST

START_TEST(what_is_not_there_need_not_be_removed)
{
    struct path at = new_directory();
    int directory = open_directory(at.string);
    struct error error;

    assert_status(file_remove_tree(directory, "nothing", &error), STATUS_OK, &error);
    assert_status(file_remove_tree(directory, "no/thing", &error), STATUS_OK, &error);
    close(directory);
}
END_TEST

Suite *file_suite(void)
{
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("file");

    tcase_add_test(tests, a_file_is_read_whole_behind_what_is_there);
    tcase_add_test(tests, an_empty_file_is_no_error);
    tcase_add_test(tests, paths_are_relative_to_the_directory);
    tcase_add_test(tests, more_than_the_limit_is_refused);
    tcase_add_test(tests, only_regular_files_are_read);
    tcase_add_test(tests, a_missing_file_is_named);
    tcase_add_test(tests, a_file_is_never_written_over);
    tcase_add_test(tests, a_file_that_does_not_fit_is_removed);
    tcase_add_test(tests, trees_are_removed_and_links_not_followed);
    tcase_add_test(tests, what_is_not_there_need_not_be_removed);
    suite_add_tcase(suite, tests);
    return suite;
}
