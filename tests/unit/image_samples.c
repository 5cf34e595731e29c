#define _GNU_SOURCE /* memfd_create */
#include "image_samples.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const struct picture_kind picture_kinds[] = {
    {"gray 1", PNG_COLOR_TYPE_GRAY, 1, false, false},
    {"gray 2", PNG_COLOR_TYPE_GRAY, 2, false, false},
    {"gray 4", PNG_COLOR_TYPE_GRAY, 4, false, false},
    {"gray 8", PNG_COLOR_TYPE_GRAY, 8, false, false},
    {"gray 16", PNG_COLOR_TYPE_GRAY, 16, false, false},
    {"gray 2 keyed", PNG_COLOR_TYPE_GRAY, 2, true, false},
    {"gray 16 keyed", PNG_COLOR_TYPE_GRAY, 16, true, false},
    {"palette 1", PNG_COLOR_TYPE_PALETTE, 1, false, false},
    {"palette 2", PNG_COLOR_TYPE_PALETTE, 2, false, false},
    {"palette 4", PNG_COLOR_TYPE_PALETTE, 4, false, false},
    {"palette 8", PNG_COLOR_TYPE_PALETTE, 8, false, false},
    {"palette 4 keyed", PNG_COLOR_TYPE_PALETTE, 4, true, false},
    {"rgb 8", PNG_COLOR_TYPE_RGB, 8, false, false},
    {"rgb 16", PNG_COLOR_TYPE_RGB, 16, false, false},
    {"rgb 8 keyed", PNG_COLOR_TYPE_RGB, 8, true, false},
    {"gray alpha 8", PNG_COLOR_TYPE_GRAY_ALPHA, 8, false, false},
    {"gray alpha 16", PNG_COLOR_TYPE_GRAY_ALPHA, 16, false, false},
    {"rgba 8", PNG_COLOR_TYPE_RGB_ALPHA, 8, false, false},
    {"rgba 16", PNG_COLOR_TYPE_RGB_ALPHA, 16, false, false},
};
const size_t picture_kind_count = sizeof picture_kinds / sizeof *picture_kinds;

/* The first bits of a sample. */
static unsigned code_of(uint16_t sample, int depth)
{
    return (unsigned)sample >> (16 - depth);
}

/* The sample that these bits mean: the PNG specification's way to more bits. */
static uint16_t sample_of(unsigned code, int depth)
{
    return (uint16_t)(code * 65535u / ((1u << depth) - 1));
}

/* Colors that tell their place apart. */
static struct rgba palette_color(unsigned code, int depth)
{
    unsigned step = 255u / ((1u << depth) - 1);

    return (struct rgba){sample_of(code * step, 8), sample_of(255 - code * step, 8),
                         sample_of(code % 3 * 100, 8), 65535};
}

struct rgba picture_stored(const struct picture_kind *kind, struct rgba color)
{
    int depth = kind->depth;

    if (kind->type == PNG_COLOR_TYPE_PALETTE) {
        unsigned code = code_of(color.red, depth);
        color = palette_color(code, depth);
        color.opacity = kind->keyed && code == 0 ? 0 : 65535;
        return color;
    }
    color.red = sample_of(code_of(color.red, depth), depth);
    color.green = sample_of(code_of(color.green, depth), depth);
    color.blue = sample_of(code_of(color.blue, depth), depth);
    color.opacity = sample_of(code_of(color.opacity, depth), depth);
    if ((kind->type & PNG_COLOR_MASK_COLOR) == 0)
        color.green = color.blue = color.red;
    if ((kind->type & PNG_COLOR_MASK_ALPHA) == 0)
        color.opacity =
            kind->keyed && color.red == 0 && color.green == 0 && color.blue == 0 ? 0 : 65535;
    return color;
}

static void put_sample(png_bytep row, size_t index, uint16_t sample, int depth)
{
    unsigned code = code_of(sample, depth);

    if (depth == 16) {
        row[2 * index] = (png_byte)(code >> 8);
        row[2 * index + 1] = (png_byte)code;
    } else {
        size_t in_byte = 8 / (size_t)depth;
        unsigned shift = (unsigned)depth * (unsigned)(in_byte - 1 - index % in_byte);
        row[index / in_byte] = (png_byte)(row[index / in_byte] | code << shift);
    }
}

static void put_pixel(const struct picture_kind *kind, png_bytep row, size_t x, struct rgba color)
{
    size_t channels = 1 + (kind->type & PNG_COLOR_MASK_COLOR ? 2u : 0u) +
                      (kind->type & PNG_COLOR_MASK_ALPHA ? 1u : 0u);
    uint16_t samples[4] = {color.red, color.green, color.blue, color.opacity};

    if (kind->type == PNG_COLOR_TYPE_PALETTE)
        channels = 1;
    if (kind->type == PNG_COLOR_TYPE_GRAY_ALPHA)
        samples[1] = color.opacity;
    for (size_t c = 0; c < channels; c++)
        put_sample(row, x * channels + c, samples[c], kind->depth);
}

static void set_palette(png_structp png, png_infop info, const struct picture_kind *kind)
{
    png_color colors[256];
    png_byte opacity = 0;
    png_color_16 black = {0};

    for (unsigned i = 0; i < 1u << kind->depth && kind->depth <= 8; i++) {
        struct rgba c = palette_color(i, kind->depth);
        colors[i] =
            (png_color){(png_byte)(c.red >> 8), (png_byte)(c.green >> 8), (png_byte)(c.blue >> 8)};
    }
    if (kind->type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, colors, 1 << kind->depth);
    if (kind->keyed)
        png_set_tRNS(png, info, &opacity, 1, &black);
}

static void append(png_structp png, png_bytep bytes, size_t count)
{
    ck_assert_int_eq(write(*(int *)png_get_io_ptr(png), bytes, count), (ssize_t)count);
}

int picture_file(const struct picture_kind *kind, size_t width, size_t height, painting *paint)
{
    int file = memfd_create("picture", MFD_CLOEXEC);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);

    ck_assert_int_ge(file, 0);
    png_set_write_fn(png, &file, append, NULL);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, kind->depth, kind->type,
                 kind->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    set_palette(png, info, kind);
    png_write_info(png, info);
    png_bytepp rows = calloc(height, sizeof *rows);
    ck_assert_ptr_nonnull(rows);
    for (size_t y = 0; y < height; y++) {
        rows[y] = calloc(width, 8);
        ck_assert_ptr_nonnull(rows[y]);
        for (size_t x = 0; x < width; x++)
            put_pixel(kind, rows[y], x, paint(x, y));
    }
    png_write_image(png, rows);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    for (size_t y = 0; y < height; y++)
        free(rows[y]);
    free((void *)rows);
    return file;
}
