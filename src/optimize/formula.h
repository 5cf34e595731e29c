/* A user's formula as a problem. */
#ifndef ADAM_REPORT_OPTIMIZE_FORMULA_H
#define ADAM_REPORT_OPTIMIZE_FORMULA_H

#include "base/status.h"
#include "base/text.h"
#include "optimize/expression.h"
#include "optimize/problem.h"

/* Starts as {0}. */
struct formula {
    struct problem problem; /* its strings belong to the texts below */
    struct expression *expression;
    struct text name, formula; /* EXPRESSION_PREFIX and the formula as the parser spells it; the
                                * formula in mathematical notation */
};

/* Replaces the formula. STATUS_USAGE with "column N: ..." for an invalid one. The domain is that of
 * the first problem; the minimum is unknown. The caller must call formula_free(), even after an
 * error. */
enum status formula_parse(struct formula *formula, const char *text, struct error *error);
void formula_free(struct formula *formula);

/* Sets the minimum, which the user knows. */
void formula_set_minimum(struct formula *formula, double minimum);

#endif
