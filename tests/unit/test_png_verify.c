#include "image/png_verify.h"

#include <stdlib.h>
#include <string.h>

#include "png_samples.h"
#include "support.h"
#include "unit_tests.h"

static enum status check_bytes(const struct text *png, size_t length, struct error *error)
{
    error->message[0] = '\0';
    return png_verify(text_string(png), length, PNG_WIDTH, PNG_HEIGHT, error);
}

static const struct png_kind good_kinds[] = {
    {.type = PNG_COLOR_TYPE_RGB, .depth = 8},
    {.type = PNG_COLOR_TYPE_RGB, .depth = 8, .resolution = 2835},
    {.type = PNG_COLOR_TYPE_RGB, .depth = 8, .look = LAST_PIXEL},
    {.type = PNG_COLOR_TYPE_RGB, .depth = 16},
    {.type = PNG_COLOR_TYPE_RGBA, .depth = 8},
    {.type = PNG_COLOR_TYPE_RGBA, .depth = 16},
    {.type = PNG_COLOR_TYPE_GRAY, .depth = 8},
    {.type = PNG_COLOR_TYPE_GRAY, .depth = 1},
    {.type = PNG_COLOR_TYPE_GRAY_ALPHA, .depth = 8},
};

START_TEST(whole_pictures_pass)
{
    struct text png = make_png(good_kinds[_i]);
    struct error error;

    assert_status(check_bytes(&png, png.length, &error), STATUS_OK, &error);
    text_free(&png);
}
END_TEST

/* A picture of which one byte or more is missing at the end is never a picture. */
START_TEST(a_cut_picture_fails_wherever_it_is_cut)
{
    struct text png = make_png(plain_png);
    struct error error;

    for (size_t length = 0; length < png.length; length++) {
        char *exact = malloc(length + 1); /* a read beyond the end shows under a sanitizer */
        memcpy(exact, png.data, length);
        error.message[0] = '\0';
        ck_assert_msg(png_verify(exact, length, PNG_WIDTH, PNG_HEIGHT, &error) == STATUS_FAILED,
                      "cut after %zu of %zu bytes", length, png.length);
        ck_assert_str_ne(error.message, "");
        free(exact);
    }
    text_free(&png);
}
END_TEST

START_TEST(a_changed_byte_fails_wherever_it_is)
{
    struct text png = make_png(plain_png);
    struct error error;

    for (size_t i = 0; i < png.length; i++)
        for (int bit = 0; bit < 8; bit += 7) {
            png.data[i] = (char)(png.data[i] ^ (1 << bit));
            ck_assert_msg(check_bytes(&png, png.length, &error) == STATUS_FAILED,
                          "bit %d of byte %zu", bit, i);
            png.data[i] = (char)(png.data[i] ^ (1 << bit));
        }
    assert_status(check_bytes(&png, png.length, &error), STATUS_OK, &error);
    text_free(&png);
}
END_TEST

/* The verdict on bytes that arrive in pieces. */
static enum status check_in_pieces(const struct text *png, size_t piece, struct error *error)
{
    struct png_verifier *check = png_verifier_new(PNG_WIDTH, PNG_HEIGHT);

    ck_assert_ptr_nonnull(check);
    png_verifier_feed(check, "", 0);
    for (size_t at = 0; at < png->length; at += piece)
        png_verifier_feed(check, png->data + at,
                          png->length - at < piece ? png->length - at : piece);
    enum status status = png_verifier_end(check, error);
    png_verifier_free(check);
    return status;
}

START_TEST(a_picture_may_arrive_in_pieces)
{
    struct text png = make_png(plain_png);
    struct error error;

    for (size_t piece = 1; piece <= png.length; piece++)
        assert_status(check_in_pieces(&png, piece, &error), STATUS_OK, &error);
    png.length--;
    for (size_t piece = 1; piece <= png.length; piece++)
        ck_assert_int_eq((int)check_in_pieces(&png, piece, &error), STATUS_FAILED);
    png.length++;
    text_append(&png, "\n"); /* in a piece of its own or with others */
    for (size_t piece = 1; piece <= png.length; piece++)
        ck_assert_int_eq((int)check_in_pieces(&png, piece, &error), STATUS_FAILED);
    assert_message_holds(&error, "extra data after its end");
    text_free(&png);
}
END_TEST

START_TEST(what_was_wrong_stays_wrong)
{
    struct text png = make_png(plain_png);
    struct error error;

    png.data[30] = (char)(png.data[30] ^ 1); /* the header's checksum */
    for (size_t piece = 1; piece <= png.length; piece++)
        ck_assert_int_eq((int)check_in_pieces(&png, piece, &error), STATUS_FAILED);
    assert_message_holds(&error, "broken PNG");
    text_free(&png);
}
END_TEST

