/* An axis: its range, where it has tics, and how they are labeled. */
#ifndef ADAM_REPORT_PLOT_AXIS_H
#define ADAM_REPORT_PLOT_AXIS_H

#include <stdbool.h>

struct axis {
    double min, max; /* with decades, exponents of ten */
    double step;     /* between tics, which are at multiples of it */
    bool decades;    /* the labels are powers of ten */
    char format[24]; /* of the labels, as gnuplot's `set format` takes it */
    int characters;  /* the length of the longest label */
};

/* From min to max (min < max). */
struct axis axis_linear(double min, double max);

/* Powers of ten, at most about six of them, as numbers with a high exponent. */
struct axis axis_decades(double min, double max);

/* Doubles the step until an axis of so many points has room for its labels, with a gap between
 * them. */
void axis_thin(struct axis *axis, double length, double gap);

/* The first and the last tic, in steps. */
long axis_first(const struct axis *axis);
long axis_last(const struct axis *axis);

/* Whether labels can have powers of ten, which make them higher. */
bool axis_has_powers(const struct axis *axis);

/* How wide the label of a value is, in parts of the font's size: not less than it is. */
double axis_label_width(const struct axis *axis, double value);

#endif
