#include "base/elementary.h"

#include "base/double_double.h"
#include "base/elementary_accurate.h"
#include "base/elementary_kernels.h"

/* Beyond these exp(x) is infinite, or rounds to 0. */
#define EXP_OVERFLOW 710.0
#define EXP_UNDERFLOW (-746.0)

/* exp(x) where the kernel's result might not be a normal number, or x is none. */
static double unusual_exp(double x)
{
    if (x != x)
        return x;
    if (x >= EXP_OVERFLOW)
        return HUGE_VAL;
    return x <= EXP_UNDERFLOW ? 0 : accurate_exp(x);
}

double elementary_exp(double x)
{
    if (!(fabs(x) <= EXP_LARGEST))
        return unusual_exp(x);
    struct scaled_estimate e = exp_kernel(x, -0.0);
    double result = lower_candidate(e.factor);
    return result == upper_candidate(e.factor) ? scaled(result, e.power) : accurate_exp(x);
}

/* log(x) for x that is zero, subnormal, negative, infinite or NaN. */
static double unusual_log(double x)
{
    if (x == 0)
        return -HUGE_VAL;
    if (x < 0)
        return NAN;
    return x <= DBL_MAX ? accurate_log(x) : x;
}

double elementary_log(double x)
{
    if (!(x >= DBL_MIN && x <= DBL_MAX))
        return unusual_log(x);
    struct estimate e = log_kernel(x);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : accurate_log(x);
}

/* sin(x + quarters pi/2) where it is next to 0, and the kernel's absolute error is too large; what
 * the sine of a search that has come to such a point asks for again and again. |x| <= SIN_LARGEST.
 *
 * x = m pi/2 + h. m has 12 bits and the parts of pi/2 40, so their products are exact; so are the
 * difference with the first, a multiple of x's last bit below 2^-9, and the sum with the second.
 * The rest has an error below 2^-104 |h|, since no double below 2^13 but 0 is nearer to a multiple
 * of pi/2 than 2^-66. sin(h) = h + h s, |s| < 2^-42 with an error below 2^-93. */
static double sin_next_to_zero(double x, int quarters, double (*accurate)(double))
{
    double m = rint(x * TWO_OVER_PI), first = x - m * HALF_PI_1;
    int n = (int)m + quarters;

    if ((n & 1) != 0 || fabs(first) >= 0x1p-20)
        return accurate(x);
    struct double_double h = two_sum(first, -m * HALF_PI_2);
    h = sum(h, (struct double_double){-m * HALF_PI_3, 0});
    double h2 = h.high * h.high, s = h2 * (-1.0 / 6 + h2 * (1.0 / 120));
    struct estimate e = {h.high, (h.low - m * HALF_PI_4) + h.high * s, fabs(h.high) * 0x1p-92};
    double result = lower_candidate(e);
    if (result != upper_candidate(e))
        return accurate(x);
    return (n & 2) != 0 ? -result : result;
}

/* sin(x) where the kernel is of no use. */
static double unusual_sin(double x)
{
    if (fabs(x) <= ROUNDS_TO_ITSELF)
        return x;
    return x - x == 0 ? accurate_sin(x) : NAN;
}

double elementary_sin(double x)
{
    uint64_t least = bits_of(ROUNDS_TO_ITSELF), most = bits_of(SIN_LARGEST);

    if (bits_of(fabs(x)) - least > most - least) /* unsigned: either smaller or larger */
        return unusual_sin(x);
    struct estimate e = sin_kernel(x, 0);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : sin_next_to_zero(x, 0, accurate_sin);
}

double elementary_cos(double x)
{
    if (!(fabs(x) <= SIN_LARGEST))
        return x - x == 0 ? accurate_cos(x) : NAN;
    struct estimate e = sin_kernel(x, 1);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : sin_next_to_zero(x, 1, accurate_cos);
}

static bool is_whole(double y)
{
    return rint(y) == y;
}

static bool is_odd(double y)
{
    return is_whole(y) && fabs(y) < 0x1p53 && !is_whole(y / 2);
}

