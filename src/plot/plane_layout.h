/* The layout of the figures over x1 and x2: contours, paths, surfaces. */
#ifndef ADAM_REPORT_PLOT_PLANE_LAYOUT_H
#define ADAM_REPORT_PLOT_PLANE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"
#include "plot/layout.h"
#include "plot/legend_layout.h"

/* The parts to be placed. */
struct plane {
    struct axis x1, x2, f;
    const char *bar_name; /* of the color bar, enhanced text; NULL: the objective */
    double heading;       /* its width in units of HEADING_SIZE */
    struct legend_marks marks;
    bool moves; /* for an animation */
    const struct figure_subject *subject;
};

/* The functions below append the variables of the page to the script and add the boxes of all texts
 * except the title's. They increase the steps of the axes until the labels fit. */

/* Contours without a path. */
void plane_place_contour(struct layout *layout, struct text *script, struct plane *plane);

/* One path, with a legend in a row above the box; in an animation, with a line that changes below
 * it. */
void plane_place_path(struct layout *layout, struct text *script, struct plane *plane);

/* Several paths, with a legend in rows above the box. */
void plane_place_paths(struct layout *layout, struct text *script, struct plane *plane);

/* A legend of this many rows, placed by the caller: the center of the box, and of the first row. */
void plane_place_items(struct layout *layout, struct text *script, struct plane *plane, size_t rows,
                       double *middle, double *y);

/* Several paths, each in a panel with its name, and a legend of the start and the minima. */
void plane_place_path_panels(struct layout *layout, struct text *script, struct plane *plane);

/* The surface, without paths, and with paths and their legend. */
void plane_place_surface(struct layout *layout, struct text *script, struct plane *plane);
void plane_place_surface_paths(struct layout *layout, struct text *script, struct plane *plane);

/* A surface for each path, in panels, with a legend. */
void plane_place_surface_panels(struct layout *layout, struct text *script, struct plane *plane);

#endif
