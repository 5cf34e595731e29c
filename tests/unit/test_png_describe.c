/* Metadata of an image: resolution and texts, written and read. */
#define _GNU_SOURCE /* memfd_create */
#include "image/png_describe.h"
#include "image/png_info.h"
#include "image/png_verify.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

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

/* ---- Read again ------------------------------------------------------------------------------ */

#define SOURCE "adam-report:source"
#define RENDERER "adam-report:renderer"
#define PARAMETERS "adam-report:parameters"

static struct text described(const struct png_text *texts, size_t count)
{
    struct png_description description = {
        .pixels_per_inch = 72, .texts = texts, .text_count = count};
    struct text before = make_png(plain_png), after = {0};
    struct error error;

    assert_status(png_describe(before.data, before.length, &description, &after, &error), STATUS_OK,
                  &error);
    text_free(&before);
    return after;
}

/* To be freed with png_info_free(). */
static struct png_info info_of(const struct text *png)
{
    struct png_info info = {0};
    struct error error;
    int file = memfd_create("picture", MFD_CLOEXEC);

    ck_assert_int_eq(write(file, png->data, png->length), (ssize_t)png->length);
    assert_status(png_info_read(file, -1, &info, &error), STATUS_OK, &error);
    close(file);
    return info;
}

START_TEST(texts_of_ours_are_read_as_they_were_given)
{
    static const struct png_text given[] = {{SOURCE, "0123  \u00e9\u00df.gp\n"},
                                            {"Title", "another's"},
                                            {RENDERER, "x\u2081 \u4e2d"},
                                            {PARAMETERS, "{\"a\":1}"}};
    struct text png = described(given, 4);
    struct png_info info = info_of(&png);

    ck_assert_str_eq(text_string(&info.source), given[0].text);
    ck_assert_str_eq(text_string(&info.renderer), given[2].text);
    ck_assert_str_eq(text_string(&info.parameters), given[3].text);
    png_info_free(&info);
    text_free(&png);
}
END_TEST

/* Nobody can add to what a figure says of its source by another chunk behind it. */
START_TEST(the_first_text_of_a_name_counts)
{
    static const struct png_text given[] = {
        {SOURCE, "first"}, {SOURCE, "second"}, {RENDERER, "\u4e2d"}, {RENDERER, "third"}};
    struct text png = described(given, 4);
    struct png_info info = info_of(&png);

    ck_assert_str_eq(text_string(&info.source), "first");
    ck_assert_str_eq(text_string(&info.renderer), "\u4e2d");
    png_info_free(&info);
    text_free(&png);
}
END_TEST

/* Compressed, or in a language: none of it is as png_describe() writes it. */
START_TEST(texts_in_another_form_are_left_alone)
{
    static const struct png_text given[] = {{SOURCE, "\u4e2d"}};
    struct text png = described(given, 1);
    size_t at = 8;

    while (!is_chunk(&png, at, "iTXt"))
        at += chunk_length(&png, at);
    size_t length = chunk_length(&png, at) - 12;
    png.data[at + 8 + strlen(SOURCE) + 1 + (size_t)_i] = 1; /* flag, method, language, keyword */
    png_save_uint_32((png_bytep)png.data + at + 8 + length,
                     (png_uint_32)crc32(0, (Bytef *)png.data + at + 4, (uInt)length + 4));
    struct png_info info = info_of(&png);
    ck_assert_uint_eq(info.source.length, 0);
    png_info_free(&info);
    text_free(&png);
}
END_TEST

/* What a chunk that is put behind the header changes. */
static const struct {
    const char *name;
    enum png_metadata kind;
} chunk_kinds[] = {
    {"tEXt", PNG_METADATA_TEXT},       {"iTXt", PNG_METADATA_TEXT},
    {"zTXt", PNG_METADATA_TEXT},       {"gAMA", PNG_METADATA_COLOR},
    {"cHRM", PNG_METADATA_COLOR},      {"sRGB", PNG_METADATA_COLOR},
    {"iCCP", PNG_METADATA_COLOR},      {"cICP", PNG_METADATA_COLOR},
    {"pHYs", PNG_METADATA_RESOLUTION}, {"tIME", PNG_METADATA_TIME},
    {"acTL", PNG_METADATA_ANIMATION},  {"fcTL", PNG_METADATA_ANIMATION},
    {"fdAT", PNG_METADATA_ANIMATION},  {"hIST", PNG_METADATA_OTHER},
    {"eXIf", PNG_METADATA_CAMERA},     {"iDOT", PNG_METADATA_UNKNOWN},
};

START_TEST(chunks_are_told_apart)
{
    static const size_t behind_header = 8 + 12 + 13;
    struct text before = make_png(plain_png), after = {0};
    unsigned char chunk[4 + 4 + 3 + 4] = {0, 0, 0, 3};

    memcpy(chunk + 4, chunk_kinds[_i].name, 4);
    memcpy(chunk + 8, "a\0b", 3);
    png_save_uint_32(chunk + 11, (png_uint_32)crc32(0, chunk + 4, 7));
    text_append_bytes(&after, before.data, behind_header);
    text_append_bytes(&after, chunk, sizeof chunk);
    text_append_bytes(&after, before.data + behind_header, before.length - behind_header);
    struct png_info plain = info_of(&before), info = info_of(&after);
    for (int kind = 0; kind < PNG_METADATA_KINDS; kind++)
        ck_assert_int_eq(strcmp(info.metadata[kind], plain.metadata[kind]) != 0,
                         kind == (int)chunk_kinds[_i].kind);
    png_info_free(&plain);
    png_info_free(&info);
    text_free(&before);
    text_free(&after);
}
END_TEST

Suite *png_describe_suite(void)
{
    Suite *suite = suite_create("png_description");
    TCase *tests = tcase_create("png_description");

    tcase_add_loop_test(tests, the_resolution_is_added, 0, 4);
    tcase_add_test(tests, texts_are_latin1_where_that_has_their_characters);
    tcase_add_test(tests, other_texts_are_unicode);
    tcase_add_test(tests, texts_of_ours_are_read_as_they_were_given);
    tcase_add_test(tests, the_first_text_of_a_name_counts);
    tcase_add_loop_test(tests, texts_in_another_form_are_left_alone, 0, 4);
    tcase_add_loop_test(tests, chunks_are_told_apart, 0, sizeof chunk_kinds / sizeof *chunk_kinds);
    suite_add_tcase(suite, tests);
    return suite;
}
