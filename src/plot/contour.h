/* Contour loops: closed curves between the bands of a sampled function, in painting order.
 *
 * Marching squares (Lorensen and Cline, SIGGRAPH 1987, in two dimensions) on the grid with a ring
 * of nodes without a value around it, so that every curve closes along the border. Painting the
 * loops one over another, in the order given here, fills every band; holes need no special case. */
#ifndef ADAM_REPORT_PLOT_CONTOUR_H
#define ADAM_REPORT_PLOT_CONTOUR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "plot/grid.h"
#include "plot/polyline.h"

struct contour_loop {
    size_t first, count; /* its points are points[first .. first + count - 1]; the last one is
                          * joined to the first one */
    bool hole;           /* the function falls below the loop's level inside of it */
    int band;            /* the band just inside the loop; -1: no value (NaN) */
    long nodes;          /* number of enclosed grid nodes, > 0 */
    double area;         /* enclosed area, > 0 */
};

struct contours {
    struct point *points;
    size_t point_count;
    struct contour_loop
        *loops; /* by number of nodes, largest first: loops inside a loop follow it */
    size_t loop_count;
};

/* Finds the loops between level_count + 1 bands: a node with the value f is in band k if exactly k
 * of the levels are <= f, so a plateau at a level belongs to the band above it. The levels are
 * finite and in ascending order. Infinite nodes are in the highest or lowest band, NaN nodes in
 * none. Where the corners of a cell alternate (a saddle), the mean of the four decides which are
 * joined. STATUS_INTERRUPTED as in base/deadline.h. After STATUS_OK the caller owes a
 * contours_free().
 */
enum status contours_find(struct contours *contours, const struct grid *grid, const double levels[],
                          size_t level_count, int interrupt_fd, struct error *error);
void contours_free(struct contours *contours);

/* Reorders the first `count` loops, at most CONTOURS_MOST_MOVED: those with few points come first,
 * but each one stays behind the loops that enclose it, so that painting gives the same image. */
#define CONTOURS_MOST_MOVED 128
void contours_move_small_ahead(struct contours *contours, size_t count);

#endif
