/* Parameter sweeps: one optimizer with the values of one of its parameters, or every combination of
 * values of two, from one starting point. */
#ifndef ADAM_REPORT_OPTIMIZE_SWEEP_H
#define ADAM_REPORT_OPTIMIZE_SWEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/method.h"
#include "optimize/outcome.h"
#include "optimize/problem.h"

/* Values of one parameter from low to high, spaced linearly or logarithmically (low > 0). */
struct sweep_axis {
    size_t parameter; /* index among those of the method */
    double low, high; /* low < high */
    size_t count;     /* >= 2 */
    bool logarithmic;
};

/* Value number i, as computed by numpy.linspace(low, high, count); if logarithmic,
 * low * (high / low)^(i / (count - 1)), with both ends exact. */
double sweep_axis_value(const struct sweep_axis *axis, size_t i);

struct sweep_plan {
    const struct problem *problem;
    struct method method; /* its other parameters are the same in every run */
    size_t axis_count;    /* 1 or 2 */
    struct sweep_axis axes[2];
    struct bounds bounds;
    double start[PROBLEM_MAX_VARIABLES];
    size_t iterations;
    const struct noise *noise; /* of the gradients, the same in every run; NULL: none. Then: */
    struct random random;      /* the state from which it is drawn */
    double threshold;          /* the objective to fall below */
    enum criterion criterion;
    size_t threads;
};

struct sweep {
    size_t counts[2];      /* the second is 1 if there is one axis */
    struct outcome *cells; /* cells[i1 * counts[0] + i0] */
    bool has_best;         /* false: all runs diverged */
    size_t best;           /* index of the best cell, or 0 */
};

/* The value of the parameter of axis k in a cell. */
double sweep_cell_value(const struct sweep_plan *plan, size_t cell, size_t k);

/* Sets has_best and best. The best cell has the highest rank that occurs, but did not diverge;
 * among such cells it is the one with the best neighborhood, judged by the worst of the cell and
 * its up to eight neighbors (two on a single axis): a setting that is good by accident, next to
 * others that are not, is not recommended. Among equal neighborhoods, the better cell is best, then
 * the one with the lower value, then the first. */
void sweep_find_best(struct sweep *sweep, enum criterion criterion);

/* Performs all runs. STATUS_INTERRUPTED if the progress is interrupted. After STATUS_OK the caller
 * must call sweep_free(). The result does not depend on the number of threads. */
enum status sweep_run(struct sweep *sweep, const struct sweep_plan *plan, struct progress *progress,
                      struct error *error);
void sweep_free(struct sweep *sweep);

#endif
