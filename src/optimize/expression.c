/* Parser of formulas: from text to a program. */
#include "optimize/expression.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggestion.h"
#include "optimize/expression_program.h"
#include "optimize/expression_spelling.h"

#define PI 3.14159265358979323846
#define EULER 2.71828182845904523536

#define LARGEST_PRODUCT 16 /* the highest power computed by multiplication */

static const struct {
    const char *name;
    enum operation operation;
} functions_of_two[] = {
    {"min", MINIMUM},       {"max", MAXIMUM},      {"pow", POWER},
    {"atan2", ARCTANGENT2}, {"hypot", HYPOTENUSE},
};

static const struct {
    const char *name;
    struct instruction instruction;
} simple_names[] = {
    {"x", {.operation = VARIABLE, .variable = 0}},  {"y", {.operation = VARIABLE, .variable = 1}},
    {"x1", {.operation = VARIABLE, .variable = 0}}, {"x2", {.operation = VARIABLE, .variable = 1}},
    {"pi", {.operation = NUMBER, .number = PI}},    {"e", {.operation = NUMBER, .number = EULER}},
};

#define SIMPLE_NAMES (sizeof simple_names / sizeof *simple_names)
#define FUNCTIONS_OF_TWO (sizeof functions_of_two / sizeof *functions_of_two)

struct parser {
    const struct expression_spelling *spelling;
    const char *text, *at; /* borrowed from the spelling */
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

/* The column in the original text. */
static size_t column_at(const struct parser *parser, const char *at)
{
    return parser->spelling->columns[at - parser->text];
}

/* ---- Messages -------------------------------------------------------------------------------- */

/* Advice for characters that have a meaning in other notations. */
static const char *advice_for(const struct parser *parser)
{
    const char *at = parser->at;
    bool is_decimal = parser->depth == 0 && at > parser->text && isdigit((unsigned char)at[-1]) &&
                      isdigit((unsigned char)at[1]);

    switch (*at) {
    case '|':
        return "; the absolute value of x is abs(x)";
    case '=':
        return "; omit the = and everything before it";
    case '[':
    case '{':
        return "; use parentheses, ( and )";
    case ',':
        return is_decimal ? "; use a period as the decimal point" : "";
    default:
        return "";
    }
}

/* Sets the error with the unexpected character, which is printed only if it is printable ASCII. */
static enum status fail(const struct parser *parser, const char *what)
{
    size_t column = column_at(parser, parser->at);
    unsigned char c = (unsigned char)*parser->at;

    error_set(parser->error, STATUS_USAGE, "column %zu: %s, not ", column, what);
    if (c == '\0')
        error_extend(parser->error, STATUS_USAGE, "the end of the formula");
    else if (c < ' ' || c > '~')
        error_extend(parser->error, STATUS_USAGE, "the byte 0x%02x", c);
    else
        error_extend(parser->error, STATUS_USAGE, "'%c'", c);
    return error_extend(parser->error, STATUS_USAGE, "%s", advice_for(parser));
}

/* The start of the operand that ends there: a number, a name, or a parenthesized expression with
 * its function. */
static const char *operand_before(const struct parser *parser, const char *end)
{
    const char *at = end;
    int depth = 0;

    while (at > parser->text) {
        depth += (at[-1] == ')') - (at[-1] == '(');
        if (depth < 0 ||
            (depth == 0 && at[-1] != '(' && !isalnum((unsigned char)at[-1]) && at[-1] != '.'))
            break;
        at--;
    }
    return at;
}

static const char *operand_behind(const char *begin)
{
    const char *at = begin;
    int depth = 0;

    while (isalnum((unsigned char)*at))
        at++;
    for (; *at == '(' || (depth > 0 && *at != '\0'); at++) {
        depth += (*at == '(') - (*at == ')');
        if (depth == 0)
            return at + 1;
    }
    return at;
}

/* Sets the error after an operand; for a missing *, with the corrected product. */
static enum status fail_after_operand(const struct parser *parser, const char *what)
{
    const char *at = parser->at, *end = at;
    char form[64];

