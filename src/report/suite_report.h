/* The parts of the report of a suite in Markdown: see document_parts.h for the others. */
#ifndef ADAM_REPORT_REPORT_SUITE_REPORT_H
#define ADAM_REPORT_REPORT_SUITE_REPORT_H

#include "base/text.h"
#include "report/document_parts.h"
#include "report/run_summary.h"

/* Heading and outcome. */
void suite_report_head(const struct run_summary *summary, struct text *out);

/* Ranks, running times, performance profiles, problems with their thumbnails, methods and settings.
 */
void suite_report_body(const struct run_summary *summary, enum document_use use, struct text *out);

#endif
