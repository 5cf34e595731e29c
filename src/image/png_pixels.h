/* Decoder of whole PNG images in memory. */
#ifndef ADAM_REPORT_IMAGE_PNG_PIXELS_H
#define ADAM_REPORT_IMAGE_PNG_PIXELS_H

#include <stddef.h>

#include "base/status.h"

/* 8 bits each of red, green, blue and opacity, row after row from the top. Whoever declares it
 * frees it; it starts as {0}. */
struct pixels {
    size_t width, height;
    unsigned char *rgba;
};

void pixels_free(struct pixels *pixels);

/* The length of the image that begins the bytes, with other bytes behind it or not; 0 if there is
 * no whole one. */
size_t png_pixels_length(const void *bytes, size_t length);

/* Decodes an image that is these bytes, and replaces what *pixels holds. STATUS_FAILED with the
 * reason if it is broken. */
enum status png_pixels_decode(const void *bytes, size_t length, struct pixels *pixels,
                              struct error *error);

#endif
