/* The quick way to the rows of the commonest PNG pictures: 8 bits of RGB or RGBA, not interlaced.
 * It takes half of libpng's time, for it decompresses with ISA-L; without that library, and for all
 * other pictures, there is only libpng's way (png_rows.h). */
#ifndef ADAM_REPORT_IMAGE_PNG_ISAL_H
#define ADAM_REPORT_IMAGE_PNG_ISAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "image/png_info.h"

/* Whether the picture can be read so. */
bool png_quick_can(const struct png_file *png);

struct png_quick;

/* As png_rows_open() and its companions, but that rows have the layout of the file. */
enum status png_quick_open(int file, const struct png_file *png, struct png_quick **quick,
                           struct error *error);
void png_quick_close(struct png_quick *quick);

/* The row has to stay as it is until the next one was read: that may be told as a difference. */
enum status png_quick_read(struct png_quick *quick, unsigned char *row, struct error *error);
enum status png_quick_end(struct png_quick *quick, struct error *error);

#endif
