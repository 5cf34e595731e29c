/* Text tables, value by value. */
#include <math.h>
#include <string.h>

#include "diff/table_diff.h"
#include "support.h"
#include "unit_tests.h"

static const struct tolerance exact = {0};

static struct text text_of(const char *string)
{
    struct text text = {0};

    text_append(&text, string);
    return text;
}

static enum status compare(enum table_dialect dialect, const char *a, const char *b,
                           struct tolerance tolerance, struct table_difference *found,
                           struct error *error)
{
    struct text text_a = text_of(a), text_b = text_of(b);
    enum status status = table_diff(dialect, &text_a, &text_b, &tolerance, found, error);

    text_free(&text_a);
    text_free(&text_b);
    return status;
}

static struct table_difference difference(enum table_dialect dialect, const char *a, const char *b,
                                          struct tolerance tolerance)
{
    struct table_difference found;
    struct error error;

    assert_status(compare(dialect, a, b, tolerance, &found, &error), STATUS_OK, &error);
    return found;
}

/* ---- The same -------------------------------------------------------------------------------- */

static const struct {
    enum table_dialect dialect;
    const char *a, *b;
} same[] = {
    {TABLE_DAT, "1 2\n", "1 2"},
    {TABLE_DAT, "1 2\n", "1.0\t  2e0 \r\n"},
    {TABLE_DAT, "0\n", "-0\n"},
    {TABLE_DAT, "1.5\n", "00000000000000000000000000000000000000000000000000000001.5\n"},
    {TABLE_DAT, "1\n", "1\n\n\n"}, /* blank lines at the end part nothing */
    {TABLE_DAT, "nan NaN -nan\n", "NAN nan nan\n"},
    {TABLE_DAT, "inf -inf\n", "Infinity -INF\n"},
    {TABLE_DAT, "0x1p-3\n", "0.125\n"},
    {TABLE_DAT, "\"a b\" c\n", "\"a b\"  c\n"},
    {TABLE_CSV, "a,b\n1,2\n", "\"a\",\"b\"\r\n1.0,2"},
    {TABLE_CSV, "\"x, \"\"y\"\"\nz\",1\n", "\"x, \"\"y\"\"\nz\",1.0\n"},
    {TABLE_CSV, "a,,b\n", "\"a\",\"\",b\n"},
    {TABLE_TSV, "a b\t1\n", "\"a b\"\t1.0\n"},
    {TABLE_CSV,
     "\xef\xbb\xbf"
     "1,2\n",
     "1,2\n"},
};

START_TEST(test_same_values)
{
    struct table_difference found = difference(same[_i].dialect, same[_i].a, same[_i].b, exact);

    ck_assert_msg(table_difference_passes(&found), "%s | %s | %zu %s %s", same[_i].a, same[_i].b,
                  found.different, found.shape, found.header);
}
END_TEST

/* ---- Not the same ---------------------------------------------------------------------------- */

static const struct {
    enum table_dialect dialect;
    const char *a, *b;
    size_t different, row, column;
    const char *name, *baseline, *candidate;
} other[] = {
    {TABLE_DAT, "# t x\n1 2\n3 4\n", "# t x\n1 2\n3 5\n", 1, 2, 2, "x", "4", "5"},
    {TABLE_DAT, "0.1\n", "0.10000000000000002\n", 1, 1, 1, "", "0.1", "0.10000000000000002"},
    {TABLE_DAT, "nan\n", "1\n", 1, 1, 1, "", "nan", "1"},
    {TABLE_DAT, "inf\n", "-inf\n", 1, 1, 1, "", "inf", "-inf"},
    {TABLE_DAT, "a\n", "A\n", 1, 1, 1, "", "a", "A"},
    {TABLE_DAT, "# up to x\n1 2\n", "# up to x\n1 3\n", 1, 1, 2, "", "2", "3"}, /* no names */
    {TABLE_DAT, "1 2\n\n3 4\n", "1 2\n\n9 4\n", 1, 2, 1, "", "3", "9"},
    {TABLE_CSV, "alpha,beta\n1,2\n", "alpha,beta\n1,3\n", 1, 2, 2, "beta", "2", "3"},
    {TABLE_CSV, "a b,c\n1,2\n", "a b,c\n0,2\n", 1, 2, 1, "a b", "1", "0"},
    {TABLE_CSV, "1 ,2\n", "1,2 x\n", 1, 1, 2, "", "2", "2 x"},
    {TABLE_TSV, "x\ty\n1\t\n", "x\ty\n1\t0\n", 1, 2, 2, "y", "", "0"},
};

