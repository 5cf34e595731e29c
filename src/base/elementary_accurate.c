#include "base/elementary_accurate.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/elementary_tables.h"
#include "base/wide.h"

/* A term that is so much smaller than the sum does not change it. */
static bool matters(const struct wide *term, const struct wide *sum)
{
    return term->sign != 0 && term->exponent > sum->exponent - WIDE_BITS - 1;
}

/* first + first factor/(n (n+1)) + ..., with step integers in each divisor: exp's series with a
 * step of 1, those of sin and cos with 2. */
static struct wide factorial_series(struct wide first, const struct wide *factor, uint32_t n,
                                    uint32_t step)
{
    struct wide sum = first, term = first;

    while (matters(&term, &sum)) {
        term = wide_product(&term, factor);
        term = wide_divided(&term, step == 1 ? n : n * (n + 1));
        sum = wide_sum(&sum, &term);
        n += step;
    }
    return sum;
}

/* z + z factor/3 + z factor^2/5 + ...: atan with a factor of -z^2, atanh with z^2. */
static struct wide odd_series(struct wide z, const struct wide *factor)
{
    struct wide sum = z, power = z, term = z;

    for (uint32_t n = 3; matters(&term, &sum); n += 2) {
        power = wide_product(&power, factor);
        term = wide_divided(&power, n);
        sum = wide_sum(&sum, &term);
    }
    return sum;
}

/* |value| < 2^12. exp(value) = 2^k exp(r / 2^10)^(2^10) with r = value - k ln 2; the squarings
 * make the error 2^10 times as large, 2^-241. */
static struct wide exponential(const struct wide *value)
{
    const struct wide one = wide_from_bits(1, 0);
    int k = (int)rint(wide_to_double(value) * 1.4426950408889634);
    struct wide multiple = wide_from_double(k);

    multiple = wide_product(&multiple, &wide_ln2);
    struct wide r = wide_difference(value, &multiple);
    r = wide_scaled(r, -10);
    struct wide power = factorial_series(one, &r, 1, 1);
    for (int i = 0; i < 10; i++)
        power = wide_product(&power, &power);
    return wide_scaled(power, k);
}

/* 2 atanh((w-1)/(w+1)) = log(w), for w near 1. The difference from 1 is exact for a double, so
 * that this has a small relative error. */
static struct wide logarithm_near_1(const struct wide *w)
{
    const struct wide one = wide_from_bits(1, 0);
    struct wide above = wide_difference(w, &one), sum = wide_sum(w, &one);
    struct wide z = wide_quotient(&above, &sum);
    struct wide square = wide_product(&z, &z);

    return wide_scaled(odd_series(z, &square), 1);
}

/* The logarithm of the power of two and of the middle of a coarse interval that x is in. */
static double estimated_logarithm(double x)
{
    int exponent;
    double fraction = frexp(x, &exponent);
    double ratio = (fraction - 0.75) / (fraction + 0.75);

    return exponent * 0.6931471805599453 - 0.2876820724517809 + 2 * ratio;
}

/* log(x) = y + log(x exp(-y)), with y so near that the second is small. */
static struct wide logarithm(double x)
{
    struct wide w = wide_from_double(x);

    if (fabs(x - 1) < 0x1p-6)
        return logarithm_near_1(&w);
    struct wide y = wide_from_double(estimated_logarithm(x)), negated = wide_negated(y);
    struct wide inverse = exponential(&negated);
    w = wide_product(&w, &inverse);
    struct wide rest = logarithm_near_1(&w);
    return wide_sum(&y, &rest);
}

double accurate_exp(double x)
{
    struct wide value = wide_from_double(x), result = exponential(&value);

    return wide_to_double(&result);
}

double accurate_log(double x)
{
    struct wide result = logarithm(x);

    return wide_to_double(&result);
}

double accurate_log10(double x)
{
    struct wide result = logarithm(x);

    result = wide_quotient(&result, &wide_ln10);
    return wide_to_double(&result);
}

