/* Records of a search: what the optimizer computed in each update. */
#ifndef ADAM_REPORT_OPTIMIZE_RECORD_H
#define ADAM_REPORT_OPTIMIZE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/search.h"

/* The quantities of an update, for each variable, in this order: the gradient that the optimizer
 * gets, with its noise; the optimizer's states, then what its rule derives from them; the effective
 * step size. */
#define RECORD_GRADIENT 0
#define RECORD_STATES 1
size_t record_derived(const struct optimizer *optimizer); /* the index of the first one */
size_t record_rate(const struct optimizer *optimizer);    /* of the effective step size */
size_t record_width(const struct optimizer *optimizer);   /* how many quantities there are */

/* The name of a quantity as in the source and in state.dat ("mhat"; "rate" for the effective step
 * size), and as in the rule ("m̂"; "α / (√v̂ + ε)" has none: ""). */
const char *record_name(const struct optimizer *optimizer, size_t quantity);
const char *record_symbol(const struct optimizer *optimizer, size_t quantity);

/* Whether a quantity is the same for all variables. */
bool record_is_shared(const struct optimizer *optimizer, size_t quantity);

/* The quantity with this name, or record_width(). */
size_t record_find(const struct optimizer *optimizer, const char *name);

/* Owns its values. */
struct record {
    const struct optimizer *optimizer; /* borrowed; NULL: nothing is recorded */
    size_t variables;
    double *values; /* a row for each point of the trajectory, with each variable's quantities */
    double *true_gradients; /* without the noise, for each variable; NULL: no noise */
};

/* Allocates a record of `points` points. The caller must call record_free(). */
enum status record_init(struct record *record, const struct search *search, size_t points,
                        struct error *error);
void record_free(struct record *record);

/* Records a search of size one, which is now at point t: at t = 0, the states, which are 0, all
 * others being NaN; then what the update from point t - 1 computed. `before` is that point, or NULL
 * at t = 0. */
void record_keep(struct record *record, const struct search *search, size_t t,
                 const double before[]);

/* A quantity of the update that led to point t. */
double record_value(const struct record *record, size_t t, size_t variable, size_t quantity);

/* The gradient in that update without its noise. */
double record_true_gradient(const struct record *record, size_t t, size_t variable);

/* The Euclidean norm of that gradient. */
double record_norm(const struct record *record, size_t t);

#endif
