/* Formulas as people write them, in the characters that the parser reads. */
#ifndef ADAM_REPORT_OPTIMIZE_EXPRESSION_SPELLING_H
#define ADAM_REPORT_OPTIMIZE_EXPRESSION_SPELLING_H

#include <stddef.h>

#include "base/status.h"
#include "optimize/expression.h"

struct expression_spelling {
    char text[EXPRESSION_MAX_LENGTH + 1];
    /* Where each byte of the text, and its end, was in what was given: characters from 1. */
    size_t columns[EXPRESSION_MAX_LENGTH + 1];
    size_t length;
};

/* Replaces what expression.h lists as other spellings: "2·X²" becomes "2*x^2", and "sin^2(x)"
 * "sin(x)^2". A text without any comes out as it is. STATUS_USAGE with "column N: ..." where it
 * could be read in two ways, or is too long. */
enum status expression_spell(const char *text, struct expression_spelling *spelling,
                             struct error *error);

#endif
