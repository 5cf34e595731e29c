#include "artifact/png_image.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define SIGNATURE_SIZE 8

struct reader {
    const unsigned char *bytes;
    size_t length, position;
    png_structp png;
    png_infop info;
    png_bytep row;
    struct error *error;
};

/* libpng reports an error by a call of this, which must not return. */
static void on_error(png_structp png, png_const_charp message)
{
    error_set(png_get_error_ptr(png), STATUS_FAILED, "broken PNG: %s", message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep bytes, size_t count)
{
    struct reader *reader = png_get_io_ptr(png);

    if (count > reader->length - reader->position)
        png_error(png, "it ends too early");
    memcpy(bytes, reader->bytes + reader->position, count);
    reader->position += count;
}

/* Whether all pixels of the row have the colour in `pixel`, which the first row defines. 8 bits a
 * channel; a pixel has `channels` bytes. */
static bool row_is_plain(png_const_bytep row, size_t width, size_t channels, png_const_bytep pixel)
{
    return memcmp(row, pixel, channels) == 0 &&
           memcmp(row, row + channels, (width - 1) * channels) == 0;
}

static void read_header(struct reader *r, size_t width, size_t height)
{
    png_read_info(r->png, r->info);
    size_t has_width = png_get_image_width(r->png, r->info);
    size_t has_height = png_get_image_height(r->png, r->info);
    if (has_width != width || has_height != height) {
        error_set(r->error, STATUS_FAILED, "the picture has %zux%zu pixels instead of %zux%zu",
                  has_width, has_height, width, height);
        png_longjmp(r->png, 1);
    }
    png_set_expand(r->png);
    png_set_scale_16(r->png);
    if (png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE)
        png_error(r->png, "it is interlaced"); /* gnuplot's never are, and rows would come thrice */
    png_read_update_info(r->png, r->info);
    r->row = png_malloc(r->png, png_get_rowbytes(r->png, r->info));
}

static void read_rows(struct reader *r, size_t width, size_t height)
{
    png_byte pixel[4];
    size_t channels = png_get_channels(r->png, r->info);
    bool blank = true;

    for (size_t y = 0; y < height; y++) {
        png_read_row(r->png, r->row, NULL);
        if (y == 0)
            memcpy(pixel, r->row, channels);
        blank = blank && row_is_plain(r->row, width, channels, pixel);
    }
    png_read_end(r->png, NULL);
    if (r->position != r->length)
        png_error(r->png, "more bytes follow its end");
    if (blank) {
        error_set(r->error, STATUS_FAILED, "the picture is blank");
        png_longjmp(r->png, 1);
    }
}

/* Here an error lands; everything that needs cleaning up is the caller's. */
static bool decode(struct reader *r, size_t width, size_t height)
{
    if (setjmp(png_jmpbuf(r->png)) != 0)
        return false;
    png_set_read_fn(r->png, r, read_bytes);
    png_set_crc_action(r->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_benign_errors(r->png, 0);
    read_header(r, width, height);
    read_rows(r, width, height);
    return true;
}

enum status png_image_check(const void *bytes, size_t length, size_t width, size_t height,
                            struct error *error)
{
    struct reader r = {.bytes = bytes, .length = length, .error = error};
    enum status status = STATUS_OK;

    if (length == 0)
        return error_set(error, STATUS_FAILED, "there is no picture");
    r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, error, on_error, on_warning);
    if (r.png == NULL)
        return error_out_of_memory(error);
    r.info = png_create_info_struct(r.png);
    if (r.info == NULL)
        status = error_out_of_memory(error);
    else if (!decode(&r, width, height))
        status = STATUS_FAILED;
    png_free(r.png, r.row);
    png_destroy_read_struct(&r.png, &r.info, NULL);
    return status;
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count)
{
    text_append_bytes(png_get_io_ptr(png), bytes, count);
}

static void flush_bytes(png_structp png)
{
    (void)png;
}

static void write_resolution(png_structp png, double pixels_per_inch)
{
    png_uint_32 per_meter = (png_uint_32)lround(pixels_per_inch / 0.0254);
    png_byte data[9];

    png_save_uint_32(data, per_meter);
    png_save_uint_32(data + 4, per_meter);
    data[8] = PNG_RESOLUTION_METER;
    png_write_chunk(png, (png_const_bytep) "pHYs", data, sizeof data);
}

/* A chunk is its data's length, its name, the data, and a checksum. Here an error lands. */
static bool copy_chunks(png_structp png, const unsigned char *bytes, size_t length,
                        double pixels_per_inch)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_write_sig(png);
    for (size_t at = SIGNATURE_SIZE; at + 12 <= length;) {
        size_t size = png_get_uint_32(bytes + at);
        png_const_bytep name = bytes + at + 4, data = bytes + at + 8;
        if (size > length - at - 12)
            png_error(png, "a chunk is longer than the file");
        if (memcmp(name, "pHYs", 4) != 0)
            png_write_chunk(png, name, data, size);
        if (memcmp(name, "IHDR", 4) == 0)
            write_resolution(png, pixels_per_inch);
        at += size + 12;
    }
    return true;
}

enum status png_image_add_resolution(const void *bytes, size_t length, double pixels_per_inch,
                                     struct text *out, struct error *error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, error, on_error, on_warning);

    if (png == NULL)
        return error_out_of_memory(error);
    png_set_write_fn(png, out, write_bytes, flush_bytes);
    bool copied = copy_chunks(png, bytes, length, pixels_per_inch);
    png_destroy_write_struct(&png, NULL);
    return copied ? text_check(out, error) : STATUS_FAILED;
}
