#include "base/wide.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define TOP (WIDE_LIMBS - 1)

static int leading_zeros(uint32_t limb)
{
    int count = 0;

    for (; (limb & 0x80000000u) == 0; limb <<= 1)
        count++;
    return count;
}

/* Shifts by 0 to 31 bits to the left, filling with the top bits of next. */
static void shift_left(uint32_t limb[WIDE_LIMBS], int bits, uint32_t next)
{
    if (bits == 0)
        return;
    for (int i = TOP; i > 0; i--)
        limb[i] = limb[i] << bits | limb[i - 1] >> (32 - bits);
    limb[0] = limb[0] << bits | next >> (32 - bits);
}

static void shift_right(uint32_t limb[WIDE_LIMBS], int bits)
{
    int limbs = bits / 32, rest = bits % 32;

    for (int i = 0; i < WIDE_LIMBS; i++) {
        uint64_t low = i + limbs <= TOP ? limb[i + limbs] : 0;
        uint64_t high = i + limbs + 1 <= TOP ? limb[i + limbs + 1] : 0;
        limb[i] = (uint32_t)((high << 32 | low) >> rest);
    }
}

/* Shifts the significand so that its top bit is set; a significand of 0 makes the value 0. */
static void normalize(struct wide *value)
{
    int zeros = 0;

    while (zeros < WIDE_LIMBS && value->limb[TOP - zeros] == 0)
        zeros++;
    if (zeros == WIDE_LIMBS) {
        *value = (struct wide){0};
        return;
    }
    for (int i = TOP; i >= 0; i--)
        value->limb[i] = i >= zeros ? value->limb[i - zeros] : 0;
    int bits = leading_zeros(value->limb[TOP]);
    shift_left(value->limb, bits, 0);
    value->exponent -= 32 * zeros + bits;
}

struct wide wide_from_limbs(const uint32_t *limb, int count, int exponent)
{
    struct wide value = {.sign = 1};

    while (count > 0 && limb[count - 1] == 0)
        count--;
    if (count == 0)
        return (struct wide){0};
    for (int i = 0; i < WIDE_LIMBS && i < count; i++)
        value.limb[TOP - i] = limb[count - 1 - i];
    int bits = leading_zeros(value.limb[TOP]);
    shift_left(value.limb, bits, count > WIDE_LIMBS ? limb[count - 1 - WIDE_LIMBS] : 0);
    value.exponent = exponent + 32 * count - bits;
    return value;
}

struct wide wide_from_bits(uint64_t significand, int exponent)
{
    const uint32_t limb[] = {(uint32_t)significand, (uint32_t)(significand >> 32)};

    return wide_from_limbs(limb, 2, exponent);
}

struct wide wide_from_double(double value)
{
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    struct wide result =
        wide_from_bits((uint64_t)ldexp(fraction, DBL_MANT_DIG), exponent - DBL_MANT_DIG);

    return value < 0 ? wide_negated(result) : result;
}

/* The first places bits, 0 to 63 of them, of a significand with the top bit set: rounded to
 * nearest, ties to even. */
static uint64_t rounded(const uint32_t limb[WIDE_LIMBS], int places)
{
    uint64_t top = (uint64_t)limb[TOP] << 32 | limb[TOP - 1];
    uint64_t kept = places == 0 ? 0 : top >> (64 - places);
    uint64_t cut = top << places, half = (uint64_t)1 << 63;
    bool more = false;

    for (int i = 0; i < TOP - 1; i++)
        more = more || limb[i] != 0;
    if (cut > half || (cut == half && (more || kept % 2 == 1)))
        kept++;
    return kept;
}

double wide_to_double(const struct wide *value)
{
    int places = value->exponent - (DBL_MIN_EXP - DBL_MANT_DIG);

    if (value->sign == 0 || places < 0)
        return value->sign < 0 ? -0.0 : 0.0;
    if (value->exponent > DBL_MAX_EXP)
        return value->sign * HUGE_VAL;
    if (places > DBL_MANT_DIG)
        places = DBL_MANT_DIG;
    double magnitude = ldexp((double)rounded(value->limb, places), value->exponent - places);
    return value->sign < 0 ? -magnitude : magnitude;
}

struct wide wide_negated(struct wide value)
{
    value.sign = -value.sign;
    return value;
}

struct wide wide_scaled(struct wide value, int exponent)
{
    if (value.sign != 0)
        value.exponent += exponent;
    return value;
}

