/* Mathematics in Unicode, for texts that people read. */
#ifndef ADAM_REPORT_BASE_NOTATION_H
#define ADAM_REPORT_BASE_NOTATION_H

#include "base/text.h"

/* Appends a problem's formula, "x1^2 + 3*x2" in plain text, as "x₁² + 3·x₂": indices and whole
 * powers set as such, * as a dot; all else as it is. */
void notation_formula(struct text *out, const char *formula);

#endif
