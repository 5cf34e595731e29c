/* Parameter sweeps: one optimizer with every combination of values of two of its parameters, from
 * one starting point. */
#ifndef ADAM_REPORT_OPTIMIZE_SWEEP_H
#define ADAM_REPORT_OPTIMIZE_SWEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"

/* Values of one parameter from low to high, spaced linearly or logarithmically (low > 0). */
struct sweep_axis {
    size_t parameter; /* index in optimizer->parameters */
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
    struct sweep_axis axes[2];
    struct bounds bounds;
    double start[PROBLEM_MAX_VARIABLES];
    size_t iterations;
    double threshold;   /* the objective to fall below */
    bool best_by_value; /* false: by the first iteration below the threshold */
    size_t threads;
};

#define SWEEP_NEVER (-1)

/* The outcome of a run, as determined by trajectory_run() and trajectory_first_below(). */
struct sweep_cell {
    double value; /* the final objective, or the last one before the run diverged */
    int first;    /* iteration after which it was first below the threshold, from 0; SWEEP_NEVER */
    int ended;    /* iteration at which it diverged, from 0; SWEEP_NEVER */
};

struct sweep {
    size_t counts[2];
    struct sweep_cell *cells; /* cells[i1 * counts[0] + i0] */
    bool has_best;            /* false: all runs diverged */
    size_t best; /* index of the cell that is first below the threshold; among equal ones, or if
                  * there is none or best_by_value, the one with the smallest value, and the first
                  * of those */
};

/* Performs all runs. STATUS_INTERRUPTED if the progress is interrupted. After STATUS_OK the caller
 * must call sweep_free(). The result does not depend on the number of threads. */
enum status sweep_run(struct sweep *sweep, const struct sweep_plan *plan, struct progress *progress,
                      struct error *error);
void sweep_free(struct sweep *sweep);

#endif
