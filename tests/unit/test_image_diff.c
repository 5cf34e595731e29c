/* Images of every kind, compared with their expected pixels, and broken in every position. */
#define _GNU_SOURCE /* memfd_create */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "diff/diff_image.h"
#include "diff/image_diff.h"
#include "diff/pixel_compare.h"
#include "image/png_idat.h"
#include "image_samples.h"
#include "support.h"
#include "unit_tests.h"

#define WIDTH 21
#define HEIGHT 17

static const struct picture_kind exact = {"rgba 16", PNG_COLOR_TYPE_RGB_ALPHA, 16, false, false};
static const struct picture_kind rgb = {"rgb 8", PNG_COLOR_TYPE_RGB, 8, false, false};
static const struct picture_kind rgba = {"rgba 8", PNG_COLOR_TYPE_RGB_ALPHA, 8, false, false};

static const struct image_diff_settings usual = {.threshold = 0.1, .interrupt_fd = -1};

static enum status compare(int a, int b, const struct image_diff_settings *settings,
                           struct image_difference *found, bool *same_data, struct error *error)
{
    struct png_info png_a = {0}, png_b = {0};
    const struct png_input images[2] = {{a, &png_a}, {b, &png_b}};
    enum status status = png_info_read(a, -1, &png_a, error);

    *found = (struct image_difference){0};
    *same_data = false;
    if (status == STATUS_OK)
        status = png_info_read(b, -1, &png_b, error);
    if (status == STATUS_OK)
        status = png_idat_same(images, -1, same_data, error);
    if (status == STATUS_OK && !*same_data)
        status = image_diff(images, settings, -1, found, error);
    png_info_free(&png_a);
    png_info_free(&png_b);
    return status;
}

static struct image_difference difference(int a, int b, const struct image_diff_settings *settings)
{
    struct image_difference found;
    struct error error;
    bool same_data;

    assert_status(compare(a, b, settings, &found, &same_data, &error), STATUS_OK, &error);
    close(a);
    close(b);
    return found;
}

/* ---- Made by hand ---------------------------------------------------------------------------- */

static void append_chunk(struct text *out, const char *name, const unsigned char *data,
                         size_t length)
{
    unsigned char number[4];

    png_save_uint_32(number, (png_uint_32)length);
    text_append_bytes(out, number, 4);
    text_append_bytes(out, name, 4);
    text_append_bytes(out, data, length);
    uLong sum = crc32(0, (const Bytef *)name, 4);
    png_save_uint_32(number, (png_uint_32)crc32(sum, data, (uInt)length));
    text_append_bytes(out, number, 4);
}

/* A picture of 8 bits with this compressed image data. */
static int data_file(int type, unsigned width, unsigned height, const unsigned char *packed,
                     size_t size)
{
    struct text bytes = {0};
    unsigned char header[13] = {0};
    int file = memfd_create("picture", MFD_CLOEXEC);

    png_save_uint_32(header, width);
    png_save_uint_32(header + 4, height);
    header[8] = 8;
    header[9] = (unsigned char)type;
    text_append_bytes(&bytes, "\x89PNG\r\n\x1a\n", 8);
    append_chunk(&bytes, "IHDR", header, sizeof header);
    append_chunk(&bytes, "IDAT", packed, size);
    append_chunk(&bytes, "IEND", header, 0);
    ck_assert_int_eq(write(file, bytes.data, bytes.length), (ssize_t)bytes.length);
    text_free(&bytes);
    return file;
}

