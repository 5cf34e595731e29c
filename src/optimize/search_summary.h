/* Summary of searches that run side by side: of each the final value and the iterations at which it
 * converged or diverged, as its trajectory would have them, without keeping that. */
#ifndef ADAM_REPORT_OPTIMIZE_SEARCH_SUMMARY_H
#define ADAM_REPORT_OPTIMIZE_SEARCH_SUMMARY_H

#include <stddef.h>

#include "base/status.h"
#include "optimize/search.h"

#define SEARCH_NEVER (-1.0)

/* Of each search one double per array, whole numbers too, so that the loop over them is one of
 * vectors. */
struct search_summary {
    double *value; /* the objective after the last step that led to a finite point and value */
    double *first; /* iteration (from 0) after which it was first below the threshold, or
                    * SEARCH_NEVER */
    double *stays; /* iteration (from 0) after which it was below the threshold to its end, or
                    * SEARCH_NEVER */
    double *ended; /* iteration (from 0) that led to NaN or infinity, or SEARCH_NEVER; 0 also if
                    * the start already is no finite number */
};

/* After STATUS_OK the caller owes a search_summary_free(). */
enum status search_summary_init(struct search_summary *summary, size_t count, struct error *error);
void search_summary_free(struct search_summary *summary);

/* Of searches that have just begun. */
void search_summary_begin(struct search_summary *summary, const struct search *search);

/* After each update. */
void search_summary_note(struct search_summary *summary, const struct search *search,
                         double threshold);

/* Before that where it matters at once: searches end too whose optimizer's states are not finite.
 * Such a state stays so; who looks only at the end can repeat the search. */
void search_summary_note_states(struct search_summary *summary, const struct search *search);

#endif
