/* Normalization of alternative spellings in formulas. */
#ifndef ADAM_REPORT_OPTIMIZE_EXPRESSION_SPELLING_H
#define ADAM_REPORT_OPTIMIZE_EXPRESSION_SPELLING_H

#include <stddef.h>

#include "base/status.h"
#include "optimize/expression.h"

struct expression_spelling {
    char text[EXPRESSION_MAX_LENGTH + 1];
    /* The column in the original text of each byte and of the end: characters, counted from 1. */
    size_t columns[EXPRESSION_MAX_LENGTH + 1];
    size_t length;
};

/* Replaces the other spellings listed in expression.h: "2·X²" becomes "2*x^2", and "sin^2(x)"
 * "sin(x)^2". A text without any is unchanged. STATUS_USAGE with "column N: ..." if it is
 * ambiguous, or if it is too long. */
enum status expression_spell(const char *text, struct expression_spelling *spelling,
                             struct error *error);

#endif