int wide_compare_magnitudes(const struct wide *a, const struct wide *b)
{
    if (a->sign == 0 || b->sign == 0)
        return (a->sign != 0) - (b->sign != 0);
    if (a->exponent != b->exponent)
        return a->exponent < b->exponent ? -1 : 1;
    for (int i = TOP; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* a += b for significands with the same exponent; returns the carry. */
static uint32_t add_limbs(uint32_t a[WIDE_LIMBS], const uint32_t b[WIDE_LIMBS])
{
    uint64_t carry = 0;

    for (int i = 0; i < WIDE_LIMBS; i++) {
        carry += (uint64_t)a[i] + b[i];
        a[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return (uint32_t)carry;
}

/* a -= b, where b <= a. */
static void subtract_limbs(uint32_t a[WIDE_LIMBS], const uint32_t b[WIDE_LIMBS])
{
    uint64_t borrow = 0;

    for (int i = 0; i < WIDE_LIMBS; i++) {
        uint64_t difference = (uint64_t)a[i] - b[i] - borrow;
        a[i] = (uint32_t)difference;
        borrow = difference >> 63;
    }
}

/* a + b, where |a| >= |b|: bits of b below the last bit of a are truncated. */
static struct wide sum_of_ordered(struct wide a, struct wide b)
{
    int shift = a.exponent - b.exponent;

    if (b.sign == 0 || shift >= WIDE_BITS)
        return a;
    shift_right(b.limb, shift);
    if (a.sign != b.sign) {
        subtract_limbs(a.limb, b.limb);
        normalize(&a);
    } else if (add_limbs(a.limb, b.limb) != 0) {
        shift_right(a.limb, 1);
        a.limb[TOP] |= 0x80000000u;
        a.exponent++;
    }
    return a;
}

struct wide wide_sum(const struct wide *a, const struct wide *b)
{
    return wide_compare_magnitudes(a, b) >= 0 ? sum_of_ordered(*a, *b) : sum_of_ordered(*b, *a);
}

struct wide wide_difference(const struct wide *a, const struct wide *b)
{
    struct wide negated = wide_negated(*b);

    return wide_sum(a, &negated);
}

struct wide wide_product(const struct wide *a, const struct wide *b)
{
    uint32_t limb[2 * WIDE_LIMBS] = {0};
    struct wide product = {.sign = a->sign * b->sign, .exponent = a->exponent + b->exponent};

    if (product.sign == 0)
        return (struct wide){0};
    for (int i = 0; i < WIDE_LIMBS; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < WIDE_LIMBS; j++) {
            carry += (uint64_t)a->limb[i] * b->limb[j] + limb[i + j];
            limb[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        limb[i + WIDE_LIMBS] = (uint32_t)carry;
    }
    memcpy(product.limb, limb + WIDE_LIMBS, sizeof product.limb);
    if ((product.limb[TOP] & 0x80000000u) ==
        0) { /* the product of the significands is at least 1/4 */
        shift_left(product.limb, 1, limb[WIDE_LIMBS - 1]);
        product.exponent--;
    }
    return product;
}

struct wide wide_divided(const struct wide *value, uint32_t divisor)
{
    struct wide quotient = *value;
    uint64_t remainder = 0;

    if (value->sign == 0)
        return quotient;
    for (int i = TOP; i >= 0; i--) {
        remainder = remainder << 32 | value->limb[i];
        quotient.limb[i] = (uint32_t)(remainder / divisor);
        remainder %= divisor;
    }
    int bits = leading_zeros(quotient.limb[TOP]);
    shift_left(quotient.limb, bits, (uint32_t)((remainder << 32) / divisor));
    quotient.exponent -= bits;
    return quotient;
}

/* A significand as a double in [1/2, 1), truncated to 32 bits. */
static double leading_part(const struct wide *value)
{
    return ldexp((double)value->limb[TOP], -32);
}

/* 1 / value by Newton's y += y (1 - value y), which squares the relative error: 2^-31, 2^-62,
 * 2^-124, 2^-248, and then what the operations cut off. */
static struct wide reciprocal(const struct wide *value)
{
    const struct wide one = wide_from_bits(1, 0);
    struct wide y = wide_scaled(wide_from_double(1 / leading_part(value)), -value->exponent);

    y.sign = value->sign;
    for (int i = 0; i < 4; i++) {
        struct wide product = wide_product(value, &y);
        struct wide error = wide_difference(&one, &product);
        struct wide correction = wide_product(&y, &error);
        y = wide_sum(&y, &correction);
    }
    return y;
}

struct wide wide_quotient(const struct wide *dividend, const struct wide *divisor)
{
    struct wide inverse = reciprocal(divisor);

    return wide_product(dividend, &inverse);
}

/* value / sqrt(value), the inverse of the root by Newton's y += y (1 - value y^2) / 2, whose
 * relative error is 3/2 of the square of the one before. */
struct wide wide_square_root(const struct wide *value)
{
    const struct wide one = wide_from_bits(1, 0);

    if (value->sign == 0)
        return *value;
    int odd = value->exponent & 1;
    double start = 1 / sqrt(leading_part(value) * (odd ? 2 : 1));
    struct wide y = wide_scaled(wide_from_double(start), -(value->exponent - odd) / 2);
    for (int i = 0; i < 4; i++) {
        struct wide product = wide_product(value, &y);
        product = wide_product(&product, &y);
        struct wide error = wide_difference(&one, &product);
        struct wide correction = wide_product(&y, &error);
        correction = wide_scaled(correction, -1);
        y = wide_sum(&y, &correction);
    }
    return wide_product(value, &y);
}

struct wide wide_rounded(const struct wide *value, int places)
{
    if (value->sign == 0)
        return *value;
    struct wide result = wide_from_bits(rounded(value->limb, places), value->exponent - places);

    result.sign = value->sign;
    return result;
}