static struct wide sine(const struct wide *h)
{
    struct wide factor = wide_product(h, h);

    factor = wide_negated(factor);
    return factorial_series(*h, &factor, 2, 2);
}

static struct wide cosine(const struct wide *h)
{
    struct wide factor = wide_product(h, h);

    factor = wide_negated(factor);
    return factorial_series(wide_from_bits(1, 0), &factor, 1, 2);
}

/* Of 2/pi as many limbs as matter for an argument: WINDOW of them, and two for its significand. */
#define WINDOW 12
#define PRODUCT_LIMBS (WINDOW + 2)

/* product = significand * WINDOW limbs of 2/pi, from the first, counted from the top. */
static void multiply_window(uint64_t significand, int first, uint32_t product[PRODUCT_LIMBS])
{
    const uint32_t *window = elementary_two_over_pi + TWO_OVER_PI_LIMBS - WINDOW - first;
    const uint64_t halves[] = {significand & 0xffffffff, significand >> 32};

    for (int i = 0; i < PRODUCT_LIMBS; i++)
        product[i] = 0;
    for (int half = 0; half < 2; half++) {
        uint64_t carry = 0;
        for (int i = 0; i < WINDOW; i++) {
            carry += halves[half] * window[i] + product[i + half];
            product[i + half] = (uint32_t)carry;
            carry >>= 32;
        }
        product[WINDOW + half] = (uint32_t)carry;
    }
}

static int bit(const uint32_t *limb, int place)
{
    return (int)(limb[place / 32] >> (place % 32) & 1);
}

static void clear_from(uint32_t limb[PRODUCT_LIMBS], int place)
{
    limb[place / 32] &= ((uint32_t)1 << (place % 32)) - 1;
    for (int i = place / 32 + 1; i < PRODUCT_LIMBS; i++)
        limb[i] = 0;
}

