/* Parsed formulas: a program for a stack machine. Private to expression.c, which generates it,
 * expression_value.c, which evaluates it, and expression_formula.c, which formats it. */
#ifndef ADAM_REPORT_OPTIMIZE_EXPRESSION_PROGRAM_H
#define ADAM_REPORT_OPTIMIZE_EXPRESSION_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

enum operation {
    NUMBER,
    VARIABLE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE,
    WHOLE_POWER, /* exponent: the number in the instruction */
    POWER,
    MINIMUM,
    MAXIMUM,
    ARCTANGENT2,
    HYPOTENUSE,
    FUNCTION,
};

/* f(u), and f'(u) for a known f(u); or 1 / f'(u) if inverse, so that a division is rounded only
 * once.
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
    struct instruction *program; /* allocated for one instruction per character */
    size_t count;
};

/* Functions of one argument. */
extern const struct function expression_functions[];
extern const size_t expression_function_count;

/* Names known to the parser: variables, constants and functions; a name_list. */
const char *expression_name(size_t i);
bool expression_is_function(const char *word, size_t length);

#endif
