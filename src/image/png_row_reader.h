/* PNG pictures as rows of pixels, in memory for a few rows whatever the picture's size. */
#ifndef ADAM_REPORT_IMAGE_PNG_ROW_READER_H
#define ADAM_REPORT_IMAGE_PNG_ROW_READER_H

#include <stddef.h>

#include "base/status.h"
#include "image/png_info.h"

/* How a row has its pixels: every kind of PNG fits one of these without loss. 16 bits have the high
 * byte first. */
enum pixel_layout { PIXEL_RGB8, PIXEL_RGBA8, PIXEL_RGBA16 };

/* The smallest layout that has all that two pictures can say. */
enum pixel_layout pixel_layout_for(const struct png_file *a, const struct png_file *b);

/* Bytes of a pixel. */
static inline size_t pixel_size(enum pixel_layout layout)
{
    return layout == PIXEL_RGB8 ? 3 : layout == PIXEL_RGBA8 ? 4 : 8;
}

/* An interlaced picture comes in parts from all over it and is held whole, so there is a limit. */
#define PNG_ROWS_MOST_INTERLACED ((size_t)512 << 20)

struct png_rows;

/* Begins with the picture in an open file, which png_file_scan() has found whole and which stays
 * the caller's. STATUS_USAGE if it cannot be decoded. After STATUS_OK the caller owes a
 * png_rows_close(), which takes NULL too. */
enum status png_rows_open(int file, const struct png_file *png, enum pixel_layout layout,
                          struct png_rows **rows, struct error *error);
void png_rows_close(struct png_rows *rows);

/* The next row, of width pixels, which has to stay as it is until the one after it was read.
 * STATUS_USAGE with the reason if it is broken. */
enum status png_rows_read(struct png_rows *rows, unsigned char *row, struct error *error);

/* After the last row: whether what follows it is in order too. */
enum status png_rows_end(struct png_rows *rows, struct error *error);

#endif
