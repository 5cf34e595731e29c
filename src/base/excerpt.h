/* Excerpts of two lines of text around their first difference. */
#ifndef ADAM_REPORT_BASE_EXCERPT_H
#define ADAM_REPORT_BASE_EXCERPT_H

#include <stddef.h>

#include "base/text.h"

/* Appends "'...alpha=0.02 beta1' -> '...alpha=0.021 beta1'": of each line what stands around the
 * first difference, from the begin of a word on where there is one near. The bytes may be any. */
void excerpt_difference(struct text *out, const char *a, size_t length_a, const char *b,
                        size_t length_b);

#endif
