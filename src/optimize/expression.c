/* The parser turns the text into a program for a machine with a stack; the machine has two modes,
 * values only, and values with their slopes. */
#include "optimize/expression.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define EULER 2.71828182845904523536

/* Values that wait for their operation: at each depth at most a term, a factor, and the first of
 * two arguments. */
#define STACK (3 * (EXPRESSION_MAX_DEPTH + 2))

#define LARGEST_PRODUCT 16 /* the highest power that is multiplied out */

enum operation {
    NUMBER,
    VARIABLE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE,
    WHOLE_POWER, /* of the number in the instruction */
    POWER,
    MINIMUM,
    MAXIMUM,
    ARCTANGENT2,
    HYPOTENUSE,
    FUNCTION,
};

/* f(u), and f'(u), where f(u) is known already; or 1 / f'(u), so that a division is rounded once.
 */
struct function {
    const char *name;
    double (*value)(double u);
    double (*slope)(double u, double value);
    bool inverse;
};

struct instruction {
    enum operation operation;
    double number; /* a constant, or an exponent */
    int variable;
    const struct function *function;
};

struct expression {
    char *text;
    struct instruction *program; /* as many as there are characters suffice */
    size_t count;
};

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
    return 1.0 / (u * log(10.0));
}

static double slope_sin(double u, double value)
{
    (void)value;
    return cos(u);
}

static double slope_cos(double u, double value)
{
    (void)value;
    return -sin(u);
}

static double slope_tan(double u, double value)
{
    (void)u;
    return 1.0 + value * value;
}

static double slope_asin(double u, double value)
{
    (void)value;
    return 1.0 / sqrt(1.0 - u * u);
}

static double slope_acos(double u, double value)
{
    (void)value;
    return -1.0 / sqrt(1.0 - u * u);
}

static double slope_atan(double u, double value)
{
    (void)value;
    return 1.0 / (1.0 + u * u);
}

static double slope_sinh(double u, double value)
{
    (void)value;
    return cosh(u);
}

static double slope_cosh(double u, double value)
{
    (void)value;
    return sinh(u);
}

static double slope_tanh(double u, double value)
{
    (void)u;
    return 1.0 - value * value;
}

static double slope_abs(double u, double value)
{
    (void)value;
    return (double)((u > 0.0) - (u < 0.0));
}

static const struct function functions[] = {
    {"sqrt", sqrt, inverse_slope_sqrt, true}, {"exp", exp, slope_exp, false},
    {"log", log, slope_log, false},           {"log10", log10, slope_log10, false},
    {"sin", sin, slope_sin, false},           {"cos", cos, slope_cos, false},
    {"tan", tan, slope_tan, false},           {"asin", asin, slope_asin, false},
    {"acos", acos, slope_acos, false},        {"atan", atan, slope_atan, false},
    {"sinh", sinh, slope_sinh, false},        {"cosh", cosh, slope_cosh, false},
    {"tanh", tanh, slope_tanh, false},        {"abs", fabs, slope_abs, false},
};

static const struct {
    const char *name;
    enum operation operation;
} functions_of_two[] = {
    {"min", MINIMUM},       {"max", MAXIMUM},      {"pow", POWER},
    {"atan2", ARCTANGENT2}, {"hypot", HYPOTENUSE},
};

/* ---- The parser ------------------------------------------------------------------------------ */

struct parser {
    const char *text, *at;
    struct expression *expression;
    size_t depth;
    struct error *error;
};

static enum status parse_sum(struct parser *parser);
static enum status parse_signed(struct parser *parser);

static void skip_space(struct parser *parser)
{
    while (*parser->at == ' ' || *parser->at == '\t')
        parser->at++;
}

/* What is there instead, for the message: never a raw byte that is not plain ASCII. */
static enum status fail(const struct parser *parser, const char *what)
{
    size_t column = (size_t)(parser->at - parser->text) + 1;
    unsigned char c = (unsigned char)*parser->at;

    if (c == '\0')
        error_set(parser->error, STATUS_USAGE, "column %zu: %s, and not the end", column, what);
    else if (c < ' ' || c > '~')
        error_set(parser->error, STATUS_USAGE, "column %zu: %s, and not the byte 0x%02x", column,
                  what, c);
    else
        error_set(parser->error, STATUS_USAGE, "column %zu: %s, and not '%c'", column, what, c);
    return STATUS_USAGE;
}

