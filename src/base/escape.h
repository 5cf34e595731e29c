/* Plain text in the languages of documents: whatever is in it, markup included, comes out as these
 * very characters. Texts are UTF-8 on one line, without control characters. */
#ifndef ADAM_REPORT_BASE_ESCAPE_H
#define ADAM_REPORT_BASE_ESCAPE_H

#include "base/text.h"

/* GitHub-flavoured Markdown: headings, paragraphs, emphasis, table cells, alternative texts. */
void escape_markdown(struct text *out, const char *plain);

/* HTML: text, and values of attributes in double quotes. */
void escape_html(struct text *out, const char *plain);

/* reStructuredText: paragraphs. (The value of a directive's option is taken as it stands.) */
void escape_rst(struct text *out, const char *plain);

/* LaTeX: text, also in a caption. Needs the commands of escape_latex_preamble. */
void escape_latex(struct text *out, const char *plain);

/* What a file with such text, or with escape_latex_path, has to define before. */
void escape_latex_preamble(struct text *out);

/* A command that defines \adamreportpath as this path, whatever is in it, for \includegraphics. */
void escape_latex_path(struct text *out, const char *path);

/* A path, or if it has "://" in it a URL, as a reference that may stand in an attribute or in a
 * Markdown link: what may not stand in a URL is percent-encoded. */
void escape_link(struct text *out, const char *path);

#endif
