/* Image data of a PNG, compressed by ISA-L in a fifth of the time of libpng with zlib. Without
 * ISA-L (HAVE_ISAL is not defined), libpng is used instead. */
#ifndef ADAM_REPORT_IMAGE_PNG_DEFLATE_H
#define ADAM_REPORT_IMAGE_PNG_DEFLATE_H

#ifdef HAVE_ISAL

#include <png.h>
#include <stddef.h>

struct png_deflate;

/* NULL if out of memory. The caller owes a png_deflate_free(), which also accepts NULL. */
struct png_deflate *png_deflate_new(void);
void png_deflate_free(struct png_deflate *deflate);

/* Adds the next row, without a filter; after the last one, writes the remaining IDAT chunks and
 * IEND. If they cannot be written, libpng calls its error function, which does not return. */
void png_deflate_row(struct png_deflate *deflate, png_structp png, const unsigned char *row,
                     size_t size);
void png_deflate_end(struct png_deflate *deflate, png_structp png);

#endif

#endif
