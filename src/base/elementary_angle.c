#include "base/elementary.h"

#include "base/double_double.h"
#include "base/elementary_accurate.h"
#include "base/elementary_kernels.h"

static struct double_double from_estimate(struct estimate e)
{
    return two_sum(e.high, e.low);
}

/* The quotient's error is that of the sine plus the quotient times that of the cosine, divided by
 * the cosine. Near the tangent's pole, where that no longer holds, the bound is so large that
 * the rounding test fails. */
double elementary_tan(double x)
{
    if (!(fabs(x) <= SIN_LARGEST))
        return x - x == 0 ? accurate_tan(x) : NAN;
    if (fabs(x) <= ROUNDS_TO_ITSELF)
        return x;
    struct estimate s = sin_kernel(x, 0), c = sin_kernel(x, 1);
    struct double_double cosine = from_estimate(c);
    struct double_double tangent = quotient(from_estimate(s), cosine);
    double size = fabs(tangent.high);
    double bound = 1.01 * (s.bound + size * c.bound) / fabs(cosine.high) + size * 0x1p-100;
    struct estimate e = {tangent.high, tangent.low, bound};
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : accurate_tan(x);
}

/* atan(y/x), 0 <= y <= x. With c = j/64 near y/x it is atan(c) + atan(z), z = (y - c x)/(x + c y),
 * |z| < 2^-6.9: z + v, where v is the series from -z^3/3 to -z^11/11, |v| < 2^-22.2. What it leaves
 * out is below |z|^13/13. The error is that of v: 6 u |v| for three products in z^3, the polynomial
 * and its product, and 3 u |v| for sums with smaller numbers; and some u^2 of z and the sum: of the
 * result, at least 2^-7 where c is not 0, less than 2^-95. */
static struct estimate arctangent(struct double_double y, struct double_double x)
{
    double j = rint(y.high / x.high * ATAN_STEPS), c = j / ATAN_STEPS;
    struct double_double table = elementary_atan_table[(int)j];
    struct double_double c_x = normalized(product_with_double(x, c));
    struct double_double c_y = normalized(product_with_double(y, c));
    struct double_double z = quotient(sum(y, negated(c_x)), sum(x, c_y));
    double z2 = z.high * z.high, z4 = z2 * z2;
    double v = z.high * z2 *
               ((-1.0 / 3 + z2 * (1.0 / 5)) + z4 * ((-1.0 / 7 + z2 * (1.0 / 9)) - z4 * (1.0 / 11)));
    struct double_double high = two_sum(table.high, z.high);
    double low = high.low + (table.low + (z.low + v));

    return (struct estimate){high.high, low, fabs(v) * 0x1.4p-50 + fabs(high.high) * 0x1p-94};
}

/* whole - e, where whole is pi or pi/2. */
static struct estimate rest_of_angle(struct double_double whole, struct estimate e)
{
    struct double_double rest = sum(whole, negated(from_estimate(e)));

    return (struct estimate){rest.high, rest.low, e.bound + 0x1p-100};
}

/* The angle of the point (x, y), y > 0, from 0 to pi. */
static struct estimate angle(struct double_double y, struct double_double x)
{
    const struct double_double pi = {PI_HIGH, PI_LOW}, half_pi = {PI_HIGH / 2, PI_LOW / 2};
    struct double_double width = x.high < 0 ? negated(x) : x;
    struct estimate e =
        y.high <= width.high ? arctangent(y, width) : rest_of_angle(half_pi, arctangent(width, y));

    return x.high < 0 ? rest_of_angle(pi, e) : e;
}

/* sqrt(1 - x^2); the square is exact but for 2^-106 of it, and where it is near 1 so is the
 * difference. */
static struct double_double other_side(double x)
{
    const struct double_double one = {1, 0};

    return square_root(sum(one, negated(two_product(x, x))));
}

double elementary_asin(double x)
{
    double magnitude = fabs(x);

    if (!(magnitude <= 1))
        return NAN;
    if (magnitude <= ROUNDS_TO_ITSELF)
        return x;
    if (magnitude == 1)
        return copysign(PI_HIGH / 2, x);
    struct estimate e = angle((struct double_double){magnitude, 0}, other_side(x));
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? copysign(result, x) : accurate_asin(x);
}

double elementary_acos(double x)
{
    if (!(fabs(x) <= 1))
        return NAN;
    if (fabs(x) == 1)
        return x < 0 ? PI_HIGH : 0;
    if (fabs(x) < 0x1p-60)
        return PI_HIGH / 2;
    struct estimate e = angle(other_side(x), (struct double_double){x, 0});
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? result : accurate_acos(x);
}

double elementary_atan(double x)
{
    double magnitude = fabs(x);

    if (x != x || magnitude <= ROUNDS_TO_ITSELF)
        return x;
    if (magnitude >= 0x1p60)
        return copysign(PI_HIGH / 2, x);
    struct estimate e = angle((struct double_double){magnitude, 0}, (struct double_double){1, 0});
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? copysign(result, x) : accurate_atan2(x, 1);
}

/* 3 pi/4, to nearest. */
#define THREE_QUARTERS 0x1.2d97c7f3321d2p+1

/* The angle's size where y is 0, or x or y is infinite; neither is NaN. */
static double limit_of_angle(double y, double x)
{
    bool left = signbit(x) != 0;

    if (y == 0)
        return left ? PI_HIGH : 0;
    if (fabs(y) <= DBL_MAX)
        return left ? PI_HIGH : 0;
    if (fabs(x) <= DBL_MAX)
        return PI_HIGH / 2;
    return left ? THREE_QUARTERS : PI_HIGH / 4;
}

/* Whether both are so far from overflow and underflow, and so near each other, that products and
 * quotients are exact sums. */
static bool are_comparable(double a, double b)
{
    double larger = fmax(a, b), smaller = fmin(a, b);

    return larger < 0x1p800 && larger > 0x1p-800 && smaller > larger * 0x1p-60;
}

double elementary_atan2(double y, double x)
{
    double height = fabs(y);

    if (x != x || y != y)
        return x + y;
    if (y == 0 || height > DBL_MAX || fabs(x) > DBL_MAX)
        return copysign(limit_of_angle(y, x), y);
    if (!are_comparable(height, fabs(x)))
        return accurate_atan2(y, x);
    struct estimate e = angle((struct double_double){height, 0}, (struct double_double){x, 0});
    double result = lower_candidate(e);
    return result == upper_candidate(e) ? copysign(result, y) : accurate_atan2(y, x);
}