/* After an operand: whoever leaves out a * is told so, in parentheses too. */
static enum status fail_after_operand(const struct parser *parser, const char *what)
{
    if (isalnum((unsigned char)*parser->at) || *parser->at == '(')
        return fail(parser, "there must be an operator, as * between factors");
    return fail(parser, what);
}

static enum status go_deeper(struct parser *parser)
{
    if (++parser->depth <= EXPRESSION_MAX_DEPTH)
        return STATUS_OK;
    error_set(parser->error, STATUS_USAGE, "column %zu: this is deeper than %d levels",
              (size_t)(parser->at - parser->text) + 1, EXPRESSION_MAX_DEPTH);
    return STATUS_USAGE;
}

static void emit(struct parser *parser, struct instruction instruction)
{
    parser->expression->program[parser->expression->count++] = instruction;
}

static enum status expect(struct parser *parser, char c, const char *what)
{
    skip_space(parser);
    if (*parser->at != c)
        return fail(parser, what);
    parser->at++;
    return STATUS_OK;
}

static enum status expect_closing(struct parser *parser)
{
    skip_space(parser);
    if (*parser->at != ')')
        return fail_after_operand(parser, "there must be ) or an operator");
    parser->at++;
    return STATUS_OK;
}

/* Digits with a point and an exponent, as in C; strtod alone would also take inf, nan and 0x1. */
static enum status parse_number(struct parser *parser)
{
    const char *c = parser->at;
    size_t digits = strspn(c, "0123456789");

    c += digits;
    if (*c == '.') {
        size_t decimals = strspn(c + 1, "0123456789");
        digits += decimals;
        c += 1 + decimals;
    }
    if (digits == 0)
        return fail(parser, "there must be a number, a variable or a function");
    if (*c == 'e' || *c == 'E') {
        size_t sign = c[1] == '+' || c[1] == '-';
        size_t exponent = strspn(c + 1 + sign, "0123456789");
        c += exponent > 0 ? 1 + sign + exponent : 0;
    }
    double number = strtod(parser->at, NULL);
    if (isinf(number)) {
        error_set(parser->error, STATUS_USAGE, "column %zu: the number is larger than 1.7e308",
                  (size_t)(parser->at - parser->text) + 1);
        return STATUS_USAGE;
    }
    emit(parser, (struct instruction){.operation = NUMBER, .number = number});
    parser->at = c;
    return STATUS_OK;
}

static enum status parse_arguments(struct parser *parser, struct instruction call, size_t count)
{
    enum status status = expect(parser, '(', "there must be ( after a function's name");

    if (status == STATUS_OK)
        status = go_deeper(parser);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (i > 0)
            status = expect(parser, ',', "there must be , and a second argument");
        if (status == STATUS_OK)
            status = parse_sum(parser);
    }
    if (status == STATUS_OK)
        status = expect_closing(parser);
    parser->depth--;
    emit(parser, call);
    return status;
}

static bool is_word(const char *word, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(word, name, length) == 0;
}

/* A variable or a constant: true if it was one. */
static bool parse_simple_name(struct parser *parser, size_t length)
{
    static const struct {
        const char *name;
        struct instruction instruction;
    } names[] = {
        {"x", {.operation = VARIABLE, .variable = 0}},
        {"y", {.operation = VARIABLE, .variable = 1}},
        {"x1", {.operation = VARIABLE, .variable = 0}},
        {"x2", {.operation = VARIABLE, .variable = 1}},
        {"pi", {.operation = NUMBER, .number = PI}},
        {"e", {.operation = NUMBER, .number = EULER}},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_word(parser->at, length, names[i].name)) {
            emit(parser, names[i].instruction);
            parser->at += length;
            return true;
        }
    return false;
}

static enum status parse_name(struct parser *parser)
{
    const char *word = parser->at;
    size_t length = 0;

