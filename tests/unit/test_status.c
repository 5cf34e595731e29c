#include "base/status.h"

#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define ROOM (sizeof((struct error *)0)->message)

START_TEST(a_message_is_formatted_and_the_status_handed_on)
{
    struct error error;

    ck_assert_int_eq((int)error_set(&error, STATUS_USAGE, "%s: %d", "size", 7), STATUS_USAGE);
    ck_assert_str_eq(error.message, "size: 7");
    ck_assert_int_eq((int)error_out_of_memory(&error), STATUS_FAILED);
    ck_assert_str_eq(error.message, "out of memory");
}
END_TEST

START_TEST(a_context_comes_first)
{
    struct error error;

    error_set(&error, STATUS_FAILED, "no such file");
    ck_assert_int_eq((int)error_prefix(&error, STATUS_USAGE, "cannot read %s", "a"), STATUS_USAGE);
    error_prefix(&error, STATUS_USAGE, "figure");
    ck_assert_str_eq(error.message, "figure: cannot read a: no such file");
}
END_TEST

START_TEST(more_comes_last_and_is_cut)
{
    struct error error;

    error_set(&error, STATUS_FAILED, "cannot read a");
    error_append(&error, "%s stays", "b");
    ck_assert_str_eq(error.message, "cannot read a; b stays");
    for (int i = 0; i < (int)ROOM; i++)
        error_append(&error, "more");
    ck_assert_uint_eq(strlen(error.message), ROOM - 1);
}
END_TEST

static struct text letters(char letter, size_t count)
{
    struct text text = {0};

    for (size_t i = 0; i < count; i++)
        text_append_bytes(&text, &letter, 1);
    return text;
}

START_TEST(a_message_that_is_too_long_is_cut)
{
    struct text many = letters('m', 3 * ROOM);
    struct error error;

    error_set(&error, STATUS_FAILED, "%s", text_string(&many));
    ck_assert_uint_eq(strlen(error.message), ROOM - 1);
    text_free(&many);
}
END_TEST

static const size_t context_lengths[] = {0,        1,        ROOM / 2, ROOM - 5, ROOM - 4,
                                         ROOM - 3, ROOM - 2, ROOM - 1, ROOM,     2 * ROOM};

/* A message of every length near the limits, so that a byte too many shows under a sanitizer. */
START_TEST(a_context_of_any_length_fits_or_is_left_out)
{
    struct text context = letters('c', context_lengths[_i]);

    for (size_t length = 0; length < ROOM; length += length < 4 || length > ROOM - 8 ? 1 : 61) {
        struct text message = letters('m', length);
        struct error error;
        error_set(&error, STATUS_FAILED, "%s", text_string(&message));
        error_prefix(&error, STATUS_FAILED, "%s", text_string(&context));
        ck_assert_ptr_nonnull(memchr(error.message, '\0', ROOM));
        if (context.length + 2 + length < ROOM) {
            ck_assert_uint_eq(strlen(error.message), context.length + 2 + length);
            ck_assert_str_eq(error.message + context.length + 2, text_string(&message));
        }
        text_free(&message);
    }
    text_free(&context);
}
END_TEST

Suite *status_suite(void)
{
    Suite *suite = suite_create("status");
    TCase *tests = tcase_create("status");

    tcase_add_test(tests, a_message_is_formatted_and_the_status_handed_on);
    tcase_add_test(tests, a_context_comes_first);
    tcase_add_test(tests, more_comes_last_and_is_cut);
    tcase_add_test(tests, a_message_that_is_too_long_is_cut);
    tcase_add_loop_test(tests, a_context_of_any_length_fits_or_is_left_out, 0,
                        sizeof context_lengths / sizeof *context_lengths);
    suite_add_tcase(suite, tests);
    return suite;
}
