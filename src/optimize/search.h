/* Parallel searches: the same optimizer on the same problem, each with a separate starting point
 * and separate settings. A search takes the same steps, bit for bit, alone and among others. */
#ifndef ADAM_REPORT_OPTIMIZE_SEARCH_H
#define ADAM_REPORT_OPTIMIZE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "optimize/method.h"
#include "optimize/noise.h"
#include "optimize/problem.h"
#include "optimize/random.h"

/* Limit of |x|, as a multiple of the largest bound, beyond which a search counts as diverged. */
#define SEARCH_FARTHEST 1e100

/* Reasons why a search ends early. */
enum search_end {
    SEARCH_GOES_ON,
    SEARCH_NO_GRADIENT, /* the gradient is not finite, although f is */
    SEARCH_OVERFLOW,    /* a state of the optimizer is not finite: the gradient was too large */
    SEARCH_DIVERGED,    /* x is not finite, or too far away */
    SEARCH_NO_VALUE,    /* f is not finite */
};

/* What the searches have in common. */
struct search_plan {
    const struct problem *problem;
    const struct method *method; /* its optimizer and schedule; the settings are those of
                                    search_set() */
    const struct bounds *bounds;
    size_t count;              /* searches, >= 1 */
    size_t iterations;         /* updates to be made, on which schedules depend */
    const struct noise *noise; /* of the gradients; copied; NULL: none */
    bool shares_noise;         /* every search has the same deviates: those of search number 0 */
};

struct search {
    const struct problem *problem;
    const struct optimizer *optimizer;
    const struct schedule *schedule;
    size_t count;         /* searches */
    long t, iterations;   /* number of updates done; to be done */
    bool is_scheduled;    /* whether the step size of any search changes */
    bool shares_schedule; /* whether all have the same settings of the schedule */
    bool is_noisy, shares_noise;
    struct noise noise;               /* if is_noisy */
    struct random *random;            /* of each search, or one if they share the noise */
    double far_scale;                 /* factor by which an x beyond the limit becomes infinite */
    double *memory;                   /* block that holds all arrays below */
    double *f;                        /* the objective of each search at x */
    double *x[PROBLEM_MAX_VARIABLES]; /* x[v][i]: variable v of search i */
    double *gradient[PROBLEM_MAX_VARIABLES];      /* that the optimizer gets, with its noise */
    double *true_gradient[PROBLEM_MAX_VARIABLES]; /* without it, if is_noisy; otherwise NULL */
    double *normal[PROBLEM_MAX_VARIABLES];        /* deviates of the last update, if is_noisy */
    double *state[PROBLEM_MAX_VARIABLES][OPTIMIZER_MAX_STATES];
    double *parameter[METHOD_MAX_PARAMETERS]; /* as in struct method */
    double *factor[OPTIMIZER_MAX_FACTORS];
    double *scheduled;   /* step sizes of the last update, if is_scheduled */
    const double *alpha; /* step sizes of the last update: `scheduled` or parameter[0] */
};

/* Allocates the searches. Problem, optimizer and schedule are borrowed. After STATUS_OK the caller
 * must call search_free(). */
enum status search_init(struct search *search, const struct search_plan *plan, struct error *error);
void search_free(struct search *search);

/* Sets parameters (all of the method's) and starting point of search number i; required for all
 * searches before search_begin(). */
void search_set(struct search *search, size_t i, const double parameters[], const double start[]);

/* Sets the state from which the noise of search number i is drawn: in each update, a
 * random_normal() for each variable. With noise, required before search_begin() for all searches
 * or, if they share it, for number 0. */
void search_set_random(struct search *search, size_t i, const struct random *random);

/* Resets all searches to t = 0 and evaluates f at the starting points. Can be called repeatedly,
 * with noise after search_set_random(). */
void search_begin(struct search *search);

/* Updates every search once. A search that has ended stays ended, regardless of its values. */
void search_advance(struct search *search);

/* The index of the first state of search number i that is not finite; the optimizer's state_count:
 * none. */
size_t search_overflowed_state(const struct search *search, size_t i);

/* Whether search number i continues after the last update, and if not, why. */
enum search_end search_end_of(const struct search *search, size_t i);

#endif
