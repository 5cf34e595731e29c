/* Curves as points joined by straight lines. */
#ifndef ADAM_REPORT_PLOT_POLYLINE_H
#define ADAM_REPORT_PLOT_POLYLINE_H

#include <stddef.h>

struct point {
    double x1, x2;
};

/* Drops points of the curve in place, and returns how many are left, such that no dropped point is
 * farther from the new curve than a tolerance: an ellipse with the half axes tolerance.x1 and
 * tolerance.x2, both > 0. The first and the last point stay, and so at least the shape of a closed
 * curve whose ends are not the same point. */
size_t polyline_simplify(struct point points[], size_t count, struct point tolerance);

#endif
