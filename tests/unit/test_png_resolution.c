/* The resolution that is added to a picture. */
#include "artifact/png_image.h"

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

static bool is_resolution(const struct text *png, size_t at)
{
    return memcmp(png->data + at + 4, "pHYs", 4) == 0;
}

/* All chunks of both are the same bytes in the same order, but for pHYs. */
static void assert_same_chunks(const struct text *before, const struct text *after)
{
    size_t a = 8, b = 8;

    ck_assert_int_eq(memcmp(before->data, after->data, 8), 0);
    while (a < before->length || b < after->length) {
        size_t length_a = chunk_length(before, a), length_b = chunk_length(after, b);
        if (length_a > 0 && is_resolution(before, a)) {
            a += length_a;
        } else if (length_b > 0 && is_resolution(after, b)) {
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

START_TEST(the_resolution_is_all_that_is_added)
{
    struct png_kind kind = plain_png;
    struct text after = {0};
    struct error error;

    kind.resolution = resolutions[_i].old;
    struct text before = make_png(kind);
    assert_status(png_image_add_resolution(before.data, before.length, resolutions[_i].per_inch,
                                           &after, &error),
                  STATUS_OK, &error);
    assert_resolution(&after, resolutions[_i].per_metre);
    assert_same_chunks(&before, &after);
    assert_status(png_image_check(after.data, after.length, PNG_WIDTH, PNG_HEIGHT, &error),
                  STATUS_OK, &error);
    text_free(&before);
    text_free(&after);
}
END_TEST

Suite *png_resolution_suite(void)
{
    Suite *suite = suite_create("png_resolution");
    TCase *tests = tcase_create("png_resolution");

    tcase_add_loop_test(tests, the_resolution_is_all_that_is_added, 0, 4);
    suite_add_tcase(suite, tests);
    return suite;
}
