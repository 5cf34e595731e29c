/* Layout and variables of the figure state: scripts/figures/state_page.gp describes them. */
#ifndef ADAM_REPORT_PLOT_STATE_LAYOUT_H
#define ADAM_REPORT_PLOT_STATE_LAYOUT_H

#include "plot/figure.h"

/* For the table of figures. */
figure_variables variables_of_state;

#endif
