/* JSON texts as trees, and JSON writers. */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json_value.h"
#include "base/json_writer.h"
#include "support.h"
#include "unit_tests.h"

/* ---- Texts that are JSON, and texts that are not --------------------------------------------- */

/* Trees are written again as they were read, but for blanks and escapes. */
static const struct {
    const char *text, *written; /* NULL: the same */
} valid[] = {
    {"null", NULL},
    {" true\r\n\t", "true"},
    {"false", NULL},
    {"\"\"", NULL},
    {"[]", NULL},
    {"{}", NULL},
    {"[ 1 , -2.50e+03,1e999, 0, -0, 0.1E-2 ]", "[1,-2.50e+03,1e999,0,-0,0.1E-2]"},
    {"12345678901234567890123456789012345678901234567890", NULL},
    {"{\"b\":[{}],\"a\":null,\"\":false}", NULL},
    {"\"\\u00e4\\u20AC\\ud83d\\uDE00\"", "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\""},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\"",
     "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001F\x7f\""},
    {"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"A\":10}", NULL},
};

static struct json_tree parse(const char *text)
{
    struct budget_account account = {.budget = NULL};
    struct json_tree tree;
    struct error error = {""};

    assert_status(json_tree_parse(text, strlen(text), &account, &tree, &error), STATUS_OK, &error);
    ck_assert(!tree.too_large);
    tree.account = NULL; /* which ends here, and nobody counts */
    return tree;
}

