/* The correction of a bias: how a corrected quantity, m̂, exceeds the raw one, m, which is too close
 * to its initial value 0 in the first updates. */
#ifndef ADAM_REPORT_OPTIMIZE_BIAS_H
#define ADAM_REPORT_OPTIMIZE_BIAS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "optimize/trajectory.h"

struct bias {
    size_t raw, corrected; /* quantities of the record */
    double ratio;          /* corrected / raw in update 1 */
    size_t settled; /* the first update from which on they differ by less than 1 %; 0: none */
};

/* Finds the bias of this quantity, whose name is that of the raw one with "hat" after it. The
 * trajectory must be recorded. False if it is not such a quantity, if no update was made, if all
 * values are 0, or if ratio and update are not the same for all variables. */
bool bias_find(const struct trajectory *trajectory, size_t corrected, struct bias *bias);

/* Appends a sentence for each bias of the trajectory, each after a space: " At t = 1, m̂ is 5 times
 * m; from t = 21 on, they differ by less than 1%." */
void bias_describe(const struct trajectory *trajectory, struct text *out);

#endif
