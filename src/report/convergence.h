/* When a search fell below the tolerance, as a sentence. */
#ifndef ADAM_REPORT_REPORT_CONVERGENCE_H
#define ADAM_REPORT_REPORT_CONVERGENCE_H

#include "base/text.h"
#include "optimize/trajectory.h"

/* Appends "f is below 5e-06 first at iteration 35, and from iteration 53 on" or what is so instead;
 * `is` is the verb, "is" or "was". Returns whether it was ever below. */
bool convergence_append(struct text *out, const struct trajectory *trajectory, double threshold,
                        const char *is);

/* What is said of a tolerance where the minimum is not known. */
#define CONVERGENCE_ABSOLUTE                                                                       \
    "tolerance is absolute, since the minimum of f is not known (see --minimum)"

#endif
