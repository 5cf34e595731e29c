/* How the settings of optimizers were tuned, and how good they are on other starts. */
#ifndef ADAM_REPORT_REPORT_TUNING_SECTION_H
#define ADAM_REPORT_REPORT_TUNING_SECTION_H

#include <stdbool.h>

#include "base/text.h"
#include "report/run_summary.h"

/* Whether any optimizer was tuned. */
bool tuning_section_is_needed(const struct run_summary *summary);

/* Appends the section of the report, in Markdown. */
void tuning_section_append(const struct run_summary *summary, struct text *out);

/* Appends a score, whose median is relative to `minimum`: "28.1 updates, 50 of 50 runs"; if no run
 * reaches the tolerance: "none of 50 runs, median 0.02"; for CRITERION_FINAL: "median 0.02". */
void tuning_section_score(const struct tuning_score *score, enum criterion criterion,
                          double minimum, struct text *out);

/* Appends the best setting: "alpha=0.1, beta1=0.9". */
void tuning_section_setting(struct text *out, const struct tuned *tuned);

/* Appends the tuned parameters whose best value is at an end of the range: "the best alpha is the
 * largest that was tried, the best mu the smallest"; nothing if there are none. */
bool tuning_section_edges(const struct tuned *tuned, struct text *out);

#endif
