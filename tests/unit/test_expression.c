#include "optimize/expression.h"

#include <math.h>
#include <string.h>

#include "optimize/expression_program.h"
#include "optimize/problem.h"
#include "optimize/random.h"
#include "support.h"
#include "unit_tests.h"

static struct expression *parsed(const char *text)
{
    struct expression *expression;
    struct error error;

    assert_status(expression_parse(text, &expression, &error), STATUS_OK, &error);
    return expression;
}

static double value_at(const char *text, double x, double y)
{
    struct expression *expression = parsed(text);
    double value = expression_value(expression, (double[]){x, y});

    expression_free(expression);
    return value;
}

/* At x = 3, y = 2: what C, or school, makes of it. */
static const struct {
    const char *text;
    double value;
} values[] = {
    {"1", 1},
    {" x + y ", 5},
    {"x1*x2", 6},
    {"x-y-1", 0},
    {"x/y/2", 0.75},
    {"2+3*4", 14},
    {"(2+3)*4", 20},
    {"-x^2", -9},
    {"(-x)^2", 9},
    {"2^-1", 0.5},
    {"2^3^2", 512},
    {"x^0", 1},
    {"x^1", 3},
    {"x^16", 43046721},
    {"x^17", 129140163},
    {"x^0.5", 1.7320508075688772},
    {"--x", 3},
    {"+x", 3},
    {"2*-x", -6},
    {"1e2", 100},
    {"1.5e-1", 0.15},
    {".5", 0.5},
    {"5.", 5},
    {"2*e", 5.4365636569180902},
    {"pi", 3.1415926535897931},
    {"sqrt(x+1)", 2},
    {"exp(0)", 1},
    {"log(e^2)", 2},
    {"log10(1000)", 3},
    {"sin(0)", 0},
    {"cos(0)", 1},
    {"tan(0)", 0},
    {"asin(1)", 1.5707963267948966},
    {"acos(1)", 0},
    {"atan(1)", 0.78539816339744828},
    {"sinh(0)", 0},
    {"cosh(0)", 1},
    {"tanh(0)", 0},
    {"abs(y-x)", 1},
    {"min(x,y)", 2},
    {"max(x, y)", 3},
    {"pow(x,y)", 9},
    {"atan2(0,1)", 0},
    {"hypot(x,4)", 5},
    {"floor(x/y)", 1},
    {"ceil(x/y)", 2},
    {"floor(-x/y)", -2},
    {"X^2+Y", 11},
    {"SQRT(X+1)", 2},
    {"1E2", 100},
    {"ln(e)", 1},
    {"x**2", 9},
    {"2**3**2", 512},
    {"x²+y³", 17},
    {"-x²", -9},
    {"2^x²", 512},
    {"y¹⁰", 1024},
    {"x·y×2", 12},
    {"x−y", 1},
    {"x÷y", 1.5},
    {"2·π", 6.2831853071795862},
    {"√(x+1)", 2},
    {"x₁·x₂", 6},
    {"sin^2(x)+cos^2(x)", 1},
    {"sin²(x)+cos²(x)", 1},
    {"2*sqrt^2(x+sqrt^4(y))", 14},
    {"min^2(x,(y))", 4},
    {"sin ^ 2 (x) + cos^2( x )", 1},
};

START_TEST(values_are_cs)
{
    ck_assert_double_eq_tol(value_at(values[_i].text, 3, 2), values[_i].value,
                            1e-15 * fabs(values[_i].value) + 1e-300);
}
END_TEST

