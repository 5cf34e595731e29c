/* Trajectories: all points of a search and their objective values. */
#ifndef ADAM_REPORT_OPTIMIZE_TRAJECTORY_H
#define ADAM_REPORT_OPTIMIZE_TRAJECTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/progress.h"
#include "base/status.h"
#include "base/text.h"
#include "optimize/method.h"
#include "optimize/problem.h"
#include "optimize/record.h"
#include "optimize/search.h"

struct trajectory {
    size_t variables;
    size_t count;         /* points stored: the start and one after each update */
    double *x;            /* count rows of `variables` coordinates */
    double *f;            /* the objective at each point */
    struct record record; /* of the updates, if requested */
    bool diverged;        /* the update after the last stored point ended the search early: */
    enum search_end end;
    const char *overflowed; /* for SEARCH_OVERFLOW: the name of the state in the rule */
};

struct trajectory_plan {
    const struct problem *problem;
    const struct method *method;
    const double *start;
    struct bounds bounds;
    size_t iterations;
    const struct noise *noise;   /* of the gradient; NULL: none. Then: */
    const struct random *random; /* the state from which it is drawn; copied */
    bool is_recorded;            /* keep what each update computed: trajectory.record */
    struct progress *progress;   /* counts updates and interrupts; NULL: none */
};

/* The random starting point of the tutorial: uniformly distributed within the bounds, as given by
 * numpy.random.seed(seed) and bounds[:,0] + rand(n) * (bounds[:,1] - bounds[:,0]). */
void trajectory_random_start(uint32_t seed, const struct bounds *bounds, size_t variables,
                             double start[]);

/* Runs the optimizer for the given number of updates, or until it ends early (enum search_end), and
 * stores the points before that. STATUS_FAILED, with nothing stored, if the objective is not finite
 * at the start; STATUS_INTERRUPTED if the progress is interrupted. After STATUS_OK the caller must
 * call trajectory_free(). */
enum status trajectory_run(struct trajectory *trajectory, const struct trajectory_plan *plan,
                           struct error *error);
void trajectory_free(struct trajectory *trajectory);

/* Appends why the search ended early: "the gradient is not finite". */
void trajectory_append_end(const struct trajectory *trajectory, struct text *out);

/* Point number t, 0 being the start. */
const double *trajectory_point(const struct trajectory *trajectory, size_t t);

/* The step to point t >= 1 in a variable: x_t - x_(t-1). */
double trajectory_step(const struct trajectory *trajectory, size_t t, size_t variable);

/* The Euclidean distance of point t from the nearest known minimum of the problem, local ones
 * included; NaN if none is known. */
double trajectory_distance(const struct trajectory *trajectory, const struct problem *problem,
                           size_t t);

/* Iterations are counted from 0, as the tutorial prints them: iteration i produces point i + 1.
 *
 * The first iteration after which the objective is below the tolerance. A search that overshoots
 * the minimum can rise above it again; trajectory_stays_below() finds the first iteration after
 * which the objective stays below the tolerance. False if there is none. */
bool trajectory_first_below(const struct trajectory *trajectory, double tolerance,
                            size_t *iteration);
bool trajectory_stays_below(const struct trajectory *trajectory, double tolerance,
                            size_t *iteration);

#endif
