/* How wide a text in DejaVu Sans is: by the font's own advance widths, in parts of its size.
 * Characters beyond ASCII count as 1, which is more than nearly all of them have. */
#ifndef ADAM_REPORT_PLOT_TEXT_WIDTH_H
#define ADAM_REPORT_PLOT_TEXT_WIDTH_H

#include <stddef.h>

/* Of plain text, so many bytes of UTF-8. */
double text_width(const char *text, size_t length);

/* Of a whole string. */
double text_width_of(const char *text);

/* Of gnuplot's enhanced text as gnuplot_text.c and the scripts write it: what has an index or a
 * power in braces that begin with its size, as x_{/ *0.8 1} (without the space before the star). */
double text_width_enhanced(const char *text);

#endif
