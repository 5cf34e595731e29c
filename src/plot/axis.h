/* An axis: its range, tics and labels. */
#ifndef ADAM_REPORT_PLOT_AXIS_H
#define ADAM_REPORT_PLOT_AXIS_H

#include <stdbool.h>

struct axis {
    double min, max; /* exponents of ten if `decades` */
    double step;     /* the tics are at its multiples */
    bool decades;    /* the labels are powers of ten */
    char format[24]; /* of the labels, for gnuplot's `set format` */
    int characters;  /* the length of the longest label */
};

/* A linear axis from min to max (min < max). */
struct axis axis_linear(double min, double max);

/* A logarithmic axis with about six labels at most: powers of ten with a superscript exponent. */
struct axis axis_decades(double min, double max);

/* Doubles the step until the labels, with a gap between them, fit on an axis of this length in
 * points. */
void axis_thin(struct axis *axis, double length, double gap);

/* The first and the last tic, as multiples of the step. */
long axis_first(const struct axis *axis);
long axis_last(const struct axis *axis);

/* Whether labels can contain powers of ten, which make them taller. */
bool axis_has_powers(const struct axis *axis);

/* An upper bound of the width of a value's label, in units of the font size. */
double axis_label_width(const struct axis *axis, double value);

#endif
