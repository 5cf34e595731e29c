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

/* By what settings are ranked. */
enum sweep_criterion {
    SWEEP_FIRST, /* the first iteration after which the objective is below the threshold */
    SWEEP_STAYS, /* that after which it is below the threshold to the end */
    SWEEP_FINAL, /* the objective in the end */
};

struct sweep_plan {
    const struct problem *problem;
    struct method method; /* its other parameters are those of every run */
    struct sweep_axis axes[2];
    struct bounds bounds;
    double start[PROBLEM_MAX_VARIABLES];
    size_t iterations;
    double threshold; /* what the objective is to fall below */
    enum sweep_criterion criterion;
    size_t threads;
};

#define SWEEP_NEVER (-1)

/* What became of a run: what trajectory_run(), trajectory_first_below() and
 * trajectory_stays_below() say of it. */
struct sweep_cell {
    double value; /* the objective in the end, or before the run led to no finite number */
    int first;    /* iteration after which it was first below the threshold, from 0; SWEEP_NEVER */
    int stays;    /* that after which it was so to the end, from 0; SWEEP_NEVER */
    int ended;    /* iteration that led to no finite number, from 0; SWEEP_NEVER */
};

struct sweep {
    size_t counts[2];
    struct sweep_cell *cells; /* cells[i1 * counts[0] + i0] */
    bool has_best;            /* not all led to no finite number */
    size_t best;              /* the place of the best cell, or 0 */
};

/* How a cell is ranked by a criterion. */
enum sweep_rank {
    SWEEP_REACHED,     /* it came, or came to stay, below the threshold; by the value: it did not
                        * diverge */
    SWEEP_NOT_REACHED, /* it did not, and did not diverge */
    SWEEP_DIVERGED,    /* it led to no finite number */
};

enum sweep_rank sweep_rank_of(const struct sweep_cell *cell, enum sweep_criterion criterion);

/* The iteration that the criterion asks for, SWEEP_NEVER if there is none; by SWEEP_FINAL that of
 * SWEEP_STAYS. */
int sweep_iteration(const struct sweep_cell *cell, enum sweep_criterion criterion);

/* Fills in has_best and best. The best cell is one of the highest rank that there is, but of none
 * that diverged; among these that whose neighborhood is best, judged by the worst of the cell and
 * the up to eight around it: a setting that is good by accident, beside others that are not, is no
 * recommendation. Among equals the better cell is best, then that with the lower value, then the
 * first. Within a rank the earlier iteration is better, or where there is none, the lower value;
 * those that diverged are alike. */
void sweep_find_best(struct sweep *sweep, enum sweep_criterion criterion);

/* Runs them all. STATUS_INTERRUPTED as soon as the progress says so. After STATUS_OK the caller
 * owes a sweep_free(). The result does not depend on the number of threads. */
enum status sweep_run(struct sweep *sweep, const struct sweep_plan *plan, struct progress *progress,
                      struct error *error);
void sweep_free(struct sweep *sweep);

#endif
