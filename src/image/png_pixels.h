/* Decoder of whole PNG images in memory. */
#ifndef ADAM_REPORT_IMAGE_PNG_PIXELS_H
#define ADAM_REPORT_IMAGE_PNG_PIXELS_H

#include <stddef.h>

#include "base/status.h"

/* 8 bits each of red, green, blue and opacity, by rows from the top. Initialized to {0} and freed
 * by the function that declares it. */
struct pixels {
    size_t width, height;
    unsigned char *rgba;
};

void pixels_free(struct pixels *pixels);

/* The length of the image at the beginning of the bytes, which other bytes may follow; 0 if it is
 * not complete. */
size_t png_pixels_length(const void *bytes, size_t length);

/* Decodes an image, and replaces the contents of *pixels. STATUS_FAILED with the reason if it is
 * broken. */
enum status png_pixels_decode(const void *bytes, size_t length, struct pixels *pixels,
                              struct error *error);

#endif
