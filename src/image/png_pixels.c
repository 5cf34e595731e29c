#include "image/png_pixels.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#define SIGNATURE_SIZE 8
#define CHUNK_FRAME 12 /* length, name and checksum */

void pixels_free(struct pixels *pixels)
{
    free(pixels->rgba);
    *pixels = (struct pixels){0};
}

size_t png_pixels_length(const void *bytes, size_t length)
{
    const unsigned char *png = bytes;
    size_t at = SIGNATURE_SIZE;

    if (length < SIGNATURE_SIZE || png_sig_cmp(png, 0, SIGNATURE_SIZE) != 0)
        return 0;
    while (length - at >= CHUNK_FRAME) {
        size_t size = png_get_uint_32(png + at);
        if (size > length - at - CHUNK_FRAME)
            return 0;
        bool last = memcmp(png + at + 4, "IEND", 4) == 0;
        at += size + CHUNK_FRAME;
        if (last)
            return at;
    }
    return 0;
}

static enum status read_pixels(png_image *image, struct pixels *pixels, struct error *error)
{
    image->format = PNG_FORMAT_RGBA;
    if (pixels->rgba == NULL || pixels->width != image->width || pixels->height != image->height) {
        free(pixels->rgba);
        pixels->rgba = malloc(4 * (size_t)image->width * image->height);
    }
    if (pixels->rgba == NULL)
        return error_out_of_memory(error);
    pixels->width = image->width;
    pixels->height = image->height;
    if (png_image_finish_read(image, NULL, pixels->rgba, 0, NULL) == 0 || PNG_IMAGE_FAILED(*image))
        return error_set(error, STATUS_FAILED, "broken PNG: %s", image->message);
    return STATUS_OK;
}

enum status png_pixels_decode(const void *bytes, size_t length, struct pixels *pixels,
                              struct error *error)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    if (png_image_begin_read_from_memory(&image, bytes, length) == 0)
        return error_set(error, STATUS_FAILED, "broken PNG: %s", image.message);
    enum status status = read_pixels(&image, pixels, error);
    png_image_free(&image);
    return status;
}
