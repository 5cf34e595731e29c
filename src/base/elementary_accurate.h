/* Accurate phase of the elementary functions: the correctly rounded result, in some microseconds.
 * Called by elementary.c if its fast phase cannot decide between two doubles, and by the tests with
 * any argument.
 *
 * Arguments must be finite and in the domain of the function, and the result must not be exactly 0
 * or infinite (as for log(1), log(0), atan2(0, x)); arguments of exp, sinh, cosh and tanh are at
 * most 2000. Results have relative errors below 2^-220 before rounding. This suffices: for exp,
 * log, sin and cos, the doubles whose results are closest to a midpoint between two doubles are
 * known (Lefevre and Muller, "Worst cases for correct rounding of the elementary functions in
 * double precision", 2001, and later tables), and their relative distance from it is above 2^-118,
 * except for small arguments, where two terms of a series can be as close as 2^-143 (cosh, 2^-23).
 * For the others, with at most 2^128 pairs of arguments, the probability of a distance below 2^-200
 * is 2^-20. Results that are midpoints (pow, hypot) are detected with integers. */
#ifndef ADAM_REPORT_BASE_ELEMENTARY_ACCURATE_H
#define ADAM_REPORT_BASE_ELEMENTARY_ACCURATE_H

double accurate_exp(double x);
double accurate_log(double x);
double accurate_log10(double x);
double accurate_sin(double x);
double accurate_cos(double x);
double accurate_tan(double x);
double accurate_asin(double x);
double accurate_acos(double x);
double accurate_atan2(double y, double x);
double accurate_sinh(double x);
double accurate_cosh(double x);
double accurate_tanh(double x);
double accurate_hypot(double x, double y);

/* x is above 0 and not 1, y not 0, and |y log x| at most 2000. */
double accurate_pow(double x, double y);

#endif
