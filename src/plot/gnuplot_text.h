/* Values in gnuplot's language, for the settings of a script. Each function appends whole lines,
 * except gnuplot_real() and gnuplot_quoted(), which append a value and a newline. */
#ifndef ADAM_REPORT_PLOT_GNUPLOT_TEXT_H
#define ADAM_REPORT_PLOT_GNUPLOT_TEXT_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/problem.h"
#include "plot/axis.h"
#include "plot/figure.h"

void gnuplot_real(struct text *script, double value);

/* Arbitrary bytes as a string. */
void gnuplot_quoted(struct text *script, const char *bytes, size_t length);

/* A variable whose name is `name` followed by `suffix`. */
void gnuplot_variable(struct text *script, const char *name, const char *suffix, double value);

/* AXIS_min, AXIS_max, AXIS_step, AXIS_format and AXIS_characters. */
void gnuplot_axis(struct text *script, const char *name, const struct axis *axis);

/* The name of the objective in the scripts: f_name. */
#define GNUPLOT_F_NAME "f(x_{/*0.8 1}, x_{/*0.8 2})"

/* formula: the objective as enhanced text, or its name if the formula and `others` more characters
 * do not fit in this width in points. Returns its width in units of the font size. */
double gnuplot_formula(struct text *script, const struct problem *problem, size_t others,
                       double width);

/* paths, label_1 and so on: the optimizers' names. */
void gnuplot_names(struct text *script, const struct figure_subject *subject);

#endif
