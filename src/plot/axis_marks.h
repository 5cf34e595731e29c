/* Tics with individual labels, for axes on which gnuplot's would be too few or too long. */
#ifndef ADAM_REPORT_PLOT_AXIS_MARKS_H
#define ADAM_REPORT_PLOT_AXIS_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct axis_mark {
    double place;      /* along the axis, from 0 to 1 */
    char label[80];    /* enhanced text */
    size_t characters; /* approximate number of visible characters in the label */
};

/* The maximum number of marks on an axis. */
#define AXIS_MARKS_MAX 48

struct axis_marks {
    struct axis_mark list[AXIS_MARKS_MAX];
    size_t count;
};

/* Appends a tic if its position is on the axis and the list is not full. The format is a printf
 * format for a double; a number that it writes with an exponent is typeset as a power of ten. */
void axis_marks_append(struct axis_marks *marks, double place, double value, const char *format);

/* The tics of a logarithmic axis from 10^low to 10^high (low < high) with space for `room` labels:
 * powers of ten and, if these are fewer than three, multiples of them, or finally round numbers. */
void axis_marks_of_powers(struct axis_marks *marks, double low, double high, size_t room);

/* Appends them as a data block $NAME_marks, with lines of position and label. */
void axis_marks_define(const struct axis_marks *marks, const char *name, struct text *script);

/* The width of the widest label, in units of the font size. */
double axis_marks_width(const struct axis_marks *marks);

#endif
