/* The objective sampled on a regular grid over the bounds, including both ends. */
#ifndef ADAM_REPORT_PLOT_GRID_H
#define ADAM_REPORT_PLOT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "optimize/problem.h"

struct grid {
    struct bounds bounds;
    size_t nodes[2]; /* along x1 and x2; at least 2 each */
    double *f;       /* f[i2 * nodes[0] + i1] at (grid_node(0, i1), grid_node(1, i2)) */
    double f_min;    /* lowest and highest finite values; both 0 if there is none */
    double f_max;
    bool has_finite; /* there is one */
};

/* Nodes along one variable for a wanted distance between them: one more than the number of whole
 * steps nearest to width / step, so that both ends are nodes; at least 2. HUGE_VAL-like widths or
 * tiny steps give a number that may be far too large: a double, to be checked by the caller. */
double grid_nodes_for_step(const struct bounds *bounds, size_t variable, double step);

/* Coordinate number i of the variable, as numpy.linspace(min, max, nodes) computes it. */
double grid_node(const struct grid *grid, size_t variable, size_t i);

/* Samples the problem; a signal (see base/deadline.h) ends that. After STATUS_OK the caller owes a
 * grid_free(). */
enum status grid_sample(struct grid *grid, const struct problem *problem,
                        const struct bounds *bounds, size_t nodes1, size_t nodes2, int interrupt_fd,
                        struct error *error);
void grid_free(struct grid *grid);

/* The smallest finite value on a grid of 201 by 201 nodes; HUGE_VAL: none. */
struct grid_least {
    double value;
    double rounding; /* upper limit of its rounding error */
};
enum status grid_find_least(struct grid_least *least, const struct problem *problem,
                            const struct bounds *bounds, int interrupt_fd, struct error *error);

#endif
