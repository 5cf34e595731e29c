/* Differences between JSON texts. */
#include "diff/json_diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

static const struct tolerance exact = {0};

static struct json_difference diff_within(const char *a, const char *b,
                                          const struct tolerance *tolerance, size_t taken)
{
    struct budget_account account = {.budget = NULL};
    struct json_difference found;
    struct json_tree trees[2];
    struct error error = {""};

    ck_assert(budget_take(&account, taken));
    assert_status(json_tree_parse(a, strlen(a), &account, &trees[0], &error), STATUS_OK, &error);
    assert_status(json_tree_parse(b, strlen(b), &account, &trees[1], &error), STATUS_OK, &error);
    ck_assert(!trees[0].too_large && !trees[1].too_large);
    assert_status(json_diff(trees[0].root, trees[1].root, tolerance, -1, &account, &found, &error),
                  STATUS_OK, &error);
    json_tree_free(&trees[0]);
    json_tree_free(&trees[1]);
    ck_assert_uint_eq(account.taken, taken);
    return found;
}

static struct json_difference diff(const char *a, const char *b)
{
    return diff_within(a, b, &exact, 0);
}

static void assert_text(const char *text, const char *wanted)
{
    ck_assert_msg((text == NULL) == (wanted == NULL) && (text == NULL || strcmp(text, wanted) == 0),
                  "%s instead of %s", text == NULL ? "nothing" : text,
                  wanted == NULL ? "nothing" : wanted);
}

