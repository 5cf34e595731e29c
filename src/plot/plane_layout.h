/* Where the parts of the figures over x1 and x2 are: contours, paths, surfaces. */
#ifndef ADAM_REPORT_PLOT_PLANE_LAYOUT_H
#define ADAM_REPORT_PLOT_PLANE_LAYOUT_H

#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"
#include "plot/layout.h"

/* What has to be placed. */
struct plane {
    struct axis x1, x2, f;
    double heading; /* its width in parts of HEADING_SIZE */
    size_t minima;  /* that are shown */
    const struct figure_subject *subject;
};

/* Each appends the variables of its page to the script and adds the boxes of all texts but the
 * title's. The steps of the axes grow until there is room for their labels. */

/* Contours without a path. */
void plane_place_contour(struct layout *layout, struct text *script, struct plane *plane);

/* One path: with a legend in a row above the box. */
void plane_place_path(struct layout *layout, struct text *script, struct plane *plane);

/* Several paths, with a legend in rows above the box. */
void plane_place_paths(struct layout *layout, struct text *script, struct plane *plane);

/* Several paths, each in a panel with its name, and a legend of start and minima. */
void plane_place_path_panels(struct layout *layout, struct text *script, struct plane *plane);

/* The surface, without paths and with a legend of them. */
void plane_place_surface(struct layout *layout, struct text *script, struct plane *plane);
void plane_place_surface_paths(struct layout *layout, struct text *script, struct plane *plane);

/* A surface for each path, in panels, with a legend. */
void plane_place_surface_panels(struct layout *layout, struct text *script, struct plane *plane);

#endif
