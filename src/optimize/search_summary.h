/* What becomes of searches that go side by side, step by step: what a trajectory of each would
 * tell, without keeping it. */
#ifndef ADAM_REPORT_OPTIMIZE_SEARCH_SUMMARY_H
#define ADAM_REPORT_OPTIMIZE_SEARCH_SUMMARY_H

#include <stddef.h>

#include "base/status.h"
#include "optimize/search.h"

#define SEARCH_NEVER (-1.0)

/* Lists of doubles, whole numbers too, so that the loop over them is one of vectors. */
struct search_summary {
    double *value; /* the objective after the last step that led to a finite point and value */
    double *first; /* iteration (from 0) after which it was first below the threshold, or NEVER */
    double *ended; /* iteration (from 0) that led to NaN or infinity, or NEVER; 0 also if the start
                    * is no finite number already */
};

/* After STATUS_OK the caller owes an search_summary_free(). */
enum status search_summary_init(struct search_summary *outcome, size_t count, struct error *error);
void search_summary_free(struct search_summary *outcome);

/* Of searches that have just begun. */
void search_summary_begin(struct search_summary *outcome, const struct search *search);

/* After each update. */
void search_summary_note(struct search_summary *outcome, const struct search *search,
                         double threshold);

#endif
