/* One SVG for light and dark pages, as an element of an HTML page. */
#ifndef ADAM_REPORT_REPORT_THEMED_SVG_H
#define ADAM_REPORT_REPORT_THEMED_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct svg_bytes {
    const char *bytes; /* followed by a NUL */
    size_t length;
};

/* Appends an <svg> element that looks like the first image on light pages and in print, and like
 * the second on dark screens: their colors and opacities become CSS variables where they differ.
 * `id` precedes each identifier in the image, so that those of several images on a page differ;
 * `label` is the alternative text, escaped. Returns false, with *out unchanged, if the images
 * differ in anything else, or are not in the form that gnuplot writes. */
bool themed_svg_append(struct text *out, const struct svg_bytes *light,
                       const struct svg_bytes *dark, const char *id, const char *label,
                       size_t label_length);

#endif
