/* An ensemble: one optimizer from many random starts, and how its searches spread. */
#ifndef ADAM_REPORT_OPTIMIZE_ENSEMBLE_H
#define ADAM_REPORT_OPTIMIZE_ENSEMBLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"

struct ensemble_plan {
    const struct problem *problem;
    struct method method;
    struct bounds bounds;
    uint32_t
        seed;    /* of the first run; the next one has the next number, after 4294967295 comes 0 */
    size_t runs; /* >= 1 */
    size_t iterations;
    double minimum;   /* the excess is the objective less this, and 0 where it would be negative */
    double threshold; /* the objective that is to be reached */
    size_t threads;
};

/* The quantiles that are kept, as numpy.quantile gives them. */
enum ensemble_quantile { ENSEMBLE_Q10, ENSEMBLE_Q25, ENSEMBLE_MEDIAN, ENSEMBLE_Q75, ENSEMBLE_Q90 };
#define ENSEMBLE_QUANTILES 5

/* What became of a run: what trajectory_run() and trajectory_first_below() say of it. */
struct ensemble_run {
    double value; /* the objective in the end, or before the run led to no finite number */
    int first;    /* iteration after which it was first below the threshold, from 0; -1: never */
    int ended;    /* iteration that led to no finite number, from 0; -1: none */
};

struct ensemble {
    size_t points; /* iterations + 1: the start and each update */
    /* Of the excess at each point, over all runs; a run that ended counts as infinity from there.
     */
    double *quantiles[ENSEMBLE_QUANTILES];
    size_t run_count;
    struct ensemble_run *runs; /* in the order of their seeds */
    double mean;               /* of the excess at the last point; infinite if any run ended */
    size_t reached, ended; /* runs that were below the threshold; that led to no finite number */
};

/* Runs them all. STATUS_INTERRUPTED as soon as the progress, to which each run adds its iterations,
 * says so. After STATUS_OK the caller owes an ensemble_free(). The result does not depend on the
 * number of threads; the memory grows with the runs and with the iterations, not with both. */
enum status ensemble_run(struct ensemble *ensemble, const struct ensemble_plan *plan,
                         struct progress *progress, struct error *error);
void ensemble_free(struct ensemble *ensemble);

#endif