    if (!isalnum((unsigned char)*at) && *at != '(')
        return fail(parser, what);
    while (end > parser->text && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    const char *left = operand_before(parser, end), *right = operand_behind(at);
    if (end - left > 20 || right - at > 20)
        return fail(parser, "expected an operator, such as * between factors");
    snprintf(form, sizeof form, "expected an operator, as in %.*s*%.*s", (int)(end - left), left,
             (int)(right - at), at);
    return fail(parser, form);
}

const char *expression_name(size_t i)
{
    if (i < SIMPLE_NAMES)
        return simple_names[i].name;
    i -= SIMPLE_NAMES;
    if (i < expression_function_count)
        return expression_functions[i].name;
    i -= expression_function_count;
    return i < FUNCTIONS_OF_TWO ? functions_of_two[i].name : NULL;
}

bool expression_is_function(const char *word, size_t length)
{
    size_t i = name_find(word, length, expression_name);

    return i >= SIMPLE_NAMES && expression_name(i) != NULL;
}

/* Functions of other languages and their equivalents. */
static const struct {
    const char *name, *instead;
} foreign_names[] = {
    {"mod", "u-v*floor(u/v) for mod(u,v)"},
    {"fmod", "u-v*floor(u/v) for fmod(u,v)"},
    {"round", "floor(u+0.5) for round(u)"},
    {"trunc", "floor(u) or ceil(u) for trunc(u)"},
    {"int", "floor(u) for int(u)"},
    {"sign", "u/abs(u) for sign(u)"},
    {"sgn", "u/abs(u) for sgn(u)"},
    {"fabs", "abs(u) for fabs(u)"},
    {"power", "u^v for power(u,v)"},
    {"sqr", "u^2 for sqr(u)"},
    {"square", "u^2 for square(u)"},
    {"root", "sqrt(u) for root(u)"},
    {"cbrt", "u^(1/3) for cbrt(u)"},
    {"exp2", "2^u for exp2(u)"},
    {"log2", "log(u)/log(2) for log2(u)"},
    {"log1p", "log(1+u) for log1p(u)"},
    {"lg", "log10(u) for lg(u)"},
    {"sec", "1/cos(u) for sec(u)"},
    {"csc", "1/sin(u) for csc(u)"},
    {"cot", "1/tan(u) for cot(u)"},
    {"tg", "tan(u) for tg(u)"},
    {"arcsin", "asin(u) for arcsin(u)"},
    {"arccos", "acos(u) for arccos(u)"},
    {"arctan", "atan(u) for arctan(u)"},
    {"arctan2", "atan2(u,v) for arctan2(u,v)"},
    {"tau", "2*pi for tau"},
};

/* Where to split a name that is a product without an operator, such as xy; 0: it is not. */
static size_t parting_of(const char *word, size_t length)
{
    for (size_t left = 1; left < length; left++) {
        size_t i = name_find(word, left, expression_name);
        if (i < SIMPLE_NAMES && isalpha((unsigned char)word[left]) &&
            expression_name(name_find(word + left, length - left, expression_name)) != NULL)
            return left;
    }
    return 0;
}

static enum status list_names(struct error *error)
{
    for (size_t i = 0; expression_name(i) != NULL; i++)
        error_extend(error, STATUS_USAGE, "%s%s", i == 0 ? "known names: " : ", ",
                     expression_name(i));
    return STATUS_USAGE;
}

static enum status fail_name(const struct parser *parser, const char *word, size_t length)
{
    const char *nearest = suggestion_find(word, length, expression_name);
    size_t left = parting_of(word, length);
    struct error *error = parser->error;

