/* Figures for inclusion in documents: with path, width, caption, alternative text and a name for
 * references. A language is a row of the table, and a function in snippet_LANGUAGE.c. */
#ifndef ADAM_REPORT_REPORT_SNIPPET_H
#define ADAM_REPORT_REPORT_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/figure_markup.h"
#include "report/run_summary.h"

/* Appends the snippets of all figures. */
typedef enum status snippet_writer(const struct run_summary *summary, struct text *out,
                                   struct error *error);

/* snippet_markdown uses only what every Markdown processor reads; the others also need what their
 * tool adds to it: HTML with <picture> (github), attributes (pandoc, mkdocs), directives (myst), or
 * shortcodes (hugo). LaTeX requires \usepackage{graphicx} and images in a format that it supports.
 */
snippet_writer snippet_markdown, snippet_github, snippet_pandoc, snippet_mkdocs, snippet_myst,
    snippet_hugo, snippet_html, snippet_rst, snippet_sphinx, snippet_latex, snippet_asciidoc;

#define SNIPPET_ALL "figures"

struct snippet_language {
    const char *name;  /* as --snippets takes it: "md-github" */
    const char *file;  /* SNIPPET_ALL and a suffix: "figures-github.md" */
    const char *about; /* its documents, for `list snippets` */
    snippet_writer *write;
    bool is_default;
};

/* The directory of snippets of a single figure, in the output directory. */
#define SNIPPET_DIRECTORY "snippets"

/* For arrays with an element per language. */
#define SNIPPET_LANGUAGES_MAX 16

extern const struct snippet_language snippet_languages[];
extern const size_t snippet_language_count;

struct snippet_name {
    char string[128];
};

/* The name of the file with a single figure: "snippets/contour-github.md" for the figure contour
 * and the language whose file is "figures-github.md". */
struct snippet_name snippet_file_name(const struct snippet_language *language, const char *figure);

/* For snippet writers: appends one figure with images at this location. */
typedef void snippet_figure_writer(const struct run_summary *summary,
                                   const struct figure_summary *figure,
                                   const struct figure_place *place, struct text *out);

/* Calls `write` for each figure, with the link prefix encoded for URLs. */
enum status snippet_for_each(const struct run_summary *summary, snippet_figure_writer *write,
                             struct text *out, struct error *error);

#endif
