/* The parts of a report in Markdown, from which report.md and report.html are made. */
#ifndef ADAM_REPORT_REPORT_DOCUMENT_PARTS_H
#define ADAM_REPORT_REPORT_DOCUMENT_PARTS_H

#include <stdbool.h>

#include "base/text.h"
#include "report/run_summary.h"

/* What the Markdown is for: a file of its own, or to become HTML, where figures are <figure> and
 * their images are named by DOCUMENT_EMBED and the file's name. */
enum document_use { DOCUMENT_FILE, DOCUMENT_PAGE };
#define DOCUMENT_EMBED "embed:"

/* The heading's text, plain: the title, or what was done. */
void document_heading(const struct run_summary *summary, struct text *out);

/* Heading and outcome; problem, method, figures and iterations; how it was made. */
void document_head(const struct run_summary *summary, struct text *out);
void document_body(const struct run_summary *summary, enum document_use use, struct text *out);
void document_foot(const struct run_summary *summary, struct text *out);

#endif
