/* Fast reader of the most common PNG images: 8 bits of RGB or RGBA, not interlaced. It takes half
 * of libpng's time, since it decompresses with ISA-L. Without that library, and for all other
 * images, libpng is used (png_row_reader.h). */
#ifndef ADAM_REPORT_IMAGE_PNG_ISAL_H
#define ADAM_REPORT_IMAGE_PNG_ISAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "image/png_info.h"

/* Whether the image can be read by this reader. */
bool png_isal_can(const struct png_info *png);

struct png_isal;

/* As png_row_reader_open() and its companions, but that rows have the layout of the file. *isal is
 * NULL with STATUS_OK for data that only zlib reads as they are meant. */
enum status png_isal_open(int file, const struct png_info *png, int interrupt_fd,
                          struct png_isal **isal, struct error *error);
void png_isal_close(struct png_isal *isal);

/* The row must not be changed until the next one has been read, which may refer to it. */
enum status png_isal_read(struct png_isal *isal, unsigned char *row, struct error *error);

/* Skips the next row: checks that it can be decoded, without its pixels. */
enum status png_isal_skip(struct png_isal *isal, struct error *error);

enum status png_isal_end(struct png_isal *isal, struct error *error);

#endif
