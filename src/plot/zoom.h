/* The region of the bounds in which the searches are, which the figure contour_zoom enlarges. */
#ifndef ADAM_REPORT_PLOT_ZOOM_H
#define ADAM_REPORT_PLOT_ZOOM_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/optimizer_result.h"
#include "optimize/problem.h"

/* A larger part of the bounds is not worth enlarging. */
#define ZOOM_MOST 0.5

/* Finds a region around all points of all results, with a margin. Its sides are about the same
 * fraction of those of the bounds: at least 1/20, and for a path outside of the bounds, up to the
 * edge. Its edges are rounded outward to 1, 2 or 5 times a power of ten, at most a twentieth of its
 * width, and are within the bounds. Returns false if a side is longer than ZOOM_MOST of that of the
 * bounds. */
bool zoom_find(const struct bounds *bounds, const struct optimizer_result results[], size_t count,
               struct bounds *region);

#endif