/* x^y for x > 0 and not 1, y not 0, both finite: what the fast phases leave. */
static double careful_power(double x, double y)
{
    double product = y * elementary_log(x);

    if (fabs(product) > 800)
        return product > 0 ? HUGE_VAL : 0;
    if (fabs(product) < 0x1p-60) /* 1 + product, which is nearer to 1 than to any other */
        return 1;
    return accurate_pow(x, y);
}

/* x^y for x < 0, finite, y finite and not 0. */
static double power_of_negative(double x, double y)
{
    if (!is_whole(y))
        return NAN;
    double magnitude = elementary_pow(-x, y);
    return is_odd(y) ? -magnitude : magnitude;
}

/* x^y, where x is 0 or infinite, or y is infinite. */
static double limit_of_power(double x, double y)
{
    double magnitude = (fabs(x) > 1) == (y > 0) ? HUGE_VAL : 0;

    if (x == -1)
        return 1;
    return is_odd(y) ? copysign(magnitude, x) : magnitude;
}

/* x^y for any x and y that the fast phases are not made for. */
static double unusual_power(double x, double y)
{
    if (y == 0 || x == 1)
        return 1;
    if (x != x || y != y)
        return x + y;
    if (x == 0 || fabs(x) > DBL_MAX || fabs(y) > DBL_MAX)
        return limit_of_power(x, y);
    return x < 0 ? power_of_negative(x, y) : careful_power(x, y);
}

/* x^y by exp(y log x). The product's relative error, below 2^-103, has no weight; the logarithm's
 * error is multiplied by y. */
static double general_power(double x, double y)
{
    if (!(x >= DBL_MIN && x <= DBL_MAX && fabs(y) < 0x1p64 && fabs(y) > 0x1p-64))
        return unusual_power(x, y);
    struct estimate logarithm = log_kernel(x);
    struct double_double l = fast_two_sum(logarithm.high, logarithm.low);
    struct double_double product = product_with_double(l, y);
    if (!(fabs(product.high) <= EXP_LARGEST))
        return unusual_power(x, y);
    struct scaled_estimate e = exp_kernel(product.high, product.low);
    e.factor.bound += e.factor.high * (fabs(y) * logarithm.bound);
    double result = lower_candidate(e.factor);
    return result == upper_candidate(e.factor) ? scaled(result, e.power) : unusual_power(x, y);
}

/* The largest whole exponent for which x is multiplied by itself. */
#define LARGEST_WHOLE 64

/* x^n for n from 3 to LARGEST_WHOLE by squaring and multiplying, as the bits of n say. The low part
 * of x^k is below (k - 1) u of the high one: squaring makes 2 (k - 1) + 1 of it, multiplying k - 1
 * + 1. The relative error of x^2k is twice that of x^k and (k + 3)^2 u^2, that of x^(k+1) is (2 k +
 * 2) u^2 more: with n <= 64 all of it is below 2^13 u^2. */
static struct estimate whole_power(double x, int n)
{
    struct double_double power = two_product(x, x);
    int bit = 2;

    while (bit <= n / 2)
        bit *= 2;
    bit /= 2;
    if ((n & bit) != 0)
        power = product_with_double(power, x);
    for (bit /= 2; bit > 0; bit /= 2) {
        power = square(power);
        if ((n & bit) != 0)
            power = product_with_double(power, x);
    }
    return (struct estimate){power.high, power.low, fabs(power.high) * 0x1p-92};
}

/* Whether x^n, all that leads to it and its error are far from overflow and underflow. */
static bool is_moderate(double x, int n)
{
    int exponent = (int)(bits_of(x) >> 52 & 0x7ff) - 1023;

    return exponent * n < 850 && exponent * n > -850;
}

double elementary_pow(double x, double y)
{
    if (y == 2)
        return x * x;
    if (!(y >= 3 && y <= LARGEST_WHOLE) || (double)(int)y != y || !is_moderate(x, (int)y))
        return general_power(x, y);
    struct estimate e = whole_power(x, (int)y);
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : general_power(x, y);
}

bool elementary_check(void)
{
    /* Volatile: computed when the program runs, as it is set then. */
    volatile double smallest = DBL_MIN, one = 1, tiny = 0x1p-54;
    volatile double subnormal = smallest / 2, doubled = subnormal * 2;

    return doubled == smallest && one + tiny == 1 && one - tiny == 1 && -one - tiny == -1;
}
