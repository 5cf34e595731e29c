/* Tolerances of numbers. */
#ifndef ADAM_REPORT_DIFF_TOLERANCE_H
#define ADAM_REPORT_DIFF_TOLERANCE_H

#include <stdbool.h>

/* Numbers are equal if they differ by at most `absolute`, or by at most `relative` times the larger
 * magnitude. NaN equals NaN. */
struct tolerance {
    double absolute, relative;
};

bool tolerance_equal(const struct tolerance *tolerance, double a, double b);

#endif
