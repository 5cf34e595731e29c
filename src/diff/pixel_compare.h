/* Comparison of pixels: their perceived distance, and whether a difference is only due to the
 * antialiasing of an edge.
 *
 * The distance: Y. Kotsarenko and F. Ramos, "Measuring perceived color difference using YIQ NTSC
 * transmission color space in mobile applications", 2010. The edges: V. Vysniauskas, "Anti-aliased
 * Pixel and Intensity Slope Detector", 2009. Constants and details are those of pixelmatch 7.2, so
 * that opaque images with 8 bits have the same counts. For others: the distance of a pixel that is
 * not opaque is the larger of those above black and above white, and with 16 bits the low bytes
 * count. */
#ifndef ADAM_REPORT_DIFF_PIXEL_COMPARE_H
#define ADAM_REPORT_DIFF_PIXEL_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "image/png_row_reader.h"

/* The largest possible distance, about that between black and white: a threshold of 1. */
#define PIXEL_COMPARE_LARGEST 35215.0

/* The compared row with two rows above and two below, of images of the same size. */
#define PIXEL_WINDOW 5

struct pixel_window {
    enum pixel_layout layout;
    size_t width, height;                                   /* of both images */
    size_t y;                                               /* of the middle row */
    const unsigned char *a[PIXEL_WINDOW], *b[PIXEL_WINDOW]; /* NULL: outside of the image */
};

/* The distance of the pixels at x in the middle row: 0 to PIXEL_COMPARE_LARGEST. */
double pixel_distance(const struct pixel_window *window, size_t x);

/* Whether the pixel at x is part of an antialiased edge in either image. */
bool pixel_is_antialiased(const struct pixel_window *window, size_t x);

/* Whether each image has, within one pixel of x, the color that the other has at x, as if a shape
 * had moved. */
bool pixel_has_moved(const struct pixel_window *window, size_t x);

#endif
