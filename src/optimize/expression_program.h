/* What a formula has become: a program for a machine with a stack. Between expression.c, which
 * writes it, expression_value.c, which runs it, and expression_formula.c, which tells readers of
 * it. */
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

/* The functions of one argument. */
extern const struct function expression_functions[];
extern const size_t expression_function_count;

/* What the parser knows by name: variables, constants, functions; as a name_list. */
const char *expression_name(size_t i);
bool expression_is_function(const char *word, size_t length);

#endif
