/* Evaluation of parsed formulas: values, and values with derivatives. */
#include <math.h>

#include "base/elementary.h"
#include "optimize/expression.h"
#include "optimize/expression_program.h"

/* Size of the stack: at each depth at most a term, a factor, and the first of two arguments. */
#define STACK (3 * (EXPRESSION_MAX_DEPTH + 2))

/* ---- Functions ------------------------------------------------------------------------------- */

static double inverse_slope_sqrt(double u, double value)
{
    (void)u;
    return 2.0 * value;
}

static double slope_exp(double u, double value)
{
    (void)u;
    return value;
}

static double slope_log(double u, double value)
{
    (void)value;
    return 1.0 / u;
}

static double slope_log10(double u, double value)
{
    (void)value;
    return 1.0 / (u * elementary_log(10.0));
}

static double slope_sin(double u, double value)
{
    (void)value;
    return elementary_cos(u);
}

static double slope_cos(double u, double value)
{
    (void)value;
    return -elementary_sin(u);
}

static double slope_tan(double u, double value)
{
    (void)u;
    return 1.0 + value * value;
}

/* 1 - u^2 would lose precision near 1. */
static double slope_asin(double u, double value)
{
    (void)value;
    return 1.0 / sqrt((1.0 - u) * (1.0 + u));
}

static double slope_acos(double u, double value)
{
    (void)value;
    return -1.0 / sqrt((1.0 - u) * (1.0 + u));
}

static double slope_atan(double u, double value)
{
    (void)value;
    return 1.0 / (1.0 + u * u);
}

static double slope_sinh(double u, double value)
{
    (void)value;
    return elementary_cosh(u);
}

static double slope_cosh(double u, double value)
{
    (void)value;
    return elementary_sinh(u);
}

/* 1 - tanh(u)^2 would be 0 from 19 on. */
static double slope_tanh(double u, double value)
{
    (void)value;
    double c = elementary_cosh(u);
    return 1.0 / c / c;
}

/* Derivative of step functions: 0 wherever it is defined. */
static double slope_steps(double u, double value)
{
    (void)u;
    (void)value;
    return 0.0;
}

static double slope_abs(double u, double value)
{
    (void)value;
    return (double)((u > 0.0) - (u < 0.0));
}

const struct function expression_functions[] = {
    {"sqrt", sqrt, inverse_slope_sqrt, true},     {"exp", elementary_exp, slope_exp, false},
    {"log", elementary_log, slope_log, false},    {"log10", elementary_log10, slope_log10, false},
    {"sin", elementary_sin, slope_sin, false},    {"cos", elementary_cos, slope_cos, false},
    {"tan", elementary_tan, slope_tan, false},    {"asin", elementary_asin, slope_asin, false},
    {"acos", elementary_acos, slope_acos, false}, {"atan", elementary_atan, slope_atan, false},
    {"sinh", elementary_sinh, slope_sinh, false}, {"cosh", elementary_cosh, slope_cosh, false},
    {"tanh", elementary_tanh, slope_tanh, false}, {"abs", fabs, slope_abs, false},
    {"floor", floor, slope_steps, false},         {"ceil", ceil, slope_steps, false},
};
const size_t expression_function_count = sizeof expression_functions / sizeof *expression_functions;

/* ---- Values ---------------------------------------------------------------------------------- */

static double whole_power(double u, int exponent)
{
    double product = exponent == 0 ? 1.0 : u;

    for (int i = 1; i < exponent; i++)
        product *= u;
    return product;
}

static double of_two(enum operation operation, double u, double v)
{
    switch (operation) {
    case ADD:
        return u + v;
    case SUBTRACT:
        return u - v;
    case MULTIPLY:
        return u * v;
    case DIVIDE:
        return u / v;
    case POWER:
        return elementary_pow(u, v);
    case MINIMUM:
        return v < u || isnan(v) ? v : u;
    case MAXIMUM:
        return v > u || isnan(v) ? v : u;
    case ARCTANGENT2:
        return elementary_atan2(u, v);
    default:
        return elementary_hypot(u, v);
    }
}

double expression_value(const struct expression *expression, const double x[2])
{
    double stack[STACK] = {0};
    size_t top = 0; /* how many there are */

    for (size_t i = 0; i < expression->count; i++) {
        const struct instruction *in = &expression->program[i];
        switch (in->operation) {
        case NUMBER:
            stack[top++] = in->number;
            break;
        case VARIABLE:
            stack[top++] = x[in->variable];
            break;
        case NEGATE:
            stack[top - 1] = -stack[top - 1];
            break;
        case WHOLE_POWER:
            stack[top - 1] = whole_power(stack[top - 1], (int)in->number);
            break;
        case FUNCTION:
            stack[top - 1] = in->function->value(stack[top - 1]);
            break;
        default:
            top--;
            stack[top - 1] = of_two(in->operation, stack[top - 1], stack[top]);
        }
    }
    return stack[0];
}

