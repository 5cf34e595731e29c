/* Each figure ready for inclusion in a document, in four languages: with the path, a width, the
 * caption, the alternative text, and a name to refer to. */
#ifndef ADAM_REPORT_REPORT_SNIPPET_H
#define ADAM_REPORT_REPORT_SNIPPET_H

#include "base/status.h"
#include "base/text.h"
#include "report/run_summary.h"

/* For Markdown as GitHub, MkDocs and Sphinx (MyST) have it: images as HTML, which all of them
 * take, since Markdown's own know neither width nor dark pages. */
enum status snippet_markdown(const struct run_summary *summary, struct text *out,
                             struct error *error);
enum status snippet_html(const struct run_summary *summary, struct text *out, struct error *error);
enum status snippet_rst(const struct run_summary *summary, struct text *out, struct error *error);

/* Needs \usepackage{graphicx}, and the images as PDF or PNG. */
enum status snippet_latex(const struct run_summary *summary, struct text *out, struct error *error);

#endif
