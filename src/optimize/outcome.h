/* Outcomes of searches, and the criteria by which they are ranked. */
#ifndef ADAM_REPORT_OPTIMIZE_OUTCOME_H
#define ADAM_REPORT_OPTIMIZE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/trajectory.h"

#define OUTCOME_NEVER (-1)

/* Iterations are counted from 0, as in trajectory.h. */
struct outcome {
    double value; /* the final objective, or the last one before the search diverged */
    int first;    /* iteration after which it was first below the threshold; OUTCOME_NEVER */
    int stays;    /* iteration after which it was below it to the end; OUTCOME_NEVER */
    int ended;    /* iteration at which it diverged; OUTCOME_NEVER */
};

/* The criterion by which outcomes are ranked, and by which a search reaches the threshold. */
enum criterion {
    CRITERION_FIRST, /* the first iteration after which the objective is below the threshold */
    CRITERION_STAYS, /* the iteration after which it stays below it to the end */
    CRITERION_FINAL, /* the objective after the last iteration */
};

/* The rank of an outcome by a criterion. */
enum outcome_rank {
    OUTCOME_REACHED,     /* it fell, or fell to stay, below the threshold; by the value: it did not
                          * diverge */
    OUTCOME_NOT_REACHED, /* it did not, and did not diverge */
    OUTCOME_DIVERGED,    /* it diverged */
};

/* The outcome of a recorded search, as trajectory_first_below() and trajectory_stays_below()
 * determine it. */
struct outcome outcome_of(const struct trajectory *trajectory, double threshold);

enum outcome_rank outcome_rank_of(const struct outcome *outcome, enum criterion criterion);

/* The iteration for the criterion, OUTCOME_NEVER if there is none; for CRITERION_FINAL that of
 * CRITERION_STAYS. */
int outcome_iteration(const struct outcome *outcome, enum criterion criterion);

/* Whether the search reached the threshold by the criterion: it was below it at any time, even if
 * it diverged later (CRITERION_FIRST), or at its end, without having diverged (the others). */
bool outcome_is_reached(const struct outcome *outcome, enum criterion criterion);

/* The number of updates up to and including the one that reached the threshold by the criterion; if
 * it was not reached, of all updates: the planned `iterations`, or up to the one that diverged. */
size_t outcome_updates(const struct outcome *outcome, enum criterion criterion, size_t iterations);

/* Negative if a is better than b by the criterion, positive if it is worse. Within a rank, the
 * earlier iteration is better or, if there is none, the lower value; all that diverged are equal.
 */
int outcome_compare(const struct outcome *a, const struct outcome *b, enum criterion criterion);

#endif