    while (isalnum((unsigned char)word[length]))
        length++;
    if (parse_simple_name(parser, length))
        return STATUS_OK;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (is_word(word, length, functions[i].name)) {
            parser->at += length;
            return parse_arguments(
                parser, (struct instruction){.operation = FUNCTION, .function = &functions[i]}, 1);
        }
    for (size_t i = 0; i < sizeof functions_of_two / sizeof *functions_of_two; i++)
        if (is_word(word, length, functions_of_two[i].name)) {
            parser->at += length;
            return parse_arguments(
                parser, (struct instruction){.operation = functions_of_two[i].operation}, 2);
        }
    error_set(parser->error, STATUS_USAGE,
              "column %zu: there is no '%.*s'; there are x, y, pi, e, sqrt, exp, log, log10, sin, "
              "cos, tan, asin, acos, atan, sinh, cosh, tanh, abs, min, max, pow, atan2, hypot",
              (size_t)(word - parser->text) + 1, length > 20 ? 20 : (int)length, word);
    return STATUS_USAGE;
}

static enum status parse_atom(struct parser *parser)
{
    skip_space(parser);
    if (isalpha((unsigned char)*parser->at))
        return parse_name(parser);
    if (*parser->at != '(')
        return parse_number(parser);
    enum status status = go_deeper(parser);
    parser->at++;
    if (status == STATUS_OK)
        status = parse_sum(parser);
    if (status == STATUS_OK)
        status = expect_closing(parser);
    parser->depth--;
    return status;
}

/* A literal exponent that is multiplied out takes the place of its number. */
static void emit_power(struct parser *parser)
{
    struct expression *expression = parser->expression;
    struct instruction *last = &expression->program[expression->count - 1];

    if (last->operation == NUMBER && last->number >= 0.0 && last->number <= LARGEST_PRODUCT &&
        last->number == floor(last->number))
        *last = (struct instruction){.operation = WHOLE_POWER, .number = last->number};
    else
        emit(parser, (struct instruction){.operation = POWER});
}

static enum status parse_power(struct parser *parser)
{
    enum status status = parse_atom(parser);

    skip_space(parser);
    if (status != STATUS_OK || *parser->at != '^')
        return status;
    parser->at++;
    status = go_deeper(parser);
    if (status == STATUS_OK)
        status = parse_signed(parser);
    parser->depth--;
    if (status == STATUS_OK)
        emit_power(parser);
    return status;
}

static enum status parse_signed(struct parser *parser)
{
    skip_space(parser);
    char sign = *parser->at;
    if (sign != '+' && sign != '-')
        return parse_power(parser);
    enum status status = go_deeper(parser);
    parser->at++;
    if (status == STATUS_OK)
        status = parse_signed(parser);
    parser->depth--;
    if (status == STATUS_OK && sign == '-')
        emit(parser, (struct instruction){.operation = NEGATE});
    return status;
}

static enum status parse_product(struct parser *parser)
{
    enum status status = parse_signed(parser);

    while (status == STATUS_OK) {
        skip_space(parser);
        char c = *parser->at;
        if (c != '*' && c != '/')
            break;
        parser->at++;
        if (c == '*' && *parser->at == '*')
            return fail(parser, "a power is written ^: there must be a factor");
        status = parse_signed(parser);
        emit(parser, (struct instruction){.operation = c == '*' ? MULTIPLY : DIVIDE});
    }
    return status;
}

static enum status parse_sum(struct parser *parser)
{
    enum status status = parse_product(parser);

    while (status == STATUS_OK) {
        skip_space(parser);
        char c = *parser->at;
        if (c != '+' && c != '-')
            break;
        parser->at++;
        status = parse_product(parser);
        emit(parser, (struct instruction){.operation = c == '+' ? ADD : SUBTRACT});
    }
    return status;
}

static enum status parse_all(struct parser *parser)
{
    enum status status = parse_sum(parser);

    if (status != STATUS_OK || *parser->at == '\0')
        return status;
    return fail_after_operand(parser, "there must be an operator or the end");
}

enum status expression_parse(const char *text, struct expression **expression, struct error *error)
{
    size_t length = strlen(text);
    struct parser parser = {.text = text, .at = text, .error = error};

    *expression = NULL;
    if (length > EXPRESSION_MAX_LENGTH) {
        error_set(error, STATUS_USAGE, "it is longer than %d characters", EXPRESSION_MAX_LENGTH);
        return STATUS_USAGE;
    }
    parser.expression = calloc(1, sizeof *parser.expression);
    if (parser.expression == NULL)
        return error_out_of_memory(error);
    parser.expression->text = strdup(text);
    parser.expression->program = calloc(length + 1, sizeof *parser.expression->program);
    enum status status = parser.expression->text == NULL || parser.expression->program == NULL
                             ? error_out_of_memory(error)
                             : parse_all(&parser);
    if (status == STATUS_OK)
        *expression = parser.expression;
    else
        expression_free(parser.expression);
    return status;
}

