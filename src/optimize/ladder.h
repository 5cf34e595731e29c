/* Ladder of targets: when searches reach each of many tolerances, without storing their
 * trajectories. As in COCO (Hansen et al. 2021), the targets of the excess, the objective minus its
 * minimum, are 100 to 1e-8, five in each decade. */
#ifndef ADAM_REPORT_OPTIMIZE_LADDER_H
#define ADAM_REPORT_OPTIMIZE_LADDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "optimize/outcome.h"

#define LADDER_TARGETS 51

/* Target number i, from the highest to the lowest: 10^(2 - i / 5). */
double ladder_target(size_t i);

/* INFINITY, the targets in descending order, and 0, below which no excess falls: the neighbors of
 * every target exist. */
struct ladder_targets {
    double list[LADDER_TARGETS + 2];
};

struct ladder_targets ladder_targets(void);

/* The state of parallel searches. A search is below its first `levels` targets. */
struct ladder {
    size_t count; /* searches */
    enum criterion criterion;
    const struct ladder_targets *targets; /* borrowed */
    double *next, *last; /* for each search the target that it reaches next, and the last one that
                          * it has reached and can lose, or NAN */
    double *moves;       /* working memory: whether a search reaches or loses a target */
    size_t *levels;
    uint32_t *updates; /* updates[i * LADDER_TARGETS + k]: by which search i reached target k, for
                        * k < levels[i] */
};

/* After STATUS_OK the caller must call ladder_free(). */
enum status ladder_init(struct ladder *ladder, const struct ladder_targets *targets, size_t count,
                        enum criterion criterion, struct error *error);
void ladder_free(struct ladder *ladder);

/* Called after each update, counted from 1, with the excess of each search, INFINITY after it
 * diverged. By CRITERION_FIRST, a target is reached by the first update after which the excess is
 * below it; by the others, it is lost again if the excess rises to it. */
void ladder_note(struct ladder *ladder, const double excess[], uint32_t update);

/* Adds 1 to counts[t] for each pair of a search and a target that it has reached by update t. */
void ladder_count(const struct ladder *ladder, uint64_t counts[]);

#endif
