/* GIFs, decoded by giflib. */
#define _GNU_SOURCE /* memmem */
#include "image/animation.h"

#include <gif_lib.h>
#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "image/png_pixels.h"
#include "image/quantize.h"
#include "support.h"
#include "unit_tests.h"

#define WIDTH 8
#define HEIGHT 4

static const struct text_boxes no_boxes = {.count = 0};

/* ---- Palette --------------------------------------------------------------------------------- */

static void add(struct histogram *histogram, uint32_t color, size_t times)
{
    struct error error;

    for (size_t i = 0; i < times; i++)
        assert_status(histogram_add(histogram, color, &error), STATUS_OK, &error);
}

static uint32_t found(struct palette *palette, uint32_t color)
{
    struct error error;
    size_t place;

    assert_status(quantize_find(palette, color, &place, &error), STATUS_OK, &error);
    ck_assert_uint_lt(place, palette->count);
    return palette->colors[place];
}

START_TEST(few_colors_are_all_kept)
{
    struct histogram histogram = {0};
    struct palette palette;
    struct error error;

    for (uint32_t i = 0; i < QUANTIZE_MAX_COLORS; i++)
        add(&histogram, i * 0x010203, 1 + i % 3);
    assert_status(quantize_choose(&palette, &histogram, &error), STATUS_OK, &error);
    ck_assert_uint_eq(palette.count, QUANTIZE_MAX_COLORS);
    for (uint32_t i = 0; i < QUANTIZE_MAX_COLORS; i++)
        ck_assert_uint_eq(found(&palette, i * 0x010203), i * 0x010203);
    ck_assert_uint_eq(found(&palette, 0x010204), 0x010203);
    histogram_free(&histogram);
    quantize_free(&palette);
}
END_TEST

/* Two large areas among a smooth ramp of 10000 greens and blues. */
START_TEST(of_many_the_frequent_ones_are_exact)
{
    struct histogram histogram = {0};
    struct palette palette;
    struct error error;
    int worst = 0;

    add(&histogram, 0xfe0102, 5000);
    add(&histogram, 0x800000, 400);
    for (uint32_t i = 0; i < 10000; i++)
        add(&histogram, (i / 100) << 8 | i % 100, 1);
    assert_status(quantize_choose(&palette, &histogram, &error), STATUS_OK, &error);
    ck_assert_uint_le(palette.count, QUANTIZE_MAX_COLORS);
    ck_assert_uint_eq(found(&palette, 0xfe0102), 0xfe0102);
    ck_assert_uint_eq(found(&palette, 0x800000), 0x800000);
    for (uint32_t i = 0; i < 10000; i++) {
        uint32_t c = found(&palette, (i / 100) << 8 | i % 100);
        int green = abs((int)(c >> 8 & 0xff) - (int)(i / 100)),
            blue = abs((int)(c & 0xff) - (int)(i % 100));
        worst = green > worst ? green : worst;
        worst = blue > worst ? blue : worst;
    }
    ck_assert_int_le(worst, 10); /* 253 groups of 10000: some 6.3 x 6.3 each */
    histogram_free(&histogram);
    quantize_free(&palette);
}
END_TEST

/* ---- Frames ---------------------------------------------------------------------------------- */

START_TEST(frames_are_spread_evenly)
{
    size_t frames[5];

    ck_assert_uint_eq(animation_frames(1, frames, 5), 1);
    ck_assert_uint_eq(frames[0], 0);
    ck_assert_uint_eq(animation_frames(5, frames, 5), 5);
    ck_assert_uint_eq(frames[4], 4);
    ck_assert_uint_eq(animation_frames(101, frames, 5), 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(frames[i], 25 * i);
    static const size_t nearest[] = {0, 2, 4, 5, 7}; /* 0, 1.75, 3.5, 5.25, 7 */
    ck_assert_uint_eq(animation_frames(8, frames, 5), 5);
    ck_assert_mem_eq(frames, nearest, sizeof nearest);
}
END_TEST

/* ---- GIF ------------------------------------------------------------------------------------- */

static void append_png(struct text *out, const uint32_t rgba[], int width, int height)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)width,
                       .height = (png_uint_32)height,
                       .format = PNG_FORMAT_RGBA};
    unsigned char bytes[4 * WIDTH * HEIGHT];
    png_alloc_size_t length = 0;

    for (int i = 0; i < width * height; i++)
        for (int k = 0; k < 4; k++)
            bytes[4 * i + k] = (unsigned char)(rgba[i] >> (24 - 8 * k));
    ck_assert(png_image_write_get_memory_size(image, length, 0, bytes, 0, NULL));
    char *end = text_reserve(out, length);
    ck_assert(png_image_write_to_memory(&image, end, &length, 0, bytes, 0, NULL));
    text_grew(out, length);
}

