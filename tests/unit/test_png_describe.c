/* What is added to a picture: its resolution, and what it says of itself. */
#include "image/png_describe.h"
#include "image/png_verify.h"

#include <stdio.h>
#include <string.h>

#include "png_samples.h"
#include "support.h"
#include "unit_tests.h"

/* The place of chunk number n, and its length with its frame; 0 behind the last one. */
static size_t chunk_length(const struct text *png, size_t at)
{
    if (at + 12 > png->length)
        return 0;
    return png_get_uint_32((png_const_bytep)png->data + at) + 12;
}

static bool is_chunk(const struct text *png, size_t at, const char *name)
{
    return memcmp(png->data + at + 4, name, 4) == 0;
}

static bool is_resolution(const struct text *png, size_t at)
{
    return is_chunk(png, at, "pHYs");
}

static bool is_ours(const struct text *png, size_t at)
{
    return is_resolution(png, at) || is_chunk(png, at, "tEXt") || is_chunk(png, at, "iTXt");
}

/* All chunks of both are the same bytes in the same order, but for what describes them. */
static void assert_same_chunks(const struct text *before, const struct text *after)
{
    size_t a = 8, b = 8;

    ck_assert_int_eq(memcmp(before->data, after->data, 8), 0);
    while (a < before->length || b < after->length) {
        size_t length_a = chunk_length(before, a), length_b = chunk_length(after, b);
        if (length_a > 0 && is_ours(before, a)) {
            a += length_a;
        } else if (length_b > 0 && is_ours(after, b)) {
            b += length_b;
        } else {
            ck_assert_uint_gt(length_a, 0);
            ck_assert_uint_eq(length_a, length_b);
            ck_assert_int_eq(memcmp(before->data + a, after->data + b, length_a), 0);
            a += length_a, b += length_b;
        }
    }
}

static void assert_resolution(const struct text *png, png_uint_32 wanted)
{
    size_t found = 0;

    for (size_t at = 8; chunk_length(png, at) > 0; at += chunk_length(png, at)) {
        if (!is_resolution(png, at))
            continue;
        png_const_bytep data = (png_const_bytep)png->data + at + 8;
        ck_assert_uint_eq(png_get_uint_32(data), wanted);
        ck_assert_uint_eq(png_get_uint_32(data + 4), wanted);
        ck_assert_int_eq(data[8], PNG_RESOLUTION_METER);
        found++;
    }
    ck_assert_uint_eq(found, 1);
}

/* 1 inch is 0.0254 m: 72 / 0.0254 = 2834.6, 144 / 0.0254 = 5669.3, 216 / 0.0254 = 8503.9. */
static const struct {
    double per_inch;
    png_uint_32 per_metre;
    size_t old;
} resolutions[] = {{72, 2835, 0}, {144, 5669, 0}, {216, 8504, 0}, {144, 5669, 1000}};

START_TEST(the_resolution_is_added)
{
    struct png_kind kind = plain_png;
    struct text after = {0};
    struct error error;

    kind.resolution = resolutions[_i].old;
    struct text before = make_png(kind);
    struct png_description description = {.pixels_per_inch = resolutions[_i].per_inch};
    assert_status(png_describe(before.data, before.length, &description, &after, &error), STATUS_OK,
                  &error);
    assert_resolution(&after, resolutions[_i].per_metre);
    assert_same_chunks(&before, &after);
    assert_status(png_verify(after.data, after.length, PNG_WIDTH, PNG_HEIGHT, &error), STATUS_OK,
                  &error);
    text_free(&before);
    text_free(&after);
}
END_TEST

/* The texts as libpng reads them, which knows which characters tEXt has. */
static void assert_read(const struct text *png, const struct png_text *wanted, size_t count)
{
    png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(reader);
    FILE *file = fmemopen(png->data, png->length, "rb");
    png_textp texts;
    int found;

    ck_assert_int_eq(setjmp(png_jmpbuf(reader)), 0);
    png_init_io(reader, file);
    png_read_info(reader, info); /* up to the pixels: the texts stand before them */
    png_get_text(reader, info, &texts, &found);
    ck_assert_uint_eq((size_t)found, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_str_eq(texts[i].key, wanted[i].keyword);
        ck_assert_str_eq(texts[i].text, wanted[i].text);
    }
    png_destroy_read_struct(&reader, &info, NULL);
    fclose(file);
}

static void assert_described(const struct png_text *texts, const struct png_text *read,
                             size_t count)
{
    struct png_description description = {
        .pixels_per_inch = 72, .texts = texts, .text_count = count};
    struct text before = make_png(plain_png), after = {0};
    struct error error;

    assert_status(png_describe(before.data, before.length, &description, &after, &error), STATUS_OK,
                  &error);
    assert_read(&after, read, count);
    assert_same_chunks(&before, &after);
    assert_status(png_verify(after.data, after.length, PNG_WIDTH, PNG_HEIGHT, &error), STATUS_OK,
                  &error);
    text_free(&before);
    text_free(&after);
}

START_TEST(texts_are_latin1_where_that_has_their_characters)
{
    static const struct png_text given[] = {{"Title", "plain"},
                                            {"Description", "\u00e9\u00df\u00ff <b>&amp;"},
                                            {"a:b", "two\nlines\n"}};
    static const struct png_text read[] = {
        {"Title", "plain"}, {"Description", "\xe9\xdf\xff <b>&amp;"}, {"a:b", "two\nlines\n"}};

    assert_described(given, read, 3);
}
END_TEST

START_TEST(other_texts_are_unicode)
{
    static const struct png_text given[] = {
        {"Title", "x\u2081\u00b2 \u4e2d \U0001f600"}, {"Empty", ""}, {"Mixed", "\u00e9\u0101"}};

    assert_described(given, given, 3);
}
END_TEST

Suite *png_describe_suite(void)
{
    Suite *suite = suite_create("png_description");
    TCase *tests = tcase_create("png_description");

    tcase_add_loop_test(tests, the_resolution_is_added, 0, 4);
    tcase_add_test(tests, texts_are_latin1_where_that_has_their_characters);
    tcase_add_test(tests, other_texts_are_unicode);
    suite_add_tcase(suite, tests);
    return suite;
}
