/* Standard test problems in two variables. Each has a function for its objective and one for its
 * gradient, which follow the formula in the table below; `minima` are accurate to the last digit,
 * computed by Newton's method with sixty digits. */
#include "optimize/problem.h"

#include <math.h>
#include <string.h>

#include "base/elementary.h"
#include "base/number.h"
#include "base/suggestion.h"
#include "base/vector.h"
#include "optimize/expression.h"

#define PI 3.14159265358979323846
#define E 2.71828182845904523536

/* Block size for evaluating sines and exponentials with the array functions of elementary.h. */
#define BLOCK ((size_t)128)

/* The length of the block that begins at this index. */
static size_t block_length(size_t begin, size_t count)
{
    return count - begin < BLOCK ? count - begin : BLOCK;
}

WITH_AVX2_CLONE static void scale(const double x[], double factor, double scaled[], size_t count)
{
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++)
        scaled[i] = factor * x[i];
}

WITH_AVX2_CLONE static void add(const double x[], const double y[], double sum[], size_t count)
{
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++)
        sum[i] = x[i] + y[i];
}

static inline double sphere(double x, double y)
{
    return x * x + y * y;
}

static inline void sphere_slope(double x, double y, double *gx, double *gy)
{
    *gx = x * 2.0;
    *gy = y * 2.0;
}

/* Rosenbrock, The Computer Journal 3 (1960), 175-184. */
static inline double rosenbrock(double x, double y)
{
    double valley = y - x * x;

    return (1.0 - x) * (1.0 - x) + 100.0 * (valley * valley);
}

static inline void rosenbrock_slope(double x, double y, double *gx, double *gy)
{
    double valley = y - x * x;

    *gx = -2.0 * (1.0 - x) + 100.0 * (2.0 * valley * (-2.0 * x));
    *gy = 100.0 * (2.0 * valley);
}

/* Himmelblau, Applied Nonlinear Programming, 1972. */
static inline double himmelblau(double x, double y)
{
    double a = x * x + y - 11.0, b = x + y * y - 7.0;

    return a * a + b * b;
}

static inline void himmelblau_slope(double x, double y, double *gx, double *gy)
{
    double a = x * x + y - 11.0, b = x + y * y - 7.0;

    *gx = 2.0 * a * (2.0 * x) + 2.0 * b;
    *gy = 2.0 * a + 2.0 * b * (2.0 * y);
}

/* Beale, On an iterative method for finding a local minimum, 1958. */
static inline double beale(double x, double y)
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * (y * y), c = 2.625 - x + x * (y * y * y);

    return a * a + b * b + c * c;
}

static inline void beale_slope(double x, double y, double *gx, double *gy)
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * (y * y), c = 2.625 - x + x * (y * y * y);

    *gx = 2.0 * a * (y - 1.0) + 2.0 * b * (y * y - 1.0) + 2.0 * c * (y * y * y - 1.0);
    *gy = 2.0 * a * x + 2.0 * b * (2.0 * x * y) + 2.0 * c * (3.0 * x * (y * y));
}

static inline double booth(double x, double y)
{
    double a = x + 2.0 * y - 7.0, b = 2.0 * x + y - 5.0;

    return a * a + b * b;
}

static inline void booth_slope(double x, double y, double *gx, double *gy)
{
    double a = x + 2.0 * y - 7.0, b = 2.0 * x + y - 5.0;

    *gx = 2.0 * a + 2.0 * b * 2.0;
    *gy = 2.0 * a * 2.0 + 2.0 * b;
}

static inline double matyas(double x, double y)
{
    return 0.26 * (x * x + y * y) - 0.48 * x * y;
}

static inline void matyas_slope(double x, double y, double *gx, double *gy)
{
    *gx = 0.26 * (2.0 * x) - 0.48 * y;
    *gy = 0.26 * (2.0 * y) - 0.48 * x;
}

/* Rastrigin, Systems of Extremal Control, 1974. */
static inline double rastrigin_from(double x, double y, double cos_x, double cos_y)
{
    return 20.0 + x * x - 10.0 * cos_x + y * y - 10.0 * cos_y;
}

static double rastrigin_at(const double x[])
{
    return rastrigin_from(x[0], x[1], elementary_cos(2.0 * PI * x[0]),
                          elementary_cos(2.0 * PI * x[1]));
}

