#include "base/text.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/random.h"
#include "support.h"
#include "unit_tests.h"

START_TEST(an_empty_text_is_an_empty_string)
{
    struct text text = {0};
    struct error error;

    ck_assert_str_eq(text_string(&text), "");
    ck_assert_int_eq((int)text_check(&text, &error), STATUS_OK);
    text_append_bytes(&text, NULL, 0);
    text_append(&text, "");
    ck_assert_str_eq(text_string(&text), "");
    text_free(&text);
    ck_assert_ptr_null(text.data);
    ck_assert_uint_eq(text.length, 0);
}
END_TEST

START_TEST(it_grows_byte_by_byte)
{
    struct text text = {0};

    for (size_t i = 0; i < 100000; i++) {
        char byte = (char)('a' + i % 26);
        text_append_bytes(&text, &byte, 1);
    }
    ck_assert_uint_eq(text.length, 100000);
    ck_assert_uint_eq(strlen(text_string(&text)), 100000);
    for (size_t i = 0; i < 100000; i++)
        if (text.data[i] != (char)('a' + i % 26))
            ck_abort_msg("byte %zu is wrong", i);
    text_free(&text);
}
END_TEST

START_TEST(it_holds_any_bytes)
{
    struct text text = {0};

    text_append_bytes(&text, "a\0b", 3);
    text_append(&text, "c");
    ck_assert_uint_eq(text.length, 4);
    ck_assert_int_eq(memcmp(text.data, "a\0bc", 5), 0);
    text_free(&text);
}
END_TEST

static const size_t lengths[] = {0, 1, 126, 127, 128, 129, 255, 256, 257, 10000};

/* What fits the room that is guessed, just fits, and does not fit. */
START_TEST(formatted_strings_of_any_length)
{
    struct text text = {0}, wanted = {0};

    for (size_t i = 0; i < lengths[_i]; i++)
        text_append(&wanted, "x");
    text_append(&text, "before ");
    text_appendf(&text, "%s", text_string(&wanted));
    text_appendf(&text, " %d", 5);
    ck_assert_uint_eq(text.length, 7 + wanted.length + 2);
    ck_assert_int_eq(memcmp(text.data + 7, text_string(&wanted), wanted.length), 0);
    ck_assert_str_eq(text.data + 7 + wanted.length, " 5");
    text_free(&text);
    text_free(&wanted);
}
END_TEST

static void check_round_trip(double value)
{
    struct text text = {0};

    text_append_double(&text, value);
    assert_same_double(strtod(text_string(&text), NULL), value);
    ck_assert_ptr_null(strchr(text_string(&text), ','));
    text_free(&text);
}

START_TEST(doubles_come_back_to_the_last_bit)
{
    static const double values[] = {0,           -0.0,      0.1,     1.0 / 3,
                                    5e-324,      -DBL_MIN,  DBL_MAX, DBL_MIN,
                                    DBL_EPSILON, 123456789, -1e22,   0x1.fffffffffffffp-1};
    struct random random;

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        check_round_trip(values[i]);
    random_seed(&random, 5);
    for (int i = 0; i < 2000; i++)
        check_round_trip(
            ldexp(random_uniform(&random) - 0.5, (int)(random_bits(&random) % 1000) - 500));
}
END_TEST

static const struct {
    double value;
    const char *text;
} readable[] = {
    {5e-6, "5e-06"},
    {100, "100"},
    {123456, "123456"},
    {1e6, "1e+06"},
    {0, "0"},
    {0.1, "0.1"},
    {3.0000001, "3.0000001"},
    {1234567, "1234567"},
    {-1e-300, "-1e-300"},
    {0.1 + 0.2, "0.30000000000000004"},
};

START_TEST(readable_numbers_have_enough_digits)
{
    struct text text = {0};

    text_append_readable(&text, readable[_i].value);
    ck_assert_str_eq(text_string(&text), readable[_i].text);
    text_free(&text);
}
END_TEST

START_TEST(reserved_room_can_be_filled)
{
    struct text text = {0};

    text_append(&text, "ab");
    char *room = text_reserve(&text, 5000);
    memset(room, 'c', 5000);
    text_grew(&text, 3);
    ck_assert_str_eq(text_string(&text), "abccc");
    text_free(&text);
}
END_TEST

/* Also where the memory that it got held something before. */
START_TEST(reserved_room_that_stays_empty_is_an_empty_string)
{
    struct text text = {0};
    char *used = malloc(1296);

    ck_assert_ptr_nonnull(used);
    memset(used, 'x', 1296);
    free(used);
    ck_assert_ptr_nonnull(text_reserve(&text, 1000));
    ck_assert_str_eq(text_string(&text), "");
    text_free(&text);
}
END_TEST

START_TEST(a_lack_of_memory_is_remembered)
{
    struct text text = {0};
    struct error error;

    text_append(&text, "kept");
    ck_assert_ptr_null(text_reserve(&text, SIZE_MAX));
    ck_assert_ptr_null(text_reserve(&text, SIZE_MAX / 2));
    text_append(&text, ", and more");
    ck_assert(text.failed);
    ck_assert_str_eq(text_string(&text), "kept, and more");
    assert_status(text_check(&text, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "memory");
    text_free(&text);
    ck_assert(!text.failed);
}
END_TEST

Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");

    tcase_add_test(tests, an_empty_text_is_an_empty_string);
    tcase_add_test(tests, it_grows_byte_by_byte);
    tcase_add_test(tests, it_holds_any_bytes);
    tcase_add_loop_test(tests, formatted_strings_of_any_length, 0,
                        sizeof lengths / sizeof *lengths);
    tcase_add_test(tests, doubles_come_back_to_the_last_bit);
    tcase_add_loop_test(tests, readable_numbers_have_enough_digits, 0,
                        sizeof readable / sizeof *readable);
    tcase_add_test(tests, reserved_room_can_be_filled);
    tcase_add_test(tests, reserved_room_that_stays_empty_is_an_empty_string);
    tcase_add_test(tests, a_lack_of_memory_is_remembered);
    suite_add_tcase(suite, tests);
    return suite;
}
