/* Sentences on what the searches of a run had besides their settings: noise of the gradient, and
 * schedules of the step size. */
#ifndef ADAM_REPORT_REPORT_CONDITIONS_H
#define ADAM_REPORT_REPORT_CONDITIONS_H

#include "base/text.h"
#include "report/run_summary.h"

/* Append paragraphs in Markdown, each after an empty line; nothing without a schedule or noise. */
void conditions_schedules(const struct run_summary *summary, struct text *out);
void conditions_noise(const struct run_summary *summary, struct text *out);

/* Appends how the runs of an ensemble differ, after "for 100 runs": " from different random
 * starts".
 */
void conditions_of_runs(const struct run_summary *summary, struct text *out);

#endif