void expression_free(struct expression *expression)
{
    if (expression == NULL)
        return;
    free(expression->text);
    free(expression->program);
    free(expression);
}

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
        return pow(u, v);
    case MINIMUM:
        return v < u || isnan(v) ? v : u;
    case MAXIMUM:
        return v > u || isnan(v) ? v : u;
    case ARCTANGENT2:
        return atan2(u, v);
    default:
        return hypot(u, v);
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

/* A value with its slopes along x and y. */
struct dual {
    double value, slope[2];
};

/* What does not change along a variable has no slope, whatever it is multiplied by: not 0 * inf. */
static double times(double factor, double slope)
{
    return slope == 0.0 ? 0.0 : factor * slope;
}

static double over(double slope, double divisor)
{
    return slope == 0.0 ? 0.0 : slope / divisor;
}

static double slope_of_power(struct dual u, struct dual v, double value, int k)
{
    double base = times(v.value * pow(u.value, v.value - 1.0), u.slope[k]);
    double exponent = value == 0.0 ? 0.0 : times(log(u.value) * value, v.slope[k]);

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
    case DIVIDE:
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
    default: /* at the tip of its cone no slope is the right one, and 0 a good one */
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

/* Where f has no value it has no slope either, though 1/u of log(u) is a number there. */
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

/* ---- For readers ----------------------------------------------------------------------------- */

/* Whether an operator at this place, without space before it, has something on its left. */
static bool is_binary(const char *text, const char *c)
{
    while (c > text && (c[-1] == ' ' || c[-1] == '\t'))
        c--;
    return c > text && strchr("+-*/^(,", c[-1]) == NULL &&
           !(strchr("eE", c[-1]) != NULL && c - 1 > text && isdigit((unsigned char)c[-2]));
}

static void append_name(struct text *out, const char *word, size_t length)
{
    if (length == 1 && (*word == 'x' || *word == 'y'))
        text_append(out, *word == 'x' ? "x1" : "x2");
    else if (is_word(word, length, "pi"))
        text_append(out, "π");
    else
        text_append_bytes(out, word, length);
}

/* Whether the product that c is in has a / before c: there a b/c d would be read as b/(c d). */
static bool is_after_division(const char *text, const char *c)
{
    int depth = 0;

    while (c-- > text && depth >= 0) {
        depth += (*c == ')') - (*c == '(');
        if (depth == 0 && *c == '/')
            return true;
        if (depth == 0 && (*c == ',' || ((*c == '+' || *c == '-') && is_binary(text, c))))
            return false;
    }
    return false;
}

/* A space will do for the * at c where nobody can take it for something else: 2 -x would be a
 * difference, 2 3 a number, x (y) a function. */
static bool is_space_enough(const char *text, const char *c)
{
    const char *right = c + 1 + strspn(c + 1, " \t"), *left = c;

    while (left > text && strchr(" \t", left[-1]) != NULL)
        left--;
    while (left > text && (isalnum((unsigned char)left[-1]) || left[-1] == '.'))
        left--;
    if (*right == '(' ? isalpha((unsigned char)*left) : !isalpha((unsigned char)*right))
        return false;
    return !is_after_division(text, c);
}

/* Numbers as they are, names by words, spaces around what binds least. */
void expression_formula(const struct expression *expression, struct text *out)
{
    const char *text = expression->text;

    for (const char *c = text; *c != '\0'; c++) {
        size_t length = 0;
        if (isdigit((unsigned char)*c) || *c == '.') {
            char *end;
            strtod(c, &end);
            text_append_bytes(out, c, (size_t)(end - c));
            c = end - 1;
        } else if (isalpha((unsigned char)*c)) {
            while (isalnum((unsigned char)c[length]))
                length++;
            append_name(out, c, length);
            c += length - 1;
        } else if ((*c == '+' || *c == '-') && is_binary(text, c)) {
            text_appendf(out, " %c ", *c);
        } else if (*c == '*') {
            text_append(out, is_space_enough(text, c) ? " " : " * ");
        } else if (*c != ' ' && *c != '\t') {
            text_append(out, *c == ',' ? ", " : (char[]){*c, '\0'});
        }
    }
}
