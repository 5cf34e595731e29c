#include "image/png_describe.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <string.h>

#define SIGNATURE_SIZE 8

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

enum status png_describe(const void *bytes, size_t length,
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
