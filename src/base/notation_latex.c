/* Formulas for LaTeX's math mode. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/notation.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) && (unsigned char)c < 0x80;
}

/* After the number at c: "2.5", "1e-07". */
static const char *number_end(const char *c)
{
    c += strspn(c, "0123456789.");
    const char *exponent = c + 1;
    if (*c != 'e' && *c != 'E')
        return c;
    exponent += *exponent == '-' || *exponent == '+';
    return is_digit(*exponent) ? exponent + strspn(exponent, "0123456789") : c;
}

/* After the name at c: "x1", "atan2". */
static const char *name_end(const char *c)
{
    while (is_letter(*c))
        c++;
    return c + strspn(c, "0123456789");
}

/* After the parenthesis that closes the one at c, or NULL. */
static const char *group_end(const char *c, const char *end)
{
    int depth = 0;

    for (; c < end; c++) {
        depth += (*c == '(') - (*c == ')');
        if (depth == 0)
            return c + 1;
    }
    return NULL;
}

/* After the operand at c: a number, a name, a call or a group, with its exponent; c if none. */
static const char *operand_end(const char *c, const char *end)
{
    const char *from = c, *after;

    c += *c == '-' || *c == '+';
    if (is_digit(*c) || *c == '.')
        c = number_end(c);
    else if (is_letter(*c))
        c = name_end(c);
    if (*c == '(' && (after = group_end(c, end)) != NULL)
        c = after;
    if (c > from && c < end && *c == '^')
        c = operand_end(c + 1, end);
    return c <= end ? c : from;
}

void notation_latex_number(struct text *out, const char *number, size_t length)
{
    const char *e = memchr(number, 'e', length), *end = number + length;

    if (e == NULL) {
        text_append_bytes(out, number, length);
        return;
    }
    size_t sign = *number == '-';
    text_append_bytes(out, number, sign);
    if (e - number != (ptrdiff_t)sign + 1 || number[sign] != '1') {
        text_append_bytes(out, number + sign, (size_t)(e - number) - sign);
        text_append(out, " \\times ");
    }
    bool is_negative = *++e == '-';
    e += *e == '-' || *e == '+';
    while (e + 1 < end && *e == '0')
        e++;
    text_appendf(out, "10^{%s%.*s}", is_negative ? "-" : "", (int)(end - e), e);
}

/* "x1" has an index; functions that LaTeX has are commands. */
static void append_name(struct text *out, const char *name, size_t length)
{
    static const char *const functions[] = {"sin",  "cos",  "tan",  "exp", "log", "ln",
                                            "sinh", "cosh", "tanh", "min", "max"};

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strlen(functions[i]) == length && memcmp(functions[i], name, length) == 0) {
            text_appendf(out, "\\%s ", functions[i]);
            return;
        }
    if (length > 1 && *name == 'x' && is_digit(name[1]))
        text_appendf(out, length == 2 ? "x_%.*s" : "x_{%.*s}", (int)length - 1, name + 1);
    else
        text_appendf(out, length == 1 ? "%.*s" : "\\mathrm{%.*s}", (int)length, name);
}

static void append_range(struct text *out, const char *c, const char *end);

/* The operand at c as an argument, without its parentheses; returns its end. */
static const char *append_argument(struct text *out, const char *c, const char *end)
{
    const char *after = operand_end(c, end);

    if (after == c + 1) {
        text_append_bytes(out, c, 1);
        return after;
    }
    text_append(out, "{");
    if (*c == '(' && group_end(c, end) == after)
        append_range(out, c + 1, after - 1);
    else
        append_range(out, c, after);
    text_append(out, "}");
    return after;
}

/* The length of the prefix if the text at c begins with it, otherwise 0. */
static size_t begins_with(const char *c, const char *end, const char *prefix)
{
    size_t length = strlen(prefix);

    return (size_t)(end - c) >= length && memcmp(c, prefix, length) == 0 ? length : 0;
}

/* Appends what is at c, and returns its end. */
static const char *append_item(struct text *out, const char *c, const char *end)
{
    const char *after;
    size_t root = begins_with(c, end, "√(") != 0 ? strlen("√") : 0;

    if (root == 0 && begins_with(c, end, "sqrt(") != 0)
        root = strlen("sqrt");
    if (root != 0 && group_end(c + root, end) != NULL) {
        after = group_end(c + root, end);
        text_append(out, "\\sqrt{");
        append_range(out, c + root + 1, after - 1);
        text_append(out, "}");
    } else if (is_digit(*c)) {
        after = number_end(c);
        notation_latex_number(out, c, (size_t)(after - c));
    } else if (is_letter(*c)) {
        after = name_end(c);
        append_name(out, c, (size_t)(after - c));
    } else if (*c == '^') {
        text_append(out, "^");
        after = append_argument(out, c + 1, end);
    } else if (begins_with(c, end, "π") != 0) {
        text_append(out, "\\pi ");
        after = c + strlen("π");
    } else {
        text_append(out, *c == '*' ? "\\cdot " : "");
        text_append_bytes(out, c, *c != '*');
        after = c + 1;
    }
    return after;
}

static void append_range(struct text *out, const char *c, const char *end)
{
    while (c < end)
        c = append_item(out, c, end);
}

void notation_latex(struct text *out, const char *formula)
{
    append_range(out, formula, formula + strlen(formula));
}
