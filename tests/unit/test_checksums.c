#include "verify/checksums.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

/* Of "abc", as in FIPS 180-2. */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const char *const malformed[] = {
    ABC " a\n",
    ABC "  a",
    ABC "  \n",
    ABC "  ..\n",
    ABC "  .\n",
    ABC "  a/b/c\n",
    ABC "  a/../b\n",
    ABC "  ../b\n",
    ABC "  ./b\n",
    ABC "  a//b\n",
    ABC "  a/\n",
    ABC "  /etc/passwd\n",
    ABC " *a\n",
    ABC "\n",
    "\n",
    "\\" ABC "  a\n",
    "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD  a\n",
    ABC "0  a\n",
    ABC "  a\n" ABC "  a\n",
};

START_TEST(a_malformed_line_is_refused)
{
    struct checksums checksums;
    struct error error;

    assert_status(checksums_read(malformed[_i], strlen(malformed[_i]), &checksums, &error),
                  STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, "SHA256SUMS: ");
    checksums_free(&checksums);
}
END_TEST

START_TEST(a_nul_is_no_end)
{
    static const char bytes[] = ABC "  a\0b\n";
    struct checksums checksums;
    struct error error;

    assert_status(checksums_read(bytes, sizeof bytes - 1, &checksums, &error), STATUS_BAD_INPUT,
                  &error);
    checksums_free(&checksums);
}
END_TEST

static size_t check(const char *directory, const char *sums, struct text *problems)
{
    struct checksums checksums;
    struct error error;
    size_t count = 0;
    int descriptor = open_directory(directory);

    assert_status(checksums_read(sums, strlen(sums), &checksums, &error), STATUS_OK, &error);
    assert_status(checksums_check(&checksums, descriptor, -1, problems, &count, &error), STATUS_OK,
                  &error);
    checksums_free(&checksums);
    close(descriptor);
    return count;
}

START_TEST(files_are_held_against_their_digests)
{
    struct path directory = new_directory();
    struct text problems = {0};

    make_file(directory.string, "a", "abc");
    make_file(directory.string, "..a b\\", "abc");
    ck_assert_uint_eq(check(directory.string, ABC "  a\n" ABC "  ..a b\\\n", &problems), 0);
    ck_assert_str_eq(text_string(&problems), "");
    make_file(directory.string, "c", "abd");
    ck_assert_uint_eq(check(directory.string, ABC "  a\n" ABC "  c\n" ABC "  d\n", &problems), 2);
    ck_assert_ptr_nonnull(strstr(text_string(&problems), "changed      c  "));
    ck_assert_ptr_nonnull(strstr(text_string(&problems), "missing      d  "));
    text_free(&problems);
}
END_TEST

/* A link to the right bytes does not count as the file, and a FIFO must not block. */
START_TEST(only_regular_files_count)
{
    struct path directory = new_directory();
    struct text problems = {0};

    make_file(directory.string, "a", "abc");
    ck_assert_int_eq(symlink("a", path_in(directory.string, "link").string), 0);
    ck_assert_int_eq(mkfifo(path_in(directory.string, "pipe").string, 0600), 0);
    make_directory_in(directory.string, "sub");
    ck_assert_uint_eq(
        check(directory.string, ABC "  a\n" ABC "  link\n" ABC "  pipe\n" ABC "  sub\n", &problems),
        3);
    ck_assert_ptr_nonnull(strstr(text_string(&problems), "unreadable   link  is a symbolic link"));
    text_free(&problems);
}
END_TEST

/* A link on the way leads elsewhere, even if the file there has the right content. */
START_TEST(a_file_in_a_directory_is_found_without_links)
{
    static const char sums[] = ABC "  img/a\n";
    struct path directory = new_directory();
    struct text problems = {0};

    ck_assert_uint_eq(check(directory.string, sums, &problems), 1);
    ck_assert_ptr_nonnull(strstr(text_string(&problems), "missing      img/a  "));
    make_directory_in(directory.string, "img");
    make_file(directory.string, "img/a", "abc");
    ck_assert_uint_eq(check(directory.string, sums, &problems), 0);
    make_file(directory.string, "img/a", "abd");
    ck_assert_uint_eq(check(directory.string, sums, &problems), 1);
    ck_assert_ptr_nonnull(strstr(text_string(&problems), "changed      img/a  "));
    make_file(directory.string, "img/a", "abc");
    ck_assert_int_eq(
        rename(path_in(directory.string, "img").string, path_in(directory.string, "other").string),
        0);
    ck_assert_int_eq(symlink("other", path_in(directory.string, "img").string), 0);
    ck_assert_uint_eq(check(directory.string, sums, &problems), 1);
    ck_assert_ptr_nonnull(strstr(text_string(&problems), "unreadable   img/a  "));
    text_free(&problems);
}
END_TEST

START_TEST(a_signal_ends_it)
{
    struct path directory = new_directory();
    struct checksums checksums;
    struct text problems = {0};
    struct error error;
    size_t count;
    int descriptor = open_directory(directory.string);

    make_file(directory.string, "a", "abc");
    assert_status(checksums_read(ABC "  a\n", strlen(ABC) + 4, &checksums, &error), STATUS_OK,
                  &error);
    assert_status(
        checksums_check(&checksums, descriptor, readable_descriptor(), &problems, &count, &error),
        STATUS_INTERRUPTED, &error);
    checksums_free(&checksums);
    text_free(&problems);
    close(descriptor);
}
END_TEST

Suite *checksums_suite(void)
{
    Suite *suite = suite_create("checksums");
    TCase *tests = tcase_create("checksums");

    tcase_add_loop_test(tests, a_malformed_line_is_refused, 0,
                        (int)(sizeof malformed / sizeof *malformed));
    tcase_add_test(tests, a_nul_is_no_end);
    tcase_add_test(tests, files_are_held_against_their_digests);
    tcase_add_test(tests, only_regular_files_count);
    tcase_add_test(tests, a_file_in_a_directory_is_found_without_links);
    tcase_add_test(tests, a_signal_ends_it);
    suite_add_tcase(suite, tests);
    return suite;
}
