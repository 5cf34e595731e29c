/* Noise of the gradient: a normally distributed deviation of each partial derivative, as in a
 * gradient that is estimated from a few examples. The objective has no noise. */
#ifndef ADAM_REPORT_OPTIMIZE_NOISE_H
#define ADAM_REPORT_OPTIMIZE_NOISE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum noise_kind {
    NOISE_ABSOLUTE, /* the standard deviation is `size` */
    NOISE_RELATIVE, /* it is `size` times the absolute value of the partial derivative, so that the
                       noise vanishes at a minimum: the strong growth condition of Schmidt and Le
                       Roux, arXiv 1308.6370, with the constant 1 + size^2 */
};

struct noise {
    enum noise_kind kind;
    double size; /* above 0 */
};

/* What noise_parse() accepts, after "must be". */
#define NOISE_ALLOWED "a number above 0, or relative: followed by a number above 0"

/* Reads "0.5" or "relative:0.5"; false if it is neither, or the number is not above 0. */
bool noise_parse(struct noise *noise, const char *text);

/* Appends the noise as noise_parse() reads it. */
void noise_append(const struct noise *noise, struct text *out);

/* noisy[i] = gradient[i] + (standard deviation) normal[i], where normal[i] is a standard normal
 * deviate. Not finite where the gradient is not. */
void noise_add(const struct noise *noise, const double gradient[], const double normal[],
               double noisy[], size_t count);

/* Appends "noise with a standard deviation of 0.5", or "... of 0.5 times its absolute value", as
 * the object of a sentence on a partial derivative. */
void noise_describe(const struct noise *noise, struct text *out);

#endif