/* Random filtered rows mean what libpng says that they mean. */
START_TEST(test_every_filter)
{
    enum { WIDE = 53, HIGH = 40 };
    size_t pixel = _i == 0 ? 3 : 4, row = 1 + WIDE * pixel;
    unsigned char rows[HIGH * (1 + WIDE * 4)], packed[sizeof rows + 1000], pixels[HIGH * WIDE * 4];
    uLongf size = sizeof packed;
    unsigned state = 1;

    for (size_t i = 0; i < HIGH * row; i++) {
        state = state * 1664525 + 1013904223;
        rows[i] = (unsigned char)(i % row == 0 ? state >> 16 & 7 : state >> 24);
        if (i % row == 0 && rows[i] > 4)
            rows[i] = 4;
    }
    ck_assert_int_eq(compress(packed, &size, rows, HIGH * row), Z_OK);
    int file = data_file(_i == 0 ? 2 : 6, WIDE, HIGH, packed, size);
    struct text bytes = {0};
    ck_assert_ptr_nonnull(text_reserve(&bytes, 100000));
    text_grew(&bytes, (size_t)pread(file, bytes.data, 100000, 0));
    png_image image = {.version = PNG_IMAGE_VERSION};
    ck_assert_int_ne(png_image_begin_read_from_memory(&image, bytes.data, bytes.length), 0);
    image.format = _i == 0 ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
    ck_assert_int_ne(png_image_finish_read(&image, NULL, pixels, 0, NULL), 0);
    /* The same pixels, written by libpng with filters of its own choice. */
    int again = memfd_create("again", MFD_CLOEXEC);
    FILE *stream = fdopen(dup(again), "wb");
    ck_assert_int_ne(png_image_write_to_stdio(&image, stream, 0, pixels, 0, NULL), 0);
    fclose(stream);
    struct image_difference found = difference(file, again, &usual);
    ck_assert_uint_eq(found.compared, WIDE * HIGH);
    ck_assert_uint_eq(found.different, 0);
    text_free(&bytes);
}
END_TEST

/* ---- Every kind ------------------------------------------------------------------------------ */

static const struct picture_kind *kind_now; /* of the picture that is painted */

/* All colors and opacities, in no order. */
static struct rgba colorful(size_t x, size_t y)
{
    unsigned n = (unsigned)(x * 7919 + y * 104729 + 12345);
    struct rgba color = {(uint16_t)(n * 40503u), (uint16_t)(n * 30011u >> 3), (uint16_t)(n * 977u),
                         (uint16_t)(n * 331u)};

    return picture_stored(kind_now, color);
}

/* The same with one pixel whose color is as far from what it was as the kind has it. */
static struct rgba colorful_but_one(size_t x, size_t y)
{
    struct rgba color = colorful(x, y);

    if (x == 5 && y == 11) {
        uint16_t other = color.red < 0x8000 ? 0xffff : 0;
        color = picture_stored(kind_now, (struct rgba){other, other, other, 0xffff});
    }
    return color;
}

START_TEST(test_every_kind_means_its_pixels)
{
    for (int interlaced = 0; interlaced < 2; interlaced++) {
        struct picture_kind kind = picture_kinds[_i];
        kind.interlaced = interlaced != 0;
        kind_now = &kind;
        struct image_difference found =
            difference(picture_file(&kind, WIDTH, HEIGHT, colorful),
                       picture_file(&exact, WIDTH, HEIGHT, colorful), &usual);
        ck_assert_msg(found.different == 0, "%s: %zu", kind.name, found.different);
        bool itself = kind.depth == exact.depth && kind.type == exact.type && !kind.interlaced;
        ck_assert_uint_eq(found.compared, itself ? 0 : WIDTH * HEIGHT);
    }
}
END_TEST

START_TEST(test_every_kind_shows_one_pixel)
{
    static const struct image_diff_settings strict = {
        .threshold = 0, .count_antialiased = true, .interrupt_fd = -1};

    for (int interlaced = 0; interlaced < 2; interlaced++) {
        struct picture_kind kind = picture_kinds[_i];
        kind.interlaced = interlaced != 0;
        kind_now = &kind;
        struct image_difference found =
            difference(picture_file(&kind, WIDTH, HEIGHT, colorful),
                       picture_file(&kind, WIDTH, HEIGHT, colorful_but_one), &strict);
        ck_assert_msg(found.different == 1, "%s: %zu", kind.name, found.different);
        ck_assert_uint_eq(found.changed, 1);
        ck_assert_uint_eq(found.clusters.count, 1);
        ck_assert_uint_eq(found.clusters.kept[0].left, 5);
        ck_assert_uint_eq(found.clusters.kept[0].top, 11);
    }
}
END_TEST

START_TEST(test_threads_find_the_same)
{
    struct image_diff_settings settings = usual;
    struct image_difference found[2];

    kind_now = &rgb;
    for (int threaded = 0; threaded < 2; threaded++) {
        settings.threaded = threaded != 0;
        found[threaded] = difference(picture_file(&rgb, 700, 900, colorful),
                                     picture_file(&rgb, 700, 900, colorful_but_one), &settings);
    }
    ck_assert_uint_eq(found[0].different, 1);
    ck_assert_int_eq(memcmp(&found[0], &found[1], sizeof found[0]), 0);
}
END_TEST

