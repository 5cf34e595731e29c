#include "png_samples.h"

#include <stdlib.h>
#include <string.h>

static void append_bytes(png_structp png, png_bytep bytes, size_t count)
{
    text_append_bytes(png_get_io_ptr(png), bytes, count);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

/* Channels differ, but not pixels, unless a pixel is less than a byte. */
static void fill_row(png_bytep row, size_t length, size_t y, enum png_look look)
{
    size_t pixel = length / PNG_WIDTH;

    for (size_t i = 0; i < length; i++)
        row[i] = pixel == 0 ? 0xff : (png_byte)(0x5b + 77 * (i % pixel));
    if (look == DOTTED)
        for (size_t i = 0; i < length; i++)
            row[i] = (png_byte)(17 * i + 31 * y);
    if (look == LAST_PIXEL && y == PNG_HEIGHT - 1)
        row[length - 1] = 0;
}

static void write_rows(png_structp png, png_infop info, enum png_look look)
{
    png_bytep rows[PNG_HEIGHT];
    size_t length = png_get_rowbytes(png, info);

    for (size_t y = 0; y < PNG_HEIGHT; y++) {
        rows[y] = malloc(length);
        fill_row(rows[y], length, y, look);
    }
    png_write_image(png, rows);
    for (size_t y = 0; y < PNG_HEIGHT; y++)
        free(rows[y]);
}

struct text make_png(struct png_kind kind)
{
    struct text bytes = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);

    png_set_write_fn(png, &bytes, append_bytes, flush_nothing);
    png_set_IHDR(png, info, PNG_WIDTH, PNG_HEIGHT, kind.depth, kind.type, kind.interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (kind.filters != 0)
        png_set_filter(png, PNG_FILTER_TYPE_BASE, kind.filters);
    if (kind.resolution > 0)
        png_set_pHYs(png, info, (png_uint_32)kind.resolution, 2, PNG_RESOLUTION_METER);
    if (kind.type == PNG_COLOR_TYPE_RGB)
        png_set_bKGD(png, info, &(png_color_16){.red = 255, .green = 255, .blue = 255});
    png_write_info(png, info);
    write_rows(png, info, kind.look);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return bytes;
}
