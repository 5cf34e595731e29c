/* The positions of an axis's tics: multiples of 1, 2 or 5 times a power of ten. */
#ifndef ADAM_REPORT_PLOT_TICS_H
#define ADAM_REPORT_PLOT_TICS_H

#include <stdbool.h>

struct tics {
    int factor, exponent; /* of the step: factor * 10^exponent */
    double step;
    long first, last; /* as multiples of the step; last < first: no tics */
};

/* The finest step that makes at most `most` intervals on the axis from min to max (min < max), and
 * whose exponent is at least `least`. */
struct tics tics_choose(double min, double max, int most, int least);

/* With the step factor * 10^exponent. */
struct tics tics_at(double min, double max, int factor, int exponent);

/* With the next coarser step. */
struct tics tics_coarser(double min, double max, const struct tics *tics);

/* Whether a tic is so close to an end of the axis, without being at it, that the two look like a
 * double line. */
bool tics_touch_end(double min, double max, const struct tics *tics);

#endif
