/* Writer of PNG images with a palette, row by row; by default optimized for speed, for images whose
 * rows are long runs of few colors. */
#ifndef ADAM_REPORT_IMAGE_PNG_WRITER_H
#define ADAM_REPORT_IMAGE_PNG_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

struct png_writer_settings {
    const char *description; /* of the image, for messages: "the picture of a difference" */
    size_t width, height;
    const unsigned char (*palette)[3]; /* red, green, blue */
    size_t colors;                     /* in the palette: 1 to 256 */
    bool threaded;                     /* compress in a thread of its own */
    bool small;                        /* optimize for size */
    struct text *memory;               /* the image is appended here; NULL: it goes to the file */
};

struct png_writer;

/* Begins an image that is written to an open file, which stays the caller's (-1: to memory). After
 * STATUS_OK the caller owes a png_writer_close(); the settings are no longer needed. */
enum status png_writer_open(int file, const struct png_writer_settings *settings,
                            struct png_writer **writer, struct error *error);

/* The next row: for each pixel a place in the palette. A failure is returned at the end. */
void png_writer_row(struct png_writer *writer, const unsigned char *row);

/* Writes the rest of the file, if all rows were there, and frees. NULL is nothing. */
enum status png_writer_close(struct png_writer *writer, struct error *error);

#endif
