/* The section of a report that shows each line of an update rule with the C that computes it, and
 * with the numbers of the first update. */
#ifndef ADAM_REPORT_REPORT_RULE_SECTION_H
#define ADAM_REPORT_REPORT_RULE_SECTION_H

#include <stdbool.h>

#include "base/text.h"
#include "report/run_summary.h"

/* Whether the searches were recorded, which the section requires. */
bool rule_section_is_possible(const struct run_summary *summary);

/* Appends the section, in Markdown; of several optimizers, each in a <details> element. Nothing if
 * it is not possible. */
void rule_section_append(const struct run_summary *summary, struct text *out);

#endif
