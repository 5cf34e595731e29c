/* Polylines: points joined by straight lines. */
#ifndef ADAM_REPORT_PLOT_POLYLINE_H
#define ADAM_REPORT_PLOT_POLYLINE_H

#include <stddef.h>

struct point {
    double x1, x2;
};

/* Drops points of the curve in place, so that no dropped point is farther from the new curve than
 * the tolerance: an ellipse with the semi-axes tolerance.x1 and tolerance.x2, both > 0. Returns the
 * number of points left. The first and the last point are kept. */
size_t polyline_simplify(struct point points[], size_t count, struct point tolerance);

#endif
