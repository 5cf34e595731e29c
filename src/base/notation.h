/* Mathematical notation in Unicode. */
#ifndef ADAM_REPORT_BASE_NOTATION_H
#define ADAM_REPORT_BASE_NOTATION_H

#include "base/text.h"

/* Appends a problem's formula, "x1^2 + 3*x2" in plain text, as "x₁² + 3·x₂": indices and whole
 * powers as subscripts and superscripts, * as a dot; the rest unchanged. */
void notation_formula(struct text *out, const char *formula);

/* Appends "f(x₁, x₂) = " and the formula or, if that is too long for a sentence, the title instead.
 */
void notation_objective(struct text *out, const char *formula, const char *title);

#endif
