/* The image of a difference, as PNG: differing pixels are colored, on the faded original. The
 * colors are from the color-blind-safe palette of M. Okabe and K. Ito, and differ in lightness,
 * too. */
#ifndef ADAM_REPORT_DIFF_DIFF_IMAGE_H
#define ADAM_REPORT_DIFF_DIFF_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "image/png_row_reader.h"
#include "image/png_writer.h"

/* How a pixel is drawn: an index into the palette, which begins with the faded original. */
enum diff_mark {
    DIFF_FADED = 0,
    DIFF_FADED_LEVELS = 64,
    DIFF_CHANGED = DIFF_FADED_LEVELS, /* vermilion: more than the threshold */
    DIFF_SMOOTHED,                    /* sky blue: antialiased differently, or moved by a pixel */
    DIFF_SLIGHT,                      /* yellow: less than the threshold */
    DIFF_OUTSIDE,                     /* gray: only in the larger image */
    DIFF_IGNORED,                     /* pale blue: not compared */
    DIFF_MARKS,
};

/* Marks for a row of the original, faded. */
void diff_image_fade(const unsigned char *row, size_t width, enum pixel_layout layout,
                     unsigned char *marks);

/* Begins an image of this size in an open file, or in memory if that is not NULL. Its rows consist
 * of marks. After STATUS_OK the caller owes a png_writer_close(). */
enum status diff_image_open(int file, struct text *memory, size_t width, size_t height,
                            bool threaded, struct png_writer **writer, struct error *error);

#endif