/* ---- Colors --------------------------------------------------------------------------------- */

static struct rgba black(size_t x, size_t y)
{
    (void)x;
    (void)y;
    return (struct rgba){0, 0, 0, 0xffff};
}

static struct rgba white(size_t x, size_t y)
{
    (void)x;
    (void)y;
    return (struct rgba){0xffff, 0xffff, 0xffff, 0xffff};
}

static struct rgba no_white(size_t x, size_t y)
{
    (void)x;
    (void)y;
    return (struct rgba){0xffff, 0xffff, 0xffff, 0};
}

static struct rgba nothing(size_t x, size_t y)
{
    (void)x;
    (void)y;
    return (struct rgba){0, 0, 0, 0};
}

static struct rgba low_byte(size_t x, size_t y)
{
    return (struct rgba){0, (uint16_t)(x == 1 && y == 1), 0, 0xffff};
}

/* Black and white are sqrt(0.5053 * 255^2 / 35215) of the largest distance apart. */
START_TEST(test_black_and_white)
{
    struct image_difference found =
        difference(picture_file(&rgb, 3, 3, black), picture_file(&rgb, 3, 3, white), &usual);

    ck_assert_uint_eq(found.changed, 9);
    ck_assert(fabs(found.largest - 255 * sqrt(0.5053 / 35215)) < 1e-6);
}
END_TEST

START_TEST(test_opacity_counts)
{
    struct image_difference found =
        difference(picture_file(&rgba, 3, 3, no_white), picture_file(&rgba, 3, 3, white), &usual);
    ck_assert_uint_eq(found.changed, 9);
    found =
        difference(picture_file(&rgba, 3, 3, nothing), picture_file(&rgba, 3, 3, black), &usual);
    ck_assert_uint_eq(found.changed, 9);
    /* Nobody sees the color of what is not there. */
    found =
        difference(picture_file(&rgba, 3, 3, no_white), picture_file(&rgba, 3, 3, nothing), &usual);
    ck_assert_uint_eq(found.different, 9);
    ck_assert_uint_eq(found.changed, 0);
}
END_TEST

START_TEST(test_low_bytes_count)
{
    struct image_difference found =
        difference(picture_file(&exact, 3, 3, black), picture_file(&exact, 3, 3, low_byte), &usual);

    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_eq(found.changed, 0);
    ck_assert(found.largest > 0);
    struct image_diff_settings strict = usual;
    strict.threshold = 0;
    found = difference(picture_file(&exact, 3, 3, black), picture_file(&exact, 3, 3, low_byte),
                       &strict);
    ck_assert_uint_eq(found.changed, 1);
}
END_TEST

/* ---- Shapes ---------------------------------------------------------------------------------- */

static struct rgba dot(size_t x, size_t y)
{
    return x == 4 && y == 4 ? white(x, y) : black(x, y);
}

static struct rgba moved_dot(size_t x, size_t y)
{
    return x == 5 && y == 4 ? white(x, y) : black(x, y);
}

START_TEST(test_moved)
{
    struct image_difference found =
        difference(picture_file(&rgb, 9, 9, dot), picture_file(&rgb, 9, 9, moved_dot), &usual);

    ck_assert_uint_eq(found.changed, 2);
    ck_assert_uint_eq(found.moved, 2);
}
END_TEST

START_TEST(test_ignored_regions)
{
    static const struct image_region regions[] = {{4, 0, 1, 100}, {5, 4, 1000, 1}, {400, 0, 1, 1}};
    struct image_diff_settings settings = usual;

    settings.ignored = regions;
    settings.ignored_count = 3;
    struct image_difference found =
        difference(picture_file(&rgb, 9, 9, dot), picture_file(&rgb, 9, 9, moved_dot), &settings);
    ck_assert_uint_eq(found.different, 0);
    ck_assert_uint_eq(found.compared, 81 - 9 - 4);
    settings.ignored_count = 1;
    found =
        difference(picture_file(&rgb, 9, 9, dot), picture_file(&rgb, 9, 9, moved_dot), &settings);
    ck_assert_uint_eq(found.different, 1);
}
END_TEST

START_TEST(test_other_size)
{
    struct image_difference found =
        difference(picture_file(&rgb, 9, 20, dot), picture_file(&rgb, 12, 8, dot), &usual);

    ck_assert_uint_eq(found.compared, 9 * 8);
    ck_assert_uint_eq(found.different, 0);
    ck_assert_uint_eq(found.outside, 9 * 12 + 3 * 8);
}
END_TEST

