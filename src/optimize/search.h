/* Searches that go side by side: the same optimizer on the same problem, each from its own start
 * and with its own settings. One search alone and one among many take the same steps, bit for bit.
 */
#ifndef ADAM_REPORT_OPTIMIZE_SEARCH_H
#define ADAM_REPORT_OPTIMIZE_SEARCH_H

#include <stddef.h>

#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"

/* How far x may go: as many times the largest bound. Beyond that, no search comes back. */
#define SEARCH_FARTHEST 1e100

/* Why a search ends early. */
enum search_end {
    SEARCH_GOES_ON,
    SEARCH_NO_GRADIENT, /* the gradient is not finite where f is */
    SEARCH_OVERFLOW,    /* a state of the optimizer is not finite: the gradient was too large */
    SEARCH_DIVERGED,    /* x is not finite, or too far away */
    SEARCH_NO_VALUE,    /* f is not finite */
};

struct search {
    const struct problem *problem;
    const struct optimizer *optimizer;
    size_t count;                     /* searches */
    long t;                           /* updates done */
    double far_scale;                 /* times x is infinite where x is too far away */
    double *memory;                   /* what all lists below are in */
    double *f;                        /* the objective at x, of each search */
    double *x[PROBLEM_MAX_VARIABLES]; /* x[v][i]: variable v of search i */
    double *gradient[PROBLEM_MAX_VARIABLES];
    double *state[PROBLEM_MAX_VARIABLES][OPTIMIZER_MAX_STATES];
    double *parameter[OPTIMIZER_MAX_PARAMETERS];
    double *factor[OPTIMIZER_MAX_FACTORS];
};

/* Room for so many searches within these bounds. The problem, the optimizer and its table stay the
 * caller's. After STATUS_OK the caller owes a search_free(). */
enum status search_init(struct search *search, const struct problem *problem,
                        const struct optimizer *optimizer, const struct bounds *bounds,
                        size_t count, struct error *error);
void search_free(struct search *search);

/* Search number i shall have these settings and start there; all of them before search_begin(). */
void search_set(struct search *search, size_t i, const double parameters[], const double start[]);

/* Everything at t = 0, with f at the starts. A search can begin again and again. */
void search_begin(struct search *search);

/* One update of every search. One that has ended stays so, whatever becomes of its numbers. */
void search_advance(struct search *search);

/* The first state of search number i that is not finite; the optimizer's state_count if there is
 * none. */
size_t search_overflowed_state(const struct search *search, size_t i);

/* Whether search number i goes on after the last update, and if not, why. */
enum search_end search_end_of(const struct search *search, size_t i);

#endif
