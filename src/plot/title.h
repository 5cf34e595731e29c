/* A title above a figure, set so that it fits: on one line or two, and smaller where it must. */
#ifndef ADAM_REPORT_PLOT_TITLE_H
#define ADAM_REPORT_PLOT_TITLE_H

#include <stddef.h>

/* From one line to the next, in parts of the font's size. */
#define TITLE_LEADING 1.7

struct title {
    size_t lines;    /* 0: there is no title; 1 or 2 */
    size_t start[2]; /* where in the text each line begins, and how many bytes it has */
    size_t length[2];
    double size;  /* of the font, in its points */
    double width; /* of the longer line, in the page's points; more where it is not known */
};

/* Sets the text (UTF-8) for a line so many of the page's points long, of which a font's point has
 * 4/3. */
struct title title_set(const char *text, double width);

#endif
