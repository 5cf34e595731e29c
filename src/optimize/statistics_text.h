/* Statistics as text. */
#ifndef ADAM_REPORT_OPTIMIZE_STATISTICS_TEXT_H
#define ADAM_REPORT_OPTIMIZE_STATISTICS_TEXT_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/outcome.h"
#include "optimize/statistics.h"

/* Appends the share of `hits` in `count` > 0, with its interval: "64% of the runs (95% interval 61%
 * to 67%)" if `of` is " of the runs". It has as many decimals as are necessary to distinguish it
 * from both ends, and "0%" and "100%" mean none and all. */
void statistics_text_share(struct text *out, size_t hits, size_t count, const char *of);

/* The same for a cell of a table: "64% (61% to 67%)". */
void statistics_text_share_cell(struct text *out, size_t hits, size_t count);

/* Appends the interval of a median: " (95% interval 0.1 to 0.2)". */
void statistics_text_interval(struct text *out, const struct statistics_interval *interval,
                              int digits);

/* What runs do that reach the tolerance by the criterion: "fall below the tolerance and stay
 * below it"; for one run, "falls below ...". */
const char *statistics_text_reach(enum criterion criterion, size_t runs);

/* Appends a p value; "< 1e-290" for those near STATISTICS_LEAST_P, also if they are corrected. */
void statistics_text_p(struct text *out, double p);

#endif
