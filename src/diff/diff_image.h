/* The image of a difference: what differs in colours on a faded original, as PNG. The colours are
 * those of M. Okabe and K. Ito that are safe for the colour-blind, and differ in lightness too. */
#ifndef ADAM_REPORT_DIFF_DIFF_IMAGE_H
#define ADAM_REPORT_DIFF_DIFF_IMAGE_H

#include <stddef.h>

#include "base/status.h"
#include "image/png_row_reader.h"

/* How a pixel is drawn: a place in the image's palette. The faded original comes first. */
enum diff_mark {
    DIFF_FADED = 0,
    DIFF_FADED_LEVELS = 64,
    DIFF_CHANGED = DIFF_FADED_LEVELS, /* vermilion: more than the threshold */
    DIFF_SMOOTHED,                    /* sky blue: smoothed in another way, or moved by a pixel */
    DIFF_SLIGHT,                      /* yellow: less than the threshold */
    DIFF_OUTSIDE,                     /* gray: in one of two images only, the larger one */
    DIFF_IGNORED,                     /* pale blue: was not to be looked at */
    DIFF_MARKS,
};

/* A row of the original, faded. */
void diff_image_fade(const unsigned char *row, size_t width, enum pixel_layout layout,
                     unsigned char *marks);

struct diff_image;

/* Begins an image of this size that is written to an open file; a thread of its own compresses it
 * if `threaded`. NULL with the reason in *error. The caller owes a diff_image_end(). */
struct diff_image *diff_image_begin(int file, size_t width, size_t height, bool threaded,
                                    struct error *error);

/* The next row: a mark for each pixel. What goes wrong is told at the end. */
void diff_image_row(struct diff_image *picture, const unsigned char *marks);

/* Writes the rest of the file, if all rows were there, and frees. NULL is nothing. */
enum status diff_image_end(struct diff_image *picture, struct error *error);

#endif
