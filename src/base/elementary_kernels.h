/* Fast phases of exp, log and sin: branch-free code used in functions by elementary.c and in loops
 * by elementary_array.c. Each returns its result as an unevaluated sum of two doubles and an error
 * bound; if adding and subtracting the bound rounds to the same double, this is the correctly
 * rounded result (Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded
 * last bit", ACM TOMS 17, 1991).
 *
 * The methods are based on tables and exact products: Tang, "Table-driven implementation of the
 * exponential function", ACM TOMS 15, 1989, and 16, 1990, for the logarithm; Gal and Bachelis, "An
 * accurate elementary mathematical library", ACM TOMS 17, 1991; Muller, "Elementary Functions";
 * Muller et al., "Handbook of Floating-Point Arithmetic"; Sibidanov, Zimmermann and Glondu, "The
 * CORE-MATH project", 2022. Leading parts have 26 bits, so that products of two are exact without
 * a fused multiply-add.
 *
 * In the comments, u is 2^-53: the error of the result r of an operation is at most u |r|. */
#ifndef ADAM_REPORT_BASE_ELEMENTARY_KERNELS_H
#define ADAM_REPORT_BASE_ELEMENTARY_KERNELS_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/elementary_constants.h"
#include "base/elementary_tables.h"

#if defined(__FAST_MATH__)
#error "-ffast-math breaks exact sums: build without it"
#endif
#if FLT_EVAL_METHOD != 0
#error "doubles must be computed as doubles: on 32-bit x86 build with -msse2 -mfpmath=sse"
#endif

/* Adding and subtracting it rounds |value| < 2^51 to an integer, which is in the low bits of the
 * sum meanwhile. */
#define TO_INTEGER 0x1.8p52

/* An approximation high + low with an error of at most bound. */
struct estimate {
    double high, low, bound;
};

/* The same times a power of two, as the bits to be added to a double. */
struct scaled_estimate {
    struct estimate factor;
    uint64_t power;
};