static void rastrigin_gradient(const double x[], double gradient[])
{
    for (int v = 0; v < 2; v++)
        gradient[v] = 2.0 * x[v] + 20.0 * PI * elementary_sin(2.0 * PI * x[v]);
}

WITH_AVX2_CLONE static void rastrigin_objectives(const double x1[], const double x2[],
                                                 double value[], size_t count)
{
    double a1[BLOCK], a2[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        const double *x = x1 + begin, *y = x2 + begin;
        scale(x, 2.0 * PI, a1, n);
        scale(y, 2.0 * PI, a2, n);
        elementary_cos_array(a1, a1, n);
        elementary_cos_array(a2, a2, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            value[begin + i] = rastrigin_from(x[i], y[i], a1[i], a2[i]);
    }
}

/* The term of one variable. */
WITH_AVX2_CLONE static void rastrigin_slopes(const double x[], double g[], size_t count)
{
    double a[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        scale(x + begin, 2.0 * PI, a, n);
        elementary_sin_array(a, a, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            g[begin + i] = 2.0 * x[begin + i] + 20.0 * PI * a[i];
    }
}

static void rastrigin_gradients(const double x1[], const double x2[], double g1[], double g2[],
                                size_t count)
{
    rastrigin_slopes(x1, g1, count);
    rastrigin_slopes(x2, g2, count);
}

/* Ackley, A Connectionist Machine for Genetic Hillclimbing, 1987. */
static inline double ackley_radius(double x, double y)
{
    return sqrt((x * x + y * y) / 2.0);
}

static double ackley_at(const double x[])
{
    double mean = (elementary_cos(2.0 * PI * x[0]) + elementary_cos(2.0 * PI * x[1])) / 2.0;

    return -20.0 * elementary_exp(-0.2 * ackley_radius(x[0], x[1])) - elementary_exp(mean) + E +
           20.0;
}

/* At the minimum, a cusp, the derivative of the first term is 0/0; it is set to 0, as that of the
 * cosines. */
static inline double ackley_cone(double r, double exp_r)
{
    return r > 0.0 ? 2.0 * exp_r / r : 0.0;
}

static void ackley_gradient(const double x[], double gradient[])
{
    double r = ackley_radius(x[0], x[1]), a1 = 2.0 * PI * x[0], a2 = 2.0 * PI * x[1];
    double cone = ackley_cone(r, elementary_exp(-0.2 * r));
    double waves = PI * elementary_exp((elementary_cos(a1) + elementary_cos(a2)) / 2.0);

    gradient[0] = cone * x[0] + waves * elementary_sin(a1);
    gradient[1] = cone * x[1] + waves * elementary_sin(a2);
}

/* exp(-0.2 r), and exp of the mean of the cosines of both angles. */
WITH_AVX2_CLONE static void ackley_exponentials(const double r[], const double a1[],
                                                const double a2[], double exp_r[],
                                                double exp_mean[], size_t n)
{
    double cos2[BLOCK];

    scale(r, -0.2, exp_r, n);
    elementary_exp_array(exp_r, exp_r, n);
    elementary_cos_array(a1, exp_mean, n);
    elementary_cos_array(a2, cos2, n);
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < n; i++)
        exp_mean[i] = (exp_mean[i] + cos2[i]) / 2.0;
    elementary_exp_array(exp_mean, exp_mean, n);
}

WITH_AVX2_CLONE static void ackley_objectives(const double x1[], const double x2[], double value[],
                                              size_t count)
{
    double a1[BLOCK], a2[BLOCK], r[BLOCK], exp_r[BLOCK], exp_mean[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        const double *x = x1 + begin, *y = x2 + begin;
        scale(x, 2.0 * PI, a1, n);
        scale(y, 2.0 * PI, a2, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            r[i] = ackley_radius(x[i], y[i]);
        ackley_exponentials(r, a1, a2, exp_r, exp_mean, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            value[begin + i] = -20.0 * exp_r[i] - exp_mean[i] + E + 20.0;
    }
}

WITH_AVX2_CLONE static void ackley_gradients(const double x1[], const double x2[], double g1[],
                                             double g2[], size_t count)
{
    double a1[BLOCK], a2[BLOCK], r[BLOCK], exp_r[BLOCK], exp_mean[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        const double *x = x1 + begin, *y = x2 + begin;
        scale(x, 2.0 * PI, a1, n);
        scale(y, 2.0 * PI, a2, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            r[i] = ackley_radius(x[i], y[i]);
        ackley_exponentials(r, a1, a2, exp_r, exp_mean, n);
        elementary_sin_array(a1, a1, n);
        elementary_sin_array(a2, a2, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++) {
            double cone = ackley_cone(r[i], exp_r[i]), waves = PI * exp_mean[i];
            double along_x = cone * x[i] + waves * a1[i];
            double along_y = cone * y[i] + waves * a2[i];
            g1[begin + i] = along_x;
            g2[begin + i] = along_y;
        }
    }
}

static inline double camel(double x, double y)
{
    double square = x * x;

    return 2.0 * square - 1.05 * (square * square) + square * square * square / 6.0 + x * y + y * y;
}

static inline void camel_slope(double x, double y, double *gx, double *gy)
{
    double square = x * x;

    *gx = 4.0 * x - 4.2 * (square * x) + square * square * x + y;
    *gy = x + 2.0 * y;
}

/* Styblinski and Tang, Neural Networks 3 (1990), 467-483. */
static inline double styblinski_tang(double x, double y)
{
    double xx = x * x, yy = y * y;

    return (xx * xx - 16.0 * xx + 5.0 * x + yy * yy - 16.0 * yy + 5.0 * y) / 2.0;
}

static inline void styblinski_tang_slope(double x, double y, double *gx, double *gy)
{
    *gx = (4.0 * (x * x * x) - 32.0 * x + 5.0) / 2.0;
    *gy = (4.0 * (y * y * y) - 32.0 * y + 5.0) / 2.0;
}

/* Goldstein and Price, Mathematics of Computation 25 (1971), 569-574. It is the product of
 *     1 + a^2 p,  a = x + y + 1,   p = 19 - 14 x + 3 x^2 - 14 y + 6 x y + 3 y^2
 *     30 + b^2 q, b = 2 x - 3 y,   q = 18 - 32 x + 12 x^2 + 48 y - 36 x y + 27 y^2 */
static inline double goldstein_price(double x, double y)
{
    double a = x + y + 1.0, b = 2.0 * x - 3.0 * y;
    double p = 19.0 - 14.0 * x + 3.0 * x * x - 14.0 * y + 6.0 * x * y + 3.0 * y * y;
    double q = 18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y;

    return (1.0 + a * a * p) * (30.0 + b * b * q);
}

static inline void goldstein_price_slope(double x, double y, double *gx, double *gy)
{
    double a = x + y + 1.0, b = 2.0 * x - 3.0 * y;
    double p = 19.0 - 14.0 * x + 3.0 * x * x - 14.0 * y + 6.0 * x * y + 3.0 * y * y;
    double q = 18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y;
    double first = 1.0 + a * a * p, second = 30.0 + b * b * q;
    double p_slope = -14.0 + 6.0 * x + 6.0 * y; /* the same for x and y */
    double first_slope = 2.0 * a * p + a * a * p_slope;
    double qx = -32.0 + 24.0 * x - 36.0 * y, qy = 48.0 - 36.0 * x + 54.0 * y;

    *gx = first_slope * second + first * (4.0 * b * q + b * b * qx);
    *gy = first_slope * second + first * (-6.0 * b * q + b * b * qy);
}

static inline double mccormick_from(double x, double y, double sin_sum)
{
    return sin_sum + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1.0;
}

static inline void mccormick_slope(double x, double y, double cos_sum, double *gx, double *gy)
{
    *gx = cos_sum + 2.0 * (x - y) - 1.5;
    *gy = cos_sum - 2.0 * (x - y) + 2.5;
}

static double mccormick_at(const double x[])
{
    return mccormick_from(x[0], x[1], elementary_sin(x[0] + x[1]));
}

static void mccormick_gradient(const double x[], double gradient[])
{
    mccormick_slope(x[0], x[1], elementary_cos(x[0] + x[1]), &gradient[0], &gradient[1]);
}

WITH_AVX2_CLONE static void mccormick_objectives(const double x1[], const double x2[],
                                                 double value[], size_t count)
{
    double sum[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        add(x1 + begin, x2 + begin, sum, n);
        elementary_sin_array(sum, sum, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            value[begin + i] = mccormick_from(x1[begin + i], x2[begin + i], sum[i]);
    }
}

WITH_AVX2_CLONE static void mccormick_gradients(const double x1[], const double x2[], double g1[],
                                                double g2[], size_t count)
{
    double sum[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        add(x1 + begin, x2 + begin, sum, n);
        elementary_cos_array(sum, sum, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            mccormick_slope(x1[begin + i], x2[begin + i], sum[i], &g1[begin + i], &g2[begin + i]);
    }
}

/* Easom, A Survey of Global Optimization Techniques, 1990. */
static inline double easom_exponent(double x, double y)
{
    return -(x - PI) * (x - PI) - (y - PI) * (y - PI);
}

static double easom_at(const double x[])
{
    return -elementary_cos(x[0]) * elementary_cos(x[1]) *
           elementary_exp(easom_exponent(x[0], x[1]));
}

/* The derivative with respect to x, whose sine and cosine are passed. */
static inline double easom_slope(double hill, double x, double sin_x, double cos_x,
                                 double cos_other)
{
    return hill * cos_other * (sin_x + 2.0 * (x - PI) * cos_x);
}

static void easom_gradient(const double x[], double gradient[])
{
    double hill = elementary_exp(easom_exponent(x[0], x[1]));
    double cos1 = elementary_cos(x[0]), cos2 = elementary_cos(x[1]);

    gradient[0] = easom_slope(hill, x[0], elementary_sin(x[0]), cos1, cos2);
    gradient[1] = easom_slope(hill, x[1], elementary_sin(x[1]), cos2, cos1);
}

WITH_AVX2_CLONE static void easom_hills(const double x1[], const double x2[], double hill[],
                                        size_t n)
{
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < n; i++)
        hill[i] = easom_exponent(x1[i], x2[i]);
    elementary_exp_array(hill, hill, n);
}

WITH_AVX2_CLONE static void easom_objectives(const double x1[], const double x2[], double value[],
                                             size_t count)
{
    double cos1[BLOCK], cos2[BLOCK], hill[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        elementary_cos_array(x1 + begin, cos1, n);
        elementary_cos_array(x2 + begin, cos2, n);
        easom_hills(x1 + begin, x2 + begin, hill, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++)
            value[begin + i] = -cos1[i] * cos2[i] * hill[i];
    }
}

WITH_AVX2_CLONE static void easom_gradients(const double x1[], const double x2[], double g1[],
                                            double g2[], size_t count)
{
    double cos1[BLOCK], cos2[BLOCK], sin1[BLOCK], sin2[BLOCK], hill[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t n = block_length(begin, count);
        const double *x = x1 + begin, *y = x2 + begin;
        elementary_cos_array(x, cos1, n);
        elementary_cos_array(y, cos2, n);
        elementary_sin_array(x, sin1, n);
        elementary_sin_array(y, sin2, n);
        easom_hills(x, y, hill, n);
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < n; i++) {
            g1[begin + i] = easom_slope(hill[i], x[i], sin1[i], cos1[i], cos2[i]);
            g2[begin + i] = easom_slope(hill[i], y[i], sin2[i], cos2[i], cos1[i]);
        }
    }
}

/* (u^2 + condition v^2)/2, whose Hessian has the eigenvalues 1 and the condition number, in
 * coordinates u, v that are rotated against x, y by the angle of the right triangle with the sides
 * 3, 4, 5, so that no optimizer that treats the variables one by one follows the valley (Salomon,
 * BioSystems 39 (1996), 263-278): u = (4 x + 3 y)/5, v = (3 x - 4 y)/5. */
static inline double quadratic(double condition, double x, double y)
{
    double u = 4.0 * x + 3.0 * y, v = 3.0 * x - 4.0 * y;

    return (u * u + condition * (v * v)) / 50.0;
}

static inline void quadratic_slope(double condition, double x, double y, double *gx, double *gy)
{
    double u = 4.0 * x + 3.0 * y, v = condition * (3.0 * x - 4.0 * y);

    *gx = (4.0 * u + 3.0 * v) / 25.0;
    *gy = (3.0 * u - 4.0 * v) / 25.0;
}

/* The pair of functions for one condition number. */
#define QUADRATIC(f, condition)                                                                    \
    static inline double f(double x, double y)                                                     \
    {                                                                                              \
        return quadratic(condition, x, y);                                                         \
    }                                                                                              \
    static inline void f##_slope(double x, double y, double *gx, double *gy)                       \
    {                                                                                              \
        quadratic_slope(condition, x, y, gx, gy);                                                  \
    }

QUADRATIC(quadratic_10, 10.0)
QUADRATIC(quadratic_1e3, 1e3)
QUADRATIC(quadratic_1e6, 1e6)

/* The members of struct problem for such a pair of functions. */
#define FOR_STRUCT_PROBLEM(f)                                                                      \
    static double f##_at(const double x[])                                                         \
    {                                                                                              \
        return f(x[0], x[1]);                                                                      \
    }                                                                                              \
    static void f##_gradient(const double x[], double gradient[])                                  \
    {                                                                                              \
        f##_slope(x[0], x[1], &gradient[0], &gradient[1]);                                         \
    }                                                                                              \
    WITH_AVX2_CLONE static void f##_objectives(const double x1[], const double x2[],               \
                                               double value[], size_t count)                       \
    {                                                                                              \
        INDEPENDENT_ITERATIONS                                                                     \
        for (size_t i = 0; i < count; i++)                                                         \
            value[i] = f(x1[i], x2[i]);                                                            \
    }                                                                                              \
    WITH_AVX2_CLONE static void f##_gradients(const double x1[], const double x2[], double g1[],   \
                                              double g2[], size_t count)                           \
    {                                                                                              \
        INDEPENDENT_ITERATIONS                                                                     \
        for (size_t i = 0; i < count; i++)                                                         \
            f##_slope(x1[i], x2[i], &g1[i], &g2[i]);                                               \
    }

FOR_STRUCT_PROBLEM(sphere)
FOR_STRUCT_PROBLEM(rosenbrock)
FOR_STRUCT_PROBLEM(himmelblau)
FOR_STRUCT_PROBLEM(beale)
FOR_STRUCT_PROBLEM(booth)
FOR_STRUCT_PROBLEM(matyas)
FOR_STRUCT_PROBLEM(camel)
FOR_STRUCT_PROBLEM(styblinski_tang)
FOR_STRUCT_PROBLEM(goldstein_price)
FOR_STRUCT_PROBLEM(quadratic_10)
FOR_STRUCT_PROBLEM(quadratic_1e3)
FOR_STRUCT_PROBLEM(quadratic_1e6)

#define FUNCTIONS(f)                                                                               \
    .variables = 2, .objective = f##_at, .gradient = f##_gradient, .objectives = f##_objectives,   \
    .gradients = f##_gradients

const struct problem problems[] = {
    {.name = "sphere",
     .title = "the sphere function",
     .formula = "x1^2 + x2^2",
     FUNCTIONS(sphere),
     .domain = {.min = {-1.0, -1.0}, .max = {1.0, 1.0}},
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
    {.name = "rosenbrock",
     .title = "the Rosenbrock function",
     .formula = "(1 - x1)^2 + 100 (x2 - x1^2)^2",
     FUNCTIONS(rosenbrock),
     .domain = {.min = {-2.0, -1.0}, .max = {2.0, 3.0}},
     .has_start = true,
     .start = {-1.2, 1.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{1.0, 1.0}}},
    {.name = "himmelblau",
     .title = "the Himmelblau function",
     .formula = "(x1^2 + x2 - 11)^2 + (x1 + x2^2 - 7)^2",
     FUNCTIONS(himmelblau),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {0.0, 0.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 4,
     .minima = {{3.0, 2.0},
                {-2.805118086952745, 3.131312518250573},
                {-3.779310253377747, -3.2831859912861696},
                {3.5844283403304917, -1.8481265269644036}}},
    {.name = "beale",
     .title = "the Beale function",
     .formula = "(1.5 - x1 + x1 x2)^2 + (2.25 - x1 + x1 x2^2)^2 + (2.625 - x1 + x1 x2^3)^2",
     FUNCTIONS(beale),
     .domain = {.min = {-4.5, -4.5}, .max = {4.5, 4.5}},
     .has_start = true,
     .start = {1.0, 1.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{3.0, 0.5}}},
    {.name = "booth",
     .title = "the Booth function",
     .formula = "(x1 + 2 x2 - 7)^2 + (2 x1 + x2 - 5)^2",
     FUNCTIONS(booth),
     .domain = {.min = {-10.0, -10.0}, .max = {10.0, 10.0}},
     .has_start = true,
     .start = {-8.0, -5.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{1.0, 3.0}}},
    {.name = "matyas",
     .title = "the Matyas function",
     .formula = "0.26 (x1^2 + x2^2) - 0.48 x1 x2",
     FUNCTIONS(matyas),
     .domain = {.min = {-10.0, -10.0}, .max = {10.0, 10.0}},
     .has_start = true,
     .start = {-3.0, 7.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
    {.name = "rastrigin",
     .title = "the Rastrigin function",
     .formula = "20 + x1^2 - 10 cos(2 π x1) + x2^2 - 10 cos(2 π x2)",
     FUNCTIONS(rastrigin),
     .domain = {.min = {-5.12, -5.12}, .max = {5.12, 5.12}},
     .has_start = true,
     .start = {-3.2, 2.3},
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
    {.name = "ackley",
     .title = "the Ackley function",
     .formula = "20 + e - 20 exp(-0.2 √((x1^2 + x2^2)/2)) - exp((cos(2 π x1) + cos(2 π x2))/2)",
     FUNCTIONS(ackley),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {-2.6, 1.7},
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
    {.name = "three-hump-camel",
     .title = "the three-hump camel function",
     .formula = "2 x1^2 - 1.05 x1^4 + x1^6/6 + x1 x2 + x2^2",
     FUNCTIONS(camel),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {-3.0, 3.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 3,
     .minima = {{0.0, 0.0},
                {1.7475523458302888, -0.8737761729151444},
                {-1.7475523458302888, 0.8737761729151444}}},
    {.name = "styblinski-tang",
     .title = "the Styblinski-Tang function",
     .formula = "(x1^4 - 16 x1^2 + 5 x1 + x2^4 - 16 x2^2 + 5 x2)/2",
     FUNCTIONS(styblinski_tang),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {0.0, -1.0},
     .minimum = -78.33233140754282,
     .minima_count = 1,
     .minima = {{-2.903534027771177, -2.903534027771177}}},
    {.name = "goldstein-price",
     .title = "the Goldstein-Price function",
     .formula = "(1 + (x1 + x2 + 1)^2 (19 - 14 x1 + 3 x1^2 - 14 x2 + 6 x1 x2 + 3 x2^2)) "
                "(30 + (2 x1 - 3 x2)^2 (18 - 32 x1 + 12 x1^2 + 48 x2 - 36 x1 x2 + 27 x2^2))",
     FUNCTIONS(goldstein_price),
     .domain = {.min = {-2.0, -2.0}, .max = {2.0, 2.0}},
     .has_start = true,
     .start = {-1.5, 0.5},
     .spacing = LEVELS_LOGARITHMIC,
     .minimum = 3.0,
     .minima_count = 1,
     .minima = {{0.0, -1.0}}},
    {.name = "mccormick",
     .title = "the McCormick function",
     .formula = "sin(x1 + x2) + (x1 - x2)^2 - 1.5 x1 + 2.5 x2 + 1",
     FUNCTIONS(mccormick),
     .domain = {.min = {-1.5, -3.0}, .max = {4.0, 4.0}},
     .has_start = true,
     .start = {-1.0, 2.0},
     .minimum = -1.9132229549810362,
     .minima_count = 1,
     .minima = {{-0.5471975511965976, -1.5471975511965976}}},
    {.name = "easom",
     .title = "the Easom function",
     .formula = "-cos(x1) cos(x2) exp(-(x1 - π)^2 - (x2 - π)^2)",
     FUNCTIONS(easom),
     .domain = {.min = {0.0, 0.0}, .max = {2.0 * PI, 2.0 * PI}},
     .has_start = true,
     .start = {2.0, 1.8},
     .minimum = -1.0,
     .minima_count = 1,
     .minima = {{PI, PI}}},
    {.name = "quadratic-10",
     .title = "the rotated quadratic with condition number 10",
     .formula = "((4 x1 + 3 x2)^2 + 10 (3 x1 - 4 x2)^2)/50",
     FUNCTIONS(quadratic_10),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {-4.0, 0.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
    {.name = "quadratic-1e3",
     .title = "the rotated quadratic with condition number 1,000",
     .formula = "((4 x1 + 3 x2)^2 + 1000 (3 x1 - 4 x2)^2)/50",
     FUNCTIONS(quadratic_1e3),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {-4.0, 0.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
    {.name = "quadratic-1e6",
     .title = "the rotated quadratic with condition number 1,000,000",
     .formula = "((4 x1 + 3 x2)^2 + 1000000 (3 x1 - 4 x2)^2)/50",
     FUNCTIONS(quadratic_1e6),
     .domain = {.min = {-5.0, -5.0}, .max = {5.0, 5.0}},
     .has_start = true,
     .start = {-4.0, 0.0},
     .spacing = LEVELS_LOGARITHMIC,
     .minima_count = 1,
     .minima = {{0.0, 0.0}}},
};
const size_t problem_count = sizeof problems / sizeof *problems;
_Static_assert(sizeof problems / sizeof *problems <= PROBLEMS_MAX, "increase PROBLEMS_MAX");

const char *problem_name(size_t i)
{
    return i < problem_count ? problems[i].name : NULL;
}

const struct problem *problem_find(const char *name)
{
    size_t i = name_find(name, strlen(name), problem_name);

    return i < problem_count ? &problems[i] : NULL;
}

enum bounds_fault bounds_set(struct bounds *bounds, const double x[4])
{
    for (int i = 0; i < 4; i += 2) {
        double largest = fmax(fabs(x[i]), fabs(x[i + 1]));
        if (!(x[i] < x[i + 1]))
            return BOUNDS_ORDER;
        if (largest > 1e9 || x[i + 1] - x[i] < 1e-9 || x[i + 1] - x[i] < 1e-6 * largest)
            return BOUNDS_SIZE;
    }
    *bounds = (struct bounds){.min = {x[0], x[2]}, .max = {x[1], x[3]}};
    return BOUNDS_VALID;
}

bool bounds_contain(const struct bounds *bounds, const double x[])
{
    return x[0] >= bounds->min[0] && x[0] <= bounds->max[0] && x[1] >= bounds->min[1] &&
           x[1] <= bounds->max[1];
}

bool levels_parse(const char *text, size_t *levels, enum level_spacing *spacing)
{
    const char *colon = strchr(text, ':');
    size_t length = colon == NULL ? strlen(text) : (size_t)(colon - text);
    unsigned long long number = 0;
    char digits[8];

    if ((colon != NULL && strcmp(colon, ":log") != 0 && strcmp(colon, ":linear") != 0) ||
        length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (!number_read_whole(digits, LEVELS_LEAST, LEVELS_MOST, &number))
        return false;
    *levels = (size_t)number;
    *spacing = colon != NULL && strcmp(colon, ":log") == 0 ? LEVELS_LOGARITHMIC : LEVELS_LINEAR;
    return true;
}

bool problem_minimum_known(const struct problem *problem)
{
    return problem->minima_count > 0 || problem->minimum_given;
}

double problem_objective(const struct problem *problem, const double x[])
{
    return problem->expression != NULL ? expression_value(problem->expression, x)
                                       : problem->objective(x);
}

/* Local minima exceed the global ones by far more than rounding does. */
bool problem_minimum_is_local(const struct problem *problem, size_t i)
{
    return problem_objective(problem, problem->minima[i]) > problem->minimum + 1e-6;
}

double problem_value_at_minimum(const struct problem *problem, size_t i)
{
    return problem_minimum_is_local(problem, i) ? problem_objective(problem, problem->minima[i])
                                                : problem->minimum;
}

void problem_gradient(const struct problem *problem, const double x[], double gradient[])
{
    if (problem->expression != NULL)
        expression_gradient(problem->expression, x, gradient);
    else
        problem->gradient(x, gradient);
}

void problem_objectives(const struct problem *problem, double *const x[], double f[], size_t count)
{
    double at[PROBLEM_MAX_VARIABLES];

    if (problem->objectives != NULL) {
        problem->objectives(x[0], x[1], f, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t v = 0; v < problem->variables; v++)
            at[v] = x[v][i];
        f[i] = problem_objective(problem, at);
    }
}

void problem_gradients(const struct problem *problem, double *const x[], double *const gradient[],
                       size_t count)
{
    double at[PROBLEM_MAX_VARIABLES], slope[PROBLEM_MAX_VARIABLES];

    if (problem->gradients != NULL) {
        problem->gradients(x[0], x[1], gradient[0], gradient[1], count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t v = 0; v < problem->variables; v++)
            at[v] = x[v][i];
        problem_gradient(problem, at, slope);
        for (size_t v = 0; v < problem->variables; v++)
            gradient[v][i] = slope[v];
    }
}
