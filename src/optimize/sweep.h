/* A sweep: one optimizer with every pair of values of two of its parameters, from one start. */
#ifndef ADAM_REPORT_OPTIMIZE_SWEEP_H
#define ADAM_REPORT_OPTIMIZE_SWEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"

/* The values of one parameter: count of them, from low to high with equal differences, or if
 * logarithmic, with equal ratios (low > 0). */
struct sweep_axis {
    size_t parameter; /* its place in the optimizer's table */
    double low, high; /* low < high */
    size_t count;     /* >= 2 */
    bool logarithmic;
};

/* Value number i, as numpy.linspace(low, high, count) computes it; logarithmic, low times the ratio
 * of high and low to the power i / (count - 1), both ends exact. */
double sweep_axis_value(const struct sweep_axis *axis, size_t i);

struct sweep_plan {
    const struct problem *problem;
    struct method method; /* its other parameters are those of every run */
    struct sweep_axis axes[2];
    struct bounds bounds;
    double start[PROBLEM_MAX_VARIABLES];
    size_t iterations;
    double threshold;   /* what the objective is to fall below */
    bool best_by_value; /* and not by the first iteration below the threshold */
    size_t threads;
};

#define SWEEP_NEVER (-1)

/* What became of a run: what trajectory_run() and trajectory_first_below() say of it. */
struct sweep_cell {
    double value; /* the objective in the end, or before the run led to no finite number */
    int first;    /* iteration after which it was first below the threshold, from 0; SWEEP_NEVER */
    int ended;    /* iteration that led to no finite number, from 0; SWEEP_NEVER */
};

struct sweep {
    size_t counts[2];
    struct sweep_cell *cells; /* cells[i1 * counts[0] + i0] */
    bool has_best;            /* not all led to no finite number */
    size_t best; /* the one that is below the threshold first, among equals or if there is none that
                  * with the least value; or by the value alone; the first of these */
};

/* Runs them all. STATUS_INTERRUPTED as soon as the progress says so. After STATUS_OK the caller
 * owes a sweep_free(). The result does not depend on the number of threads. */
enum status sweep_run(struct sweep *sweep, const struct sweep_plan *plan, struct progress *progress,
                      struct error *error);
void sweep_free(struct sweep *sweep);

#endif
