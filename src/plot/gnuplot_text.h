/* Values as gnuplot's language writes them: what a script's settings are made of. Each function
 * appends whole lines, but for gnuplot_real and gnuplot_quoted, which append the value and the
 * line's end. */
#ifndef ADAM_REPORT_PLOT_GNUPLOT_TEXT_H
#define ADAM_REPORT_PLOT_GNUPLOT_TEXT_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/problem.h"
#include "plot/figure.h"

/* Most marks on an axis, less one. */
#define GNUPLOT_TICS 5

void gnuplot_real(struct text *script, double value);

/* So many bytes as a string, whatever they are. */
void gnuplot_quoted(struct text *script, const char *bytes, size_t length);

/* AXIS_min, AXIS_max, AXIS_step, AXIS_format and AXIS_characters: the range (min < max), where the
 * marks are, and how they are labelled. With decades min and max are exponents of ten. */
void gnuplot_axis(struct text *script, const char *axis, double min, double max);
void gnuplot_decades(struct text *script, const char *axis, double min, double max);

/* formula: the objective as enhanced text, or what it is called where a page so many points wide
 * has no room for that beside so many other characters. */
void gnuplot_formula(struct text *script, const struct problem *problem, size_t others,
                     double width);

/* paths, label_1 and so on, and label_characters: the optimizers' names. */
void gnuplot_names(struct text *script, const struct figure_subject *subject);

#endif