static void append_plain(struct text *out, uint32_t color)
{
    uint32_t rgba[WIDTH * HEIGHT];

    for (size_t i = 0; i < WIDTH * HEIGHT; i++)
        rgba[i] = color;
    append_png(out, rgba, WIDTH, HEIGHT);
}

/* A path along the second row of pixels, one pixel for each point; then half of a red one. */
static struct animation_point points[] = {
    {0.5, 1.5, 0}, {1.5, 1.5, 1}, {2.5, 1.5, 2}, {3.5, 1.5, 3}};
static const struct animation_path path = {points, 4};
static const struct animation_plan plan = {
    .width = WIDTH, .height = HEIGHT, .frames = 4, .paths = &path, .path_count = 1, .radius = 0.4};

/* A background of one color; the path, and a dot far from it; the image in front. */
static struct text make_pictures(void)
{
    uint32_t rgba[WIDTH * HEIGHT] = {0};
    struct text out = {0};

    append_plain(&out, 0x204060ff);
    for (size_t i = 0; i < 4; i++)
        rgba[WIDTH + i] = i % 2 == 0 ? 0xffffffff : 0xff000080;
    rgba[3 * WIDTH] = 0x00ff00ff;
    append_png(&out, rgba, WIDTH, HEIGHT);
    memset(rgba, 0, sizeof rgba);
    rgba[WIDTH + 2] = 0x000000ff;
    append_png(&out, rgba, WIDTH, HEIGHT);
    return out;
}

struct reader {
    const struct text *bytes;
    size_t at;
};

static int read_bytes(GifFileType *file, GifByteType *bytes, int length)
{
    struct reader *reader = file->UserData;

    memcpy(bytes, reader->bytes->data + reader->at, (size_t)length);
    reader->at += (size_t)length;
    return length;
}

static GifFileType *open_gif(struct reader *reader)
{
    int code = 0;
    GifFileType *file = DGifOpen(reader, read_bytes, &code);

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(DGifSlurp(file), GIF_OK);
    return file;
}

/* Puts frame number k over what is shown, as a browser does. */
static void show_frame(const GifFileType *file, int k, uint32_t shown[])
{
    const SavedImage *image = &file->SavedImages[k];
    const GifImageDesc *at = &image->ImageDesc;
    GraphicsControlBlock control;

    ck_assert_int_eq(DGifSavedExtensionToGCB((GifFileType *)file, k, &control), GIF_OK);
    ck_assert_int_eq(control.DelayTime, k == 0 ? 60 : 6);
    ck_assert_int_eq(control.DisposalMode, DISPOSE_DO_NOT);
    for (int i = 0; i < at->Width * at->Height; i++) {
        int index = image->RasterBits[i];
        GifColorType c = file->SColorMap->Colors[index];
        if (index != control.TransparentColor)
            shown[(at->Top + i / at->Width) * WIDTH + at->Left + i % at->Width] =
                (uint32_t)(c.Red << 16 | c.Green << 8 | c.Blue);
    }
}

static void assert_shows(const struct text *png, const uint32_t shown[])
{
    struct pixels pixels = {0};
    struct error error;

    assert_status(png_pixels_decode((const unsigned char *)png->data, png->length, &pixels, &error),
                  STATUS_OK, &error);
    ck_assert_uint_eq(pixels.width * pixels.height, WIDTH * HEIGHT);
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        const unsigned char *rgba = pixels.rgba + 4 * i;
        ck_assert_uint_eq((uint32_t)(rgba[0] << 16 | rgba[1] << 8 | rgba[2]), shown[i]);
    }
    pixels_free(&pixels);
}

/* Half of red over the ground, as straight opacity has it: 32 + 128 / 255 * (255 - 32) and so on.
 */
#define MIXED 0x902030