START_TEST(test_other_values)
{
    struct table_difference found = difference(other[_i].dialect, other[_i].a, other[_i].b, exact);

    ck_assert(!table_difference_passes(&found));
    ck_assert_uint_eq(found.different, other[_i].different);
    ck_assert_uint_eq(found.first[0].row, other[_i].row);
    ck_assert_uint_eq(found.first[0].column, other[_i].column);
    ck_assert_str_eq(found.first[0].name, other[_i].name);
    ck_assert_str_eq(found.first[0].baseline, other[_i].baseline);
    ck_assert_str_eq(found.first[0].candidate, other[_i].candidate);
}
END_TEST

static const struct {
    enum table_dialect dialect;
    const char *a, *b, *shape;
} shapes[] = {
    {TABLE_DAT, "1\n2\n", "1\n2\n3\n", "3 rows instead of 2"},
    {TABLE_DAT, "1\n", "", "0 rows instead of 1"},
    {TABLE_DAT, "1 2\n3 4\n", "1 2\n3\n", "row 2 has 1 columns instead of 2"},
    {TABLE_DAT, "1\n\n2\n", "1\n2\n\n", "a blank line on one side only at line 2"},
    {TABLE_DAT, "1\n\n\n2\n", "1\n\n2\n", "a blank line on one side only at line 3"},
    {TABLE_DAT, "1\n\n2\n", "# x\n1\n2\n", "a blank line on one side only at line 2"},
    {TABLE_CSV, "1,2\n", "1,2,\n", "row 1 has 3 columns instead of 2"},
};

START_TEST(test_shapes)
{
    struct table_difference found =
        difference(shapes[_i].dialect, shapes[_i].a, shapes[_i].b, exact);

    ck_assert(!table_difference_passes(&found));
    ck_assert_str_eq(found.shape, shapes[_i].shape);
}
END_TEST

START_TEST(test_comments)
{
    struct table_difference found = difference(TABLE_DAT, "# alpha=0.02 beta=1\n# x\n1\n",
                                               "# alpha=0.021 beta=1\n# x\n1\n", exact);

    ck_assert(!table_difference_passes(&found));
    ck_assert_str_eq(found.header, "comment 1: 'alpha=0.02 beta=1' -> 'alpha=0.021 beta=1'");
    ck_assert_uint_eq(found.different, 0);
    found = difference(TABLE_DAT, "# x\n1\n", "1\n", exact);
    ck_assert(!table_difference_passes(&found));
}
END_TEST

/* What stands behind a NUL is compared too, wherever that is. */
START_TEST(test_nul)
{
    static const char *const texts[][2] = {{"# a\0b\n1\n", "# a\0c\n1\n"},
                                           {"a\0b\n111\n", "a\0c\n111\n"}};
    struct text a = {0}, b = {0};
    struct table_difference found;
    struct error error;

    text_append_bytes(&a, texts[_i][0], 8);
    text_append_bytes(&b, texts[_i][1], 8);
    assert_status(table_diff(TABLE_DAT, &a, &b, &exact, &found, &error), STATUS_OK, &error);
    ck_assert(!table_difference_passes(&found));
    text_free(&a);
    text_free(&b);
}
END_TEST

START_TEST(test_tolerance)
{
    struct tolerance absolute = {.absolute = 0.125}, relative = {.relative = 0.25};
    struct table_difference found = difference(TABLE_DAT, "1 2\n", "1.125 2\n", absolute);

    ck_assert(table_difference_passes(&found));
    ck_assert_uint_eq(found.tolerated, 1);
    ck_assert_double_eq(found.largest_absolute, 0.125);
    ck_assert_double_eq(found.largest_relative, 0.125 / 1.125);
    found = difference(TABLE_DAT, "1\n", "1.1250000001\n", absolute);
    ck_assert(!table_difference_passes(&found));
    found = difference(TABLE_DAT, "3 -3\n", "4 -4\n", relative);
    ck_assert(table_difference_passes(&found));
    found = difference(TABLE_DAT, "0\n", "1e-300\n", relative);
    ck_assert(!table_difference_passes(&found));
    found = difference(TABLE_DAT, "inf nan\n", "1 1\n", (struct tolerance){1e300, 1});
    ck_assert_uint_eq(found.different, 2);
}
END_TEST

