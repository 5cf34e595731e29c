/* What a figure's script is told before its parts: numbers and names, as gnuplot's variables. */
#ifndef ADAM_REPORT_PLOT_SCRIPT_VARIABLES_H
#define ADAM_REPORT_PLOT_SCRIPT_VARIABLES_H

#include "base/text.h"
#include "plot/figure.h"
#include "plot/script.h"

/* Appends them, for the subject as the functions of figure_data.h have left it. */
void script_variables(struct text *script, const struct figure *figure,
                      const struct figure_subject *subject, const struct figure_settings *settings,
                      const struct script_page *page);

#endif
