/* Basins of attraction: the minimum that a search reaches from each starting point of a grid. */
#ifndef ADAM_REPORT_OPTIMIZE_BASINS_H
#define ADAM_REPORT_OPTIMIZE_BASINS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/progress.h"
#include "base/status.h"
#include "base/text.h"
#include "optimize/method.h"
#include "optimize/noise.h"
#include "optimize/outcome.h"
#include "optimize/problem.h"
#include "optimize/random.h"

/* The most minima that are distinguished. */
#define BASINS_MAX_MINIMA 256

struct basins_plan {
    const struct problem *problem;
    struct method method;
    struct bounds bounds;
    size_t side; /* starting points along each axis, >= 2 */
    size_t iterations;
    double
        tolerance; /* > 0: how far f can be from a minimum's value where a search has reached it */
    enum criterion criterion;
    const struct noise *noise; /* of the gradient; NULL: none. Then: */
    struct random random;      /* the state from which it is drawn, the same for each search */
    size_t threads;
};

/* Coordinate v of the starting points with index i on its axis: the center of cell i, if the bounds
 * are divided into `side` cells: min + (i + 0.5) ((max - min) / side). */
double basins_start(const struct basins_plan *plan, size_t v, size_t i);

/* Instead of the index of a minimum. */
#define BASIN_NONE (-1)     /* the search reaches none */
#define BASIN_DIVERGED (-2) /* it diverges */

/* A search from one starting point. */
struct basin {
    double f;      /* the final objective, or the last one before the search diverged */
    double end[2]; /* the final point, if it did not diverge */
    int minimum;   /* index in struct basins, or one of the above */
    int iteration; /* iteration (from 0) after which it has reached it: by the criterion `first`,
                    * for the first time, otherwise to stay there; OUTCOME_NEVER if there is none */
};

struct basins_minimum {
    double x[2], f;
    bool is_found; /* by the searches; false: known, as in struct problem */
    size_t starts; /* from which it is reached */
    int median;    /* of their iterations, the lower one of two; if there are any */
};

struct basins {
    size_t side;
    struct basin *starts; /* starts[i2 * side + i1] */
    struct basins_minimum minima[BASINS_MAX_MINIMA];
    size_t minima_count;
    bool has_more; /* there were more than that: searches that reach these count as none */
    size_t none, diverged;
    size_t nearest; /* starting points that are nearer to the minimum they reach than to others that
                     * are reached */
};

/* Performs all searches. A search is at a minimum where f is less than the tolerance from the
 * minimum's value, and no other minimum is nearer. It reaches a minimum, by the criteria `stays`
 * and `final`, if it is there at the end, and by `first`, if it is the first where it has been. The
 * minima are the known ones, and those found: from the final point of a search that is next to
 * none, Newton's method has to lead to a minimum nearby whose value is less than the tolerance
 * away. They are found in the order of the starting points, row by row, after all known ones.
 *
 * STATUS_INTERRUPTED if the progress is interrupted, which counts side * side searches. After
 * STATUS_OK the caller must call basins_free(). The result does not depend on the number of
 * threads.
 */
enum status basins_run(struct basins *basins, const struct basins_plan *plan,
                       struct progress *progress, struct error *error);
void basins_free(struct basins *basins);

/* The index of the minimum nearest to a point, the first of several; if only_reached, of those that
 * are reached from some start. minima_count: there is none. */
size_t basins_nearest(const struct basins *basins, const double x[2], bool only_reached);

/* Appends the share of this many starts: "26.0%"; "less than 0.1%" and "more than 99.9%" if rounded
 * digits would hide that they are some, or not all; "0%" and "100%" only if it is exactly that. */
void basins_append_share(struct text *out, const struct basins *basins, size_t starts);

#endif
