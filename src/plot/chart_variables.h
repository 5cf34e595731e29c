/* Variables for the scripts of the charts and of the sweep: scripts/figures/chart_page.gp and
 * sweep_page.gp describe them. */
#ifndef ADAM_REPORT_PLOT_CHART_VARIABLES_H
#define ADAM_REPORT_PLOT_CHART_VARIABLES_H

#include "plot/figure.h"

/* For the table of figures. */
figure_variables variables_of_convergence, variables_of_ensemble, variables_of_sweep,
    variables_of_sweep_chart, variables_of_basins;

#endif
