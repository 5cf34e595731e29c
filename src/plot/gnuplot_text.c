#include "plot/gnuplot_text.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "plot/layout.h"
#include "plot/text_width.h"

/* gnuplot divides integers as C does; a decimal point makes the number real. */
void gnuplot_real(struct text *script, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.17g", value);
    text_append(script, digits);
    text_append(script, strpbrk(digits, ".en") == NULL ? ".0\n" : "\n");
}

/* gnuplot's real() reads a text without a point as an integer, and does not accept texts of
 * subnormal numbers. */
void gnuplot_place(struct text *script, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.17g", isnormal(value) ? value : 0);
    size_t mantissa = strcspn(digits, "e");
    text_append_bytes(script, digits, mantissa);
    if (digits[mantissa] == 'e' && memchr(digits, '.', mantissa) == NULL)
        text_append(script, ".0");
    text_append(script, digits + mantissa);
}

void gnuplot_variable(struct text *script, const char *name, const char *suffix, double value)
{
    text_appendf(script, "%s%s = ", name, suffix);
    gnuplot_real(script, value);
}

void gnuplot_axis(struct text *script, const char *name, const struct axis *axis)
{
    gnuplot_variable(script, name, "_min", axis->min);
    gnuplot_variable(script, name, "_max", axis->max);
    text_appendf(script, "$%s_tics << END\n", name);
    for (size_t i = 0; i < axis->label_count; i++) {
        gnuplot_place(script, axis->labels[i].value);
        text_appendf(script, " %s\n", axis->labels[i].text);
    }
    text_appendf(script, "END\n%s_note = '%s'\n", name, axis->note);
}

/* The length in bytes of what is in parentheses, including these. */
static size_t parentheses_length(const char *text, size_t length)
{
    size_t depth = 0;

    for (size_t i = 0; i < length; i++) {
        depth += text[i] == '(';
        depth -= text[i] == ')';
        if (depth == 0)
            return i + 1;
    }
    return length;
}

static size_t number_length(const char *text)
{
    size_t i = strspn(text, "0123456789.");
    size_t sign = text[i] == 'e' || text[i] == 'E' ? strspn(text + i + 1, "+-") : 0;
    size_t digits =
        text[i] == 'e' || text[i] == 'E' ? strspn(text + i + 1 + sign, "0123456789") : 0;

    return digits > 0 ? i + 1 + sign + digits : i;
}

/* The length in bytes of an exponent that begins here: a number, a name, a function with its
 * arguments, or an expression in parentheses; and its own exponent, if it has one. */
static size_t power_length(const char *text, size_t length)
{
    size_t i = text[0] == '-' || text[0] == '+';
    size_t word = i;

    if (i < length && isalpha((unsigned char)text[i]))
        while (i < length && isalnum((unsigned char)text[i]))
            i++;
    else if (i < length)
        i += number_length(text + i);
    if (i < length && text[i] == '(')
        i += parentheses_length(text + i, length - i);
    if (i == word) /* π, or anything else */
        i += i < length ? strcspn(text + i, " +-*/^(),") : 0;
    if (i > word && i + 1 < length && text[i] == '^')
        i += 1 + power_length(text + i + 1, length - i - 1);
    return i > word && i <= length ? i : length;
}

/* A formula as gnuplot's enhanced text: x1^2 with the index below the exponent, both small enough
 * not to touch, and of different sizes: with equal sizes, gnuplot's SVG would set the second in the
 * normal size. */
static void append_enhanced(struct text *script, const char *formula, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char *c = formula + i;
        bool index = i > 0 && c[-1] == 'x' && (*c == '1' || *c == '2');
        bool power = i > 0 && c[-1] == '^';
        if (index) {
            text_append(script, i + 1 < length && c[1] == '^' ? "@_" : "_");
            text_appendf(script, "{/*0.8 %c}", *c);
        } else if (power) {
            size_t bytes = power_length(c, length - i);
            text_append(script, "{/*0.81 ");
            append_enhanced(script, c, bytes);
            text_append(script, "}");
            i += bytes - 1;
        } else if (*c == '-') {
            text_append(script, "−");
        } else {
            text_append_bytes(script, c, 1);
        }
    }
}

/* The name of the objective if the formula does not fit. */
double gnuplot_formula(struct text *script, const struct problem *problem, double others,
                       double width)
{
    struct text formula = {0};

    append_enhanced(&formula, problem->formula, strlen(problem->formula));
    double seen = text_width_enhanced(text_string(&formula));
    if (layout_points(HEADING_SIZE, others + seen) > width) {
        text_free(&formula);
        text_append(&formula, problem->title);
        seen = text_width_enhanced(text_string(&formula));
    }
    text_appendf(script, "formula = '%s'\n", text_string(&formula));
    script->failed = script->failed || formula.failed;
    text_free(&formula);
    return seen;
}

/* In single quotes, only the single quote itself is special, and gnuplot cannot parse a string that
 * begins with one ('''): single quotes are put into separate strings in double quotes. */
void gnuplot_quoted(struct text *script, const char *bytes, size_t length)
{
    text_append(script, "'");
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\'')
            text_append(script, "'.\"'\".'");
        else
            text_append_bytes(script, bytes + i, 1);
    }
    text_append(script, "'\n");
}

/* The optimizers' names; scripts/figures/legend.gp describes the variables. */
void gnuplot_names(struct text *script, const struct figure_subject *subject)
{
    text_appendf(script, "paths = %zu\n", subject->result_count);
    for (size_t i = 0; i < subject->result_count; i++) {
        const char *label = subject->results[i].label;
        text_appendf(script, "label_%zu = ", i + 1);
        gnuplot_quoted(script, label, strlen(label));
    }
}