/* The picture of a difference has the size of both together, and marks of every kind. */
START_TEST(test_drawing)
{
    int a = picture_file(&rgb, 9, 20, dot), b = picture_file(&rgb, 12, 8, black);
    int diff_image = memfd_create("drawing", MFD_CLOEXEC);
    struct png_info png_a = {0}, png_b = {0}, drawn = {0};
    const struct png_input images[2] = {{a, &png_a}, {b, &png_b}};
    struct image_diff_settings settings = usual;
    struct image_difference found;
    struct error error;

    settings.threaded = _i != 0;
    assert_status(png_info_read(a, -1, &png_a, &error), STATUS_OK, &error);
    assert_status(png_info_read(b, -1, &png_b, &error), STATUS_OK, &error);
    assert_status(image_diff(images, &settings, diff_image, &found, &error), STATUS_OK, &error);
    assert_status(png_info_read(diff_image, -1, &drawn, &error), STATUS_OK, &error);
    ck_assert_uint_eq(drawn.width, 12);
    ck_assert_uint_eq(drawn.height, 20);
    png_image image = {.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_RGB};
    FILE *stream = fdopen(diff_image, "rb");
    rewind(stream);
    png_byte pixels[20][12][3];
    ck_assert_int_ne(png_image_begin_read_from_stdio(&image, stream), 0);
    image.format = PNG_FORMAT_RGB;
    ck_assert_int_ne(png_image_finish_read(&image, NULL, pixels, 0, NULL), 0);
    ck_assert_int_eq(memcmp(pixels[4][4], "\xd5\x5e\x00", 3), 0);  /* changed */
    ck_assert_int_eq(memcmp(pixels[0][0], "\xb2\xb2\xb2", 3), 0);  /* black, faded */
    ck_assert_int_eq(memcmp(pixels[0][11], "\x96\x96\x96", 3), 0); /* in one only */
    ck_assert_int_eq(memcmp(pixels[19][0], "\x96\x96\x96", 3), 0);
    fclose(stream);
    close(a);
    close(b);
    png_info_free(&png_a);
    png_info_free(&png_b);
    png_info_free(&drawn);
}
END_TEST

/* The row of an RGB image that is open for reading. */
static void read_row(int file, size_t row, size_t width, png_byte pixels[])
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    FILE *stream = fdopen(file, "rb");

    rewind(stream);
    ck_assert_int_ne(png_image_begin_read_from_stdio(&image, stream), 0);
    image.format = PNG_FORMAT_RGB;
    png_byte *all = malloc(PNG_IMAGE_SIZE(image));
    ck_assert_ptr_nonnull(all);
    ck_assert_uint_eq(image.width, width);
    ck_assert_int_ne(png_image_finish_read(&image, NULL, all, 0, NULL), 0);
    memcpy(pixels, all + row * width * 3, width * 3);
    free(all);
    fclose(stream);
}

/* Vermilion, sky blue and yellow are those of Okabe and Ito. */
START_TEST(test_marks_have_their_colors)
{
    static const unsigned char marks[] = {DIFF_FADED, DIFF_FADED_LEVELS - 1, DIFF_CHANGED,
                                          DIFF_SMOOTHED, DIFF_SLIGHT};
    static const png_byte wanted[][3] = {
        {178, 178, 178}, {255, 255, 255}, {213, 94, 0}, {86, 180, 233}, {240, 228, 66}};
    png_byte pixels[5 * 3];
    struct error error = {""};
    int file = memfd_create("marks", MFD_CLOEXEC);
    struct png_writer *writer;

    assert_status(diff_image_open(file, NULL, 5, 1, false, &writer, &error), STATUS_OK, &error);
    png_writer_row(writer, marks);
    assert_status(png_writer_close(writer, &error), STATUS_OK, &error);
    read_row(file, 0, 5, pixels);
    ck_assert_mem_eq(pixels, wanted, sizeof pixels);
}
END_TEST

/* A pixel that has moved is as a smoothed one, on both sides; what is below the threshold is
 * slight. */