static inline uint64_t bits_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline double double_of(uint64_t bits)
{
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

/* value without its last 27 bits, the rest of which is below 2^-25 of it. */
static inline double first_26_bits(double value)
{
    return double_of(bits_of(value) & 0xfffffffff8000000u);
}

/* value times the power of two of a scaled estimate. */
static inline double scaled(double value, uint64_t power)
{
    return double_of(bits_of(value) + power);
}

/* The rounding test: the two candidates for the result are equal where it is certain. */
static inline double lower_candidate(struct estimate e)
{
    return e.high + (e.low - e.bound);
}

static inline double upper_candidate(struct estimate e)
{
    return e.high + (e.low + e.bound);
}

/* exp(x + extra) for |x| <= 720 and |extra| < 2^-40, as a factor from 1 to 2 and a power of two.
 *
 * x = (256 k + j) ln2/256 + r; |r| <= ln2/512 (1 + 2^-32) < 2^-9.52. EXP_STEP_HIGH is a multiple of
 * 2^-42 with 34 bits, and the step's number has 19, so the product and its difference from x are
 * exact: it is below 2^-9.5 and a multiple of x's last bit, which is 2^-62 or more where the number
 * is not 0. The rest of r has an error below 2^-77.
 *
 * exp(r) = 1 + r + p. p is Taylor's series up to r^6, with r^6 replaced by c4 r^4 + c2 r^2, whose
 * coefficients are part of EXP_C4 and EXP_C2: what is missing is below 0.0386 r^6/720 < 2^-71.3.
 * With t = 2^(j/256) = t.high + t.low < 2, t.high times the leading part of r is exact, and so is
 * the first sum's error. The largest of the rest is t p, |p| < 2^-20.05: rounding contributes 5 u
 * |p| in p (two in r^2 from r, one in r^2, and less than two in the polynomial and the last
 * product), u t |p| each in the sum with r's rest, in the product with t and the three sums, and u
 * t |p| when the bound is added: 10.1 u 2^-20.05 t < 2^-68.7, and with what is missing 2^-68.33. */
static inline struct scaled_estimate exp_kernel(double x, double extra)
{
    double shifted = x * EXP_STEPS_PER_ONE + TO_INTEGER, step = shifted - TO_INTEGER;
    uint64_t number = bits_of(shifted), j = number % EXP_STEPS;
    double t_high = elementary_exp_table[j].high, t_low = elementary_exp_table[j].low;
    double difference = x - step * EXP_STEP_HIGH, leading = first_26_bits(difference);
    double rest = ((difference - leading) - step * EXP_STEP_LOW) + extra;
    double r = leading + rest, r2 = r * r;
    double p = r2 * ((EXP_C2 + r * (1.0 / 6)) + r2 * (EXP_C4 + r * (1.0 / 120)));
    double product = t_high * leading, high = t_high + product;
    double error = product - (high - t_high);
    double low = error + (t_low + (t_high * (rest + p) + t_low * (r + p)));

    /* (number - j) / 256 to the exponent's place */
    return (struct scaled_estimate){{high, low, 0x1.9ap-69}, (number - j) << 44};
}

/* sin(x), and tan, asin, atan, sinh and tanh of x, round to x where |x| is at most this: they
 * differ from x by at most |x|^3/3, and half the distance to the next double is at least u |x|/2.
 */
#define ROUNDS_TO_ITSELF 0x1p-27

/* Where exp's kernel is good for and the result a normal number. */
#define EXP_LARGEST 708.0

/* The bits of 0x1.6p-1, where log's first interval begins. */
#define LOG_OFFSET 0x3fe6000000000000u

/* log(x) for normal x > 0, with the bounds that pow needs.
 *
 * x = 2^k m, m in [0x1.6p-1, 0x1.6p0); c, the table's inverse, has 26 bits, and so has the leading
 * part of m: their product, less 1, is exact, and so is c times the rest of m. Of the sum of both,
 * r = m c - 1, the error is exact too where the first is the larger; else both are below 2^-26 and
 * it is good to 2^-79. |r| < 2^-8 in the two intervals next to 1, |r| < 2^-8.9 in the others.
 *
 * log(x) = k ln2 - log(c) + log(1 + r). LN2_HIGH and the table's high are multiples of 2^-42, so
 * that their sum, below 2^10, is exact. It is 0, or larger than r by far: the error of its sum with
 * r is exact. With s, the first 26 bits of r, r^2/2 = s^2/2 + (r-s)(r+s)/2, where the first is
 * exact and the second below 2^-25 r^2. q is the series from r^3/3 on to r^9/9; what is missing is
 * below 1.1 |r|^10/10.
 *
 * Next to 1, c = 1, r = x - 1 exactly and all else is 0: the error is in q, in its rounding (3 u q
 * in r^3 and the product, 2 u q in the polynomial) and its sums with smaller numbers (2 u q), in
 * (r-s)(r+s)/2, 3 u 2^-25 r^2, and u^2 |r| in the last sums: 7 u |q| and, where |r| < 2^-21, less
 * than 2^-85 |r|. Where |r| is larger, the second is below u |q|/4, and what is missing always is:
 * 2^-50 |q| + 2^-85 |r| bounds all of it.
 *
 * Elsewhere |q| < 2^-28.2: with 7 u |q|, r's error, LN2_LOW's (2^10 2^-97) and roundings of numbers
 * below 2^-32 it is below 2^-77.5. The logarithm itself is above 2^-9. */
static inline struct estimate log_kernel(double x)
{
    uint64_t offset = bits_of(x) - LOG_OFFSET, j = (offset >> 44) % LOG_STEPS;
    uint64_t biased = (offset + (1024ull << 52)) >> 52; /* k + 1024, which is not negative */
    double k = double_of(bits_of(TO_INTEGER) + biased) - (TO_INTEGER + 1024);
    double m = double_of(bits_of(x) - ((biased - 1024) << 52));
    double c = elementary_log_table[j].inverse, leading = first_26_bits(m);
    double first = leading * c - 1, second = (m - leading) * c;
    double r = first + second, r_error = (first - r) + second;
    double base = k * LN2_HIGH + elementary_log_table[j].high;
    double sum = base + r, sum_error = r - (sum - base);
    double s = first_26_bits(r), half_square = 0.5 * s * s;
    double high = sum - half_square, high_error = (sum - high) - half_square;
    double r2 = r * r, r4 = r2 * r2;
    double q = r2 * r *
               (((1.0 / 3 - r * (1.0 / 4)) + r2 * (1.0 / 5 - r * (1.0 / 6))) +
                r4 * ((1.0 / 7 - r * (1.0 / 8)) + r2 * (1.0 / 9)));
    double square_rest = ((r - s) + r_error) * (r + s) * 0.5;
    double tail = k * LN2_LOW + elementary_log_table[j].low;
    double low = (q - square_rest) + (((tail + r_error) + sum_error) + high_error);
    double bound = base == 0 ? fabs(q) * 0x1p-50 + fabs(r) * 0x1p-85 : 0x1.8p-78;

    return (struct estimate){high, low, bound};
}

/* The largest argument that sin's kernel is good for: 2^20 steps. */
#define SIN_LARGEST 6400.0

/* sin(x + quarters pi/2), |x| <= SIN_LARGEST.
 *
 * x = n pi/512 + h, |h| < 2^-8.34 (pi/1024, and what rounding n leaves). The step's high part is a
 * multiple of 2^-40 with 33 bits, the middle one a multiple of 2^-73 with 32 bits, n has 20: both
 * products are exact. So are the differences: the first is below 2^-8.3 and a multiple of 2^-61
 * (x is above 2^-9 for n != 0), and the rest of it less the second product, below 2^-20, is a
 * multiple of 2^-73. Only the last part, at most |n| 2^-74, is rounded. What this and the
 * operations with rest contribute, at most 5 u (2^-33 + |n| 2^-41), is below |n| 2^-85 for |n| >=
 * 512, and where |n| is smaller, but not 0, without weight beside S u(h), since S is above 2^-7.36.
 * For n = 0, rest is exact and below 2^-25 |h|.
 *
 * sin(x) = S cos h + C sin h = S + C h + S u(h) + C v(h), with u = cos h - 1, |u| < 2^-17.68, v =
 * sin h - h, |v| < 2^-19.27 |h|, S and C sums of the table. S.high + C.high times the leading part
 * of h is exact: S is 0, or above 2^-7.36. The rest: S u, where u has relative errors of 4.5 u, and
 * S's sum, the product, four sums and the bound's one u each: 11.5 u 2^-17.68 |S| < 2^-67.1 |S|. C
 * v: 8 u for v and the product, 5 for sums: 13 u 2^-19.27 |h| < 2^-68.5 |h|. C.low h rounds to
 * 2^-88 where S is not 0, and C.low is 0 where it is. |S| is at most |result| + |h| (1 + 2^-17):
 * together below 2^-66.6 (|result| + |h|). The series leave out h^8/8! < 2^-82 |S| and h^9/9!. */
static inline struct estimate sin_kernel(double x, uint64_t quarters)
{
    double shifted = x * SIN_STEPS_PER_ONE + TO_INTEGER, n = shifted - TO_INTEGER;
    uint64_t number = bits_of(shifted) + quarters * (SIN_STEPS / 2);
    uint64_t i = number % (2ull * SIN_STEPS), j = i + SIN_STEPS / 2;
    double s_high = elementary_sin_table[i].high, s_low = elementary_sin_table[i].low;
    double c_high = elementary_sin_table[j].high, c_low = elementary_sin_table[j].low;
    double first = x - n * SIN_STEP_HIGH;
    double leading = first_26_bits(first);
    double rest = ((first - leading) - n * SIN_STEP_MIDDLE) - n * SIN_STEP_LOW;
    double h = leading + rest, h2 = h * h;
    double u = h2 * (-0.5 + h2 * (1.0 / 24 - h2 * (1.0 / 720)));
    double v = h * h2 * (-1.0 / 6 + h2 * (1.0 / 120 - h2 * (1.0 / 5040)));
    double product = c_high * leading, high = s_high + product;
    double error = product - (high - s_high);
    double low = error + (s_low + (c_high * (rest + v) + (c_low * (h + v) + (s_high + s_low) * u)));
    double bound = (fabs(high) + fabs(h)) * 0x1.6p-67 + fabs(n) * 0x1p-85;

    return (struct estimate){high, low, bound};
}

#endif
