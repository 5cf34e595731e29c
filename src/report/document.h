/* The report for readers: report.md, and the same as a page, report.html. */
#ifndef ADAM_REPORT_REPORT_DOCUMENT_H
#define ADAM_REPORT_REPORT_DOCUMENT_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/run_summary.h"

/* Appends report.md, in GitHub's Markdown. It links to the files beside it. */
enum status document_markdown(const struct report *report, struct text *out, struct error *error);

/* A picture's file. */
struct document_picture {
    const char *name; /* "contour.png" */
    const void *bytes;
    size_t length;
};

/* Appends report.html: HTML5 in one file, with the pictures in it, no script, and nothing loaded
 * from elsewhere. The pictures are those that the report names, and perhaps others. */
enum status document_html(const struct report *report, const struct document_picture pictures[],
                          size_t count, struct text *out, struct error *error);

#endif
