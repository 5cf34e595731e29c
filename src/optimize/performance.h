/* Performance profiles of solvers (Dolan and More, Mathematical Programming 91, 2002, 201-213). */
#ifndef ADAM_REPORT_OPTIMIZE_PERFORMANCE_H
#define ADAM_REPORT_OPTIMIZE_PERFORMANCE_H

#include <stddef.h>

#include "base/status.h"

/* The ratio of a solver on an instance is its cost divided by the lowest cost of all solvers on it:
 * 1 for the best one, and for all that tie with it. A solver that fails has no ratio. A profile
 * gives, for each ratio, the instances whose ratio is at most that: out of all instances, including
 * those that no solver solves. */
struct performance {
    size_t instances, solvers;
    size_t unsolved; /* instances that no solver solves */
    size_t count;    /* ratios: 1, then each at which a profile rises */
    double *ratios;  /* ascending */
    size_t *solved;  /* solved[k * solvers + s]: instances on which solver s has at most ratio k */
};

/* Makes the profiles from the costs: costs[i * solvers + s] > 0 of solver s on instance i, INFINITY
 * if it fails. After STATUS_OK the caller must call performance_free(). */
enum status performance_make(struct performance *profile, const double costs[], size_t instances,
                             size_t solvers, struct error *error);
void performance_free(struct performance *profile);

/* The share of instances on which a solver has at most ratio k. */
double performance_share(const struct performance *profile, size_t k, size_t solver);

/* The same for any ratio >= 1. */
double performance_share_within(const struct performance *profile, double ratio, size_t solver);

/* The number of instances that a solver solves, and of those on which it is the best. */
size_t performance_solved(const struct performance *profile, size_t solver);
size_t performance_best(const struct performance *profile, size_t solver);

#endif
