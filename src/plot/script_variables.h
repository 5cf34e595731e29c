/* The settings at the beginning of a figure's script: numbers and names, as gnuplot variables. */
#ifndef ADAM_REPORT_PLOT_SCRIPT_VARIABLES_H
#define ADAM_REPORT_PLOT_SCRIPT_VARIABLES_H

#include "base/text.h"
#include "plot/figure.h"
#include "plot/script.h"

/* Appends the settings for a subject made by draw.c. */
void script_variables(struct figure_script *script, const struct figure *figure,
                      const struct figure_subject *subject, const struct figure_settings *settings,
                      const struct script_page *page);

/* Those of the figures that show the objective over x1 and x2, for the table of figures;
 * scripts/figures/plane_page.gp and surface_page.gp describe them. */
figure_variables variables_of_contour, variables_of_path, variables_of_path_frames,
    variables_of_paths, variables_of_paths_frames, variables_of_path_panels, variables_of_surface,
    variables_of_surface_paths, variables_of_surface_panels;

#endif
