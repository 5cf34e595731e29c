#include "base/notation.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static void append_superscript(struct text *out, char digit)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

    text_append(out, digits[digit - '0']);
}

static void append_subscript(struct text *out, char digit)
{
    static const char *const digits[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

    text_append(out, digits[digit - '0']);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* x1, and not the end of exp1 or max2. */
static bool is_variable(const char *formula, const char *c)
{
    return *c == 'x' && is_digit(c[1]) && (c == formula || !isalpha((unsigned char)c[-1]));
}

/* Whether the digits after this ^ are a whole exponent: 2.5, 1e1 and the 2 of 2^3 are not. */
static bool is_whole_exponent(const char *c)
{
    size_t digits = strspn(c + 1, "0123456789");

    return digits > 0 && strchr(".eE^", c[1 + digits] == '\0' ? ' ' : c[1 + digits]) == NULL;
}

void notation_formula(struct text *out, const char *formula)
{
    for (const char *c = formula; *c != '\0'; c++) {
        if (is_variable(formula, c)) {
            text_append(out, "x");
            for (; is_digit(c[1]); c++)
                append_subscript(out, c[1]);
        } else if (*c == '^' && is_whole_exponent(c)) {
            for (; is_digit(c[1]); c++)
                append_superscript(out, c[1]);
        } else if (*c == '*') {
            text_append(out, "·");
        } else {
            text_append_bytes(out, c, 1);
        }
    }
}

/* Maximum length of a formula in a sentence. */
#define LONG_FORMULA 64

void notation_objective(struct text *out, const char *formula, const char *title)
{
    if (strlen(formula) > LONG_FORMULA) {
        text_append(out, title);
        return;
    }
    text_append(out, "f(x₁, x₂) = ");
    notation_formula(out, formula);
}
