/* Paired comparisons of the optimizers of a run, by the runs of their ensembles with the same
 * seeds. */
#ifndef ADAM_REPORT_OPTIMIZE_OPTIMIZER_PAIRS_H
#define ADAM_REPORT_OPTIMIZE_OPTIMIZER_PAIRS_H

#include <stddef.h>

#include "optimize/optimizer_result.h"
#include "optimize/statistics.h"

#define OPTIMIZER_PAIRS_MAX (OPTIMIZER_RESULT_MAX * (OPTIMIZER_RESULT_MAX - 1) / 2)

struct optimizer_pair {
    size_t first, second;                    /* indices of the results; first < second */
    struct statistics_comparison comparison; /* of the first one with the second one */
    double corrected_p;                      /* by Holm's method, for all pairs */
};

/* The comparison below this corrected p value is called significant. */
#define OPTIMIZER_PAIRS_LEVEL 0.05

/* Compares every two of the results, all of which have ensembles with the same seeds. Returns the
 * number of pairs; those of the first result come first. */
size_t optimizer_pairs_compare(const struct optimizer_result results[], size_t count,
                               struct optimizer_pair pairs[OPTIMIZER_PAIRS_MAX]);

#endif
