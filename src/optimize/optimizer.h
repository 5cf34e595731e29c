/* Update rules: how an optimizer gets from one point to the next. */
#ifndef ADAM_REPORT_OPTIMIZE_OPTIMIZER_H
#define ADAM_REPORT_OPTIMIZE_OPTIMIZER_H

#include <stddef.h>

#include "base/status.h"

/* Adam's settings, by the names and in the ranges of the paper (Kingma and Ba, arXiv 1412.6980). */
struct adam_parameters {
    double alpha;   /* step size, > 0; the tutorial's 0.02 */
    double beta1;   /* decay rate of the first moment, in [0, 1); 0.8 */
    double beta2;   /* decay rate of the second moment, in [0, 1); 0.999 */
    double epsilon; /* added to the root in the divisor, >= 0; 1e-8 */
};

struct adam {
    struct adam_parameters parameters;
    size_t variables;
    long t;    /* updates done */
    double *m; /* first moment, biased; one for each variable */
    double *v; /* second raw moment, biased; one for each variable */
};

/* An optimizer at t = 0, with m = v = 0. After STATUS_OK the caller owes an adam_free(). */
enum status adam_init(struct adam *adam, const struct adam_parameters *parameters, size_t variables,
                      struct error *error);
void adam_free(struct adam *adam);

/* One update of x, given the gradient there (Algorithm 1 of the paper):
 *     t <- t + 1
 *     m <- beta1 m + (1 - beta1) g            v <- beta2 v + (1 - beta2) g^2
 *     mhat = m / (1 - beta1^t)                vhat = v / (1 - beta2^t)
 *     x <- x - alpha mhat / (sqrt(vhat) + epsilon)
 * in exactly this order of operations, which is the tutorial's. */
void adam_step(struct adam *adam, double x[], const double gradient[]);

#endif
