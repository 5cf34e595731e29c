/* Where an axis has its tics: at multiples of 1, 2 or 5 times a power of ten. */
#ifndef ADAM_REPORT_PLOT_TICS_H
#define ADAM_REPORT_PLOT_TICS_H

#include <stdbool.h>

struct tics {
    int factor, exponent; /* of the step: factor * 10^exponent */
    double step;
    long first, last; /* in steps; last < first: there is none */
};

/* The finest step that makes at most `most` intervals on the axis from min to max (min < max), and
 * whose exponent is not below `least`. */
struct tics tics_choose(double min, double max, int most, int least);

/* With that step. */
struct tics tics_at(double min, double max, int factor, int exponent);

/* The next coarser one. */
struct tics tics_coarser(double min, double max, const struct tics *tics);

/* Whether a tic is so near to an end of the axis, without being there, that the two look like a
 * double line. */
bool tics_touch_end(double min, double max, const struct tics *tics);

#endif
