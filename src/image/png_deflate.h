/* Image data of a PNG, compressed by ISA-L in a fifth of the time of libpng with zlib. Without
 * ISA-L (HAVE_ISAL is not defined), libpng is used instead. */
#ifndef ADAM_REPORT_IMAGE_PNG_DEFLATE_H
#define ADAM_REPORT_IMAGE_PNG_DEFLATE_H

#ifdef HAVE_ISAL

#include <png.h>
#include <stddef.h>

struct png_deflate;

/* NULL if there is no memory. The caller owes a png_deflate_free(), which takes NULL too. */
struct png_deflate *png_deflate_new(void);
void png_deflate_free(struct png_deflate *deflate);

/* The next row, without a filter, and what follows the last one: IDAT chunks and IEND. Where the
 * chunks cannot be written, libpng calls its error function, which does not return. */
void png_deflate_row(struct png_deflate *deflate, png_structp png, const unsigned char *row,
                     size_t size);
void png_deflate_end(struct png_deflate *deflate, png_structp png);

#endif

#endif