static void assert_written(struct json_value value, const char *wanted)
{
    struct text out = {0};

    json_value_append(value, SIZE_MAX / 2, &out);
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

START_TEST(a_tree_holds_what_the_text_says)
{
    const char *text = valid[_i].text;
    struct json_tree tree = parse(text);

    assert_written(tree.root, valid[_i].written == NULL ? text : valid[_i].written);
    json_tree_free(&tree);
}
END_TEST

static const struct {
    const char *text, *reason;
} invalid[] = {
    {"", "line 1: parse error: premature EOF"},
    {"  ", "line 1: parse error: premature EOF"},
    {"\xef\xbb\xbf{}", "line 1: starts with a byte order mark"},
    {"{\n\"a\":\nNaN}", "line 3: lexical error"},
    {"[Infinity]", "line 1: lexical error"},
    {"[-Infinity]", "line 1: lexical error"},
    {"[nul]", "line 1: lexical error"},
    {"nul", "line 1: "},
    {"[01]", "line 1: "},
    {"[+1]", "line 1: "},
    {"[.5]", "line 1: "},
    {"[1.]", "line 1: "},
    {"[1e]", "line 1: "},
    {"[0x10]", "line 1: "},
    {"-", "line 1: "},
    {"[1,]", "line 1: "},
    {"[,1]", "line 1: "},
    {"[1 2]", "line 1: "},
    {"{\"a\":1,}", "line 1: "},
    {"{\"a\" 1}", "line 1: "},
    {"{a:1}", "line 1: "},
    {"{1:1}", "line 1: "},
    {"{'a':1}", "line 1: "},
    {"[1}", "line 1: "},
    {"[", "line 1: parse error: premature EOF"},
    {"\"a", "line 1: parse error: premature EOF"},
    {"{} {}", "line 1: "},
    {"{}\n\nx", "line 3: "},
    {"1 2", "line 1: "},
    {"{}\n\"a", "line 2: unexpected data after the value"},
    {"1 \"a", "line 1: unexpected data after the value"},
    {"[1] 2", "line 1: "},
    {"[1]\n\n-", "line 3: unexpected data after the value"},
    {"// c\n1", "line 1: lexical error"},
    {"[1/* c */]", "line 1: lexical error"},
    {"\"\t\"", "line 1: lexical error"},
    {"\"\\x\"", "line 1: lexical error"},
    {"\"\\u12g4\"", "line 1: lexical error"},
    {"\"\xff\"", "line 1: "},
    {"\"\xc0\x80\"", "line 1: string is not valid UTF-8"},
    {"\"\xed\xa0\x80\"", "line 1: string is not valid UTF-8"},
    {"{\"\xf8\x88\x80\x80\x80\":1}", "line 1: "},
    {"\"\\ud800\"", "line 1: unpaired surrogate"},
    {"[\n\"\\ud800x\"]", "line 2: unpaired surrogate"},
    {"\"\\ud800\\n\"", "line 1: unpaired surrogate"},
    {"\"\\ud83d\\u0041\"", "line 1: unpaired surrogate"},
    {"\"\\ud83d\\ud83d\"", "line 1: unpaired surrogate"},
    {"\"\\udc00\"", "line 1: unpaired surrogate"},
    {"{\"a\":1,\n\"b\":2,\"a\":1}", "line 2: duplicate member 'a'"},
    {"{\"a\":1,\"\\u0061\":2}", "line 1: duplicate member 'a'"},
    {"[{\"\":1,\"\":1}]", "line 1: duplicate member ''"},
    {"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"c\":10}",
     "line 1: duplicate member 'c'"},
};

START_TEST(what_is_no_json_is_refused)
{
    struct budget_account account = {.budget = NULL};
    struct json_tree tree;
    struct error error = {""};
    const char *text = invalid[_i].text;

    assert_status(json_tree_parse(text, strlen(text), &account, &tree, &error), STATUS_BAD_INPUT,
                  &error);
    assert_message_holds(&error, "invalid JSON: ");
    assert_message_holds(&error, invalid[_i].reason);
    ck_assert_ptr_null(tree.root.at);
    json_tree_free(&tree);
    ck_assert_uint_eq(account.taken, 0);
}
END_TEST

/* A NUL ends nothing. */
START_TEST(a_nul_is_a_byte_as_others)
{
    struct budget_account account = {.budget = NULL};
    struct json_tree tree;
    struct error error = {""};

    assert_status(json_tree_parse("[1]\0", 4, &account, &tree, &error), STATUS_BAD_INPUT, &error);
    json_tree_free(&tree);
    tree = parse("{\"a\\u0000b\":1,\"a\":\"x\\u0000y\"}");
    ck_assert_ptr_null(json_value_string(json_value_member(tree.root, "a")));
    assert_written(json_value_member_named(tree.root, "a\0b", 3), "1");
    json_tree_free(&tree);
}
END_TEST

static void assert_levels(size_t levels, enum status wanted)
{
    struct budget_account account = {.budget = NULL};
    struct text text = {0};
    struct json_tree tree;
    struct error error = {""};

    for (size_t i = 0; i < levels; i++)
        text_append(&text, i % 2 == 0 ? "[" : "{\"a\":");
    text_append(&text, "1");
    for (size_t i = levels; i-- > 0;)
        text_append(&text, i % 2 == 0 ? "]" : "}");
    assert_status(json_tree_parse(text.data, text.length, &account, &tree, &error), wanted, &error);
    if (wanted == STATUS_OK)
        assert_written(tree.root, text_string(&text));
    json_tree_free(&tree);
    text_free(&text);
}

START_TEST(levels_are_limited)
{
    assert_levels(JSON_VALUE_MOST_LEVELS, STATUS_OK);
    assert_levels(JSON_VALUE_MOST_LEVELS + 1, STATUS_BAD_INPUT);
    assert_levels(100000, STATUS_BAD_INPUT);
}
END_TEST

/* ---- Values ---------------------------------------------------------------------------------- */

START_TEST(values_are_found)
{
    struct json_tree tree = parse("{\"a\":\"x\",\"b\":[1,{\"c\":2.50}],\"d\":null}");
    struct json_value array = json_value_member(tree.root, "b");
    struct json_walk walk = json_walk(array);
    size_t length;

    ck_assert_int_eq(json_value_kind(tree.root), JSON_OBJECT);
    ck_assert_uint_eq(json_value_count(tree.root), 3);
    ck_assert_str_eq(json_value_string(json_value_member(tree.root, "a")), "x");
    ck_assert_int_eq(json_value_kind(json_value_member(tree.root, "d")), JSON_NULL);
    ck_assert_int_eq(json_value_kind(json_value_member(tree.root, "e")), JSON_ABSENT);
    ck_assert_int_eq(json_value_kind(json_value_member(array, "a")), JSON_ABSENT);
    ck_assert_ptr_null(json_value_string(array));
    ck_assert_uint_eq(json_value_count(array), 2);
    ck_assert(json_walk_next(&walk));
    ck_assert(json_walk_next(&walk));
    const char *number = json_value_bytes(json_value_member(walk.value, "c"), &length);
    ck_assert_uint_eq(length, 4);
    ck_assert_mem_eq(number, "2.50", 4);
    ck_assert(!json_walk_next(&walk));
    json_tree_free(&tree);
}
END_TEST

/* More members than are searched linearly, not in the order of their names. */
START_TEST(members_are_found_among_many)
{
    enum { COUNT = 5000 };
    struct text text = {0};
    char name[16];

    for (int i = 0; i < COUNT; i++)
        text_appendf(&text, "%s\"n%d\":%d", i == 0 ? "{" : ",", i * 7919 % COUNT, i);
    text_append(&text, "}");
    struct json_tree tree = parse(text_string(&text));
    assert_written(tree.root, text_string(&text));
    for (int i = 0; i < COUNT; i++) {
        size_t length;
        snprintf(name, sizeof name, "n%d", i * 7919 % COUNT);
        const char *number = json_value_bytes(json_value_member(tree.root, name), &length);
        ck_assert_uint_ne(length, 0);
        ck_assert_int_eq(strtol(number, NULL, 10), i);
    }
    ck_assert_int_eq(json_value_kind(json_value_member(tree.root, "n")), JSON_ABSENT);
    ck_assert_int_eq(json_value_kind(json_value_member(tree.root, "n5000")), JSON_ABSENT);
    json_tree_free(&tree);
    text_free(&text);
}
END_TEST

/* Only the beginning of a long value is written. */
START_TEST(long_values_are_cut)
{
    struct text text = {0}, out = {0};

    for (int i = 0; i < 10000; i++)
        text_append(&text, i == 0 ? "[" : "1,");
    text_append(&text, "1]");
    struct json_tree tree = parse(text_string(&text));
    json_value_append(tree.root, 20, &out);
    ck_assert_uint_ge(out.length, 20);
    ck_assert_uint_lt(out.length, 30);
    json_tree_free(&tree);
    text_free(&text);
    text_free(&out);
}
END_TEST

/* ---- Files and memory ------------------------------------------------------------------------ */

static int file_with(const struct text *text)
{
    char path[] = "/tmp/json_value.XXXXXX";
    int file = mkstemp(path);

    ck_assert_int_ge(file, 0);
    unlink(path);
    ck_assert_int_eq(write(file, text->data, text->length), (ssize_t)text->length);
    return file;
}

/* Whatever stands where one piece of a file ends and the next one begins, once every MiB. */
START_TEST(files_are_read_in_pieces)
{
    static const char element[] = "{\"a\\n\":\"\\ud83d\\ude00\xc3\xa4\",\"b\":[-1.25e+3,true]},\n";
    size_t pieces = ((size_t)3 << 20) / (sizeof element - 1);
    struct budget_account account = {.budget = NULL};
    struct json_tree tree, whole;
    struct error error = {""};

    for (size_t shift = 0; shift < 3; shift++) {
        struct text text = {0};
        text_append_bytes(&text, "       ", shift * 7 % 8);
        text_append(&text, "[");
        for (size_t i = 0; i < pieces; i++)
            text_append(&text, element);
        text_append(&text, "0]\n");
        int file = file_with(&text);
        assert_status(json_tree_read(file, -1, &account, &tree, &error), STATUS_OK, &error);
        assert_status(json_tree_parse(text.data, text.length, &account, &whole, &error), STATUS_OK,
                      &error);
        ck_assert_uint_eq(json_value_count(tree.root), pieces + 1);
        ck_assert_uint_eq(tree.length, whole.length);
        ck_assert_mem_eq(tree.bytes, whole.bytes, whole.length);
        json_tree_free(&tree);
        json_tree_free(&whole);
        text_append(&text, "\"");
        ck_assert_int_eq(pwrite(file, "\n\"", 2, (off_t)text.length - 2), 2);
        assert_status(json_tree_read(file, -1, &account, &tree, &error), STATUS_BAD_INPUT, &error);
        assert_message_holds(&error, "unexpected data after the value");
        json_tree_free(&tree);
        close(file);
        text_free(&text);
    }
    ck_assert_uint_eq(account.taken, 0);
}
END_TEST

/* With 8 MiB left: whichever part grows, parsing stops there. A tree that is not larger than its
 * text fits. */
START_TEST(memory_is_limited)
{
    static const size_t taken = BUDGET_ACCOUNT - ((size_t)8 << 20);
    static const struct {
        const char *begin, *piece, *end;
        size_t pieces;
        bool too_large;
    } texts[] = {
        {"[", "1,", "1]", (size_t)4 << 20, true},
        {"[\"", "aaaaaaaaaaaaaaaa", "\"]", (size_t)1 << 19, true},
        {"[\"", "aaaaaaa\\n", "\"]", (size_t)1 << 19, true},
        {"[\"", "aaaaaaaaaaaaaaaa", "", (size_t)1 << 19, true}, /* ends nowhere */
        {"[", "1,", "1]", (size_t)3 << 20, false},
    };
    struct budget_account account = {.budget = NULL};
    struct error error = {""};
    struct json_tree tree;
    struct text text = {0};

    text_append(&text, texts[_i].begin);
    size_t length = strlen(texts[_i].piece);
    char *at = text_reserve(&text, texts[_i].pieces * length);
    ck_assert_ptr_nonnull(at);
    ck_assert(budget_take(&account, taken));
    for (size_t i = 0; i < texts[_i].pieces; i++)
        memcpy(at + i * length, texts[_i].piece, length);
    text_grew(&text, texts[_i].pieces * length);
    text_append(&text, texts[_i].end);
    assert_status(json_tree_parse(text.data, text.length, &account, &tree, &error), STATUS_OK,
                  &error);
    ck_assert_int_eq(tree.too_large, texts[_i].too_large);
    if (!tree.too_large)
        ck_assert_uint_le(account.taken - taken, text.length + 64);
    json_tree_free(&tree);
    ck_assert_uint_eq(account.taken, taken);
    text_free(&text);
}
END_TEST

/* ---- Writing --------------------------------------------------------------------------------- */

static void write_sample(struct json_writer *json)
{
    struct text text = {0};

    text_append(&text, "t");
    json_open_object(json, NULL);
    json_write_real(json, "real", 1);
    json_open_array(json, "list");
    json_write_real(json, NULL, 0.1);
    json_write_real(json, NULL, 1e22);
    json_write_real(json, NULL, -2.5e-9);
    json_write_real(json, NULL, NAN);
    json_write_whole(json, NULL, UINT64_MAX);
    json_write_bool(json, NULL, true);
    json_write_null(json, NULL);
    json_close_array(json);
    json_open_array(json, "none");
    json_close_array(json);
    json_write_string(json, "a \"b\"\n", "\x01\\");
    json_write_text(json, "text", &text);
    json_close_object(json);
    text_free(&text);
}

START_TEST(values_are_written)
{
    struct text line = {0}, lines = {0};
    struct json_writer one = json_writer(&line, false), many = json_writer(&lines, true);

    write_sample(&one);
    write_sample(&many);
    ck_assert_str_eq(text_string(&line),
                     "{\"real\":1.0,\"list\":[0.10000000000000001,1e22,-2.5000000000000001e-9,null,"
                     "18446744073709551615,true,null],\"none\":[],\"a \\\"b\\\"\\n\":"
                     "\"\\u0001\\\\\",\"text\":\"t\"}");
    ck_assert_str_eq(
        text_string(&lines),
        "{\n  \"real\": 1.0,\n  \"list\": [\n    0.10000000000000001,\n    1e22,\n"
        "    -2.5000000000000001e-9,\n    null,\n    18446744073709551615,\n    true,\n"
        "    null\n  ],\n  \"none\": [],\n  \"a \\\"b\\\"\\n\": \"\\u0001\\\\\",\n"
        "  \"text\": \"t\"\n}");
    text_free(&line);
    text_free(&lines);
}
END_TEST

START_TEST(what_is_not_whole_is_not_written_as_if_it_were)
{
    struct text out = {0}, cut = {.failed = true};
    struct json_writer json = json_writer(&out, false);
    struct error error;

    json_write_text(&json, NULL, &cut);
    ck_assert_int_eq(text_check(&out, &error), STATUS_FAILED);
    text_free(&out);
}
END_TEST

Suite *json_value_suite(void)
{
    Suite *suite = suite_create("json_value");
    TCase *tests = tcase_create("texts");

    tcase_add_loop_test(tests, a_tree_holds_what_the_text_says, 0, sizeof valid / sizeof *valid);
    tcase_add_loop_test(tests, what_is_no_json_is_refused, 0, sizeof invalid / sizeof *invalid);
    tcase_add_test(tests, a_nul_is_a_byte_as_others);
    tcase_add_test(tests, levels_are_limited);
    tcase_add_test(tests, values_are_found);
    tcase_add_test(tests, members_are_found_among_many);
    tcase_add_test(tests, long_values_are_cut);
    tcase_add_test(tests, files_are_read_in_pieces);
    tcase_add_loop_test(tests, memory_is_limited, 0, 5);
    tcase_add_test(tests, values_are_written);
    tcase_add_test(tests, what_is_not_whole_is_not_written_as_if_it_were);
    suite_add_tcase(suite, tests);
    return suite;
}
