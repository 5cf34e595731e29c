/* Suites: several methods on several problems, each from the same random starting points. */
#ifndef ADAM_REPORT_OPTIMIZE_SUITE_H
#define ADAM_REPORT_OPTIMIZE_SUITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/method.h"
#include "optimize/noise.h"
#include "optimize/outcome.h"
#include "optimize/problem.h"
#include "optimize/performance.h"

struct suite_plan {
    const struct problem *problems; /* whose minima are known */
    size_t problem_count;
    /* methods[p * method_count + m]: method m with its settings on problem p. */
    const struct method *methods;
    size_t method_count;
    uint32_t seed; /* of the first run; those of the next runs are consecutive */
    size_t runs;   /* of each method on each problem, from random points of the problem's domain */
    size_t iterations;
    const struct noise *noise; /* of the gradients, with the run's seed; NULL: none */
    double tolerance;          /* of the objective minus the problem's minimum */
    enum criterion criterion;
    size_t threads;
};

/* The runs of a method on a problem. */
struct suite_result {
    size_t reached, diverged; /* by the criterion; at any time */
    double running_time;      /* see statistics_running_time() */
    double median;            /* of the final values minus the problem's minimum, at least 0; those
                               * of runs that diverged count as infinity */
    double rank; /* among the methods on the problem, by running time: 1 for the shortest; those
                  * that tie, and those with an infinite time, share the mean of their ranks */
};

struct suite {
    size_t problem_count, method_count, runs;
    /* outcomes[(p * method_count + m) * runs + i]: run i of method m on problem p. */
    struct outcome *outcomes;
    struct suite_result *results; /* results[p * method_count + m] */
    double *mean_ranks;           /* of each method, over all problems */
    /* Of the methods: an instance is a problem and a seed, the cost is the number of updates until
     * the criterion is satisfied. */
    struct performance profile;
};

/* Performs all runs. Run i of a method on a problem is that of ensemble_run() with the problem's
 * domain as bounds and VARY_BOTH. Each run adds 1 to the progress; STATUS_INTERRUPTED if that is
 * interrupted. After STATUS_OK the caller must call suite_free(). The result does not depend on the
 * number of threads. */
enum status suite_run(struct suite *suite, const struct suite_plan *plan, struct progress *progress,
                      struct error *error);
void suite_free(struct suite *suite);

const struct suite_result *suite_result_of(const struct suite *suite, size_t problem,
                                           size_t method);

/* The objective below which the tolerance is reached on a problem. */
double suite_threshold(const struct suite_plan *plan, size_t problem);

/* Ranks of `count` values, the lowest first: ranks[i] is that of values[i], from 1; equal values
 * share the mean of their ranks. */
void suite_rank(const double values[], double ranks[], size_t count);

#endif