/* 2^places - limb, for limb below 2^places and not 0. */
static void complement(uint32_t limb[PRODUCT_LIMBS], int places)
{
    uint64_t carry = 1;

    for (int i = 0; i < PRODUCT_LIMBS; i++) {
        carry += (uint32_t)~limb[i];
        limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    clear_from(limb, places);
}

/* x = (quadrant + 4 n) pi/2 + *h for some n, |h| <= pi/4, x > 0. Payne and Hanek's reduction
 * (SIGNUM Newsletter 18, 1983): with x = m 2^e, those limbs of 2/pi whose products with m are
 * multiples of 4 are left out, and those that come after the window are below 2^-298. Since no
 * double is nearer than 2^-62 to a multiple of pi/2 (Muller's handbook, 11.2), the relative error
 * is below 2^-235. */
static int reduced(double x, struct wide *h)
{
    uint32_t product[PRODUCT_LIMBS];
    int exponent;
    uint64_t m = (uint64_t)ldexp(frexp(x, &exponent), 53);

    if (x < 0.78) {
        *h = wide_from_double(x);
        return 0;
    }
    exponent -= 53;
    int first = exponent >= 2 ? (exponent - 2) / 32 : 0;
    multiply_window(m, first, product);
    int places = 32 * (first + WINDOW) - exponent; /* bits after the point */
    int quadrant = bit(product, places) + 2 * bit(product, places + 1);
    bool above_half = bit(product, places - 1) == 1;
    clear_from(product, places);
    if (above_half)
        complement(product, places);
    *h = wide_from_limbs(product, PRODUCT_LIMBS, -places);
    *h = wide_product(h, &wide_half_pi);
    h->sign = above_half ? -1 : 1;
    return quadrant + above_half;
}

/* sin(h + quadrant pi/2). */
static struct wide sine_in_quadrant(const struct wide *h, int quadrant)
{
    struct wide value = quadrant % 2 == 0 ? sine(h) : cosine(h);

    return quadrant % 4 >= 2 ? wide_negated(value) : value;
}

double accurate_sin(double x)
{
    struct wide h;
    int quadrant = reduced(fabs(x), &h);
    struct wide result = sine_in_quadrant(&h, quadrant);

    return copysign(1, x) * wide_to_double(&result);
}

double accurate_cos(double x)
{
    struct wide h;
    int quadrant = reduced(fabs(x), &h);
    struct wide result = sine_in_quadrant(&h, quadrant + 1);

    return wide_to_double(&result);
}

double accurate_tan(double x)
{
    struct wide h;
    int quadrant = reduced(fabs(x), &h);
    struct wide numerator = sine_in_quadrant(&h, quadrant);
    struct wide denominator = sine_in_quadrant(&h, quadrant + 1);
    struct wide result = wide_quotient(&numerator, &denominator);

    return copysign(1, x) * wide_to_double(&result);
}

/* atan(numerator/denominator), 0 <= numerator <= denominator: the angle a = atan(j/64) of the table
 * is near, and atan(z) is the rest, where z = (numerator cos a - denominator sin a) /
 * (denominator cos a + numerator sin a). */
static struct wide arctangent(const struct wide *numerator, const struct wide *denominator)
{
    struct wide z = wide_quotient(numerator, denominator);
    int j = (int)rint(wide_to_double(&z) * ATAN_STEPS);
    struct wide a = wide_from_double(elementary_atan_table[j].high);

    if (j > 0) {
        struct wide c = cosine(&a), s = sine(&a);
        struct wide n_c = wide_product(numerator, &c), d_s = wide_product(denominator, &s);
        struct wide d_c = wide_product(denominator, &c), n_s = wide_product(numerator, &s);
        struct wide difference = wide_difference(&n_c, &d_s), sum = wide_sum(&d_c, &n_s);
        z = wide_quotient(&difference, &sum);
    }
    struct wide factor = wide_product(&z, &z);
    factor = wide_negated(factor);
    z = odd_series(z, &factor);
    return wide_sum(&a, &z);
}

/* The angle of the point (x, y), y >= 0, from 0 to pi. */
static struct wide angle(const struct wide *y, const struct wide *x)
{
    struct wide width = *x, result;
    const struct wide pi = wide_scaled(wide_half_pi, 1);

    width.sign = x->sign != 0;
    if (wide_compare_magnitudes(y, &width) <= 0) {
        result = arctangent(y, &width);
    } else {
        result = arctangent(&width, y);
        result = wide_difference(&wide_half_pi, &result);
    }
    return x->sign < 0 ? wide_difference(&pi, &result) : result;
}

/* sqrt(1 - x^2), |x| <= 1; the difference is exact for |x| > 2^-70. */
static struct wide other_side(const struct wide *x)
{
    const struct wide one = wide_from_bits(1, 0);
    struct wide square = wide_product(x, x), rest = wide_difference(&one, &square);

    return wide_square_root(&rest);
}

double accurate_asin(double x)
{
    struct wide height = wide_from_double(fabs(x)), width = other_side(&height);
    struct wide result = angle(&height, &width);

    return copysign(1, x) * wide_to_double(&result);
}

double accurate_acos(double x)
{
    struct wide width = wide_from_double(x), height = other_side(&width);
    struct wide result = angle(&height, &width);

    return wide_to_double(&result);
}

/* A quotient may be just the middle between two subnormal numbers, and the angle is a little
 * smaller: below 2^-120 by less than 2^-240 of it, and by that much it is made smaller here. */
static struct wide slightly_smaller(const struct wide *angle)
{
    struct wide part = wide_scaled(*angle, -240);

    return wide_difference(angle, &part);
}

double accurate_atan2(double y, double x)
{
    struct wide height = wide_from_double(fabs(y)), width = wide_from_double(x);
    struct wide result = angle(&height, &width);

    if (result.exponent < -120)
        result = slightly_smaller(&result);
    return copysign(1, y) * wide_to_double(&result);
}

/* exp(x) + sign exp(-x). Where they cancel, down to x = 2^-27, they lose as many bits. */
static struct wide exponentials(double x, int sign)
{
    const struct wide one = wide_from_bits(1, 0);
    struct wide value = wide_from_double(x), power = exponential(&value);
    struct wide inverse = wide_quotient(&one, &power);

    return sign > 0 ? wide_sum(&power, &inverse) : wide_difference(&power, &inverse);
}

double accurate_sinh(double x)
{
    struct wide result = wide_scaled(exponentials(x, -1), -1);

    return wide_to_double(&result);
}

double accurate_cosh(double x)
{
    struct wide result = wide_scaled(exponentials(x, 1), -1);

    return wide_to_double(&result);
}

double accurate_tanh(double x)
{
    struct wide numerator = exponentials(x, -1), denominator = exponentials(x, 1);
    struct wide result = wide_quotient(&numerator, &denominator);

    return wide_to_double(&result);
}

/* The root may be just a middle between two doubles; then its square is the sum. A root that is
 * not is further from any than 2^-218, since the sum has at most 216 bits where both sides matter.
 */
double accurate_hypot(double x, double y)
{
    struct wide a = wide_from_double(x), b = wide_from_double(y);

    a = wide_product(&a, &a);
    b = wide_product(&b, &b);
    struct wide sum = wide_sum(&a, &b), root = wide_square_root(&sum);
    struct wide middle = wide_rounded(&root, 54), square = wide_product(&middle, &middle);
    return wide_to_double(wide_compare_magnitudes(&square, &sum) == 0 ? &middle : &root);
}

/* significand * 2^exponent, significand odd. */
struct odd {
    uint64_t significand;
    int exponent;
};

static struct odd odd_from_double(double magnitude)
{
    struct odd result;

    result.significand = (uint64_t)ldexp(frexp(magnitude, &result.exponent), 53);
    for (result.exponent -= 53; result.significand % 2 == 0; result.exponent++)
        result.significand /= 2;
    return result;
}

/* Replaces x by its square root, if that is a number with a finite binary expansion. */
static bool take_root(struct odd *x)
{
    uint64_t root = (uint64_t)sqrt((double)x->significand);

    if (x->exponent % 2 != 0 || root * root != x->significand)
        return false;
    x->significand = root;
    x->exponent /= 2;
    return true;
}

/* Replaces x by x^n, if its significand stays below 2^54. */
static bool raise(struct odd *x, double n)
{
    uint64_t power = x->significand;

    if (power > 1 && n > 34) /* 3^35 is more than 2^54 */
        return false;
    for (int i = 1; power > 1 && i < n; i++) {
        if (power > ((uint64_t)1 << 54) / x->significand)
            return false;
        power *= x->significand;
    }
    x->significand = power;
    x->exponent = (int)(x->exponent * n);
    return true;
}

/* Whether x^y is a number of at most 54 bits, which no computation with errors could tell from its
 * neighbors. Then it is in *result. With x = m 2^e, m odd, and |y| = n 2^f, n odd: as many square
 * roots as f is below 0 must be taken, and m^|y| has no finite binary expansion for y < 0 but if
 * m = 1 (Lauter and Lefevre, "An efficient rounding boundary test for pow(x, y)", 2009). */
static bool has_few_bits(double x, double y, struct wide *result)
{
    struct odd base = odd_from_double(x), exponent = odd_from_double(fabs(y));

    for (; exponent.exponent < 0; exponent.exponent++)
        if (!take_root(&base))
            return false;
    if ((y < 0 && base.significand > 1) ||
        !raise(&base, ldexp((double)exponent.significand, exponent.exponent)))
        return false;
    *result = wide_from_bits(base.significand, y < 0 ? -base.exponent : base.exponent);
    return true;
}

double accurate_pow(double x, double y)
{
    struct wide result;

    if (!has_few_bits(x, y, &result)) {
        struct wide product = logarithm(x), factor = wide_from_double(y);
        product = wide_product(&product, &factor);
        result = exponential(&product);
    }
    return wide_to_double(&result);
}