    error_set(error, STATUS_USAGE, "column %zu: unknown name '%.*s'; ", column_at(parser, word),
              length > 20 ? 20 : (int)length, word);
    for (size_t i = 0; i < sizeof foreign_names / sizeof *foreign_names; i++)
        if (name_matches(word, length, foreign_names[i].name))
            return error_extend(error, STATUS_USAGE, "write %s", foreign_names[i].instead);
    if (left > 0)
        return error_extend(error, STATUS_USAGE, "write %.*s*%.*s for a product", (int)left, word,
                            (int)(length - left), word + left);
    if (length == 1 || (length == 2 && isdigit((unsigned char)word[1])))
        return error_extend(error, STATUS_USAGE, "the variables are x and y, or x1 and x2");
    if (nearest != NULL)
        return error_extend(error, STATUS_USAGE, "did you mean '%s'?", nearest);
    return list_names(error);
}

/* ---- The grammar ----------------------------------------------------------------------------- */

static enum status go_deeper(struct parser *parser)
{
    if (++parser->depth <= EXPRESSION_MAX_DEPTH)
        return STATUS_OK;
    error_set(parser->error, STATUS_USAGE, "column %zu: nested deeper than %d levels",
              column_at(parser, parser->at), EXPRESSION_MAX_DEPTH);
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
        return fail_after_operand(parser, "expected ) or an operator");
    parser->at++;
    return STATUS_OK;
}

/* Digits with a point and an exponent, as in C; strtod alone would also accept inf, nan and 0x1. */
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
        return fail(parser, "expected a number, a variable or a function");
    if (*c == 'e' || *c == 'E') {
        size_t sign = c[1] == '+' || c[1] == '-';
        size_t exponent = strspn(c + 1 + sign, "0123456789");
        c += exponent > 0 ? 1 + sign + exponent : 0;
    }
    double number = strtod(parser->at, NULL);
    if (isinf(number)) {
        error_set(parser->error, STATUS_USAGE, "column %zu: number larger than 1.7e308",
                  column_at(parser, parser->at));
        return STATUS_USAGE;
    }
    emit(parser, (struct instruction){.operation = NUMBER, .number = number});
    parser->at = c;
    return STATUS_OK;
}

static enum status parse_arguments(struct parser *parser, struct instruction call, size_t count)
{
    enum status status = expect(parser, '(', "expected ( after the function name");

    if (status == STATUS_OK)
        status = go_deeper(parser);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (i > 0)
            status = expect(parser, ',', "expected , and a second argument");
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
    for (size_t i = 0; i < SIMPLE_NAMES; i++)
        if (is_word(parser->at, length, simple_names[i].name)) {
            emit(parser, simple_names[i].instruction);
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
    for (size_t i = 0; i < FUNCTIONS_OF_TWO; i++)
        if (is_word(word, length, functions_of_two[i].name)) {
            parser->at += length;
            return parse_arguments(
                parser, (struct instruction){.operation = functions_of_two[i].operation}, 2);
        }
    return fail_name(parser, word, length);
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

/* A literal exponent computed by multiplication replaces its number in the program. */
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
    return fail_after_operand(parser, "expected an operator or the end of the formula");
}

static enum status parse_spelling(const struct expression_spelling *spelling,
                                  struct expression **expression, struct error *error)
{
    struct parser parser = {
        .spelling = spelling, .text = spelling->text, .at = spelling->text, .error = error};

    parser.expression = calloc(1, sizeof *parser.expression);
    if (parser.expression == NULL)
        return error_out_of_memory(error);
    parser.expression->text = strdup(spelling->text);
    parser.expression->program = calloc(spelling->length + 1, sizeof *parser.expression->program);
    enum status status = parser.expression->text == NULL || parser.expression->program == NULL
                             ? error_out_of_memory(error)
                             : parse_all(&parser);
    if (status == STATUS_OK)
        *expression = parser.expression;
    else
        expression_free(parser.expression);
    return status;
}

enum status expression_parse(const char *text, struct expression **expression, struct error *error)
{
    struct expression_spelling spelling;
    enum status status = expression_spell(text, &spelling, error);

    *expression = NULL;
    return status == STATUS_OK ? parse_spelling(&spelling, expression, error) : status;
}

const char *expression_text(const struct expression *expression)
{
    return expression->text;
}

void expression_free(struct expression *expression)
{
    if (expression == NULL)
        return;
    free(expression->text);
    free(expression->program);
    free(expression);
}