START_TEST(test_drawing_tells_kinds_apart)
{
    painting *const pairs[][2] = {{dot, moved_dot}, {dot, black}, {black, low_byte}};
    static const png_byte wanted[][3] = {{86, 180, 233}, {213, 94, 0}, {240, 228, 66}};
    static const size_t rows[] = {4, 4, 1}, columns[] = {5, 4, 1};
    const struct picture_kind *kind = _i == 2 ? &exact : &rgb;
    int a = picture_file(kind, 9, 9, pairs[_i][0]), b = picture_file(kind, 9, 9, pairs[_i][1]);
    int drawing = memfd_create("drawing", MFD_CLOEXEC);
    struct png_info png_a = {0}, png_b = {0};
    struct image_difference found;
    struct error error;
    png_byte pixels[9 * 3];

    assert_status(png_info_read(a, -1, &png_a, &error), STATUS_OK, &error);
    assert_status(png_info_read(b, -1, &png_b, &error), STATUS_OK, &error);
    const struct png_input images[2] = {{a, &png_a}, {b, &png_b}};
    assert_status(image_diff(images, &usual, drawing, &found, &error), STATUS_OK, &error);
    read_row(drawing, rows[_i], 9, pixels);
    ck_assert_mem_eq(pixels + 3 * columns[_i], wanted[_i], 3);
    close(a);
    close(b);
    png_info_free(&png_a);
    png_info_free(&png_b);
}
END_TEST

/* The luminance above white, in 64 levels: by ITU-R BT.601 0.299 for red, 0.587 for green and 0.114
 * for blue. */
START_TEST(test_fading_keeps_the_luminance)
{
    static const unsigned char colors[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255};
    static const unsigned char clear[] = {0, 0, 0, 0, 0, 0, 0, 128, 255, 0, 0, 255};
    static const unsigned char deep[] = {255, 0,   0, 0,   0, 0,   255, 255,
                                         0,   255, 0, 255, 0, 255, 0,   0};
    unsigned char marks[4];

    diff_image_fade(colors, 4, PIXEL_RGB8, marks);
    ck_assert_mem_eq(marks, "\x13\x25\x07\x3f", 4); /* 64 times 0.299, 0.587, 0.114 and 1 */
    diff_image_fade(clear, 3, PIXEL_RGBA8, marks);
    ck_assert_mem_eq(marks, "\x3f\x1f\x13", 3); /* white, half of it, red */
    diff_image_fade(deep, 2, PIXEL_RGBA16, marks);
    ck_assert_mem_eq(marks, "\x13\x3f", 2); /* red, white */
}
END_TEST

/* ---- Smoothed edges -------------------------------------------------------------------------- */

/* How many pixels of 100 pairs of images are changed, and how many are a smoothed edge: by
 * pixelmatch 7.2 with its threshold of 0.1, without and with includeAA. The smaller an image is,
 * the more of it is its border. */
static const struct {
    size_t width, height, changed, smoothed;
} noises[] = {
    {1, 1, 7, 0},    {7, 1, 423, 0},  {1, 7, 423, 0},    {2, 2, 179, 0},    {3, 2, 332, 13},
    {2, 3, 330, 15}, {3, 3, 504, 34}, {5, 4, 1133, 102}, {4, 5, 1107, 128}, {8, 8, 3617, 405},
};

/* Noise of three grays: a linear congruential generator, the same as in JavaScript for pixelmatch.
 */
static void fill_noise(unsigned char rgb_rows[], size_t pixels, uint32_t seed)
{
    static const unsigned char grays[] = {0, 128, 255};

    for (size_t i = 0; i < pixels; i++) {
        seed = seed * 1664525 + 1013904223;
        memset(rgb_rows + 3 * i, grays[(seed >> 24) % 3], 3);
    }
}

static struct pixel_window window_at(const unsigned char a[], const unsigned char b[], size_t width,
                                     size_t height, size_t y)
{
    struct pixel_window window = {.layout = PIXEL_RGB8, .width = width, .height = height, .y = y};

    for (size_t i = 0; i < PIXEL_WINDOW; i++) {
        size_t row = y + i - PIXEL_WINDOW / 2; /* wraps above the top, and is then too large */
        window.a[i] = row < height ? a + row * width * 3 : NULL;
        window.b[i] = row < height ? b + row * width * 3 : NULL;
    }
    return window;
}

