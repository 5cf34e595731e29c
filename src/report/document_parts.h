/* The parts of a report in Markdown, for report.md and report.html. */
#ifndef ADAM_REPORT_REPORT_DOCUMENT_PARTS_H
#define ADAM_REPORT_REPORT_DOCUMENT_PARTS_H

#include <stdbool.h>

#include "base/text.h"
#include "report/run_summary.h"

/* The use of the Markdown: a file, or conversion to HTML, with <figure> elements whose images are
 * named by DOCUMENT_EMBED and the name of the file. */
enum document_use { DOCUMENT_FILE, DOCUMENT_PAGE };
#define DOCUMENT_EMBED "embed:"

/* The heading, as plain text: the title or, by default, the optimizers and the objective. */
void document_heading(const struct run_summary *summary, struct text *out);

/* Heading and outcome; problem, method, figures and iterations; provenance. */
void document_head(const struct run_summary *summary, struct text *out);
void document_body(const struct run_summary *summary, enum document_use use, struct text *out);
void document_foot(const struct run_summary *summary, struct text *out);

/* Parts of the body that all reports share. The figure's number is *number + 1, which is added to
 * it; an animation is a figure of its own. */
void document_figure(const struct run_summary *summary, const struct figure_summary *figure,
                     enum document_use use, size_t *number, struct text *out);
void document_methods(const struct run_summary *summary, struct text *out);
void document_settings(const struct run_summary *summary, struct text *out);

#endif
