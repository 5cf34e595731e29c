/* Tics with labels of their own, for axes where gnuplot's would be too few or too long. */
#ifndef ADAM_REPORT_PLOT_AXIS_MARKS_H
#define ADAM_REPORT_PLOT_AXIS_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct axis_mark {
    double place;      /* along the axis, from 0 to 1 */
    char label[80];    /* enhanced text */
    size_t characters; /* that are seen, about */
};

/* No axis has more. */
#define AXIS_MARKS_MAX 48

struct axis_marks {
    struct axis_mark list[AXIS_MARKS_MAX];
    size_t count;
};

/* Appends a tic, if its place is on the axis and there is room in the list. The format is printf's,
 * of a double; what it writes with an exponent is set as a power of ten. */
void axis_marks_append(struct axis_marks *marks, double place, double value, const char *format);

/* Of a logarithmic axis from 10^low to 10^high (low < high) with room for so many labels: powers of
 * ten, and where these are less than three, multiples of them, and at last round numbers. */
void axis_marks_of_powers(struct axis_marks *marks, double low, double high, size_t room);

/* Appends them as a data block $NAME_marks: lines of place and label. */
void axis_marks_define(const struct axis_marks *marks, const char *name, struct text *script);

/* The width of the widest label, in parts of the font's size. */
double axis_marks_width(const struct axis_marks *marks);

#endif
