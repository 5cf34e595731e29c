/* SVG images, from the output of gnuplot's svg terminal. */
#ifndef ADAM_REPORT_IMAGE_SVG_IMAGE_H
#define ADAM_REPORT_IMAGE_SVG_IMAGE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

struct svg_description {
    const char *title, *description; /* plain UTF-8 */
    size_t width, height;            /* the required size of the image, in points */
};

/* Appends to *out the same image with our title and description in place of gnuplot's (which name
 * its version), both of them announced by screen readers, with fall-backs for the font, and with
 * polygons in a compact form. The bytes end with a NUL, which is not counted. STATUS_FAILED with
 * the reason if the bytes are no whole image of this size with something drawn in it. */
enum status svg_image_finish(const void *bytes, size_t length,
                             const struct svg_description *description, struct text *out,
                             struct error *error);

#endif
