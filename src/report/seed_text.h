/* Ranges of seeds as text. */
#ifndef ADAM_REPORT_REPORT_SEED_TEXT_H
#define ADAM_REPORT_REPORT_SEED_TEXT_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/ensemble.h"

/* Appends "1 to 1000, 2001 and 3001 to 4000"; of more than ten ranges, the first ten and the number
 * of the others. */
void seed_text_append(struct text *out, const struct seed_range ranges[], size_t count);

#endif
