#include "base/elementary.h"

#include "base/double_double.h"
#include "base/elementary_accurate.h"
#include "base/elementary_kernels.h"

double elementary_log10(double x)
{
    const struct double_double factor = {LOG10_E_HIGH, LOG10_E_LOW};

    if (!(x >= DBL_MIN && x <= DBL_MAX))
        return x > 0 && x <= DBL_MAX ? accurate_log10(x) : elementary_log(x);
    struct estimate logarithm = log_kernel(x);
    struct double_double l = product(fast_two_sum(logarithm.high, logarithm.low), factor);
    struct estimate e = {l.high, l.low, logarithm.bound * 0.44 + fabs(l.high) * 0x1p-98};
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : accurate_log10(x);
}

/* exp(x) and a bound on the relative error: the kernel's, whose result is at least 0.99. */
#define EXP_ERROR 0x1.ap-69

static struct double_double exponential(double x)
{
    struct scaled_estimate e = exp_kernel(x, -0.0);
    double power = scaled(1, e.power);

    return fast_two_sum(e.factor.high * power, e.factor.low * power);
}

/* From here on exp(-x) does not matter beside exp(x): it is below 2^-115 of it. */
#define ONE_SIDED 40.0

/* Below it there are series. */
#define SMALL_HYPERBOLIC 0x1p-5
#define SMALL_TANH 0x1p-6

/* (exp(x) + sign exp(-x))/2 for x from SMALL_HYPERBOLIC to EXP_LARGEST. Both have the kernel's
 * relative error. */
static struct estimate half_sum(double x, double sign)
{
    const struct double_double one = {1, 0}, nothing = {0, 0};
    struct double_double e = exponential(x);
    struct double_double inverse = x < ONE_SIDED ? quotient(one, e) : nothing;
    double bound = (e.high + inverse.high) * (0.5 * EXP_ERROR + 0x1p-98);

    inverse.high *= sign;
    inverse.low *= sign;
    e = sum(e, inverse);
    return (struct estimate){e.high / 2, e.low / 2, bound};
}

/* sinh(x) for |x| < SMALL_HYPERBOLIC: the series up to x^9/9!; the next term is below 2^-75 |x|.
 * The error of what is added to x, below x^2/5.99 |x|, is 5 u of it, and u of it when the bound is
 * added. */
static struct estimate small_sinh(double x)
{
    double x2 = x * x;
    double low =
        x * x2 * ((1.0 / 6 + x2 * (1.0 / 120)) + x2 * x2 * (1.0 / 5040 + x2 * (1.0 / 362880)));

    return (struct estimate){x, low, fabs(low) * 0x1.9p-51 + fabs(x) * 0x1p-74};
}

double elementary_sinh(double x)
{
    double magnitude = fabs(x);

    if (magnitude <= ROUNDS_TO_ITSELF)
        return x;
    if (!(magnitude <= EXP_LARGEST))
        return magnitude < 720 ? accurate_sinh(x) : x * HUGE_VAL;
    struct estimate e =
        magnitude < SMALL_HYPERBOLIC ? small_sinh(magnitude) : half_sum(magnitude, -1);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? copysign(result, x) : accurate_sinh(x);
}

double elementary_cosh(double x)
{
    double magnitude = fabs(x);

    if (!(magnitude <= EXP_LARGEST))
        return magnitude < 720 ? accurate_cosh(x) : magnitude * HUGE_VAL;
    struct estimate e = half_sum(magnitude, 1);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : accurate_cosh(x);
}

/* tanh(x) for |x| < SMALL_TANH: the series up to x^11, whose next term is below 2^-79 |x|. */
static struct estimate small_tanh(double x)
{
    double x2 = x * x, x4 = x2 * x2;
    double low = x * x2 *
                 ((-1.0 / 3 + x2 * (2.0 / 15)) +
                  x4 * ((-17.0 / 315 + x2 * (62.0 / 2835)) - x4 * (1382.0 / 155925)));

    return (struct estimate){x, low, fabs(low) * 0x1.9p-51 + fabs(x) * 0x1p-78};
}

/* (E - 1)/(E + 1) with E = exp(2 x): the derivative by E is 2/(E + 1)^2. */
static struct estimate large_tanh(double x)
{
    const struct double_double one = {1, 0}, minus_one = {-1, 0};
    struct double_double e = exponential(2 * x), above = sum(e, one);
    struct double_double t = quotient(sum(e, minus_one), above);

    double slope = 2 * e.high / (above.high * above.high);
    return (struct estimate){t.high, t.low, slope * (1.01 * EXP_ERROR) + t.high * 0x1p-97};
}

double elementary_tanh(double x)
{
    double magnitude = fabs(x);

    if (x != x || magnitude <= ROUNDS_TO_ITSELF)
        return x;
    if (magnitude >= 22) /* 1 - 2 exp(-44) */
        return copysign(1, x);
    struct estimate e = magnitude < SMALL_TANH ? small_tanh(magnitude) : large_tanh(magnitude);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? copysign(result, x) : accurate_tanh(x);
}

/* sqrt(a^2 + b^2) for a >= b >= a 2^-27, both far from overflow and underflow. */
static struct estimate diagonal(double a, double b)
{
    struct double_double root = square_root(sum(two_product(a, a), two_product(b, b)));

    return (struct estimate){root.high, root.low, root.high * 0x1p-97};
}

/* A scale, a power of two, for numbers of that size. */
static double scale_for(double size)
{
    if (size > 0x1p300)
        return 0x1p-700;
    return size < 0x1p-300 ? 0x1p700 : 1;
}

double elementary_hypot(double x, double y)
{
    double a = fmax(fabs(x), fabs(y)), b = fmin(fabs(x), fabs(y));

    if (fabs(x) > DBL_MAX || fabs(y) > DBL_MAX) /* even if the other is NaN */
        return HUGE_VAL;
    if (x != x || y != y)
        return x + y;
    if (b <= a * 0x1p-27) /* a + b^2/(2 a) rounds to a */
        return a;
    if (a < 0x1p-960)
        return accurate_hypot(a, b);
    double scale = scale_for(a);
    struct estimate e = diagonal(a * scale, b * scale);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result / scale : accurate_hypot(a, b);
}
