/* Reader of PNG images as rows of pixels, with memory for a few rows regardless of the image's
 * size. */
#ifndef ADAM_REPORT_IMAGE_PNG_ROW_READER_H
#define ADAM_REPORT_IMAGE_PNG_ROW_READER_H

#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "image/png_info.h"

/* The layout of the pixels of a row: every kind of PNG fits one of these without loss. 16-bit
 * values have the high byte first. */
enum pixel_layout { PIXEL_RGB8, PIXEL_RGBA8, PIXEL_RGBA16 };

/* The smallest layout for two images without loss. */
enum pixel_layout pixel_layout_for(const struct png_info *a, const struct png_info *b);

/* Bytes of a pixel. */
static inline size_t pixel_size(enum pixel_layout layout)
{
    return layout == PIXEL_RGB8 ? 3 : layout == PIXEL_RGBA8 ? 4 : 8;
}

/* Limits for reading an image. */
struct png_limits {
    int interrupt_fd;               /* readable: give up with STATUS_INTERRUPTED; -1: never */
    struct budget_account *account; /* pays for rows, and for all of an interlaced image, which
                                       comes in parts from all over it; NULL: one of its own */
};

struct png_row_reader;

/* Begins with the image in an open file, which png_info_read() has found whole and which stays
 * the caller's, as the limits do. STATUS_BAD_INPUT if it cannot be decoded, or needs more memory
 * than the account has. After STATUS_OK the caller owes a png_row_reader_close(), which takes NULL
 * too. */
enum status png_row_reader_open(const struct png_input *image, enum pixel_layout layout,
                                const struct png_limits *limits, struct png_row_reader **rows,
                                struct error *error);
void png_row_reader_close(struct png_row_reader *rows);

/* The next row, of width pixels, which has to stay as it is until the one after it was read.
 * STATUS_BAD_INPUT with the reason if it is broken. */
enum status png_row_reader_read(struct png_row_reader *rows, unsigned char *row,
                                struct error *error);

/* After the last row: checks the rest of the file. */
enum status png_row_reader_end(struct png_row_reader *rows, struct error *error);

/* Checks, as fast as possible, that the whole image can be decoded: STATUS_BAD_INPUT with the
 * reason if not. */
enum status png_row_reader_check(const struct png_input *image, const struct png_limits *limits,
                                 struct error *error);

#endif