START_TEST(no_bytes_are_no_picture)
{
    struct text nothing = {0};
    struct error error;

    assert_status(check_in_pieces(&nothing, 1, &error), STATUS_FAILED, &error);
    png_verifier_free(NULL);
}
END_TEST

static const size_t wrong_sizes[][2] = {{PNG_WIDTH + 1, PNG_HEIGHT},
                                        {PNG_WIDTH - 1, PNG_HEIGHT},
                                        {PNG_WIDTH, PNG_HEIGHT + 1},
                                        {PNG_HEIGHT, PNG_WIDTH},
                                        {0, 0}};

START_TEST(another_size_fails_and_is_told)
{
    struct text png = make_png(plain_png);
    struct error error;

    assert_status(png_verify(png.data, png.length, wrong_sizes[_i][0], wrong_sizes[_i][1], &error),
                  STATUS_FAILED, &error);
    assert_message_holds(&error, "12x9 pixels instead of");
    text_free(&png);
}
END_TEST

START_TEST(a_blank_picture_fails)
{
    static const int types[] = {PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_RGBA};
    struct text png = make_png((struct png_kind){.type = types[_i], .depth = 8, .look = BLANK});
    struct error error;

    assert_status(check_bytes(&png, png.length, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "blank");
    text_free(&png);
}
END_TEST

/* Only the pixels count, not how their rows are filtered. */
START_TEST(a_picture_is_blank_with_any_filter)
{
    static const int filters[] = {PNG_FILTER_NONE, PNG_FILTER_SUB,   PNG_FILTER_UP,
                                  PNG_FILTER_AVG,  PNG_FILTER_PAETH, PNG_ALL_FILTERS};
    struct png_kind kind = {.type = _i % 2 == 0 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA,
                            .depth = 8,
                            .filters = filters[_i / 2]};
    static const enum png_look looks[] = {BLANK, LAST_PIXEL, DOTTED};
    struct error error;

    for (size_t i = 0; i < 3; i++) {
        kind.look = looks[i];
        struct text png = make_png(kind);
        assert_status(check_bytes(&png, png.length, &error), i == 0 ? STATUS_FAILED : STATUS_OK,
                      &error);
        if (i == 0)
            assert_message_holds(&error, "blank");
        text_free(&png);
    }
}
END_TEST

START_TEST(bytes_behind_the_end_fail)
{
    struct text png = make_png(plain_png), other = make_png(plain_png);
    struct error error;

    text_append_bytes(&png, _i == 0 ? "\n" : other.data, _i == 0 ? 1 : other.length);
    assert_status(check_bytes(&png, png.length, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "extra data after its end");
    text_free(&png);
    text_free(&other);
}
END_TEST

START_TEST(an_interlaced_picture_fails)
{
    struct text png = make_png((struct png_kind){
        .type = PNG_COLOR_TYPE_RGB, .depth = 8, .interlace = PNG_INTERLACE_ADAM7});
    struct error error;

    assert_status(check_bytes(&png, png.length, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "interlaced");
    text_free(&png);
}
END_TEST

START_TEST(text_is_no_picture)
{
    struct text text = {0};
    struct error error;

    text_append(&text, "gnuplot> plot x\n");
    assert_status(check_bytes(&text, text.length, &error), STATUS_FAILED, &error);
    text_free(&text);
}
END_TEST

Suite *png_verify_suite(void)
{
    Suite *suite = suite_create("png_image");
    TCase *tests = tcase_create("png_image");

    tcase_add_loop_test(tests, whole_pictures_pass, 0, sizeof good_kinds / sizeof *good_kinds);
    tcase_add_test(tests, a_picture_may_arrive_in_pieces);
    tcase_add_test(tests, what_was_wrong_stays_wrong);
    tcase_add_test(tests, no_bytes_are_no_picture);
    tcase_add_test(tests, a_cut_picture_fails_wherever_it_is_cut);
    tcase_add_test(tests, a_changed_byte_fails_wherever_it_is);
    tcase_add_loop_test(tests, another_size_fails_and_is_told, 0, 5);
    tcase_add_loop_test(tests, a_blank_picture_fails, 0, 3);
    tcase_add_loop_test(tests, a_picture_is_blank_with_any_filter, 0, 12);
    tcase_add_loop_test(tests, bytes_behind_the_end_fail, 0, 2);
    tcase_add_test(tests, an_interlaced_picture_fails);
    tcase_add_test(tests, text_is_no_picture);
    suite_add_tcase(suite, tests);
    return suite;
}
