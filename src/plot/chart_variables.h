/* What the scripts of the charts and of the sweep are told: scripts/figures/chart_page.gp and
 * sweep_page.gp say what it all means. */
#ifndef ADAM_REPORT_PLOT_CHART_VARIABLES_H
#define ADAM_REPORT_PLOT_CHART_VARIABLES_H

#include "base/text.h"
#include "plot/figure.h"

/* Each appends it, for a page so many points wide. */
void chart_variables(struct text *script, const struct figure *figure,
                     const struct figure_subject *subject, double width);
void sweep_variables(struct text *script, const struct figure_subject *subject,
                     const struct figure_settings *settings, double width);

#endif
