/* The accurate phase of the elementary functions: the correctly rounded result, in some
 * microseconds. elementary.c comes here where its fast phase cannot tell between two doubles; the
 * tests call it with any argument.
 *
 * Arguments are finite and of the function's domain, and not one for which the result is exactly 0
 * or infinite (as log(1), log(0), atan2(0, x)); those of exp, sinh, cosh and tanh are at most 2000.
 * Results have errors below 2^-220 of them before they are rounded. That is enough: for exp, log,
 * sin, cos the doubles whose results come nearest to the middle between two doubles have been
 * searched for (Lefevre and Muller, "Worst cases for correct rounding of the elementary functions
 * in double precision", 2001, and later tables), and are further from it than 2^-118 of the result,
 * but for small arguments, where two terms of a series suffice to come as near as 2^-143 (cosh,
 * 2^-23). For the others, with at most 2^128 pairs of arguments, chance leaves none nearer than
 * 2^-200 but with odds of 2^-20. Results that are such a middle (pow, hypot) are recognized by
 * integers. */
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
