#include "image/png_verify.h"

#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "image/png_verify_isal.h"

struct png_verifier {
    struct png_verify_isal *isal; /* verifies the image instead of libpng; NULL: it cannot */
    png_structp png;
    png_infop info;
    size_t width, height; /* as they should be */
    size_t channels;
    png_byte first[4]; /* the first pixel */
    bool plain;        /* no pixel so far differs from it */
    bool begun;        /* there were bytes */
    bool ended;        /* all of the image was there */
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

/* What libpng can put up with, such as a wrong checksum behind the last row, is not a whole
 * image. */
static void on_warning_while_checking(png_structp png, png_const_charp message)
{
    png_error(png, message);
}

static void on_header(png_structp png, png_infop info)
{
    struct png_verifier *check = png_get_progressive_ptr(png);
    size_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);

    if (width != check->width || height != check->height) {
        error_set(&check->error, STATUS_FAILED, "the image has %zux%zu pixels instead of %zux%zu",
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

/* A row is plain if its first pixel is the image's first one, and each other one like the one
 * before. */
static void on_row(png_structp png, png_bytep row, png_uint_32 number, int pass)
{
    struct png_verifier *check = png_get_progressive_ptr(png);
    size_t pixel = check->channels;

    (void)pass;
    if (number == 0)
        memcpy(check->first, row, pixel);
    check->plain = check->plain && memcmp(row, check->first, pixel) == 0 &&
                   memcmp(row, row + pixel, (check->width - 1) * pixel) == 0;
}

static void on_end(png_structp png, png_infop info)
{
    struct png_verifier *check = png_get_progressive_ptr(png);

    (void)info;
    check->ended = true;
    check->overrun = png_process_data_pause(png, 0) > 0;
}

struct png_verifier *png_verifier_new(size_t width, size_t height)
{
    struct png_verifier *check = calloc(1, sizeof *check);

    if (check == NULL)
        return NULL;
    check->width = width;
    check->height = height;
    check->plain = true;
    check->isal = png_verify_isal_new(width, height);
    if (check->isal != NULL)
        check->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &check->error, on_error,
                                            on_warning_while_checking);
    if (check->png != NULL)
        check->info = png_create_info_struct(check->png);
    if (check->info == NULL) {
        png_verifier_free(check);
        return NULL;
    }
    png_set_crc_action(check->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_benign_errors(check->png, 0);
    png_set_progressive_read_fn(check->png, check, on_header, on_row, on_end);
    return check;
}

void png_verifier_free(struct png_verifier *check)
{
    if (check == NULL)
        return;
    png_verify_isal_free(check->isal);
    png_destroy_read_struct(&check->png, &check->info, NULL);
    free(check);
}

/* Here libpng's errors land. False if there was one. */
static bool process(struct png_verifier *check, png_bytep bytes, size_t length)
{
    if (setjmp(png_jmpbuf(check->png)) != 0)
        return false;
    png_process_data(check->png, check->info, bytes, length);
    return true;
}

static void feed_libpng(struct png_verifier *check, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    if (check->ended)
        check->overrun = true;
    else if (!check->failed)
        check->failed = !process(check, (png_bytep)bytes, length); /* which it only reads */
}

void png_verifier_feed(struct png_verifier *check, const void *bytes, size_t length)
{
    const unsigned char *held = NULL;
    size_t held_length = 0;

    check->begun = check->begun || length > 0;
    if (check->isal != NULL &&
        png_verify_isal_feed(check->isal, bytes, length, &held, &held_length))
        return;
    feed_libpng(check, held, held_length);
    feed_libpng(check, bytes, length);
    png_verify_isal_free(check->isal);
    check->isal = NULL;
}

enum status png_verifier_end(const struct png_verifier *check, struct error *error)
{
    if (check->failed) {
        *error = check->error;
        return STATUS_FAILED;
    }
    if (!check->begun)
        return error_set(error, STATUS_FAILED, "no image");
    if (check->isal != NULL)
        return png_verify_isal_end(check->isal, error);
    if (!check->ended)
        return error_set(error, STATUS_FAILED, "broken PNG: truncated");
    if (check->overrun)
        return error_set(error, STATUS_FAILED, "broken PNG: extra data after its end");
    if (check->plain)
        return error_set(error, STATUS_FAILED, "the image is blank");
    return STATUS_OK;
}

enum status png_verify(const void *bytes, size_t length, size_t width, size_t height,
                       struct error *error)
{
    struct png_verifier *check = png_verifier_new(width, height);

    if (check == NULL)
        return error_out_of_memory(error);
    png_verifier_feed(check, bytes, length);
    enum status status = png_verifier_end(check, error);
    png_verifier_free(check);
    return status;
}
