/* Reader of PNG images as rows of pixels, with memory for a few rows whatever the size of the
 * image. */
#ifndef ADAM_REPORT_IMAGE_PNG_ROW_READER_H
#define ADAM_REPORT_IMAGE_PNG_ROW_READER_H

#include <stddef.h>

#include "base/status.h"
#include "image/png_info.h"

/* How a row has its pixels: every kind of PNG fits one of these without loss. 16 bits have the high
 * byte first. */
enum pixel_layout { PIXEL_RGB8, PIXEL_RGBA8, PIXEL_RGBA16 };

/* The smallest layout that has all that two images can say. */
enum pixel_layout pixel_layout_for(const struct png_info *a, const struct png_info *b);

/* Bytes of a pixel. */
static inline size_t pixel_size(enum pixel_layout layout)
{
    return layout == PIXEL_RGB8 ? 3 : layout == PIXEL_RGBA8 ? 4 : 8;
}

/* An interlaced image comes in parts from all over it and is held whole, so there is a limit. */
#define PNG_ROW_READER_MAX_INTERLACED ((size_t)512 << 20)

struct png_row_reader;

/* Begins with the image in an open file, which png_info_read() has found whole and which stays
 * the caller's. STATUS_BAD_INPUT if it cannot be decoded. After STATUS_OK the caller owes a
 * png_row_reader_close(), which takes NULL too. */
enum status png_row_reader_open(int file, const struct png_info *png, enum pixel_layout layout,
                                struct png_row_reader **rows, struct error *error);
void png_row_reader_close(struct png_row_reader *rows);

/* The next row, of width pixels, which has to stay as it is until the one after it was read.
 * STATUS_BAD_INPUT with the reason if it is broken. */
enum status png_row_reader_read(struct png_row_reader *rows, unsigned char *row,
                                struct error *error);

/* After the last row: whether what follows it is in order too. */
enum status png_row_reader_end(struct png_row_reader *rows, struct error *error);

#endif
