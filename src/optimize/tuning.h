/* Tuning: one optimizer with every combination of values of some of its parameters, each from the
 * same random starting points or with the same random noise, and the best of these settings. */
#ifndef ADAM_REPORT_OPTIMIZE_TUNING_H
#define ADAM_REPORT_OPTIMIZE_TUNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/method.h"
#include "optimize/noise.h"
#include "optimize/outcome.h"
#include "optimize/problem.h"
#include "optimize/sweep.h"
#include "optimize/variation.h"

#define TUNING_MAX_AXES METHOD_MAX_PARAMETERS

/* Most settings of an optimizer. */
#define TUNING_MAX_SETTINGS 10000

struct tuning_plan {
    const struct problem *problem;
    struct method method; /* its other parameters are the same in every setting */
    size_t axis_count;    /* >= 1 */
    struct sweep_axis axes[TUNING_MAX_AXES]; /* of different parameters */
    struct bounds bounds;
    uint32_t seed; /* of the first run; those of the next runs are consecutive, modulo 2^32 */
    size_t runs;   /* of each setting, >= 1 */
    size_t iterations;
    const struct noise *noise;  /* of the gradients; NULL: none */
    struct variation variation; /* what the seeds determine: it is the same in every setting */
    double threshold;           /* the objective to reach */
    enum criterion criterion;
    size_t threads;
};

/* The outcomes of some runs of one setting. */
struct tuning_score {
    size_t runs;
    size_t reached;  /* the threshold, by outcome_is_reached() */
    size_t diverged; /* at any time */
    double runtime;  /* the expected running time: statistics_running_time() */
    double median;   /* of the final values, infinite if a run diverged; as numpy.median */
};

struct tuning {
    size_t count;                /* settings */
    struct tuning_score *scores; /* in the order of tuning_method() */
    size_t best;                 /* index of the best setting */
    size_t ties;                 /* settings that are equally good, with the best one */
    double least;                /* the lowest final value of a run that did not diverge; HUGE_VAL:
                                  * none */
};

/* A tuned optimizer. */
struct tuned {
    struct tuning_plan plan;
    struct tuning tuning;
};

/* The number of settings. */
size_t tuning_count(const struct tuning_plan *plan);

/* The index on axis k of setting number i: the last axis varies fastest. */
size_t tuning_place(const struct tuning_plan *plan, size_t i, size_t k);

/* The optimizer with setting number i. */
struct method tuning_method(const struct tuning_plan *plan, size_t i);

/* The score of these runs, each of at most `iterations` updates. Rearranges nothing; `values` is
 * working space for one number per run. */
struct tuning_score tuning_score_of(const struct outcome runs[], size_t count, size_t iterations,
                                    enum criterion criterion, double values[]);

/* Negative if a is better than b, positive if it is worse. By the first two criteria the lower
 * expected runtime is better or, if both are infinite, the lower median; by the final value the
 * lower median. Between settings that are equal in that, fewer diverged runs are better. */
int tuning_compare(const struct tuning_score *a, const struct tuning_score *b,
                   enum criterion criterion);

/* Performs all runs of all settings, each as ensemble_run() performs them, and finds the best
 * setting. Of equally good ones, it is the one with the fewest values at an end of their axis, and
 * of those the first. Each run adds 1 to the progress; STATUS_INTERRUPTED if that is interrupted.
 * After STATUS_OK the caller must call tuning_free(). The result does not depend on the number of
 * threads; memory grows with the number of settings plus that of runs, not with their product. */
enum status tuning_run(struct tuning *tuning, const struct tuning_plan *plan,
                       struct progress *progress, struct error *error);
void tuning_free(struct tuning *tuning);

/* An end of the range of a parameter: whether the best setting has the smallest or the largest
 * value that was tried, although the parameter could be smaller or larger. */
enum tuning_edge { TUNING_INSIDE, TUNING_AT_LOWEST, TUNING_AT_HIGHEST };
enum tuning_edge tuning_edge_of(const struct tuning *tuning, const struct tuning_plan *plan,
                                size_t k);

#endif
