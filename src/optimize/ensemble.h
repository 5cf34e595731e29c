/* Ensembles: one optimizer in many runs, from random starting points or with random noise, and
 * statistics of its searches. */
#ifndef ADAM_REPORT_OPTIMIZE_ENSEMBLE_H
#define ADAM_REPORT_OPTIMIZE_ENSEMBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/progress.h"
#include "base/status.h"
#include "optimize/method.h"
#include "optimize/noise.h"
#include "optimize/outcome.h"
#include "optimize/problem.h"
#include "optimize/statistics.h"
#include "optimize/variation.h"

struct ensemble_plan {
    const struct problem *problem;
    struct method method;
    struct bounds bounds;
    uint32_t seed; /* of the first run; those of the next runs are consecutive, modulo 2^32 */
    size_t runs;   /* >= 1 */
    size_t iterations;
    const struct noise *noise;  /* of the gradients; NULL: none */
    struct variation variation; /* what the seeds determine */
    double minimum;             /* the excess is the objective minus this, but at least 0 */
    double threshold;           /* the objective to reach */
    enum criterion criterion;
    size_t threads;
};

/* The quantiles computed, as defined by numpy.quantile. */
enum ensemble_quantile { ENSEMBLE_Q10, ENSEMBLE_Q25, ENSEMBLE_MEDIAN, ENSEMBLE_Q75, ENSEMBLE_Q90 };
#define ENSEMBLE_QUANTILES 5

struct ensemble {
    size_t points; /* iterations + 1: the start and each update */
    /* Of the excess at each point, over all runs; after a run has diverged, it counts as infinity.
     * NULL if the ensemble was merged, since they require every iteration of all runs. */
    double *quantiles[ENSEMBLE_QUANTILES];
    size_t run_count;
    struct outcome *runs; /* in order of their seeds */
    enum criterion criterion;
    double mean; /* of the excess at the last point; infinite if any run diverged */
    double final[ENSEMBLE_QUANTILES];           /* the quantiles at the last point */
    bool has_median_interval;                   /* false: fewer than STATISTICS_MEDIAN_LEAST runs */
    struct statistics_interval median_interval; /* of the median at the last point */
    size_t reached;      /* number of runs that reached the threshold by the criterion */
    size_t ended;        /* number of runs that diverged */
    double running_time; /* statistics_running_time() */
    /* At each point, after as many updates: the number of runs that had reached the threshold by
     * the criterion, and that of pairs of a run and a target of the ladder (ladder.h). A run counts
     * from the update that outcome_iteration() describes. Both are 0 at the start. */
    uint64_t *runs_reached, *targets_reached;
};

/* Performs all runs. Each adds its iterations to the progress; STATUS_INTERRUPTED if that is
 * interrupted. After STATUS_OK the caller must call ensemble_free(). The result does not depend on
 * the number of threads; memory grows with the number of runs plus that of iterations, not with
 * their product. */
enum status ensemble_run(struct ensemble *ensemble, const struct ensemble_plan *plan,
                         struct progress *progress, struct error *error);

/* Performs only the runs, faster: stores their outcomes in runs[], in order of their seeds. The
 * minimum and the criterion are not used. */
enum status ensemble_outcomes(struct outcome runs[], const struct ensemble_plan *plan,
                              struct progress *progress, struct error *error);

void ensemble_free(struct ensemble *ensemble);

/* Runs with consecutive seeds. */
struct seed_range {
    uint32_t first;
    size_t count; /* >= 1; the last seed is at most UINT32_MAX */
};

uint32_t seed_range_last(const struct seed_range *range);

/* An ensemble without outcomes, for this many runs, to be filled by ensemble_copy_runs() and
 * ensemble_add_targets(), then ensemble_summarize(). After STATUS_OK the caller must call
 * ensemble_free(). */
enum status ensemble_init(struct ensemble *ensemble, enum criterion criterion, size_t iterations,
                          size_t runs, struct error *error);

/* Copies the outcomes of runs[from], ..., runs[from + count - 1] of a part to runs[to], ... */
void ensemble_copy_runs(struct ensemble *ensemble, size_t to, const struct ensemble *part,
                        size_t from, size_t count);

/* The number of all pairs of a run and a target. */
uint64_t ensemble_most_targets(const struct ensemble *ensemble);

/* The number of pairs of a run and a target that its final value is below; of no target, if it
 * diverged. */
uint64_t ensemble_targets_at_end(const struct ensemble *ensemble, double minimum);

/* Adds the targets reached in all runs of a part with as many points. */
void ensemble_add_targets(struct ensemble *ensemble, const struct ensemble *part);

/* Computes what follows from the outcomes: all members from mean to runs_reached. */
enum status ensemble_summarize(struct ensemble *ensemble, double minimum, struct error *error);

#endif