static const struct {
    const char *text, *message;
} faults[] = {
    {"", "column 1: expected a number, a variable or a function, not the end"},
    {"x^2 + * y", "column 7: expected a number"},
    {"2x", "column 2: expected an operator, as in 2*x, not 'x'"},
    {"x y", "column 3: expected an operator, as in x*y, not 'y'"},
    {"(x)(y)", "column 4: expected an operator, as in (x)*(y), not '('"},
    {"2 sin(x)", "column 3: expected an operator, as in 2*sin(x)"},
    {"x(y+1)", "column 2: expected an operator, as in x*(y+1)"},
    {"cos(x)(1+(2*y))", "column 7: expected an operator, as in cos(x)*(1+(2*y))"},
    {"(x+y+x+y+x+y+x+y+x+y)2", "column 22: expected an operator, such as * between factors"},
    {"2π·x+3y", "column 2: expected an operator next to π, as in 2*π"},
    {"π·x+3y", "column 6: expected an operator, as in 3*y"},
    {"πx", "column 1: expected an operator next to π"},
    {"x²y", "column 3: expected an operator, as in 2*y"},
    {"xy", "column 1: unknown name 'xy'; write x*y for a product"},
    {"xsin(y)", "column 1: unknown name 'xsin'; write x*sin for a product"},
    {"(x+y", "column 5: expected ) or an operator, not the end"},
    {"x+y)", "column 4: expected an operator or the end of the formula, not ')'"},
    {"z+1", "column 1: unknown name 'z'; the variables are x and y"},
    {"x3", "column 1: unknown name 'x3'; the variables are x and y"},
    {"1+sen(x)", "column 3: unknown name 'sen'; did you mean 'sin'?"},
    {"fun(x)", "column 1: unknown name 'fun'; known names: x, y, x1, x2, pi, e, sqrt"},
    {"mod(x,2)", "column 1: unknown name 'mod'; write u-v*floor(u/v) for mod(u,v)"},
    {"Round(x)", "write floor(u+0.5) for round(u)"},
    {"arctan(x)", "write atan(u) for arctan(u)"},
    {"sin^-1(x)", "column 4: ambiguous power of a function; write asin(x)"},
    {"sin^2 x", "column 4: expected ( after the function name, not '^'"},
    {"sin^2(x)^3", "column 9: a power of a power needs parentheses"},
    {"x²^3", "column 3: a power of a power needs parentheses"},
    {"x² **3", "column 3: a power of a power needs parentheses"},
    {"sin^2(x", "column 8: expected ) or an operator, not the end"},
    {"|x|", "column 1: expected a number, a variable or a function, not '|'; the absolute value of "
            "x is abs(x)"},
    {"f=x^2", "column 1: unknown name 'f'"},
    {"y=x^2", "column 2: expected an operator or the end of the formula, not '='; omit the ="},
    {"0,5*x", "column 2: expected an operator or the end of the formula, not ','; use a period as "
              "the decimal point"},
    {"[x]", "'['; use parentheses, ( and )"},
    {"sin x", "column 5: expected ( after the function name, not 'x'"},
    {"min(x)", "column 6: expected , and a second argument"},
    {"sin(x,y)", "column 6: expected ) or an operator, not ','"},
    {"x & y", "column 3: expected an operator or the end of the formula, not '&'"},
    {"x\ny", "column 2: expected an operator or the end of the formula, not the byte 0x0a"},
    {"x\xc3\xa9", "column 2: expected an operator or the end of the formula, not the byte 0xc3"},
    {"1e", "column 2: expected an operator, as in 1*e"},
    {".", "column 1: expected a number"},
    {"0x10", "column 2: expected an operator, as in 0*x10"},
    {"nan", "column 1: unknown name 'nan'"},
    {"x^", "column 3: expected a number"},
    {"x+1e999", "column 3: number larger than 1.7e308"},
    {"sin(2x)", "column 6: expected an operator, as in 2*x, not 'x'"},
    {"((x)(y))", "column 5: expected an operator, as in (x)*(y), not '('"},
};

/* Slopes along x where a formula for them could lose its digits or be NaN; from 60 digits. */
static const struct {
    const char *text;
    double x, y, slope;
} slopes[] = {
    {"tanh(x)", 11, 0, 1.11578723652507934e-09},
    {"tanh(x)", 19.5, 0, 4.61928966920631429e-17},
    {"tanh(-x)", 400, 0, 0},
    {"asin(x)", 1 - 0x1p-53, 0, 67108864.0},
    {"acos(x)", 1 - 0x1p-53, 0, -67108864.0},
    {"pow(x,0)", 0, 0, 0},
    {"x^-0", 0, 0, 0},
    {"x^(1-1)", 0, 0, 0},
    {"x^y", 0, 0, 0},
    {"y^x", 0, 0, 0},
    {"x^y", 0, 1, 1},
    {"1/(1+exp(-x))", -720, 0, 0},
    {"1/(1+exp(-x))", -700, 0, 9.85967654375977086e-305},
};