START_TEST(test_edges_are_pixelmatchs)
{
    size_t width = noises[_i].width, height = noises[_i].height, changed = 0, smoothed = 0;
    unsigned char a[8 * 8 * 3], b[8 * 8 * 3];

    for (uint32_t n = 0; n < 100; n++) {
        fill_noise(a, width * height, 2 * n + 1);
        fill_noise(b, width * height, 2 * n + 2);
        for (size_t y = 0; y < height; y++) {
            struct pixel_window window = window_at(a, b, width, height, y);
            for (size_t x = 0; x < width; x++) {
                bool differs = pixel_distance(&window, x) > 0.1 * 0.1 * PIXEL_COMPARE_LARGEST;
                bool edge = differs && pixel_is_antialiased(&window, x);
                changed += differs && !edge;
                smoothed += edge;
            }
        }
    }
    ck_assert_uint_eq(changed, noises[_i].changed);
    ck_assert_uint_eq(smoothed, noises[_i].smoothed);
}
END_TEST

/* ---- Broken ---------------------------------------------------------------------------------- */

static struct text bytes_of(int file)
{
    struct text bytes = {0};
    off_t length = lseek(file, 0, SEEK_END);

    ck_assert_ptr_nonnull(text_reserve(&bytes, (size_t)length));
    ck_assert_int_eq(pread(file, bytes.data, (size_t)length, 0), length);
    text_grew(&bytes, (size_t)length);
    return bytes;
}

static int file_of(const char *bytes, size_t length)
{
    int file = memfd_create("picture", MFD_CLOEXEC);

    ck_assert_int_eq(write(file, bytes, length), (ssize_t)length);
    return file;
}

static void assert_unreadable(int whole, int broken, const char *what, size_t place)
{
    struct image_difference found;
    struct error error = {""};
    bool same_data;
    enum status status = compare(whole, broken, &usual, &found, &same_data, &error);

    ck_assert_msg(status == STATUS_BAD_INPUT, "%s %zu: status %d", what, place, (int)status);
    ck_assert_msg(*error.message != '\0', "%s %zu: no message", what, place);
    close(broken);
}

/* One for libpng's way, interlaced and not, and those that there is a quicker way for. */
static const struct picture_kind ways[] = {
    {"", PNG_COLOR_TYPE_PALETTE, 4, true, false},
    {"", PNG_COLOR_TYPE_PALETTE, 4, true, true},
    {"", PNG_COLOR_TYPE_RGB, 8, false, false},
    {"", PNG_COLOR_TYPE_RGB_ALPHA, 8, false, false},
};

START_TEST(test_every_cut_is_seen)
{
    struct picture_kind kind = ways[_i];

    kind_now = &kind;
    int whole = picture_file(&kind, WIDTH, HEIGHT, colorful);
    struct text bytes = bytes_of(whole);
    for (size_t length = 0; length < bytes.length; length++)
        assert_unreadable(whole, file_of(bytes.data, length), "cut at", length);
    close(whole);
    text_free(&bytes);
}
END_TEST

START_TEST(test_every_flipped_bit_is_seen)
{
    struct picture_kind kind = ways[_i];

    kind_now = &kind;
    int whole = picture_file(&kind, WIDTH, HEIGHT, colorful);
    struct text bytes = bytes_of(whole);
    for (size_t bit = 0; bit < 8 * bytes.length; bit++) {
        bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ 1 << bit % 8);
        assert_unreadable(whole, file_of(bytes.data, bytes.length), "bit", bit);
        bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ 1 << bit % 8);
    }
    close(whole);
    text_free(&bytes);
}
END_TEST

/* Image data that are broken although every checksum of a chunk is right: too few rows, too many, a
 * byte behind them, a wrong checksum of zlib's, a filter that is none, nothing at all. */
START_TEST(test_broken_data)
{
    size_t pixel = _i == 0 ? 3 : 4, row = 1 + 3 * pixel;
    int type = _i == 0 ? 2 : 6;
    unsigned char rows[200] = {0}, packed[300];

    for (int fault = 0; fault < 7; fault++) {
        size_t length = 3 * row - (fault == 1) + (fault == 2 ? 1 : fault == 3 ? row : 0);
        uLongf size = sizeof packed;
        rows[row] = fault == 4 ? 5 : 0;
        ck_assert_int_eq(compress(packed, &size, rows, length), Z_OK);
        if (fault == 5)
            packed[size - 1] ^= 1;
        if (fault == 6)
            packed[size++] = 0;
        int file = data_file(type, 3, 3, packed, size);
        int other = picture_file(type == 2 ? &rgb : &rgba, 3, 3, white);
        if (fault == 0) {
            struct image_difference found = difference(file, other, &usual);
            ck_assert_uint_eq(found.different, 9);
            continue;
        }
        assert_unreadable(other, file, "fault", (size_t)fault);
        close(other);
    }
    int other = picture_file(&rgb, 3, 3, white);
    assert_unreadable(other, data_file(2, 3, 3, packed, 0), "no data", 0);
    assert_unreadable(other, data_file(2, 3, 3, packed, 2), "two bytes", 0);
    close(other);
}
END_TEST

