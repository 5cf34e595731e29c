/* Floating-point numbers with 256 bits, for the accurate phases of the elementary functions. Every
 * operation truncates its result, with a relative error below 2^-253 unless stated otherwise, so
 * results that fit into 256 bits are exact. Infinity and NaN are not supported. */
#ifndef ADAM_REPORT_BASE_WIDE_H
#define ADAM_REPORT_BASE_WIDE_H

#include <stdint.h>

#define WIDE_LIMBS 8
#define WIDE_BITS (32 * WIDE_LIMBS)

/* sign * 0.significand * 2^exponent: the top bit of limb[WIDE_LIMBS - 1] is set. Of zero, sign
 * and all limbs are 0. */
struct wide {
    int sign;
    int exponent;
    uint32_t limb[WIDE_LIMBS]; /* the least significant first */
};

/* Exact; value is finite. */
struct wide wide_from_double(double value);

/* The integer of these limbs, the least significant first, times 2^exponent; cut off. */
struct wide wide_from_limbs(const uint32_t *limb, int count, int exponent);

/* significand * 2^exponent, exact. */
struct wide wide_from_bits(uint64_t significand, int exponent);

/* To the nearest double, ties to even, subnormals rounded once; infinite beyond the largest. */
double wide_to_double(const struct wide *value);

struct wide wide_negated(struct wide value);

/* value * 2^exponent, exact. */
struct wide wide_scaled(struct wide value, int exponent);

/* The error of sum and difference is below 2^-254 of the larger operand: relative to the result it
 * is larger where they cancel. Equal to 0 only where the operands are. */
struct wide wide_sum(const struct wide *a, const struct wide *b);
struct wide wide_difference(const struct wide *a, const struct wide *b);

struct wide wide_product(const struct wide *a, const struct wide *b);

/* The quotient by an integer from 1 to 2^31. */
struct wide wide_divided(const struct wide *value, uint32_t divisor);

/* Relative errors below 2^-250. divisor is not 0, value not negative. */
struct wide wide_quotient(const struct wide *dividend, const struct wide *divisor);
struct wide wide_square_root(const struct wide *value);

/* To the nearest number with that many places, 1 to 63, ties to even. */
struct wide wide_rounded(const struct wide *value, int places);

/* -1, 0 or 1, as |a| is less than, equal to or greater than |b|. */
int wide_compare_magnitudes(const struct wide *a, const struct wide *b);

#endif
