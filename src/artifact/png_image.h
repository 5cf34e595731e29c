/* PNG pictures in memory. The only room that knows libpng. */
#ifndef ADAM_REPORT_ARTIFACT_PNG_IMAGE_H
#define ADAM_REPORT_ARTIFACT_PNG_IMAGE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* Whether these bytes are one whole picture: decodes to the last row with every checksum right,
 * ends with the bytes, has this size in pixels, and has at least two pixels that differ. If not,
 * STATUS_FAILED with the reason. Memory: a row. */
enum status png_image_check(const void *bytes, size_t length, size_t width, size_t height,
                            struct error *error);

/* Appends to *out the same picture with a pHYs chunk of so many pixels per inch. Every chunk of the
 * picture stays as it is; an older pHYs goes. The bytes must have passed png_image_check(). */
enum status png_image_add_resolution(const void *bytes, size_t length, double pixels_per_inch,
                                     struct text *out, struct error *error);

#endif
