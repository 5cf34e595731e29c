/* Values as gnuplot's language writes them: what a script's settings are made of. Each function
 * appends whole lines, but for gnuplot_real and gnuplot_quoted, which append the value and the
 * line's end, and gnuplot_place. */
#ifndef ADAM_REPORT_PLOT_GNUPLOT_TEXT_H
#define ADAM_REPORT_PLOT_GNUPLOT_TEXT_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/problem.h"
#include "plot/axis.h"
#include "plot/figure.h"

void gnuplot_real(struct text *script, double value);

/* A value as it stands in a data block, from which real() reads it; subnormal numbers are 0. */
void gnuplot_place(struct text *script, double value);

/* So many bytes as a string, whatever they are. */
void gnuplot_quoted(struct text *script, const char *bytes, size_t length);

/* NAME and suffix as one name, with a value. */
void gnuplot_variable(struct text *script, const char *name, const char *suffix, double value);

/* AXIS_min and AXIS_max, $AXIS_tics, which has a line for each tic, its place and its label, and
 * AXIS_note. */
void gnuplot_axis(struct text *script, const char *name, const struct axis *axis);

/* What the scripts call the objective: f_name. */
#define GNUPLOT_F_NAME "f(x_{/*0.8 1}, x_{/*0.8 2})"

/* formula: the objective as enhanced text, or what it is called where a heading so many points wide
 * has no room for that beside what else it says, which is `others` wide in parts of the font's
 * size. Returns how wide it is, likewise. */
double gnuplot_formula(struct text *script, const struct problem *problem, double others,
                       double width);

/* paths, label_1 and so on: the optimizers' names. */
void gnuplot_names(struct text *script, const struct figure_subject *subject);

#endif
