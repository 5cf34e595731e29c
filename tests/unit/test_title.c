#include "plot/title.h"

#include <math.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

/* Widths in hundredths of the font size: x 59, space 32, W 99; 3 points of a font are 4 points of
 * the page. */
START_TEST(nothing_has_no_line)
{
    ck_assert_uint_eq(title_set("", 600).lines, 0);
}
END_TEST

START_TEST(what_fits_is_one_line_in_the_largest_size)
{
    struct title title = title_set("Adam on a bowl", 600);

    ck_assert_uint_eq(title.lines, 1);
    ck_assert_uint_eq(title.start[0], 0);
    ck_assert_uint_eq(title.length[0], strlen("Adam on a bowl"));
    ck_assert_double_eq_tol(title.size, 14, 1e-9);
}
END_TEST

START_TEST(what_nearly_fits_is_a_little_smaller)
{
    struct title title = title_set("WWWWWWWWWW WWWWWWWWWW", 352); /* 20.12 of its size */

    ck_assert_uint_eq(title.lines, 1);
    ck_assert_double_eq_tol(title.size, 264 / 20.12, 1e-9);
}
END_TEST

START_TEST(what_is_too_long_is_parted_in_the_middle)
{
    struct title title = title_set("xxxx xxxx xxxx xxxxx", 80);

    ck_assert_uint_eq(title.lines, 2);
    ck_assert_uint_eq(title.start[0], 0);
    ck_assert_uint_eq(title.length[0], 9);
    ck_assert_uint_eq(title.start[1], 10);
    ck_assert_uint_eq(title.length[1], 10);
    ck_assert_double_eq_tol(title.size, 0.75 * 80 / (9 * 0.59 + 0.32), 1e-9);
}
END_TEST

START_TEST(a_word_too_long_is_made_small)
{
    struct title title = title_set("WWWWWWWWWWWWWWWWWWWW", 132);

    ck_assert_uint_eq(title.lines, 1);
    ck_assert_double_eq_tol(title.size, 5, 1e-9);
    ck_assert_double_eq_tol(title.width, 132, 1e-9);
}
END_TEST

/* A character of several bytes is one character, and as wide as any can be. */
START_TEST(other_scripts_are_counted_by_characters)
{
    struct title title = title_set("\xe4\xb8\xad\xe6\x96\x87\xf0\x9f\x98\x80", 32);

    ck_assert_uint_eq(title.lines, 1);
    ck_assert_double_eq_tol(title.size, 8, 1e-9);
}
END_TEST

Suite *title_suite(void)
{
    Suite *suite = suite_create("title");
    TCase *tests = tcase_create("set");

    tcase_add_test(tests, nothing_has_no_line);
    tcase_add_test(tests, what_fits_is_one_line_in_the_largest_size);
    tcase_add_test(tests, what_nearly_fits_is_a_little_smaller);
    tcase_add_test(tests, what_is_too_long_is_parted_in_the_middle);
    tcase_add_test(tests, a_word_too_long_is_made_small);
    tcase_add_test(tests, other_scripts_are_counted_by_characters);
    suite_add_tcase(suite, tests);
    return suite;
}