START_TEST(each_frame_shows_the_path_so_far)
{
    static const uint32_t colors[] = {0xffffff, MIXED, 0x000000, MIXED};
    struct text pictures = make_pictures(), gif = {0}, last = {0};
    uint32_t shown[WIDTH * HEIGHT];
    struct error error;

    assert_status(
        animation_make(pictures.data, pictures.length, &plan, &no_boxes, &gif, &last, &error),
        STATUS_OK, &error);
    struct reader reader = {.bytes = &gif};
    GifFileType *file = open_gif(&reader);
    ck_assert_int_eq(file->SWidth, WIDTH);
    ck_assert_int_eq(file->SHeight, HEIGHT);
    ck_assert_int_eq(file->ImageCount, 4);
    for (int k = 0; k < 4; k++) {
        const GifImageDesc *at = &file->SavedImages[k].ImageDesc;
        if (k == 1 || k == 2) /* only one pixel changes, or the image in front of it */
            ck_assert_int_eq(at->Width * at->Height, 1);
        show_frame(file, k, shown);
        ck_assert_uint_eq(shown[0], 0x204060);
        for (int i = 0; i < 4; i++)
            ck_assert_uint_eq(shown[WIDTH + i], i > k && i != 2 ? 0x204060 : colors[i]);
        /* The last one shows everything, even what no point has reached. */
        ck_assert_uint_eq(shown[3 * WIDTH], k < 3 ? 0x204060 : 0x00ff00);
    }
    DGifCloseFile(file, NULL);
    assert_shows(&last, shown);
    text_free(&pictures);
    text_free(&gif);
    text_free(&last);
}
END_TEST

/* Two cells, at 1 and 4 of the last row; the characters a and b, at 2 and 6 of the same row. */
static struct animation_plan plan_with_text(void)
{
    struct animation_plan with = plan;

    with.text = (struct animation_text){.cells = 2,
                                        .x = {1, 4},
                                        .characters = "ab",
                                        .from_x = {2, 6},
                                        .y = 3,
                                        .half_width = 1,
                                        .half_height = 1,
                                        .frames = {"ab", "ab", "?a", "ba"}};
    return with;
}

/* The characters are pixels of one color. */
static void append_characters(struct text *pictures)
{
    uint32_t rgba[WIDTH * HEIGHT] = {0};

    rgba[3 * WIDTH + 2] = 0xff0000ff;
    rgba[3 * WIDTH + 6] = 0x0000ffff;
    append_png(pictures, rgba, WIDTH, HEIGHT);
}

START_TEST(each_frame_has_its_text)
{
    static const uint32_t ground = 0x204060, a = 0xff0000, b = 0x0000ff;
    const uint32_t cells[4][2] = {{a, b}, {a, b}, {ground, a}, {b, a}};
    struct animation_plan with = plan_with_text();
    struct text pictures = make_pictures(), gif = {0}, last = {0};
    uint32_t shown[WIDTH * HEIGHT];
    struct error error;

    assert_status(
        animation_make(pictures.data, pictures.length, &with, &no_boxes, &gif, &last, &error),
        STATUS_FAILED, &error);
    assert_message_holds(&error, "3 images instead of 4");
    append_characters(&pictures);
    assert_status(
        animation_make(pictures.data, pictures.length, &with, &no_boxes, &gif, &last, &error),
        STATUS_OK, &error);
    struct reader reader = {.bytes = &gif};
    GifFileType *file = open_gif(&reader);
    ck_assert_int_eq(file->ImageCount, 4);
    for (int k = 0; k < 4; k++) {
        show_frame(file, k, shown);
        ck_assert_uint_eq(shown[3 * WIDTH + 1], cells[k][0]);
        ck_assert_uint_eq(shown[3 * WIDTH + 4], cells[k][1]);
        ck_assert_uint_eq(shown[3 * WIDTH + 2], ground);
        ck_assert_uint_eq(shown[WIDTH + 1], k < 1 ? ground : MIXED);
    }
    DGifCloseFile(file, NULL);
    text_free(&pictures);
    text_free(&gif);
    text_free(&last);
}
END_TEST

