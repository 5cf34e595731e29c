/* Number formatting as in NumPy and Python. */
#ifndef ADAM_REPORT_RUN_NUMPY_TEXT_H
#define ADAM_REPORT_RUN_NUMPY_TEXT_H

#include <stddef.h>

#include "base/text.h"

#define NUMPY_TEXT_MAX 4

/* Appends 1 to NUMPY_TEXT_MAX numbers as numpy.array2string() does with its default options:
 * "[ 0.5  -0.25]", each with the fewest digits that reproduce it, but at most 8 after the point;
 * all with an exponent if the largest is 1e8 or more, the smallest is below 1e-4, or their ratio is
 * above 1000 (zeros, NaN and infinities aside). */
void numpy_text_append_array(struct text *out, const double values[], size_t count);

/* Appends a number as Python's "%.5f" does, with as many digits after the point. Beyond 1e16, where
 * the digits before the point would be up to 309, it is "%.5e" instead. */
void numpy_text_append_fixed(struct text *out, double value, int digits);

#endif
