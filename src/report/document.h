/* The report for readers: report.md, and the same as an HTML page, report.html. */
#ifndef ADAM_REPORT_REPORT_DOCUMENT_H
#define ADAM_REPORT_REPORT_DOCUMENT_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/run_summary.h"

/* Appends report.md, in GitHub's Markdown. It links to the files beside it. */
enum status document_markdown(const struct run_summary *summary, struct text *out,
                              struct error *error);

/* An image's file. */
struct document_image {
    const char *name;       /* "contour.png" */
    const char *media_type; /* "image/png" */
    const void *bytes;
    size_t length;
};

/* Appends report.html: HTML5 in one file, with the images in it, no script, and nothing loaded
 * from elsewhere. The images are those that the report names, and perhaps others. */
enum status document_html(const struct run_summary *summary, const struct document_image images[],
                          size_t count, struct text *out, struct error *error);

#endif
