/* The lines of the charts: the objective minus its minimum, on a logarithmic scale; the range of
 * the lines, where they leave it, and where they cross the tolerance. */
#ifndef ADAM_REPORT_PLOT_CHART_LINES_H
#define ADAM_REPORT_PLOT_CHART_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/figure.h"

/* Of a chart's scale: the digits of a double. */
#define CHART_MOST_DECADES 16

/* In powers of ten. */
struct chart_scale {
    double low, high;
    double tolerance; /* NAN if it is not above 0 */
    bool shows_tolerance;
    bool is_zero; /* no value is above 0: low and high have no meaning */
};

/* The excess at a point of a trajectory, 0 if it would be negative. */
double chart_excess(const struct figure_subject *subject, size_t i, size_t t);

/* The number of points of the longest trajectory, at least 2. */
size_t chart_points(const struct figure_subject *subject);

/* The number of a trajectory's points that share a column of the chart: 1 if all points have
 * separate columns. */
size_t chart_points_per_column(const struct figure_subject *subject);

/* A search leaves the chart if it diverges or ends far above its start. */
bool chart_leaves(const struct figure_subject *subject, size_t i);

/* The range of the lines that do not leave, and of all starts; if all lines leave, that of all of
 * them, up to the limit for a rise above the start. The tolerance is shown if it is in the range or
 * near it. */
struct chart_scale chart_scale_of(const struct figure_subject *subject);

/* The range of the quantiles of all ensembles whose medians do not leave, and of all starts; values
 * far above the starts or far below the medians are ignored. */
struct chart_scale chart_scale_of_ensembles(const struct figure_subject *subject);

/* The number of an ensemble's points that share a column of a panel: likewise. */
size_t chart_ensemble_points_per_column(const struct figure_subject *subject);

/* The same from the least value above 0 and the largest value (0 and 0: none), and the
 * tolerance. */
struct chart_scale chart_scale_from(double least, double most, double tolerance);

/* The exponent of ten, limited to the scale; its lower end for 0. */
double chart_level(const struct chart_scale *scale, double excess);

/* The end of a line that leaves. */
struct chart_exit {
    double t, level;  /* its position */
    bool inside;      /* it ends within the range */
    size_t iteration; /* at which it diverged or left the range */
};

/* Returns false if the line does not leave. */
bool chart_find_exit(const struct figure_subject *subject, size_t i,
                     const struct chart_scale *scale, struct chart_exit *exit);

/* Where the line first falls below the tolerance, and where it does so to stay: positions on the
 * axis of the iterations; negative if it does not. */
void chart_find_crossings(const struct figure_subject *subject, size_t i,
                          const struct chart_scale *scale, double crossings[2]);

#endif
