/* The report: report.md and, as a web page, report.html. */
#ifndef ADAM_REPORT_REPORT_DOCUMENT_H
#define ADAM_REPORT_REPORT_DOCUMENT_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/run_summary.h"

/* Appends report.md, in GitHub's Markdown, with links to the files in the same directory. */
enum status document_markdown(const struct run_summary *summary, struct text *out,
                              struct error *error);

/* The file of an image. */
struct document_image {
    const char *name;       /* without a directory: "contour.png" */
    const char *media_type; /* "image/png" */
    const void *bytes;      /* followed by a NUL */
    size_t length;
};

/* Appends report.html: a self-contained HTML5 file with embedded images and no scripts. `images`
 * must contain all images that the report shows. */
enum status document_html(const struct run_summary *summary, const struct document_image images[],
                          size_t count, struct text *out, struct error *error);

/* Appends the elements of report.html, each a <div>, for another page. */
enum status document_elements(const struct run_summary *summary,
                              const struct document_image images[], size_t count, struct text *out,
                              struct error *error);

#endif