START_TEST(slopes_keep_their_digits)
{
    struct expression *expression;
    struct error error;
    double x[2] = {slopes[_i].x, slopes[_i].y}, gradient[2];

    assert_status(expression_parse(slopes[_i].text, &expression, &error), STATUS_OK, &error);
    expression_gradient(expression, x, gradient);
    ck_assert_double_le(fabs(gradient[0] - slopes[_i].slope), 2e-14 * fabs(slopes[_i].slope));
    expression_free(expression);
}
END_TEST

START_TEST(faults_are_located)
{
    struct expression *expression;
    struct error error;

    assert_status(expression_parse(faults[_i].text, &expression, &error), STATUS_USAGE, &error);
    ck_assert_ptr_null(expression);
    assert_message_holds(&error, faults[_i].message);
}
END_TEST

/* What the parser reads, which a manifest records, and what readers see. */
static const struct {
    const char *given, *text, *formula;
} spelled[] = {
    {"x^2 + y", "x^2 + y", "x1^2 + x2"},
    {"X²+2·Y³", "x^2+2*y^3", "x1^2 + 2 x2^3"},
    {"sin^2(x)*Cos²(π·y)", "sin(x)^2*cos(pi*y)^2", "sin(x1)^2 cos(π x2)^2"},
    {"ln(x**2)−floor(1E2*x)", "log(x^2)-floor(1E2*x)", "log(x1^2) - floor(1E2 x1)"},
    {"sin^2(cos^3(x)+1)", "sin(cos(x)^3+1)^2", "sin(cos(x1)^3 + 1)^2"},
    {"√(x₁)÷x₂", "sqrt(x1)/x2", "sqrt(x1)/x2"},
};

START_TEST(other_spellings_become_the_parsers)
{
    struct expression *expression = parsed(spelled[_i].given);
    struct text formula = {0};

    ck_assert_str_eq(expression_text(expression), spelled[_i].text);
    expression_formula(expression, &formula);
    ck_assert_str_eq(text_string(&formula), spelled[_i].formula);
    text_free(&formula);
    expression_free(expression);
    expression = parsed(spelled[_i].text); /* as verify reads it */
    ck_assert_str_eq(expression_text(expression), spelled[_i].text);
    expression_free(expression);
}
END_TEST

