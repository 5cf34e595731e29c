/* Mathematical notation in Unicode, and in LaTeX. */
#ifndef ADAM_REPORT_BASE_NOTATION_H
#define ADAM_REPORT_BASE_NOTATION_H

#include "base/text.h"

/* Appends a problem's formula, "x1^2 + 3*x2" in plain text, as "x₁² + 3·x₂": indices and whole
 * powers as subscripts and superscripts, * as a dot; the rest unchanged. */
void notation_formula(struct text *out, const char *formula);

/* Appends "f(x₁, x₂) = " and the formula or, if that is too long for a sentence, the title instead.
 */
void notation_objective(struct text *out, const char *formula, const char *title);

/* Appends a problem's formula for math mode: "x_1^2 + 3\cdot x_2". */
void notation_latex(struct text *out, const char *formula);

/* Appends a number of these bytes for math mode: "-2.5e-07" as "-2.5 \times 10^{-7}". */
void notation_latex_number(struct text *out, const char *number, size_t length);

#endif
