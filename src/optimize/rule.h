/* Update rules line by line, with the numbers of an update in place of the symbols. */
#ifndef ADAM_REPORT_OPTIMIZE_RULE_H
#define ADAM_REPORT_OPTIMIZE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "optimize/method.h"
#include "optimize/problem.h"
#include "optimize/trajectory.h"

/* What a symbol of a rule stands for. */
struct rule_symbol {
    const char *name;
    double value;
};

#define RULE_MAX_SYMBOLS                                                                           \
    (OPTIMIZER_MAX_PARAMETERS + OPTIMIZER_MAX_STATES + OPTIMIZER_MAX_DERIVED + 3)

struct rule_symbols {
    struct rule_symbol list[RULE_MAX_SYMBOLS];
    size_t count;
};

#define RULE_MAX_LINE 200

/* A line of a rule: "m ← β₁ m + (1 − β₁) g". */
struct rule_line {
    char text[RULE_MAX_LINE], symbol[RULE_MAX_LINE];
    const char *expression; /* in the text */
    bool is_last;
};

/* Reads the first line, or the line that begins at the result of the previous call, and returns the
 * next one, or NULL. */
const char *rule_read_line(const char *rule, struct rule_line *line);

/* Update t of a trajectory with a record; all pointers are borrowed. */
struct rule_update {
    const struct method *method;
    const struct trajectory *trajectory;
    size_t iterations; /* of the search, on which schedules depend */
    size_t t;          /* from 1 to trajectory->count - 1 */
    struct rule_symbols symbols[PROBLEM_MAX_VARIABLES]; /* set by rule_begin() */
};

/* Sets the symbols to their values before the update. */
void rule_begin(struct rule_update *update);

/* Whether the line has the same numbers for all variables: then only variable 0 has a text. */
bool rule_is_shared(const struct rule_update *update, const struct rule_line *line);

/* Appends "x₁: 0.8 · 0 + (1 − 0.8) · (−0.33) = −0.066", or, for a shared line, "t = 1: ...",
 * without a newline, and sets the line's symbol to the result. Lines must be passed in their order,
 * each once for every variable. */
void rule_append_numbers(struct rule_update *update, const struct rule_line *line, size_t variable,
                         struct text *out);

#endif
