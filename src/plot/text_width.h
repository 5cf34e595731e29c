/* The width of text in DejaVu Sans: the sum of the font's advance widths, in units of its size.
 * Characters beyond ASCII count as 1, which is more than the width of almost all of them. */
#ifndef ADAM_REPORT_PLOT_TEXT_WIDTH_H
#define ADAM_REPORT_PLOT_TEXT_WIDTH_H

#include <stddef.h>

/* Of plain text: `length` bytes of UTF-8. */
double text_width(const char *text, size_t length);

/* The width of a whole string. */
double text_width_of(const char *text);

/* Of gnuplot's enhanced text as written by gnuplot_text.c and the scripts: indices and powers are
 * in braces that begin with their size, as in x_{/ *0.8 1} (without the space before the star). */
double text_width_enhanced(const char *text);

#endif
