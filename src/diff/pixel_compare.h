/* Comparison of pixels: when two look different, and when that is only the edge of a shape that was
 * smoothed in another way.
 *
 * The distance: Y. Kotsarenko and F. Ramos, "Measuring perceived color difference using YIQ NTSC
 * transmission color space in mobile applications", 2010. The edges: V. Vysniauskas, "Anti-aliased
 * Pixel and Intensity Slope Detector", 2009. Constants and details are those of pixelmatch 7.2, so
 * that opaque images of 8 bits have the same counts as there. For others: where a pixel is not
 * opaque the distance is the larger of those above black and above white, and the low bytes of 16
 * bits count. */
#ifndef ADAM_REPORT_DIFF_PIXEL_COMPARE_H
#define ADAM_REPORT_DIFF_PIXEL_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "image/png_row_reader.h"

/* The largest distance that there is, between black and white or so: a threshold of 1. */
#define PIXEL_COMPARE_LARGEST 35215.0

/* Rows around the one that is compared: two above it and two below, of images of one size. */
#define PIXEL_WINDOW 5

struct pixel_window {
    enum pixel_layout layout;
    size_t width, height; /* of both images */
    size_t y;             /* of the middle row */
    const unsigned char *a[PIXEL_WINDOW],
        *b[PIXEL_WINDOW]; /* NULL: above the top, below the bottom */
};

/* The distance of the pixels at x in the middle row: 0 to PIXEL_COMPARE_LARGEST. */
double pixel_distance(const struct pixel_window *window, size_t x);

/* Whether the pixel at x is part of a smoothed edge in one image or the other. */
bool pixel_is_antialiased(const struct pixel_window *window, size_t x);

/* Whether each image has, within one pixel of x, the color that the other has at x: the shape is
 * there and has moved. */
bool pixel_has_moved(const struct pixel_window *window, size_t x);

#endif
