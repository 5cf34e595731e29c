/* Values in gnuplot's language, for the settings of a script. Each function appends whole lines,
 * except gnuplot_real() and gnuplot_quoted(), which append a value and a newline, and
 * gnuplot_place(). */
#ifndef ADAM_REPORT_PLOT_GNUPLOT_TEXT_H
#define ADAM_REPORT_PLOT_GNUPLOT_TEXT_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/problem.h"
#include "plot/axis.h"
#include "plot/figure.h"

void gnuplot_real(struct text *script, double value);

/* A value in a data block, from which real() reads it; subnormal numbers become 0. */
void gnuplot_place(struct text *script, double value);

/* Arbitrary bytes as a string. */
void gnuplot_quoted(struct text *script, const char *bytes, size_t length);

/* A variable whose name is `name` followed by `suffix`. */
void gnuplot_variable(struct text *script, const char *name, const char *suffix, double value);

/* AXIS_min and AXIS_max, AXIS_note, and $AXIS_tics with a line for each tic: its position and its
 * label. */
void gnuplot_axis(struct text *script, const char *name, const struct axis *axis);

/* The name of the objective in the scripts: f_name. */
#define GNUPLOT_F_NAME "f(x_{/*0.8 1}, x_{/*0.8 2})"

/* formula: the objective as enhanced text, or its name if the formula does not fit in a heading of
 * this width in points next to its other texts, whose width is `others` in units of the font size.
 * Returns its width, likewise. */
double gnuplot_formula(struct text *script, const struct problem *problem, double others,
                       double width);

/* paths, label_1 and so on: the optimizers' names. */
void gnuplot_names(struct text *script, const struct figure_subject *subject);

#endif
