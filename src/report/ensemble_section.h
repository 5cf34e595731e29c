/* The section of a report on the runs of ensembles. */
#ifndef ADAM_REPORT_REPORT_ENSEMBLE_SECTION_H
#define ADAM_REPORT_REPORT_ENSEMBLE_SECTION_H

#include "base/text.h"
#include "report/run_summary.h"

/* Appends the section in Markdown: a table of the outcomes of each optimizer, sentences on them,
 * and with several optimizers a table that compares them in pairs. Nothing if there are no
 * ensembles. */
void ensemble_section_append(struct text *out, const struct run_summary *summary);

#endif
