/* An axis: its range, where it has tics, and how they are labeled. */
#ifndef ADAM_REPORT_PLOT_AXIS_H
#define ADAM_REPORT_PLOT_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/tics.h"

/* A tic with its label. */
struct axis_label {
    double value;
    char text[64]; /* enhanced text */
    double width;  /* in parts of the font's size */
};

#define AXIS_LABELS_MAX 24

struct axis {
    double min, max; /* with decades, exponents of ten */
    bool decades;    /* the range is of exponents of ten, as are the values of the labels */
    bool whole;      /* there is nothing between whole numbers */
    struct tics tics;
    struct axis_label labels[AXIS_LABELS_MAX]; /* in the order of their values */
    size_t label_count;
    /* What all labels are to be multiplied by, and what is to be added then, as enhanced text:
     * "×10^{/ *0.8 −7} + 0.5" (without the space); "": they are as they say. */
    char note[160];
};

/* From min to max (min < max); axis_whole() has tics at whole numbers alone. */
struct axis axis_linear(double min, double max);
struct axis axis_whole(double min, double max);

/* Powers of ten, at most about six of them; where there are less than two, numbers between. */
struct axis axis_decades(double min, double max);

/* Labels the next coarser steps, as long as there are two labels at least. Returns whether it
 * could; if not, the axis is as it was. */
bool axis_coarsen(struct axis *axis);

/* Keeps the first and the last label. */
void axis_keep_ends(struct axis *axis);

/* Whether labels can have powers of ten, which make them higher. */
bool axis_has_powers(const struct axis *axis);

/* The widest label and the note, in parts of the font's size. */
double axis_widest_label(const struct axis *axis);
double axis_note_width(const struct axis *axis);

#endif
