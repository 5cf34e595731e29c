/* Mathematics in Unicode, for texts that people read. */
#ifndef ADAM_REPORT_BASE_NOTATION_H
#define ADAM_REPORT_BASE_NOTATION_H

#include "base/text.h"

/* Appends a problem's formula, "x1^2 + 3*x2" in plain text, as "x₁² + 3·x₂": indices and whole
 * powers set as such, * as a dot; all else as it is. */
void notation_formula(struct text *out, const char *formula);

/* "f(x₁, x₂) = " and the formula; where that is too long for a sentence, the title in its place. */
void notation_objective(struct text *out, const char *formula, const char *title);

#endif
