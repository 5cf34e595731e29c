/* The figure of the running times of ensembles: by how many updates the runs reach the tolerance,
 * and each of a ladder of targets. */
#ifndef ADAM_REPORT_PLOT_RUNTIME_FIGURE_H
#define ADAM_REPORT_PLOT_RUNTIME_FIGURE_H

#include "plot/figure.h"
#include "plot/figure_data.h"

/* The decimal logarithm of the number of updates, and two shares of each result: of the runs that
 * have reached the tolerance, and of the pairs of a run and a target that have been reached. A row
 * for each column of the chart, with the values at its end. */
extern const struct figure_data figure_runtime;

figure_variables variables_of_runtime;
figure_words caption_runtime, short_runtime, alternative_runtime;

#endif