/* By it an editor finds the cell in the baseline's file: comments, and lines in quotes, count. */
START_TEST(test_line_of_a_difference)
{
    struct table_difference found = difference(TABLE_DAT, "# x\n1\n\n2\n", "1\n\n3\n", exact);

    ck_assert_uint_eq(found.first[0].row, 2);
    ck_assert_uint_eq(found.first[0].line, 4);
    found = difference(TABLE_CSV, "\"a\nb\nc\",1\n2,3\n", "\"a\nb\nc\",1\n2,4\n", exact);
    ck_assert_uint_eq(found.first[0].row, 2);
    ck_assert_uint_eq(found.first[0].line, 4);
}
END_TEST

/* Between a number and infinity, or none, all lies. */
START_TEST(test_largest_difference)
{
    struct table_difference found = difference(TABLE_DAT, "1 inf\n", "2 1\n", exact);

    ck_assert_double_eq(found.largest_absolute, HUGE_VAL);
    ck_assert_double_eq(found.largest_relative, HUGE_VAL);
    found = difference(TABLE_DAT, "1\n", "nan\n", exact);
    ck_assert_double_eq(found.largest_relative, HUGE_VAL);
    found = difference(TABLE_DAT, "1 -1 8\n", "2 1 8\n", exact);
    ck_assert_double_eq(found.largest_absolute, 2);
    ck_assert_double_eq(found.largest_relative, 2);
}
END_TEST

START_TEST(test_unreadable)
{
    static const char *const broken[] = {"a,\"b\n1,2\n", "\"a\"b,c\n"};
    struct table_difference found;
    struct error error;

    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(compare(TABLE_CSV, "1\n", broken[i], exact, &found, &error),
                         STATUS_BAD_INPUT);
        assert_message_holds(&error, "candidate: line 1: ");
        ck_assert_int_eq(compare(TABLE_CSV, broken[i], "1\n", exact, &found, &error),
                         STATUS_BAD_INPUT);
        assert_message_holds(&error, "baseline: line 1: ");
    }
}
END_TEST

/* The first ten are kept; the rest is counted. Long texts are cut between characters. */
START_TEST(test_many_differences)
{
    struct text a = {0}, b = {0};
    struct table_difference found;
    struct error error;

    for (int i = 0; i < 1000; i++) {
        text_appendf(&a, "%d\n", i);
        text_appendf(&b, "%d\n", i + 1);
    }
    text_append(&a, "x\n");
    for (int i = 0; i < 100; i++)
        text_append(&b, "\xc3\xa4");
    assert_status(table_diff(TABLE_DAT, &a, &b, &exact, &found, &error), STATUS_OK, &error);
    ck_assert_uint_eq(found.different, 1001);
    ck_assert_uint_eq(found.first[9].row, 10);
    ck_assert_uint_eq(found.rows[0], 1001);
    text_free(&a);
    text_free(&b);
    a = text_of("x\n");
    for (int i = 0; i < 100; i++)
        text_append(&b, "\xc3\xa4");
    assert_status(table_diff(TABLE_DAT, &a, &b, &exact, &found, &error), STATUS_OK, &error);
    ck_assert_uint_eq(strlen(found.first[0].candidate), 76 + 3);
    ck_assert_int_eq(memcmp(found.first[0].candidate + 74, "\xc3\xa4...", 5), 0);
    text_free(&b);
    text_append(&b, "x"); /* now the cut would go through a character */
    for (int i = 0; i < 100; i++)
        text_append(&b, "\xc3\xa4");
    assert_status(table_diff(TABLE_DAT, &a, &b, &exact, &found, &error), STATUS_OK, &error);
    ck_assert_uint_eq(strlen(found.first[0].candidate), 75 + 3);
    ck_assert_int_eq(memcmp(found.first[0].candidate + 73, "\xc3\xa4...", 5), 0);
    text_free(&a);
    text_free(&b);
}
END_TEST

Suite *table_diff_suite(void)
{
    Suite *suite = suite_create("table_diff");
    TCase *tests = tcase_create("values");

    tcase_add_loop_test(tests, test_same_values, 0, sizeof same / sizeof *same);
    tcase_add_loop_test(tests, test_other_values, 0, sizeof other / sizeof *other);
    tcase_add_loop_test(tests, test_shapes, 0, sizeof shapes / sizeof *shapes);
    tcase_add_test(tests, test_comments);
    tcase_add_loop_test(tests, test_nul, 0, 2);
    tcase_add_test(tests, test_tolerance);
    tcase_add_test(tests, test_line_of_a_difference);
    tcase_add_test(tests, test_largest_difference);
    tcase_add_test(tests, test_unreadable);
    tcase_add_test(tests, test_many_differences);
    suite_add_tcase(suite, tests);
    return suite;
}
