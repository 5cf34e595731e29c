/* A title above a figure, fitted to the width: in one or two lines, in a smaller font if necessary.
 */
#ifndef ADAM_REPORT_PLOT_TITLE_H
#define ADAM_REPORT_PLOT_TITLE_H

#include <stddef.h>

/* The distance between lines, in units of the font size. */
#define TITLE_LEADING 1.7

struct title {
    size_t lines;    /* 0 (no title), 1 or 2 */
    size_t start[2]; /* offset of each line in the text, and its length in bytes */
    size_t length[2];
    double size;  /* of the font, in font points */
    double width; /* of the longer line, in page points; an upper bound if not known exactly */
};

/* Sets the text (UTF-8) in lines of this width in page points; a font point is 4/3 of a page
 * point. */
struct title title_set(const char *text, double width);

#endif
