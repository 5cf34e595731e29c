/* What differs between runs with different seeds: their starting points, the noise of their
 * gradients, or both. */
#ifndef ADAM_REPORT_OPTIMIZE_VARIATION_H
#define ADAM_REPORT_OPTIMIZE_VARIATION_H

#include <stddef.h>
#include <stdint.h>

#include "optimize/problem.h"
#include "optimize/random.h"

/* The generator of a run is numpy.random.RandomState(seed). It draws rand(variables) for the
 * starting point, unless one was specified, then randn() for x1, x2 in each update. */
enum vary {
    VARY_START, /* starts of the runs' seeds; the noise is that of the own run */
    VARY_NOISE, /* the start of the own run; noise of the runs' seeds */
    VARY_BOTH,  /* both of the runs' seeds: each is the run with a random start and this seed */
};

struct variation {
    enum vary vary;
    uint32_t seed;       /* of the own run, to which the others are added */
    const double *start; /* specified for it; borrowed; NULL: random */
};

/* The start of the run with this seed. */
void variation_start(const struct variation *variation, uint32_t seed, const struct bounds *bounds,
                     size_t variables, double start[]);

/* The state from which the noise of the run with this seed is drawn. With VARY_START it is the same
 * for all seeds. */
void variation_random(const struct variation *variation, uint32_t seed, size_t variables,
                      struct random *random);

#endif
