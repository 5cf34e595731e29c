/* Attribute values as gnuplot writes them in SVG. Each reader returns false for any other form, and
 * parses the whole text. */
#ifndef ADAM_REPORT_IMAGE_SVG_VALUES_H
#define ADAM_REPORT_IMAGE_SVG_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A decimal number without exponent from *at on, moved behind it; at most 9 digits before the point
 * and 9 behind it, at least one if there is a point. */
bool svg_read_number_at(const char **at, double *number);

bool svg_read_number(const char *text, double *number);

/* none, currentColor, black, white, #rrggbb or rgb(r,g,b), as in struct svg_paint. */
bool svg_read_color(const char *text, int32_t *color);

struct svg_transform {
    double x, y, angle, scale; /* translate(x,y) rotate(angle) scale(scale) */
};

bool svg_read_transform(const char *text, struct svg_transform *transform);

/* Up to capacity - 1 bytes, each a letter, digit or one of "_-+.,#() ", copied to *out. No URL can
 * be written with these, nor can url(#id). */
bool svg_read_plain(const char *text, char *out, size_t capacity);

#endif
