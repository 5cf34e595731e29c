/* An axis: its range, tics and labels. */
#ifndef ADAM_REPORT_PLOT_AXIS_H
#define ADAM_REPORT_PLOT_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/tics.h"

/* A tic with its label. */
struct axis_label {
    double value;
    char text[64]; /* enhanced text */
    double width;  /* in units of the font size */
};

#define AXIS_LABELS_MAX 24

struct axis {
    double min, max; /* exponents of ten if `decades` */
    bool decades;    /* min, max and the values of the labels are exponents of ten */
    bool whole; /* only whole numbers have a meaning; on a logarithmic axis, they are written out */
    struct tics tics;
    struct axis_label labels[AXIS_LABELS_MAX]; /* in ascending order of values */
    size_t label_count;
    /* The factor and the offset common to all labels, as enhanced text: "×10^{/ *0.8 −7} + 0.5"
     * (without the space); "": none. */
    char note[160];
};

/* A linear axis from min to max (min < max); axis_whole() has tics at whole numbers only. */
struct axis axis_linear(double min, double max);
struct axis axis_whole(double min, double max);

/* A logarithmic axis with about six labels at most: powers of ten; if there are fewer than two,
 * also numbers between them. */
struct axis axis_decades(double min, double max);

/* The same for whole numbers from 1 on (min >= 0): they are written out, and if the powers of ten
 * are fewer than three, 2 and 5 times these have labels, too. */
struct axis axis_decades_of_counts(double min, double max);

/* Labels the next coarser steps, provided that at least two labels remain. Returns false, and
 * leaves the axis unchanged, if that is not possible. */
bool axis_coarsen(struct axis *axis);

/* Keeps only the first and the last label. */
void axis_keep_ends(struct axis *axis);

/* Whether labels can contain powers of ten, which make them taller. */
bool axis_has_powers(const struct axis *axis);

/* The width of the widest label and of the note, in units of the font size. */
double axis_widest_label(const struct axis *axis);
double axis_note_width(const struct axis *axis);

#endif