/* A header that promises much, and nothing behind it: neither time nor memory goes. */
START_TEST(test_empty_promises)
{
    static const unsigned sizes[][2] = {{1000000, 1000000}, {0x7fffffff, 1}, {30000, 30000}};
    int whole = picture_file(&rgb, 3, 3, black);

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int interlaced = 0; interlaced < 2; interlaced++) {
            struct text bytes = {0};
            unsigned char header[25];
            png_save_uint_32(header, 13);
            memcpy(header + 4, "IHDR", 4);
            png_save_uint_32(header + 8, sizes[i][0]);
            png_save_uint_32(header + 12, sizes[i][1]);
            memcpy(header + 16, interlaced ? "\x10\x06\0\0\1" : "\x10\x06\0\0\0", 5);
            png_save_uint_32(header + 21, (png_uint_32)crc32(0, header + 4, 17));
            text_append_bytes(&bytes, "\x89PNG\r\n\x1a\n", 8);
            text_append_bytes(&bytes, header, sizeof header);
            text_append_bytes(&bytes, "\0\0\0\2IDAT\x78\x9c", 10);
            unsigned char sum[4];
            png_save_uint_32(sum, (png_uint_32)crc32(0, (const unsigned char *)"IDAT\x78\x9c", 6));
            text_append_bytes(&bytes, sum, 4);
            text_append_bytes(&bytes, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
            assert_unreadable(whole, file_of(bytes.data, bytes.length), "promise", i);
            text_free(&bytes);
        }
    close(whole);
}
END_TEST

START_TEST(test_interrupt)
{
    struct image_diff_settings settings = usual;
    struct image_difference found;
    struct error error;
    bool same_data;
    int a = picture_file(&rgb, 30, 30, black), b = picture_file(&rgb, 30, 30, white);

    settings.interrupt_fd = readable_descriptor();
    settings.threaded = _i != 0;
    ck_assert_int_eq(compare(a, b, &settings, &found, &same_data, &error), STATUS_INTERRUPTED);
    close(a);
    close(b);
}
END_TEST

Suite *image_diff_suite(void)
{
    Suite *suite = suite_create("image_diff");
    TCase *kinds = tcase_create("kinds"), *colors = tcase_create("colors");
    TCase *broken = tcase_create("broken");

    tcase_add_loop_test(kinds, test_every_kind_means_its_pixels, 0, (int)picture_kind_count);
    tcase_add_loop_test(kinds, test_every_kind_shows_one_pixel, 0, (int)picture_kind_count);
    tcase_add_test(kinds, test_threads_find_the_same);
    tcase_add_test(colors, test_black_and_white);
    tcase_add_test(colors, test_opacity_counts);
    tcase_add_test(colors, test_low_bytes_count);
    tcase_add_test(colors, test_moved);
    tcase_add_test(colors, test_ignored_regions);
    tcase_add_test(colors, test_other_size);
    tcase_add_loop_test(colors, test_drawing, 0, 2);
    tcase_add_test(colors, test_marks_have_their_colors);
    tcase_add_loop_test(colors, test_drawing_tells_kinds_apart, 0, 3);
    tcase_add_test(colors, test_fading_keeps_the_luminance);
    tcase_add_loop_test(colors, test_edges_are_pixelmatchs, 0, sizeof noises / sizeof *noises);
    tcase_add_loop_test(broken, test_every_cut_is_seen, 0, sizeof ways / sizeof *ways);
    tcase_add_loop_test(broken, test_every_flipped_bit_is_seen, 0, sizeof ways / sizeof *ways);
    tcase_add_loop_test(broken, test_broken_data, 0, 2);
    tcase_add_loop_test(kinds, test_every_filter, 0, 2);
    tcase_add_test(broken, test_empty_promises);
    tcase_add_loop_test(broken, test_interrupt, 0, 2);
    suite_add_tcase(suite, kinds);
    suite_add_tcase(suite, colors);
    suite_add_tcase(suite, broken);
    return suite;
}