/* Cells, characters and the line are partly or completely outside of the image. */
START_TEST(text_is_cut_at_the_edges)
{
    static const size_t places[] = {0, WIDTH - 1, 1000};
    struct animation_plan with = plan_with_text();
    struct text pictures = make_pictures();
    struct error error;

    append_characters(&pictures);
    for (size_t i = 0; i < 3 * 3 * 3 * 3; i++) {
        struct text gif = {0}, last = {0};
        with.text.x[0] = places[i % 3];
        with.text.from_x[0] = places[i / 3 % 3];
        with.text.y = places[i / 9 % 3];
        with.text.half_width = with.text.half_height = 1 + 10 * (i / 27);
        assert_status(
            animation_make(pictures.data, pictures.length, &with, &no_boxes, &gif, &last, &error),
            STATUS_OK, &error);
        text_free(&gif);
        text_free(&last);
    }
    text_free(&pictures);
}
END_TEST

/* Lines far out of the image and back, and points that no pixel number can represent. */
START_TEST(paths_leave_the_image)
{
    struct animation_point far[] = {
        {0.5, 1.5, 0}, {1e300, 1e290, 1}, {-1e300, 1e290, 2}, {4.5, 1.5, 3}, {4.5, 1.5, 3}};
    const struct animation_path paths[] = {{far, 5}, {far, 0}};
    const struct animation_plan two = {.width = WIDTH,
                                       .height = HEIGHT,
                                       .frames = 4,
                                       .paths = paths,
                                       .path_count = 2,
                                       .radius = 0.6};
    uint32_t front[WIDTH * HEIGHT] = {0}, shown[WIDTH * HEIGHT];
    struct text pictures = {0}, gif = {0}, last = {0};
    struct error error;

    append_plain(&pictures, 0x204060ff);
    append_plain(&pictures, 0xffffffff);
    append_plain(&pictures, 0);
    front[WIDTH * HEIGHT - 1] = 0x204060ff; /* a color of the last frame */
    append_png(&pictures, front, WIDTH, HEIGHT);
    assert_status(
        animation_make(pictures.data, pictures.length, &two, &no_boxes, &gif, &last, &error),
        STATUS_OK, &error);
    struct reader reader = {.bytes = &gif};
    GifFileType *file = open_gif(&reader);
    for (int k = 0; k < 4; k++) {
        show_frame(file, k, shown);
        ck_assert_uint_eq(shown[WIDTH], 0xffffff);
        ck_assert_uint_eq(shown[WIDTH + 3], k == 0 ? 0x204060 : 0xffffff);
        ck_assert_uint_eq(shown[0], k == 3 ? 0xffffff : 0x204060);
    }
    DGifCloseFile(file, NULL);
    text_free(&pictures);
    text_free(&gif);
    text_free(&last);
}
END_TEST

/* Each is drawn at its current position: of two that meet, the later one is in front. */
START_TEST(the_later_path_is_above)
{
    struct animation_point early[] = {{0.5, 0.5, 0}}, late[] = {{0.5, 0.5, 1}};
    const struct animation_path paths[] = {{late, 1}, {early, 1}};
    const struct animation_plan two = {.width = WIDTH,
                                       .height = HEIGHT,
                                       .frames = 2,
                                       .paths = paths,
                                       .path_count = 2,
                                       .radius = 0.4};
    uint32_t dot[WIDTH * HEIGHT] = {0}, shown[WIDTH * HEIGHT];
    struct text pictures = {0}, gif = {0}, last = {0};
    struct error error;

    append_plain(&pictures, 0x204060ff);
    for (size_t i = 0; i < 2; i++) {
        dot[0] = i == 0 ? 0xff0000ff : 0x0000ffff;
        dot[WIDTH] = 0x0000ffff; /* a color of the last frame, too */
        append_png(&pictures, dot, WIDTH, HEIGHT);
    }
    append_plain(&pictures, 0);
    assert_status(
        animation_make(pictures.data, pictures.length, &two, &no_boxes, &gif, &last, &error),
        STATUS_OK, &error);
    struct reader reader = {.bytes = &gif};
    GifFileType *file = open_gif(&reader);
    for (int k = 0; k < 2; k++) {
        show_frame(file, k, shown);
        ck_assert_uint_eq(shown[0], k == 0 ? 0x0000ff : 0xff0000);
    }
    DGifCloseFile(file, NULL);
    text_free(&pictures);
    text_free(&gif);
    text_free(&last);
}
END_TEST

