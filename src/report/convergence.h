/* A sentence on when a search reached the tolerance. */
#ifndef ADAM_REPORT_REPORT_CONVERGENCE_H
#define ADAM_REPORT_REPORT_CONVERGENCE_H

#include "base/text.h"
#include "optimize/trajectory.h"

/* Appends "f is first below 5e-06 at iteration 35, and consistently from iteration 53 on", or what
 * applies instead; `is` is the verb, "is" or "was". Returns whether f is ever below. */
bool convergence_append(struct text *out, const struct trajectory *trajectory, double threshold,
                        const char *is);

/* A remark on the tolerance if the minimum is not known. */
#define CONVERGENCE_ABSOLUTE                                                                       \
    "tolerance is absolute, since the minimum of f is not known (see --minimum)"

#endif
