/* Formulas under libFuzzer. A formula in parentheses, with a sign before it, and in the form
 * printed for readers has the same values and gradients. */
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/expression.h"

static const double points[][2] = {{0, 0},       {1, -1},           {-0.5, 2},        {1e-310, 3},
                                   {1e308, 7.5}, {-1e200, -1e-200}, {INFINITY, -0.0}, {NAN, 1}};

/* NULL: not a formula. */
static struct expression *parse(const char *text)
{
    struct expression *expression = NULL;
    struct error error = {""};
    enum status status = expression_parse(text, &expression, &error);

    if ((status == STATUS_OK) != (expression != NULL) ||
        (status != STATUS_OK && (status != STATUS_USAGE || *error.message == '\0')))
        abort();
    return expression;
}

/* Bit for bit, but that every NaN is the same. */
static bool is_same(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

/* `sign` is -1 where b is the negative of a: a slope of 0 has no sign there. */
static void compare(const struct expression *a, const struct expression *b, double sign)
{
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        double slopes[2][2];
        if (!is_same(sign * expression_value(a, points[i]), expression_value(b, points[i])))
            abort();
        expression_gradient(a, points[i], slopes[0]);
        expression_gradient(b, points[i], slopes[1]);
        for (int k = 0; k < 2; k++)
            if (!is_same(sign * slopes[0][k], slopes[1][k]) &&
                !(slopes[0][k] == 0 && slopes[1][k] == 0))
                abort();
    }
}

/* A formula can become too long or too deeply nested by what is put around it. */
static void compare_with(const struct expression *expression, const char *text, double sign)
{
    struct expression *other = parse(text);

    if (other != NULL)
        compare(expression, other, sign);
    expression_free(other);
}

/* Whether what is printed at c is a space that stands for a product: between two operands. */
static bool is_product(const char *formula, const char *c)
{
    return *c == ' ' && c > formula && strchr("+-*/,", c[-1]) == NULL &&
           strchr("+-*/", c[1]) == NULL;
}

/* The formula for readers as one for the parser. Readers take a product without a sign as one
 * factor, so that none may come behind a division. */
static void unprint(const char *formula, struct text *out)
{
    bool divided[EXPRESSION_MAX_LENGTH + 1] = {false};
    size_t depth = 0;

    for (const char *c = formula; *c != '\0'; c++) {
        if (*c == '(')
            divided[++depth] = false;
        else if (*c == ')')
            depth--;
        else if (*c == '/')
            divided[depth] = true;
        else if (*c == ',' || (*c == ' ' && (c[1] == '+' || c[1] == '-') && c[2] == ' '))
            divided[depth] = false;
        if (is_product(formula, c) && divided[depth])
            abort();
        if (strncmp(c, "π", strlen("π")) == 0) {
            text_append(out, "pi");
            c += strlen("π") - 1;
        } else {
            text_append_bytes(out, is_product(formula, c) ? "*" : c, 1);
        }
    }
}

static void compare_with_printed(const struct expression *expression)
{
    struct text printed = {0}, again = {0};

    expression_formula(expression, &printed);
    unprint(text_string(&printed), &again);
    struct expression *other = parse(text_string(&again));
    if (other == NULL && again.length <= EXPRESSION_MAX_LENGTH)
        abort();
    if (other != NULL)
        compare(expression, other, 1);
    expression_free(other);
    text_free(&printed);
    text_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = {0}, enclosed = {0};

    text_append_bytes(&text, data, size);
    text_appendf(&enclosed, "-(%s)", text_string(&text));
    struct expression *expression = parse(text_string(&text));
    if (expression != NULL) {
        compare_with(expression, text_string(&enclosed) + 1, 1);
        compare_with(expression, text_string(&enclosed), -1);
        compare_with_printed(expression);
    }
    expression_free(expression);
    text_free(&text);
    text_free(&enclosed);
    return 0;
}
