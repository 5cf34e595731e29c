/* The way of an optimizer through a problem: every point and its objective. */
#ifndef ADAM_REPORT_OPTIMIZE_TRAJECTORY_H
#define ADAM_REPORT_OPTIMIZE_TRAJECTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"
#include "optimize/search.h"

struct trajectory {
    size_t variables;
    size_t count;  /* points that are kept: the start and one after each update */
    double *x;     /* count rows of `variables` coordinates */
    double *f;     /* the objective at each point */
    bool diverged; /* the update after the last kept point ended the search early, and why: */
    enum search_end end;
    const char *overflowed; /* of SEARCH_OVERFLOW: what the rule calls the state */
};

struct trajectory_plan {
    const struct problem *problem;
    const struct method *method;
    const double *start;
    struct bounds bounds;
    size_t iterations;
    struct progress *progress; /* in updates, and whether to go on; NULL: to the end */
};

/* The start that the tutorial draws: uniform in the bounds, as numpy.random.seed(seed) and
 * bounds[:,0] + rand(n) * (bounds[:,1] - bounds[:,0]) give it. */
void trajectory_random_start(uint32_t seed, const struct bounds *bounds, size_t variables,
                             double start[]);

/* Runs the optimizer from the start for so many updates, or until it ends early (enum search_end);
 * the points before that are kept. A start where the objective is not finite is STATUS_FAILED, with
 * nothing kept; STATUS_INTERRUPTED if progress says so. After STATUS_OK the caller owes a
 * trajectory_free(). */
enum status trajectory_run(struct trajectory *trajectory, const struct trajectory_plan *plan,
                           struct error *error);
void trajectory_free(struct trajectory *trajectory);

/* Point number t, 0 being the start. */
const double *trajectory_point(const struct trajectory *trajectory, size_t t);

/* Iterations are counted from 0, as the tutorial prints them: iteration i leads to point i + 1.
 *
 * The first iteration after which the objective is below the tolerance. A search that overshoots
 * the minimum can be there in passing and rise again; so trajectory_stays_below gives the first one
 * after which the objective is below the tolerance to the end. False if there is none. */
bool trajectory_first_below(const struct trajectory *trajectory, double tolerance,
                            size_t *iteration);
bool trajectory_stays_below(const struct trajectory *trajectory, double tolerance,
                            size_t *iteration);

#endif
