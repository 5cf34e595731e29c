/* Double-double arithmetic: unevaluated sums of two doubles with about 106 bits, computed with
 * correctly rounded operations (Dekker, "A floating-point technique for extending the available
 * precision", Numerische Mathematik 18, 1971; Joldes, Muller and Popescu, "Tight and rigorous error
 * bounds for basic building blocks of double-word arithmetic", ACM TOMS 44, 2017). Fused
 * multiply-add is not used, so that results do not depend on its availability; operands must be far
 * enough from overflow and underflow that partial products, 2^-106 times as large, are normal
 * numbers. */
#ifndef ADAM_REPORT_BASE_DOUBLE_DOUBLE_H
#define ADAM_REPORT_BASE_DOUBLE_DOUBLE_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/elementary_tables.h"

/* a + b, exact where |a| >= |b| or a is 0. */
static inline struct double_double fast_two_sum(double a, double b)
{
    double sum = a + b;

    return (struct double_double){sum, b - (sum - a)};
}

/* a + b, exact. */
static inline struct double_double two_sum(double a, double b)
{
    double sum = a + b, from_b = sum - a;

    return (struct double_double){sum, (a - (sum - from_b)) + (b - from_b)};
}

/* a without its last 27 bits: the rest has no more. */
static inline double leading_half(double a)
{
    uint64_t bits;

    memcpy(&bits, &a, sizeof bits);
    bits &= 0xfffffffff8000000u;
    memcpy(&a, &bits, sizeof bits);
    return a;
}

/* a b, with an error below 2^-106 |a b|: the product of two parts with 27 bits may be rounded. */
static inline struct double_double two_product(double a, double b)
{
    double product = a * b, a_high = leading_half(a), b_high = leading_half(b);
    double a_low = a - a_high, b_low = b - b_high;
    double error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;

    return (struct double_double){product, error};
}

/* The nearest double, and the rest. */
static inline struct double_double normalized(struct double_double a)
{
    return fast_two_sum(a.high, a.low);
}

/* a b, not normalized: with |low| at most n u |high| before, it is (n + 1) u after, and the
 * relative error below (2 n + 4) u^2; u is 2^-53. */
static inline struct double_double product_with_double(struct double_double a, double b)
{
    struct double_double product = two_product(a.high, b);

    return (struct double_double){product.high, product.low + a.low * b};
}

/* a^2, not normalized: with |low| at most n u |high| before, it is (2 n + 1) u after, and the
 * relative error below (n + 4)^2 u^2. */
static inline struct double_double square(struct double_double a)
{
    double product = a.high * a.high, half = leading_half(a.high), rest = a.high - half;
    double error = ((half * half - product) + (half + half) * rest) + rest * rest;

    return (struct double_double){product, error + (a.high + a.high) * a.low};
}

static inline struct double_double negated(struct double_double a)
{
    return (struct double_double){-a.high, -a.low};
}

/* Of the functions from here on, operands are normalized, and so are the results. */

/* a + b, an error below 3 u^2 (|a| + |b|). */
static inline struct double_double sum(struct double_double a, struct double_double b)
{
    struct double_double high = two_sum(a.high, b.high);

    return fast_two_sum(high.high, high.low + (a.low + b.low));
}

/* a b, a relative error below 8 u^2. */
static inline struct double_double product(struct double_double a, struct double_double b)
{
    struct double_double high = two_product(a.high, b.high);

    return fast_two_sum(high.high, high.low + (a.high * b.low + a.low * b.high));
}

/* a / b, a relative error below 16 u^2: the remainder's leading difference is exact. */
static inline struct double_double quotient(struct double_double a, struct double_double b)
{
    double first = a.high / b.high;
    struct double_double multiple = normalized(product_with_double(b, first));
    double remainder = (a.high - multiple.high) + (a.low - multiple.low);

    return fast_two_sum(first, remainder / b.high);
}

/* sqrt(a), a > 0, a relative error below 16 u^2. */
static inline struct double_double square_root(struct double_double a)
{
    double first = sqrt(a.high);
    struct double_double square_of_first = two_product(first, first);
    double remainder = (a.high - square_of_first.high) + (a.low - square_of_first.low);

    return fast_two_sum(first, remainder / (2 * first));
}

#endif
