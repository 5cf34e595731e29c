#include "plot/gnuplot_text.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "plot/tics.h"

/* Of a character in the line above a figure. */
#define POINTS_PER_CHARACTER 8.2

/* Most marks on an axis, less one. */
#define TICS GNUPLOT_TICS

/* gnuplot divides whole numbers as C does: a point makes it a real number. */
void gnuplot_real(struct text *script, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.17g", value);
    text_append(script, digits);
    text_append(script, strpbrk(digits, ".en") == NULL ? ".0\n" : "\n");
}

void gnuplot_axis(struct text *script, const char *axis, double min, double max)
{
    struct tics tics = tics_choose(min, max, TICS);

    if (*axis == 'f' && min < 0)
        tics.characters++; /* a minus sign is wide, and beside the colour bar there is no room */

    text_appendf(script, "%s_min = ", axis);
    gnuplot_real(script, min);
    text_appendf(script, "%s_max = ", axis);
    gnuplot_real(script, max);
    text_appendf(script, "%s_step = ", axis);
    gnuplot_real(script, tics.step);
    text_appendf(script, "%s_format = '%s'\n%s_characters = %d\n", axis, tics.format, axis,
                 tics.characters);
}

/* Powers of ten, at most about six of them, as numbers with a high exponent. */
void gnuplot_decades(struct text *script, const char *axis, double min, double max)
{
    text_appendf(script, "%s_min = ", axis);
    gnuplot_real(script, min);
    text_appendf(script, "%s_max = ", axis);
    gnuplot_real(script, max);
    text_appendf(script, "%s_step = ", axis);
    gnuplot_real(script, fmax(1, ceil((max - min) / 6.5)));
    text_appendf(script, "%s_format = '10^{/*0.8 %%.0f}'\n%s_characters = 4\n", axis, axis);
}

/* Bytes of a power that begins here: a number, or what is in parentheses with these. */
static size_t power_length(const char *text, size_t length)
{
    size_t depth = 0, i = 0;

    if (text[0] != '(') {
        size_t sign = text[0] == '-' || text[0] == '+';
        i = sign + strspn(text + sign, "0123456789.");
        return i > sign && i < length ? i : i > sign ? length : 1;
    }
    for (; i < length; i++) {
        depth += text[i] == '(';
        depth -= text[i] == ')';
        if (depth == 0)
            return i + 1;
    }
    return length;
}

/* A formula as gnuplot's enhanced text sets it: x1^2 with the index below the power, both so small
 * that they do not touch, and not of one size: in SVG gnuplot would not set the second one small.
 */
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

/* How many characters are seen, nearly. */
static size_t count_characters(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80 && *text != '^';
    return count;
}

/* Where there is no room for the formula, what it is called. */
void gnuplot_formula(struct text *script, const struct problem *problem, size_t others,
                     double width)
{
    size_t characters = count_characters(problem->formula) + others;
    bool fits = (double)characters <= width / POINTS_PER_CHARACTER;

    text_append(script, "formula = '");
    if (fits)
        append_enhanced(script, problem->formula, strlen(problem->formula));
    else
        text_append(script, problem->title);
    text_append(script, "'\n");
}

/* In single quotes nothing is special but these themselves, and a string that begins with one (as
 * ''') is beyond gnuplot: they are put between the strings in double quotes. */
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

/* The optimizers' names; scripts/figures/markers.gp says what it means. */
void gnuplot_names(struct text *script, const struct figure_subject *subject)
{
    size_t longest = 0;

    text_appendf(script, "paths = %zu\n", subject->result_count);
    for (size_t i = 0; i < subject->result_count; i++) {
        const char *label = subject->results[i].label;
        text_appendf(script, "label_%zu = ", i + 1);
        gnuplot_quoted(script, label, strlen(label));
        longest = strlen(label) > longest ? strlen(label) : longest;
    }
    text_appendf(script, "label_characters = %zu\n", longest);
}