static void assert_field(const struct json_difference *found, size_t i, const char *path,
                         const char *baseline, const char *candidate)
{
    ck_assert_uint_lt(i, found->kept);
    assert_text(found->fields[i].path, path);
    assert_text(found->fields[i].baseline, baseline);
    assert_text(found->fields[i].candidate, candidate);
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static const struct {
    const char *a, *b, *path, *baseline, *candidate;
} fields[] = {
    {"{\"a\":{\"b\":1}}", "{\"a\":{\"b\":2}}", "a.b", "1", "2"},
    {"{\"a\":1}", "{}", "a", "1", NULL},
    {"{}", "{\"a\":null}", "a", NULL, "null"},
    {"{\"a\":1}", "{\"a\":\"1\"}", "a", "1", "\"1\""},
    {"{\"a\":true}", "{\"a\":false}", "a", "true", "false"},
    {"\"a\"", "\"A\"", "", "\"a\"", "\"A\""},
    {"\"\\u00e9\"", "\"e\\u0301\"", "", "\"\xc3\xa9\"", "\"e\xcc\x81\""},
    {"\"a\\u0000b\"", "\"a\\u0000c\"", "", "\"a\\u0000b\"", "\"a\\u0000c\""},
    {"{\"a\\u0000b\":1}", "{\"a\\u0000b\":2}", "a?b", "1", "2"},
    /* Numbers: exactly as they are written. */
    {"0.90000000000000002", "0.5", "", "0.9", "0.5"},
    {"0.90000000000000002", "0.90000000000000003", "", "0.90000000000000002",
     "0.90000000000000003"},
    {"1.2345678901234567e400", "1", "", "1.2345678901234567e400", "1"},
    {"{\"a\":0.020}", "{\"a\":0.021}", "a", "0.020", "0.021"},
    {"9007199254740993", "9007199254740992", "", "9007199254740993", "9007199254740992"},
    {"1763000000000000001", "1763000000000000101", "", "1763000000000000001",
     "1763000000000000101"},
    {"0.1234567890123456789", "0.1234567890123456788", "", "0.1234567890123456789",
     "0.1234567890123456788"},
    {"1e400", "1e500", "", "1e400", "1e500"},
    {"1e400", "10e399", "", "1e400", "10e399"},
    {"0e999", "0", "", "0e999", "0"},
    {"1", "1.00000000000000000000000000000000000001", "", "1",
     "1.00000000000000000000000000000000000001"},
    /* Elements by name. */
    {"{\"f\":[{\"name\":\"x\",\"v\":1},{\"name\":\"y\",\"v\":1}]}",
     "{\"f\":[{\"name\":\"x\",\"v\":2},{\"name\":\"y\",\"v\":1}]}", "f[x].v", "1", "2"},
    {"[{\"name\":\"x\"}]", "[{\"name\":\"y\"},{\"name\":\"x\"}]", "[y]", NULL, "{\"name\":\"y\"}"},
    {"[{\"name\":\"y\"},{\"name\":\"x\"}]", "[{\"name\":\"x\"}]", "[y]", "{\"name\":\"y\"}", NULL},
    {"[{\"id\":7,\"v\":1},{\"id\":8,\"v\":1}]", "[{\"id\":7,\"v\":1},{\"id\":8,\"v\":2}]", "[8].v",
     "1", "2"},
    {"[{\"key\":\"a\"},{\"key\":\"b\"},{\"key\":\"c\"}]",
     "[{\"key\":\"a\"},{\"key\":\"c\"},{\"key\":\"b\"}]", "", "[\"b\",\"c\"]", "[\"c\",\"b\"]"},
    {"[{\"name\":\"x\",\"v\":1},{\"name\":\"x\",\"v\":2}]",
     "[{\"name\":\"x\",\"v\":0},{\"name\":\"x\",\"v\":2}]", "[0].v", "1", "0"},
    {"[{\"name\":\"a\\u0000b\"}]", "[{\"name\":\"a\\u0000b\",\"v\":1}]", "[a?b].v", NULL, "1"},
    /* Other elements by value. */
    {"[1,2]", "[1,3]", "[1]", "2", "3"},
    {"[1]", "[1,3]", "[1]", NULL, "3"},
    {"[1,2,3,4]", "[2,3,4]", "[0]", "1", NULL},
    {"[1,2,3,4]", "[1,2,9,3,4]", "[2]", NULL, "9"},
    {"[1,2,3,4]", "[1,2,9,4]", "[2]", "3", "9"},
    {"[]", "[[]]", "[0]", NULL, "[]"},
    {"[[1,2],[3,4],[5,6]]", "[[0],[1,2],[3,4],[5,6]]", "[0]", NULL, "[0]"},
    {"[{\"a\":1.0,\"b\":2},{\"a\":3}]", "[{\"a\":0},{\"b\":2,\"a\":1},{\"a\":3}]", "[0]", NULL,
     "{\"a\":0}"},
    {"[[1,2,3],[4,5,6]]", "[[1,2,3],[4,9,6]]", "[1][1]", "5", "9"},
};

START_TEST(a_field_is_found)
{
    struct json_difference found = diff(fields[_i].a, fields[_i].b);

    ck_assert_uint_eq(found.different, 1);
    assert_field(&found, 0, fields[_i].path, fields[_i].baseline, fields[_i].candidate);
    json_difference_free(&found);
    found = diff(fields[_i].b, fields[_i].a); /* a difference is one from both sides */
    ck_assert_uint_eq(found.different, 1);
    assert_text(found.fields[0].baseline, fields[_i].candidate);
    assert_text(found.fields[0].candidate, fields[_i].baseline);
    json_difference_free(&found);
}
END_TEST

START_TEST(what_is_the_same_has_no_fields)
{
    static const struct {
        const char *a, *b, *rewriting;
        size_t rewritten;
    } same[] = {
        {"{\"a\":1,\"b\":[true,null]}", "{ \"b\":[true,null], \"a\":1 }", NULL, 0},
        {"\"\\u0041/\"", "\"A\\/\"", NULL, 0},
        {"1e0", "1", "1e0 -> 1", 1},
        {"{\"a\":[0.5,-0,1e3]}", "{\"a\":[0.50,0,1000.0]}", "a[0] 0.5 -> 0.50", 3},
        {"[1e-7,100000000000000000000]", "[0.0000001,1E+20]", "[0] 1e-7 -> 0.0000001", 2},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct json_difference found = diff(same[i].a, same[i].b);
        ck_assert_uint_eq(found.different, 0);
        ck_assert_uint_eq(found.rewritten, same[i].rewritten);
        assert_text(found.rewriting, same[i].rewriting);
        json_difference_free(&found);
    }
}
END_TEST

START_TEST(a_tolerance_is_for_doubles)
{
    static const struct tolerance half = {.absolute = 0.5}, tiny = {.relative = 1e-9};
    struct json_difference found = diff_within("[1,5]", "[1.25,6]", &half, 0);

    ck_assert_uint_eq(found.tolerated, 1);
    ck_assert_uint_eq(found.different, 1);
    json_difference_free(&found);
    found = diff_within("[1763000000000000001,1e400]", "[1763000000000000101,1e500]", &tiny, 0);
    ck_assert_uint_eq(found.tolerated, 1);
    assert_field(&found, 0, "[1]", "1e400", "1e500");
    json_difference_free(&found);
    /* An element that is not there does not hide which of the others are within it. */
    found = diff_within("[1,2,3,4]", "[1.1,7,2.1,3.1,4.1]", &half, 0);
    ck_assert_uint_eq(found.tolerated, 4);
    ck_assert_uint_eq(found.different, 1);
    assert_field(&found, 0, "[1]", NULL, "7");
    json_difference_free(&found);
}
END_TEST

/* A field of a file in a manifest belongs to that file, whatever arrays there are in it. */
START_TEST(the_item_is_the_outermost)
{
    struct json_difference found =
        diff("{\"f\":[{\"name\":\"x\",\"g\":[{\"name\":\"y\",\"v\":1}]}]}",
             "{\"f\":[{\"name\":\"x\",\"g\":[{\"name\":\"y\",\"v\":2}]}]}");

    ck_assert_uint_eq(found.different, 1);
    assert_text(found.fields[0].path, "f[x].g[y].v");
    assert_text(found.fields[0].item, "x");
    assert_text(found.fields[0].key, "v");
    json_difference_free(&found);
}
END_TEST

/* Nor is a prefix of a file name mistaken for the name. */
START_TEST(names_that_no_file_has_are_no_items)
{
    struct text a = {0}, b = {0};

    text_appendf(&a, "[{\"name\":\"%0300d\",\"v\":1},{\"name\":\"x\\u0000y\",\"v\":1}]", 0);
    text_appendf(&b, "[{\"name\":\"%0300d\",\"v\":2},{\"name\":\"x\\u0000y\",\"v\":2}]", 0);
    struct json_difference found = diff(text_string(&a), text_string(&b));
    ck_assert_uint_eq(found.different, 2);
    ck_assert_ptr_null(found.fields[0].item);
    ck_assert_ptr_null(found.fields[1].item);
    ck_assert_uint_lt(strlen(found.fields[0].path), 120);
    json_difference_free(&found);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* ---- Long values ----------------------------------------------------------------------------- */

static void assert_dots_behind(const char *shown, const char *begin, size_t letters,
                               const char *letter)
{
    struct text wanted = {0};

    text_append(&wanted, begin);
    for (size_t i = 0; i < letters; i++)
        text_append(&wanted, letter);
    text_append(&wanted, "...");
    ck_assert_str_eq(shown, text_string(&wanted));
    text_free(&wanted);
}

/* A long value is shown in 120 bytes, or less where a character would be cut. */
START_TEST(long_values_are_cut)
{
    struct text a = {0}, b = {0};

    text_append(&a, "\"");
    text_append(&b, "\"x");
    for (int i = 0; i < 80; i++) {
        text_append(&a, "aa");
        text_append(&b, "\xc3\xa4");
    }
    text_append(&a, "\"");
    text_append(&b, "\"");
    struct json_difference found = diff(text_string(&a), text_string(&b));
    ck_assert_uint_eq(found.different, 1);
    assert_dots_behind(found.fields[0].baseline, "\"", 116, "a");
    assert_dots_behind(found.fields[0].candidate, "\"x", 57, "\xc3\xa4");
    json_difference_free(&found);
    text_free(&a);
    text_free(&b);
}
END_TEST

START_TEST(long_paths_are_cut)
{
    struct text a = {0}, b = {0};

    for (int i = 0; i < JSON_VALUE_MOST_LEVELS; i++) {
        text_append(&a, "{\"a level\":");
        text_append(&b, "{\"a level\":");
    }
    text_append(&a, "1");
    text_append(&b, "2");
    for (int i = 0; i < JSON_VALUE_MOST_LEVELS; i++) {
        text_append(&a, "}");
        text_append(&b, "}");
    }
    struct json_difference found = diff(text_string(&a), text_string(&b));
    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_le(strlen(found.fields[0].path), 400);
    assert_text(found.fields[0].key, "a level");
    json_difference_free(&found);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* ---- Long arrays ----------------------------------------------------------------------------- */

/* Numbers from `first` to `last`, except those that are multiples of `without`, which are `instead`
 * ("": nothing). */
static struct text numbers(int first, int last, int without, const char *instead)
{
    struct text text = {0};

    for (int i = first; i <= last; i++) {
        const char *separator = text.length == 0 ? "[" : ",";
        if (i % without != 0)
            text_appendf(&text, "%s%d", separator, i);
        else if (*instead != '\0')
            text_appendf(&text, "%s%s", separator, instead);
    }
    text_append(&text, "]");
    return text;
}

static struct json_difference diff_texts(struct text *a, struct text *b, size_t taken)
{
    struct json_difference found = diff_within(text_string(a), text_string(b), &exact, taken);

    text_free(a);
    text_free(b);
    return found;
}

/* More fields than are kept are counted. */
START_TEST(many_differences_are_counted)
{
    struct text a = {0}, b = {0};

    for (int i = 0; i < JSON_DIFF_KEPT + 10; i++) {
        text_append(&a, i == 0 ? "[0" : ",0");
        text_append(&b, i == 0 ? "[1" : ",1");
    }
    text_append(&a, "]");
    text_append(&b, "]");
    struct json_difference found = diff_texts(&a, &b, 0);
    ck_assert_uint_eq(found.different, JSON_DIFF_KEPT + 10);
    ck_assert_uint_eq(found.kept, JSON_DIFF_KEPT);
    ck_assert_uint_eq(found.unaligned, 1);
    json_difference_free(&found);
}
END_TEST

START_TEST(long_arrays_are_aligned)
{
    /* 99 inserted, 100 removed, 200 changed, in 100,000. */
    struct text a = numbers(1, 100000, 1003, ""), b = numbers(1, 100000, 1000, "");
    struct json_difference found = diff_texts(&a, &b, 0);

    ck_assert_uint_eq(found.different, 199);
    ck_assert_uint_eq(found.unaligned, 0);
    json_difference_free(&found);
    a = numbers(1, 100000, 200000, "");
    b = numbers(0, 99999, 500, "0");
    found = diff_texts(&a, &b, 0);
    ck_assert_uint_eq(found.different, 201);
    json_difference_free(&found);
}
END_TEST

/* Too many differences to be aligned, and no memory to do it: in order, and said. */
START_TEST(arrays_that_cannot_be_aligned_are_compared_in_order)
{
    struct text a = numbers(1, 5000, 10000, ""), b = numbers(10001, 15000, 20000, "");
    struct json_difference found = diff_texts(&a, &b, 0);

    ck_assert_uint_eq(found.different, 5000);
    ck_assert_uint_eq(found.unaligned, 1);
    json_difference_free(&found);
    a = numbers(1, 20000, 30000, "");
    b = numbers(2, 20001, 30000, "");
    found = diff_texts(&a, &b, BUDGET_ACCOUNT - ((size_t)700 << 10));
    ck_assert_uint_eq(found.different, 20000);
    ck_assert_uint_eq(found.unaligned, 1);
    json_difference_free(&found);
}
END_TEST

/* A hundred arrays whose alignment is attempted and fails: the work for all of them is bounded. */
START_TEST(the_work_is_bounded)
{
    struct text texts[2] = {{0}, {0}};

    for (size_t side = 0; side < 2; side++) {
        for (int i = 0; i < 100; i++) {
            struct text array = numbers(i * 1000 + (int)side * 501,
                                        i * 1000 + 500 + (int)side * 501, 100000000, "");
            text_appendf(&texts[side], "%s\"%d\":%s", i == 0 ? "{" : ",", i, text_string(&array));
            text_free(&array);
        }
        text_append(&texts[side], "}");
    }
    struct json_difference found = diff_texts(&texts[0], &texts[1], 0);
    ck_assert_uint_ge(found.different, 100 * 501);
    ck_assert_uint_gt(found.unaligned, 0);
    json_difference_free(&found);
}
END_TEST

Suite *json_diff_suite(void)
{
    Suite *suite = suite_create("json_diff");
    TCase *tests = tcase_create("fields");

    tcase_add_loop_test(tests, a_field_is_found, 0, sizeof fields / sizeof *fields);
    tcase_add_test(tests, what_is_the_same_has_no_fields);
    tcase_add_test(tests, a_tolerance_is_for_doubles);
    tcase_add_test(tests, the_item_is_the_outermost);
    tcase_add_test(tests, names_that_no_file_has_are_no_items);
    tcase_add_test(tests, long_values_are_cut);
    tcase_add_test(tests, long_paths_are_cut);
    tcase_add_test(tests, many_differences_are_counted);
    tcase_add_test(tests, long_arrays_are_aligned);
    tcase_add_test(tests, arrays_that_cannot_be_aligned_are_compared_in_order);
    tcase_add_test(tests, the_work_is_bounded);
    suite_add_tcase(suite, tests);
    return suite;
}