/* A GIF of a ground with one pixel of this color and a dot. */
static struct text make_with_pixel(uint32_t color, const struct text_boxes *boxes)
{
    uint32_t rgba[WIDTH * HEIGHT];
    struct text pictures = {0}, gif = {0}, last = {0};
    struct error error;

    for (size_t i = 0; i < WIDTH * HEIGHT; i++)
        rgba[i] = 0x204060ff;
    rgba[2 * WIDTH + 4] = color << 8 | 0xff;
    append_png(&pictures, rgba, WIDTH, HEIGHT);
    memset(rgba, 0, sizeof rgba);
    rgba[0] = 0xffffffff;
    append_png(&pictures, rgba, WIDTH, HEIGHT);
    append_plain(&pictures, 0);
    assert_status(animation_make(pictures.data, pictures.length, &plan, boxes, &gif, &last, &error),
                  STATUS_OK, &error);
    text_free(&last);
    text_free(&pictures);
    return gif;
}

/* Else another rendering of the texts would change all other colors a little. */
START_TEST(texts_have_no_part_in_the_palette)
{
    static const struct text_boxes boxes = {.list = {{4, 2, 99, 1}, {90, 90, 9, 9}}, .count = 2};
    struct text one = make_with_pixel(0x123456, &boxes), other = make_with_pixel(0xfedcba, &boxes);
    struct text without = make_with_pixel(0xfedcba, &no_boxes);

    ck_assert_int_eq(memcmp(one.data, other.data, 13 + 3 * 256), 0);
    ck_assert_int_ne(memcmp(other.data, without.data, 13 + 3 * 256), 0);
    text_free(&one);
    text_free(&other);
    text_free(&without);
}
END_TEST

/* An extension that says how often, NETSCAPE2.0, would make it play again. */
START_TEST(it_plays_once_and_for_less_than_five_seconds)
{
    struct text pictures = make_pictures(), gif = {0}, last = {0};
    struct error error;

    assert_status(
        animation_make(pictures.data, pictures.length, &plan, &no_boxes, &gif, &last, &error),
        STATUS_OK, &error);
    ck_assert_int_eq(memcmp(gif.data, "GIF89a", 6), 0);
    ck_assert_ptr_null(memmem(gif.data, gif.length, "NETSCAPE", 8));
    ck_assert_int_lt(60 + (ANIMATION_MAX_FRAMES - 1) * 6, 500);
    text_free(&pictures);
    text_free(&gif);
    text_free(&last);
}
END_TEST

START_TEST(cut_pictures_are_refused)
{
    struct animation_plan wider = plan;
    struct text pictures = make_pictures(), gif = {0}, last = {0};
    struct error error;

    for (size_t length = 0; length < pictures.length; length++) {
        assert_status(animation_make(pictures.data, length, &plan, &no_boxes, &gif, &last, &error),
                      STATUS_FAILED, &error);
        ck_assert_uint_eq(gif.length, 0);
    }
    wider.width++;
    assert_status(
        animation_make(pictures.data, pictures.length, &wider, &no_boxes, &gif, &last, &error),
        STATUS_FAILED, &error);
    assert_message_holds(&error, "8x4 pixels instead of 9x4");
    append_plain(&pictures, 0);
    assert_status(
        animation_make(pictures.data, pictures.length, &plan, &no_boxes, &gif, &last, &error),
        STATUS_FAILED, &error);
    assert_message_holds(&error, "4 images instead of 3");
    text_free(&pictures);
}
END_TEST

Suite *animation_suite(void)
{
    Suite *suite = suite_create("animation");
    TCase *palette = tcase_create("palette"), *tests = tcase_create("gif");

    tcase_add_test(palette, few_colors_are_all_kept);
    tcase_add_test(palette, of_many_the_frequent_ones_are_exact);
    suite_add_tcase(suite, palette);
    tcase_add_test(tests, frames_are_spread_evenly);
    tcase_add_test(tests, each_frame_shows_the_path_so_far);
    tcase_add_test(tests, texts_have_no_part_in_the_palette);
    tcase_add_test(tests, each_frame_has_its_text);
    tcase_add_test(tests, text_is_cut_at_the_edges);
    tcase_add_test(tests, paths_leave_the_image);
    tcase_add_test(tests, the_later_path_is_above);
    tcase_add_test(tests, it_plays_once_and_for_less_than_five_seconds);
    tcase_add_test(tests, cut_pictures_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
