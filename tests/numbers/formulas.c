#include "formulas.h"

#include "optimize/expression_program.h"
#include "optimize/random.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* For places where libraries differ or have cases of their own: large arguments, results that
 * overflow or are subnormal, arguments near 1, near multiples of pi, near the end of a domain. */
const char *const formulas_by_hand[] = {
    "(1-x)^2+100*(y-x^2)^2",
    "sin(1e22*x)+cos(1e22*y)",
    "sin(1e5*x)*cos(1e7*y)",
    "sin(3.141592653589793*x)+tan(1.5707963267948966*y)",
    "tan(x)^2+tan(y)^2",
    "exp(x)^y+exp(y)^x",
    "exp(-700-30*x^2)*1e300+y^2",
    "exp(-740-x)*1e308+y^2",
    "exp(700+10*x)/1e308+exp(-y)",
    "1/(1+exp(-40*x))+1/(1+exp(-720*y))",
    "log(1+1e-9*x)*1e9+log(1+y^2)",
    "log(x^2+y^2+1e-300)",
    "log(1e-310*(1+x^2))^2+log10(1e300*(1+y^2))",
    "log10(x^2+0.1)+log10(1000*y^2+1)",
    "x^y+y^x",
    "x^-0.5+y^-1.5+x+y",
    "(1+1e-8*x)^1e8+y^2",
    "(1+x^2)^700/1e200+y^2",
    "2^(x*y)+10^x+e^y",
    "pow(x^2,0.3333333333333333)+pow(y^2,1.7)",
    "x^2+y^3+x^4-y^5+x^16+abs(y)^17",
    "pow(x,3.5)+pow(y,17)",
    "sqrt(x^2+y^2)",
    "sqrt(abs(x))+sqrt(abs(y))",
    "asin(x)+acos(y)",
    "asin(x/1.0000001)^2+acos(y^2)^2",
    "asin(1-x^2/1e6)+acos(1-y^2/1e6)",
    "atan(x)+atan(1000*y)",
    "atan2(y,x)^2",
    "atan2(x-0.6,y-0.35)+x^2+y^2",
    "hypot(x,y)^3",
    "hypot(1e200*x,1e200*y)/1e200",
    "hypot(1e-170*x,y)+hypot(x,1e-170*y)",
    "sinh(x)^2+sinh(y)*y",
    "cosh(x)+cosh(3*y)",
    "cosh(300*x)/1e100+sinh(300*y)/1e60",
    "tanh(20*x)+tanh(1e-9*y)*1e9",
    "abs(x-0.1)+abs(y+0.1)",
    "min(x^2,sin(3*y))+max(y^2,cos(3*x))",
    "max(abs(x),abs(y))-min(exp(x),1+x*y)",
};
const size_t formulas_by_hand_count = COUNT(formulas_by_hand);

static const char *const of_two[] = {"min", "max", "pow", "atan2", "hypot"};

static size_t choose(struct random *random, size_t count)
{
    return random_bits(random) % count;
}

static void append_leaf(struct text *out, struct random *random)
{
    static const char *const leaves[] = {"x", "y",   "x",    "y",  "x", "y",   "x",
                                         "y", "0.1", "1.75", "pi", "e", "0.03"};

    text_append(out, leaves[choose(random, COUNT(leaves))]);
}

static void append_term(struct text *out, struct random *random, int depth);

static void append_call(struct text *out, struct random *random, const char *name, size_t arguments,
                        int depth)
{
    text_appendf(out, "%s(", name);
    append_term(out, random, depth);
    if (arguments == 2) {
        text_append(out, ",");
        append_term(out, random, depth);
    }
    text_append(out, ")");
}

/* To a whole number, which is multiplied out up to 16, to another number, or to a term. */
static void append_power(struct text *out, struct random *random, size_t kind, int depth)
{
    static const char *const whole[] = {"2", "3", "4", "7", "16", "17", "-2"};
    static const char *const others[] = {"0.5", "1.5", "2.2", "-0.3", "-1.75"};

    text_append(out, "(");
    append_term(out, random, depth);
    text_append(out, ")^");
    if (kind == 0)
        text_append(out, whole[choose(random, COUNT(whole))]);
    else if (kind == 1)
        text_append(out, others[choose(random, COUNT(others))]);
    else
        append_call(out, random, "", 1, depth);
}

#define POWER_KINDS 3

/* Number i of everything that can be between two terms but + - * /. */
static void append_part(struct text *out, struct random *random, size_t i, int depth)
{
    if (i < expression_function_count)
        append_call(out, random, expression_functions[i].name, 1, depth);
    else if (i < expression_function_count + COUNT(of_two))
        append_call(out, random, of_two[i - expression_function_count], 2, depth);
    else
        append_power(out, random, i - expression_function_count - COUNT(of_two), depth);
}

static size_t part_count(void)
{
    return expression_function_count + COUNT(of_two) + POWER_KINDS;
}

static void append_sum(struct text *out, struct random *random, int depth)
{
    static const char *const operators[] = {"+", "-", "*", "/", "*-"};

    text_append(out, "(");
    append_term(out, random, depth);
    text_append(out, operators[choose(random, COUNT(operators))]);
    append_term(out, random, depth);
    text_append(out, ")");
}

static void append_term(struct text *out, struct random *random, int depth)
{
    if (depth == 0)
        append_leaf(out, random);
    else if (choose(random, 2) == 0)
        append_sum(out, random, depth - 1);
    else
        append_part(out, random, choose(random, part_count()), depth - 1);
}

/* What has its turn stands first, over arguments deep enough to have any value. */
void formula_generate(size_t number, struct text *out)
{
    struct random random;

    random_seed(&random, (uint32_t)number);
    append_part(out, &random, number % part_count(), 2);
    text_append(out, choose(&random, 2) == 0 ? "+" : "*");
    append_term(out, &random, 3);
}
