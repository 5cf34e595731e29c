/* Formatting of formulas in mathematical notation. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/expression.h"
#include "optimize/expression_program.h"

/* Whether an operator at this position, without space before it, has a left operand. */
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
    else if (length == 2 && memcmp(word, "pi", 2) == 0)
        text_append(out, "π");
    else
        text_append_bytes(out, word, length);
}

/* Whether the product that contains c has a / before c: a b/c d would be read as b/(c d). */
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

/* Whether a space can replace the * at c without ambiguity: 2 -x would be a difference, 2 3 a
 * number, x (y) a function call. */
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

/* Copies numbers, replaces names, and puts spaces around the operators of lowest precedence. */
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
