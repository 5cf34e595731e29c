/* Fast verification of the most common PNG images: 8 bits of RGB or RGBA, not interlaced. It takes
 * a fraction of libpng's time, since it decompresses with ISA-L and computes no pixels. Without
 * that library, and for all other images, libpng is used (png_verify.c). */
#ifndef ADAM_REPORT_IMAGE_PNG_VERIFY_ISAL_H
#define ADAM_REPORT_IMAGE_PNG_VERIFY_ISAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct png_verify_isal;

/* For an image of this size. NULL if out of memory; the caller owes a png_verify_isal_free(), which
 * also accepts NULL. Without ISA-L, no image is accepted. */
struct png_verify_isal *png_verify_isal_new(size_t width, size_t height);
void png_verify_isal_free(struct png_verify_isal *check);

/* Adds the next bytes. False, with all bytes that were added before in *held (borrowed), if libpng
 * has to verify the image, from those bytes on. Errors are reported at the end. */
bool png_verify_isal_feed(struct png_verify_isal *check, const unsigned char *bytes, size_t length,
                          const unsigned char **held, size_t *held_length);

/* What png_verifier_end() returns for these bytes. */
enum status png_verify_isal_end(const struct png_verify_isal *check, struct error *error);

#endif
