/* Figures for inclusion in documents: with path, width, caption, alternative text and a name for
 * references. A language is a file snippet_LANGUAGE.c and a row of the table. */
#ifndef ADAM_REPORT_REPORT_SNIPPET_H
#define ADAM_REPORT_REPORT_SNIPPET_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/figure_markup.h"
#include "report/run_summary.h"

/* Appends the snippets of all figures. */
typedef enum status snippet_writer(const struct run_summary *summary, struct text *out,
                                   struct error *error);

/* Markdown has images as HTML, since its own images have neither a width nor a dark variant. LaTeX
 * requires \usepackage{graphicx} and images in a format that it supports. */
snippet_writer snippet_markdown, snippet_html, snippet_rst, snippet_latex;

struct snippet_language {
    const char *file; /* "figures.md" */
    snippet_writer *write;
};

extern const struct snippet_language snippet_languages[];
extern const size_t snippet_language_count;

/* For snippet writers: appends one figure with images at this location. */
typedef void snippet_figure_writer(const struct run_summary *summary,
                                   const struct figure_summary *figure,
                                   const struct figure_place *place, struct text *out);

/* Calls `write` for each figure, with the link prefix encoded for URLs. */
enum status snippet_for_each(const struct run_summary *summary, snippet_figure_writer *write,
                             struct text *out, struct error *error);

#endif