/* The limit is that of the parser's spelling, which can be longer or shorter. */
START_TEST(the_length_is_that_of_the_spelling)
{
    struct expression *expression;
    struct error error;
    char text[4000] = "";

    for (int i = 0; i < 300; i++)
        strcat(text, "x−");
    strcat(text, "1");
    ck_assert_double_eq_tol(value_at(text, 1, 0), -299, 1e-12);
    text[0] = '\0';
    for (int i = 0; i < 400; i++)
        strcat(text, "e-");
    strcat(text, "ln(π)");
    expression_free(parsed(text));
    text[0] = '\0';
    for (int i = 0; i < 334; i++)
        strcat(text, "√(");
    assert_status(expression_parse(text, &expression, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "longer than 1000 characters");
}
END_TEST

/* Whatever bytes: a program, or a message in which they are not. */
START_TEST(random_texts_are_read_or_refused)
{
    static const char *const pieces[] = {"x",    "Y",    "2", ".",   "e", "E3", "(",     ")",
                                         "^",    "**",   "²", "³",   "π", "·",  "−",     "sin",
                                         "ln",   " ",    ",", "max", "-", "+",  "*",     "/",
                                         "\xff", "\xce", "é", "√",   "₂", "|",  "sin^2("};
    struct expression *expression;
    struct random random;
    struct error error;
    char text[512];

    random_seed(&random, 11);
    for (int trial = 0; trial < 20000; trial++) {
        text[0] = '\0';
        for (int n = (int)(20 * random_uniform(&random)); n >= 0; n--)
            strcat(text, pieces[(size_t)(random_uniform(&random) *
                                         (double)(sizeof pieces / sizeof *pieces))]);
        enum status status = expression_parse(text, &expression, &error);
        if (status == STATUS_OK) {
            struct expression *again = parsed(expression_text(expression));
            ck_assert_str_eq(expression_text(again), expression_text(expression));
            ck_assert_uint_eq(again->count, expression->count);
            expression_value(expression, (double[]){0.5, 0.25});
            expression_free(again);
        }
        ck_assert(status == STATUS_OK || status == STATUS_USAGE);
        expression_free(expression);
    }
}
END_TEST

static void fill(char text[], const char *part, int times)
{
    text[0] = '\0';
    for (int i = 0; i < times; i++)
        strcat(text, part);
}

START_TEST(depth_and_length_are_bounded)
{
    static const char *const openings[] = {"(", "-", "sin(", "2^", "min(x,x+y*", "x+y*min(x,"};
    struct expression *expression;
    struct error error;
    char text[2000];

    fill(text, openings[_i], 101);
    assert_status(expression_parse(text, &expression, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, strlen(text) > 1000 ? "longer than 1000" : "deeper than 100");
    fill(text, "x+", 400);
    strcat(text, "x");
    ck_assert_double_eq_tol(value_at(text, 1, 0), 401, 1e-12);
    fill(text, "x+", 600);
    assert_status(expression_parse(text, &expression, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "longer than 1000 characters");
}
END_TEST

/* As deep as it may be, with as many values waiting as can be. */
START_TEST(the_deepest_formula_has_a_value)
{
    char text[2000] = "";

    fill(text, "x+y*(", 99);
    strcat(text, "1");
    for (int i = 0; i < 99; i++)
        strcat(text, ")");
    ck_assert_double_eq_tol(value_at(text, 1, 1), 100, 1e-12);
    fill(text, "x+y*max(0,", 70);
    strcat(text, "1");
    for (int i = 0; i < 70; i++)
        strcat(text, ")");
    ck_assert_double_eq_tol(value_at(text, 1, 1), 71, 1e-12);
}
END_TEST

/* Formulas that have slopes wherever x is in (0.2, 0.9) and y in (1.1, 1.9). */
static const char *const smooth[] = {
    "x^2*y^3-x/y+y/3",
    "sqrt(x)*exp(-y)+log(x*y)+log10(x+y)",
    "sin(x*y)+cos(x/y)*tan(x)",
    "asin(x/2)+acos(y/3)+atan(x*y)",
    "sinh(x)+cosh(y)+tanh(x-y)",
    "abs(x-y)*abs(x)",
    "min(x,y)*max(x,y)^2",
    "x^y+y^x+2^x+x^-2+pow(y,2.5)",
    "atan2(x,y)+hypot(x,2*y)",
    "(1-x)^2+100*(y-x^2)^2",
    "-20*exp(-0.2*sqrt((x^2+y^2)/2))-exp((cos(2*pi*x)+cos(2*pi*y))/2)+e+20",
    "1/(x*y)/(1+x)",
    "x^5*y^16",
};

START_TEST(slopes_are_central_differences)
{
    struct expression *expression = parsed(smooth[_i]);
    struct random random;

    random_seed(&random, 5);
    for (int trial = 0; trial < 50; trial++) {
        double x[2] = {0.2 + 0.7 * random_uniform(&random), 1.1 + 0.8 * random_uniform(&random)};
        double gradient[2];
        expression_gradient(expression, x, gradient);
        for (int k = 0; k < 2; k++) {
            double above[2] = {x[0], x[1]}, below[2] = {x[0], x[1]};
            above[k] += 1e-6;
            below[k] -= 1e-6;
            double slope =
                (expression_value(expression, above) - expression_value(expression, below)) / 2e-6;
            ck_assert_double_eq_tol(gradient[k], slope, 1e-7 * fmax(1, fabs(slope)));
        }
    }
    expression_free(expression);
}
END_TEST

/* The same formula, the same order of operations: the same bits. */
static const struct {
    const char *problem, *text;
} twins[] = {
    {"sphere", "x^2+y^2"},
    {"rosenbrock", "(1-x)^2+100*(y-x^2)^2"},
    {"himmelblau", "(x^2+y-11)^2+(x+y^2-7)^2"},
    {"booth", "(x+2*y-7)^2+(2*x+y-5)^2"},
    {"matyas", "0.26*(x^2+y^2)-0.48*x*y"},
};

START_TEST(a_built_in_problem_is_the_same_bits)
{
    const struct problem *built_in = problem_find(twins[_i].problem);
    struct expression *expression = parsed(twins[_i].text);
    const struct problem own = {.variables = 2, .expression = expression};
    struct random random;

    random_seed(&random, 6);
    for (int trial = 0; trial < 1000; trial++) {
        double x[2] = {4 * random_uniform(&random) - 2, 4 * random_uniform(&random) - 2};
        double wanted[2], gradient[2];
        assert_same_double(problem_objective(&own, x), problem_objective(built_in, x));
        problem_gradient(built_in, x, wanted);
        problem_gradient(&own, x, gradient);
        assert_same_double(gradient[0], wanted[0]);
        assert_same_double(gradient[1], wanted[1]);
    }
    expression_free(expression);
}
END_TEST

/* Where there is no value there is no error either; and what does not depend on a variable has no
 * slope along it, whatever the other one does. */
START_TEST(outside_of_the_domain)
{
    struct expression *expression = parsed("x^2+sqrt(y)");
    double gradient[2];

    ck_assert(isnan(value_at("log(x)", -1, 0)));
    ck_assert(isinf(value_at("1/x", 0, 0)));
    expression_gradient(expression, (double[]){3, 0}, gradient);
    assert_same_double(gradient[0], 6);
    ck_assert(isinf(gradient[1]));
    expression_free(expression);
    expression = parsed("hypot(x,y)+x^y");
    expression_gradient(expression, (double[]){0, 2}, gradient);
    assert_same_double(gradient[0], 0);
    assert_same_double(gradient[1], 1);
    expression_free(expression);
}
END_TEST

static const struct {
    const char *text;
    double x, y, slopes[2];
} edges[] = {
    {"x^0", 0, 0, {0, 0}},
    {"x^2+1/y", 3, 0, {6, -INFINITY}},
    {"x^2+log(y)", 3, -1, {6, NAN}},
    {"x^2+abs(log10(y))", 3, -1, {6, NAN}},
    {"min(x,log(y))", 1, -1, {0, NAN}},
    {"max(x,log(y))", 1, -1, {0, NAN}},
    {"abs(x)", 0, 0, {0, 0}},
    {"min(x,y)", 1, 1, {1, 0}},
    {"max(x,y)", 1, 1, {1, 0}},
    {"x+floor(x*y)", 0.5, 0.25, {1, 0}},
    {"ceil(x)", 1, 1, {0, 0}},
};

START_TEST(slopes_at_edges)
{
    struct expression *expression = parsed(edges[_i].text);
    double gradient[2];

    expression_gradient(expression, (double[]){edges[_i].x, edges[_i].y}, gradient);
    for (int k = 0; k < 2; k++)
        assert_same_double(gradient[k], edges[_i].slopes[k]);
    expression_free(expression);
}
END_TEST

/* One rounding: a product with the reciprocal has other bits for every third x. */
START_TEST(the_slope_of_a_root_is_a_quotient)
{
    struct expression *expression = parsed("sqrt(3*x)");

    for (int i = 1; i < 1000; i++) {
        double gradient[2], x[2] = {0.37 * i, 0};
        expression_gradient(expression, x, gradient);
        assert_same_double(gradient[0], 3 / (2 * sqrt(3 * x[0])));
    }
    expression_free(expression);
}
END_TEST

static const struct {
    const char *text, *formula;
} formulas[] = {
    {"(1-x)^2+100*(y-x^2)^2", "(1 - x1)^2 + 100 (x2 - x1^2)^2"},
    {"-x + -y", "-x1 + -x2"},
    {"1e-3*x1", "1e-3 x1"},
    {"sin(2*pi*x)/max(x,y)", "sin(2 π x1)/max(x1, x2)"},
    {"exp(-x)-e", "exp(-x1) - e"},
    {"2*-x", "2 * -x1"},
    {"2 * 3", "2 * 3"},
    {"x/2*y", "x1/2 * x2"},
    {"x/(2*y)+x*y", "x1/(2 x2) + x1 x2"},
    {"sin(x/2)*y", "sin(x1/2) x2"},
    {"x*(y+1)", "x1 * (x2 + 1)"},
    {"x^2*(y+1)", "x1^2 (x2 + 1)"},
    {"1e2*(x)", "1e2 (x1)"},
};

START_TEST(formulas_are_for_readers)
{
    struct expression *expression = parsed(formulas[_i].text);
    struct text out = {0};

    expression_formula(expression, &out);
    ck_assert_str_eq(text_string(&out), formulas[_i].formula);
    text_free(&out);
    expression_free(expression);
}
END_TEST

/* Of the alphabet of formulas, and some of none: refused or not, never worse. */
START_TEST(garbage_is_harmless)
{
    static const char letters[] = "xy12.e+-*/^(),sincoslogpabqrt mx\t\x01\xff";
    struct random random;

    random_seed(&random, 7);
    for (int trial = 0; trial < 20000; trial++) {
        struct expression *expression;
        struct error error;
        char text[24];
        size_t length = random_bits(&random) % sizeof text;
        for (size_t i = 0; i < length; i++)
            text[i] = letters[random_bits(&random) % (sizeof letters - 1)];
        text[length < sizeof text ? length : sizeof text - 1] = '\0';
        if (expression_parse(text, &expression, &error) == STATUS_OK) {
            double gradient[2], x[2] = {0.5, 0.25};
            struct text out = {0};
            (void)expression_value(expression, x);
            expression_gradient(expression, x, gradient);
            expression_formula(expression, &out);
            text_free(&out);
        }
        expression_free(expression);
    }
}
END_TEST

Suite *expression_suite(void)
{
    Suite *suite = suite_create("expression");
    TCase *tests = tcase_create("expression");

    tcase_add_loop_test(tests, values_are_cs, 0, sizeof values / sizeof *values);
    tcase_add_loop_test(tests, slopes_keep_their_digits, 0, sizeof slopes / sizeof *slopes);
    tcase_add_loop_test(tests, faults_are_located, 0, sizeof faults / sizeof *faults);
    tcase_add_loop_test(tests, other_spellings_become_the_parsers, 0,
                        sizeof spelled / sizeof *spelled);
    tcase_add_test(tests, the_length_is_that_of_the_spelling);
    tcase_add_test(tests, random_texts_are_read_or_refused);
    tcase_add_loop_test(tests, depth_and_length_are_bounded, 0, 6);
    tcase_add_test(tests, the_deepest_formula_has_a_value);
    tcase_add_loop_test(tests, slopes_are_central_differences, 0, sizeof smooth / sizeof *smooth);
    tcase_add_loop_test(tests, a_built_in_problem_is_the_same_bits, 0,
                        sizeof twins / sizeof *twins);
    tcase_add_test(tests, outside_of_the_domain);
    tcase_add_loop_test(tests, slopes_at_edges, 0, sizeof edges / sizeof *edges);
    tcase_add_test(tests, the_slope_of_a_root_is_a_quotient);
    tcase_add_loop_test(tests, formulas_are_for_readers, 0, sizeof formulas / sizeof *formulas);
    tcase_add_test(tests, garbage_is_harmless);
    suite_add_tcase(suite, tests);
    return suite;
}
