/* The figure of a sweep of one parameter: a line over the values of the parameter. */
#ifndef ADAM_REPORT_PLOT_SWEEP_CHART_H
#define ADAM_REPORT_PLOT_SWEEP_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/outcome.h"
#include "plot/figure.h"
#include "plot/figure_data.h"

/* The vertical axis: iterations or, if it is logarithmic, exponents of ten. low < high. */
struct sweep_chart {
    double low, high;
    bool logarithmic;
};

/* The range of what the settings of a sweep of one parameter have. Of iterations, it is logarithmic
 * if they differ by a large factor. */
struct sweep_chart sweep_chart_of(const struct figure_subject *subject);

/* The position of an outcome on the axis, from 0 to 1; above 1: above the chart; NAN: it has no
 * place, since the search diverged or did not reach the tolerance. */
double sweep_chart_place(const struct figure_subject *subject, const struct sweep_chart *chart,
                         const struct outcome *outcome);

/* The middle of the settings from `first` on that are above the chart next to each other, as a
 * position from 0 to 1, and the one after them in `next`; false: there are none. */
bool sweep_chart_above(const struct figure_subject *subject, const struct sweep_chart *chart,
                       size_t first, double *middle, size_t *next);

/* The positions of the settings along both axes, from 0 to 1, as scripts/figures/sweep_chart.gp
 * describes them. */
extern const struct figure_data figure_sweep_line;

#endif
