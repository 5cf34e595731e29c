#include "image/png_verify.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define SIGNATURE_SIZE 8

struct png_check {
    png_structp png;
    png_infop info;
    size_t width, height; /* as they should be */
    size_t channels;
    png_byte first[4]; /* the first pixel */
    bool plain;        /* no pixel so far differs from it */
    bool begun;        /* there were bytes */
    bool ended;        /* all of the picture was there */
    bool overrun;      /* and more behind it */
    bool failed;
    struct error error; /* if failed */
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

/* What libpng can put up with, such as a wrong checksum behind the last row, is not a whole
 * picture. */
static void on_warning_while_checking(png_structp png, png_const_charp message)
{
    png_error(png, message);
}

static void on_header(png_structp png, png_infop info)
{
    struct png_check *check = png_get_progressive_ptr(png);
    size_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);

    if (width != check->width || height != check->height) {
        error_set(&check->error, STATUS_FAILED, "the picture has %zux%zu pixels instead of %zux%zu",
                  width, height, check->width, check->height);
        png_longjmp(png, 1);
    }
    if (png_get_interlace_type(png, info) != PNG_INTERLACE_NONE)
        png_error(png, "it is interlaced"); /* gnuplot's never are, and a row would come in parts */
    png_set_expand(png);
    png_set_scale_16(png);
    png_read_update_info(png, info);
    check->channels = png_get_channels(png, info);
}

/* A row is plain if its first pixel is the picture's first one, and each other one like the one
 * before. */
static void on_row(png_structp png, png_bytep row, png_uint_32 number, int pass)
{
    struct png_check *check = png_get_progressive_ptr(png);
    size_t pixel = check->channels;

    (void)pass;
    if (number == 0)
        memcpy(check->first, row, pixel);
    check->plain = check->plain && memcmp(row, check->first, pixel) == 0 &&
                   memcmp(row, row + pixel, (check->width - 1) * pixel) == 0;
}

static void on_end(png_structp png, png_infop info)
{
    struct png_check *check = png_get_progressive_ptr(png);

    (void)info;
    check->ended = true;
    check->overrun = png_process_data_pause(png, 0) > 0;
}

struct png_check *png_check_new(size_t width, size_t height)
{
    struct png_check *check = calloc(1, sizeof *check);

    if (check == NULL)
        return NULL;
    check->width = width;
    check->height = height;
    check->plain = true;
    check->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &check->error, on_error,
                                        on_warning_while_checking);
    if (check->png != NULL)
        check->info = png_create_info_struct(check->png);
    if (check->info == NULL) {
        png_check_free(check);
        return NULL;
    }
    png_set_crc_action(check->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_benign_errors(check->png, 0);
    png_set_progressive_read_fn(check->png, check, on_header, on_row, on_end);
    return check;
}

void png_check_free(struct png_check *check)
{
    if (check == NULL)
        return;
    png_destroy_read_struct(&check->png, &check->info, NULL);
    free(check);
}

/* Here libpng's errors land. False if there was one. */
static bool process(struct png_check *check, png_bytep bytes, size_t length)
{
    if (setjmp(png_jmpbuf(check->png)) != 0)
        return false;
    png_process_data(check->png, check->info, bytes, length);
    return true;
}

void png_check_feed(struct png_check *check, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    check->begun = true;
    if (check->ended)
        check->overrun = true;
    else if (!check->failed)
        check->failed = !process(check, (png_bytep)bytes, length); /* which it only reads */
}

enum status png_check_end(const struct png_check *check, struct error *error)
{
    if (check->failed) {
        *error = check->error;
        return STATUS_FAILED;
    }
    if (!check->begun)
        return error_set(error, STATUS_FAILED, "there is no picture");
    if (!check->ended)
        return error_set(error, STATUS_FAILED, "broken PNG: it ends too early");
    if (check->overrun)
        return error_set(error, STATUS_FAILED, "broken PNG: more bytes follow its end");
    if (check->plain)
        return error_set(error, STATUS_FAILED, "the picture is blank");
    return STATUS_OK;
}

enum status png_image_check(const void *bytes, size_t length, size_t width, size_t height,
                            struct error *error)
{
    struct png_check *check = png_check_new(width, height);

    if (check == NULL)
        return error_out_of_memory(error);
    png_check_feed(check, bytes, length);
    enum status status = png_check_end(check, error);
    png_check_free(check);
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

/* Appends UTF-8 as Latin-1, and tells whether every character is there. */
static bool append_latin1(struct text *out, const char *utf8)
{
    for (const unsigned char *c = (const unsigned char *)utf8; *c != '\0'; c++) {
        unsigned char byte = *c;
        if (byte == 0xc2 || byte == 0xc3) /* two bytes: U+0080 to U+00FF */
            byte = (unsigned char)((byte & 3) << 6 | (*++c & 0x3f));
        else if (byte > 0x7f)
            return false;
        text_append_bytes(out, &byte, 1);
    }
    return true;
}

/* A chunk's data: the keyword, a NUL, and the text as Latin-1; or as UTF-8, after two bytes that
 * say that it is not compressed, an empty name of the language, and an empty translated keyword. */
static const char *make_text(struct text *data, const struct png_text *text)
{
    text_append_bytes(data, text->keyword, strlen(text->keyword) + 1);
    size_t begin = data->length;
    if (append_latin1(data, text->text))
        return "tEXt";
    data->length = begin;
    text_append_bytes(data, "\0\0\0", 4);
    text_append(data, text->text);
    return "iTXt";
}

static enum status make_texts(const struct png_description *description, struct text data[],
                              const char *names[], struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < description->text_count; i++) {
        names[i] = make_text(&data[i], &description->texts[i]);
        if (status == STATUS_OK)
            status = text_check(&data[i], error);
    }
    return status;
}

struct chunks {
    const struct png_description *description;
    struct text texts[PNG_MAX_TEXTS]; /* the data of the text chunks, and their names */
    const char *names[PNG_MAX_TEXTS];
};

static void write_description(png_structp png, const struct chunks *chunks)
{
    write_resolution(png, chunks->description->pixels_per_inch);
    for (size_t i = 0; i < chunks->description->text_count; i++)
        png_write_chunk(png, (png_const_bytep)chunks->names[i],
                        (png_const_bytep)text_string(&chunks->texts[i]), chunks->texts[i].length);
}

/* A chunk is its data's length, its name, the data, and a checksum. Here an error lands. */
static bool copy_chunks(png_structp png, const unsigned char *bytes, size_t length,
                        const struct chunks *chunks)
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
            write_description(png, chunks);
        at += size + 12;
    }
    return true;
}

static enum status describe(const void *bytes, size_t length, const struct chunks *chunks,
                            struct text *out, struct error *error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, error, on_error, on_warning);

    if (png == NULL)
        return error_out_of_memory(error);
    png_set_write_fn(png, out, write_bytes, flush_bytes);
    bool copied = copy_chunks(png, bytes, length, chunks);
    png_destroy_write_struct(&png, NULL);
    return copied ? text_check(out, error) : STATUS_FAILED;
}

enum status png_image_describe(const void *bytes, size_t length,
                               const struct png_description *description, struct text *out,
                               struct error *error)
{
    struct chunks chunks = {.description = description};
    enum status status = make_texts(description, chunks.texts, chunks.names, error);

    if (status == STATUS_OK)
        status = describe(bytes, length, &chunks, out, error);
    for (size_t i = 0; i < description->text_count; i++)
        text_free(&chunks.texts[i]);
    return status;
}
