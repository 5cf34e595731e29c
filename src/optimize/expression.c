/* The parser, which turns the text into a program. */
#include "optimize/expression.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/expression_program.h"

#define PI 3.14159265358979323846
#define EULER 2.71828182845904523536

#define LARGEST_PRODUCT 16 /* the highest power that is multiplied out */

static const struct {
    const char *name;
    enum operation operation;
} functions_of_two[] = {
    {"min", MINIMUM},       {"max", MAXIMUM},      {"pow", POWER},
    {"atan2", ARCTANGENT2}, {"hypot", HYPOTENUSE},
};

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
    for (size_t i = 0; i < expression_function_count; i++)
        if (is_word(word, length, expression_functions[i].name)) {
            parser->at += length;
            return parse_arguments(
                parser,
                (struct instruction){.operation = FUNCTION, .function = &expression_functions[i]},
                1);
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
