/* Summary of parallel searches: the final value of each, and the iterations at which it converged
 * or diverged, without storing its trajectory. */
#ifndef ADAM_REPORT_OPTIMIZE_SEARCH_SUMMARY_H
#define ADAM_REPORT_OPTIMIZE_SEARCH_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "optimize/search.h"

#define SEARCH_NEVER (-1.0)

/* One double per search in each array, even for whole numbers, so that the loops are vectorized. */
struct search_summary {
    double *value; /* the objective after the last step to a finite point and value */
    double *first; /* iteration (from 0) after which it was first below the threshold, or
                    * SEARCH_NEVER */
    double *stays; /* iteration (from 0) after which it was below the threshold to its end, or
                    * SEARCH_NEVER */
    double *ended; /* iteration (from 0) at which it diverged, or SEARCH_NEVER; also 0 if the
                    * objective is not finite at the start */
};

/* After STATUS_OK the caller must call search_summary_free(). */
enum status search_summary_init(struct search_summary *summary, size_t count, struct error *error);
void search_summary_free(struct search_summary *summary);

/* Called after search_begin(). */
void search_summary_begin(struct search_summary *summary, const struct search *search);

/* Called after each update. */
void search_summary_note(struct search_summary *summary, const struct search *search,
                         double threshold);

/* Ends searches in which a state of the optimizer is not finite. Called before
 * search_summary_note() if that must be detected immediately; since such a state stays non-finite,
 * a caller can also check only at the end and repeat the search. */
void search_summary_note_states(struct search_summary *summary, const struct search *search);

/* Whether all states of all searches are finite. */
bool search_summary_has_all_states(const struct search *search);

#endif