/* ---- Slopes ---------------------------------------------------------------------------------- */

/* A value with its partial derivatives with respect to x and y. */
struct dual {
    double value, slope[2];
};

/* A derivative of 0 stays 0 even if multiplied by infinity or NaN. */
static double times(double factor, double slope)
{
    return slope == 0.0 ? 0.0 : factor * slope;
}

static double over(double slope, double divisor)
{
    return slope == 0.0 ? 0.0 : slope / divisor;
}

/* u^0 is 1 for every u. At u = 0 the derivative with respect to the exponent is 0, except for
 * negative exponents, where the value is undefined, too. */
static double slope_of_power(struct dual u, struct dual v, double value, int k)
{
    double base =
        v.value == 0.0 ? 0.0 : times(v.value * elementary_pow(u.value, v.value - 1.0), u.slope[k]);
    double exponent =
        value == 0.0 || u.value == 0.0 ? 0.0 : times(elementary_log(u.value) * value, v.slope[k]);

    return base + exponent;
}

static double slope_of_two(enum operation operation, struct dual u, struct dual v, double value,
                           int k)
{
    double square;

    switch (operation) {
    case ADD:
        return u.slope[k] + v.slope[k];
    case SUBTRACT:
        return u.slope[k] - v.slope[k];
    case MULTIPLY:
        return times(v.value, u.slope[k]) + times(u.value, v.slope[k]);
    case DIVIDE: /* the divisor has overflowed: the quotient is 0, and close to 0 in the
                    neighborhood */
        if (isinf(v.value) && isfinite(u.value))
            return 0.0;
        return over(u.slope[k] - times(value, v.slope[k]), v.value);
    case POWER:
        return slope_of_power(u, v, value, k);
    case MINIMUM:
        return v.value < u.value || isnan(v.value) ? v.slope[k] : u.slope[k];
    case MAXIMUM:
        return v.value > u.value || isnan(v.value) ? v.slope[k] : u.slope[k];
    case ARCTANGENT2:
        square = u.value * u.value + v.value * v.value;
        return times(v.value / square, u.slope[k]) - times(u.value / square, v.slope[k]);
    default: /* at the tip of the cone the derivative is undefined; 0 is a subgradient */
        return value == 0.0
                   ? 0.0
                   : times(u.value / value, u.slope[k]) + times(v.value / value, v.slope[k]);
    }
}

static struct dual combine(enum operation operation, struct dual u, struct dual v)
{
    struct dual result = {.value = of_two(operation, u.value, v.value)};

    for (int k = 0; k < 2; k++)
        result.slope[k] = slope_of_two(operation, u, v, result.value, k);
    return result;
}

static struct dual scaled(double value, double factor, struct dual inner)
{
    return (struct dual){value, {times(factor, inner.slope[0]), times(factor, inner.slope[1])}};
}

static struct dual whole_power_of(struct dual u, int exponent)
{
    if (exponent == 0)
        return (struct dual){.value = 1.0};
    double below = whole_power(u.value, exponent - 1);
    return scaled(whole_power(u.value, exponent), (double)exponent * below, u);
}

/* Where f is undefined, so is its gradient, although for log(u), 1/u is a number there. */
static struct dual function_of(const struct function *function, struct dual u)
{
    double value = function->value(u.value);
    double slope = isnan(value) ? value : function->slope(u.value, value);

    if (!function->inverse)
        return scaled(value, slope, u);
    return (struct dual){value, {over(u.slope[0], slope), over(u.slope[1], slope)}};
}

void expression_gradient(const struct expression *expression, const double x[2], double gradient[2])
{
    struct dual stack[STACK] = {0};
    size_t top = 0;

    for (size_t i = 0; i < expression->count; i++) {
        const struct instruction *in = &expression->program[i];
        switch (in->operation) {
        case NUMBER:
            stack[top++] = (struct dual){.value = in->number};
            break;
        case VARIABLE:
            stack[top] = (struct dual){.value = x[in->variable]};
            stack[top++].slope[in->variable] = 1.0;
            break;
        case NEGATE:
            stack[top - 1] = scaled(-stack[top - 1].value, -1.0, stack[top - 1]);
            break;
        case WHOLE_POWER:
            stack[top - 1] = whole_power_of(stack[top - 1], (int)in->number);
            break;
        case FUNCTION:
            stack[top - 1] = function_of(in->function, stack[top - 1]);
            break;
        default:
            top--;
            stack[top - 1] = combine(in->operation, stack[top - 1], stack[top]);
        }
    }
    gradient[0] = stack[0].slope[0];
    gradient[1] = stack[0].slope[1];
}
