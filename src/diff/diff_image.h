/* Image of a difference, as PNG: what differs is colored, on the faded original. The colors are
 * those of M. Okabe and K. Ito that are safe for the color-blind, and differ in lightness too. */
#ifndef ADAM_REPORT_DIFF_DIFF_IMAGE_H
#define ADAM_REPORT_DIFF_DIFF_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "image/png_row_reader.h"
#include "image/png_writer.h"

/* How a pixel is drawn: a place in the image's palette. The faded original comes first. */
enum diff_mark {
    DIFF_FADED = 0,
    DIFF_FADED_LEVELS = 64,
    DIFF_CHANGED = DIFF_FADED_LEVELS, /* vermilion: more than the threshold */
    DIFF_SMOOTHED,                    /* sky blue: smoothed in another way, or moved by a pixel */
    DIFF_SLIGHT,                      /* yellow: less than the threshold */
    DIFF_OUTSIDE,                     /* gray: in one of two images only, the larger one */
    DIFF_IGNORED,                     /* pale blue: was not compared */
    DIFF_MARKS,
};

/* Marks for a row of the original, faded. */
void diff_image_fade(const unsigned char *row, size_t width, enum pixel_layout layout,
                     unsigned char *marks);

/* Begins an image of this size in an open file, or in memory unless that is NULL. Its rows are
 * marks. After STATUS_OK the caller owes a png_writer_close(). */
enum status diff_image_open(int file, struct text *memory, size_t width, size_t height,
                            bool threaded, struct png_writer **writer, struct error *error);

#endif
