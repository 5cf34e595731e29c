/* Verification of PNG images in memory. */
#ifndef ADAM_REPORT_IMAGE_PNG_VERIFY_H
#define ADAM_REPORT_IMAGE_PNG_VERIFY_H

#include <stddef.h>

#include "base/status.h"

/* Checks while bytes arrive whether they are one whole image: it decodes to the last row with
 * every checksum right, ends with the bytes, has this size in pixels, and has at least two pixels
 * that differ. Memory: a few rows. */
struct png_verifier;

/* NULL if out of memory. The caller owes a png_verifier_free(), which also accepts NULL. */
struct png_verifier *png_verifier_new(size_t width, size_t height);
void png_verifier_free(struct png_verifier *check);

/* Adds the next bytes. Errors are reported at the end. */
void png_verifier_feed(struct png_verifier *check, const void *bytes, size_t length);

/* After the last byte: STATUS_FAILED with the reason if it is not such an image. */
enum status png_verifier_end(const struct png_verifier *check, struct error *error);

/* The same for an image that is complete. */
enum status png_verify(const void *bytes, size_t length, size_t width, size_t height,
                       struct error *error);

#endif
