/* What happened in a run, in sentences made from its numbers, in Markdown. */
#ifndef ADAM_REPORT_REPORT_EXPLANATION_H
#define ADAM_REPORT_REPORT_EXPLANATION_H

#include "base/text.h"
#include "report/run_summary.h"
#include "report/search_events.h"

/* Appends a paragraph on the only search of a run. All iterations that it names have a note. */
void explanation_of_search(const struct run_summary *summary, const struct search_events *events,
                           struct text *out);

/* Why the paragraph names point t: "first below the tolerance", or "" if that needs no note; NULL
 * if it does not name it. */
const char *explanation_note(const struct run_summary *summary, const struct search_events *events,
                             size_t t);

/* Appends a paragraph that compares the searches of several optimizers. */
void explanation_of_searches(const struct run_summary *summary, struct text *out);

/* Appends a paragraph on the runs from many starts. */
void explanation_of_ensembles(const struct run_summary *summary, struct text *out);

/* Appends a table of the outcomes of a sweep's settings. */
void explanation_of_sweep(const struct run_summary *summary, struct text *out);

#endif
