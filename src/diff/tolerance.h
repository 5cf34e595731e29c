/* How far apart numbers may be. */
#ifndef ADAM_REPORT_DIFF_TOLERANCE_H
#define ADAM_REPORT_DIFF_TOLERANCE_H

#include <stdbool.h>

/* Numbers are equal that differ by at most `absolute`, or at most `relative` times the larger of
 * their sizes. NaN equals NaN. */
struct tolerance {
    double absolute, relative;
};

bool tolerance_equal(const struct tolerance *tolerance, double a, double b);

#endif
