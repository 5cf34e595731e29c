#include "optimize/variation.h"

#include <string.h>

#include "optimize/trajectory.h"

void variation_start(const struct variation *variation, uint32_t seed, const struct bounds *bounds,
                     size_t variables, double start[])
{
    bool is_own = variation->vary == VARY_NOISE;

    if (is_own && variation->start != NULL)
        memcpy(start, variation->start, variables * sizeof *start);
    else
        trajectory_random_start(is_own ? variation->seed : seed, bounds, variables, start);
}

void variation_random(const struct variation *variation, uint32_t seed, size_t variables,
                      struct random *random)
{
    bool is_specified = variation->start != NULL && variation->vary != VARY_BOTH;

    random_seed(random, variation->vary == VARY_START ? variation->seed : seed);
    for (size_t v = 0; v < variables && !is_specified; v++)
        random_uniform(random);
}
