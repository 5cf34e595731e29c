/* Elementary functions with the same results on every machine: all are correctly rounded, to
 * nearest with ties to even, so that there is only one correct answer. They replace those of the C
 * library, which differ between libraries and, in glibc, between processors.
 *
 * Special cases are those of annex F of the C standard: infinities, NaN, the signs of zeros. What
 * the standard specifies for errno and floating-point exceptions does not apply: errno is never
 * set, and spurious exceptions can be raised. The rounding mode must be to nearest, and subnormal
 * numbers must not be flushed to zero: see elementary_check().
 *
 * A fast phase, which takes 10 to 20 ns, usually determines the result; about once in 10,000 calls
 * (exp, log, sin, cos, pow) or 500 calls (the others), an accurate phase is required, which takes
 * some microseconds. It also handles subnormal results, and angles above 6400. */
#ifndef ADAM_REPORT_BASE_ELEMENTARY_H
#define ADAM_REPORT_BASE_ELEMENTARY_H

#include <stdbool.h>
#include <stddef.h>

double elementary_exp(double x);
double elementary_log(double x);
double elementary_log10(double x);
double elementary_sin(double x);
double elementary_cos(double x);
double elementary_tan(double x);
double elementary_asin(double x);
double elementary_acos(double x);
double elementary_atan(double x);
double elementary_atan2(double y, double x);
double elementary_sinh(double x);
double elementary_cosh(double x);
double elementary_tanh(double x);
double elementary_hypot(double x, double y);

/* x^y. Whole exponents up to 64 are the fastest. */
double elementary_pow(double x, double y);

/* y[i] = f(x[i]) for i from 0 to count - 1, bit for bit what the functions above give; several
 * times as fast where the processor has vectors. y may be x; else they do not overlap. */
void elementary_exp_array(const double *x, double *y, size_t count);
void elementary_log_array(const double *x, double *y, size_t count);
void elementary_sin_array(const double *x, double *y, size_t count);
void elementary_cos_array(const double *x, double *y, size_t count);

/* Whether this processor, as it is set, computes as these functions need it: rounds to nearest and
 * flushes no subnormal number to zero. */
bool elementary_check(void);

#endif
