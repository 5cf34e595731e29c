/* The visible surface as polygons of one color each, which cover it without gaps, and its outlines.
 */
#ifndef ADAM_REPORT_PLOT_SURFACE_REGIONS_H
#define ADAM_REPORT_PLOT_SURFACE_REGIONS_H

#include <stddef.h>

#include "base/status.h"
#include "plot/polyline.h"
#include "plot/visible_surface.h"

struct surface_region {
    size_t first, count; /* its points are points[first .. first + count - 1]; the last one is
                          * joined to the first one */
    int band;            /* -1: not a polygon, but a line, part of an outline */
};

/* Positions are those of struct view_point. */
struct surface_regions {
    struct point *points;
    size_t point_count, point_capacity;
    struct surface_region *regions;
    size_t count, capacity;
};

/* Joins the spans of neighboring columns. Curves may be off by the tolerance (in sides of the
 * floor; 0: not at all), and each region extends into the one above it far enough that no seam is
 * visible. STATUS_INTERRUPTED as in base/deadline.h. In every case the caller must call
 * surface_regions_free(). */
enum status surface_regions_find(struct surface_regions *regions,
                                 const struct visible_surface *visible, double tolerance,
                                 int interrupt_fd, struct error *error);
void surface_regions_free(struct surface_regions *regions);

#endif
