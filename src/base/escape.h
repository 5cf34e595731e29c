/* Escaping of plain text for document formats: all characters, including markup, appear verbatim.
 * Texts are UTF-8 on one line, without control characters. */
#ifndef ADAM_REPORT_BASE_ESCAPE_H
#define ADAM_REPORT_BASE_ESCAPE_H

#include <stdbool.h>

#include "base/text.h"

/* Markdown of any processor: headings, paragraphs, emphasis, table cells, alternative texts. */
void escape_markdown(struct text *out, const char *plain);

/* Markdown of pandoc: the same, with digits raised and lowered by markup, which fonts of LaTeX and
 * word processors do not have as characters. */
void escape_pandoc(struct text *out, const char *plain);

/* AsciiDoc: titles of blocks, and values of attributes in double quotes. */
void escape_asciidoc(struct text *out, const char *plain);

/* HTML: text, and values of attributes in double quotes. */
void escape_html(struct text *out, const char *plain);

/* reStructuredText: paragraphs. (The values of directive options need no escaping.) */
void escape_rst(struct text *out, const char *plain);

/* YAML: strings in double quotes, such as the values of MyST's directive options. */
void escape_yaml(struct text *out, const char *plain);

/* LaTeX: text, including captions. Letters with indices or powers, negative numbers and those with
 * an exponent, and f alone, are set as mathematics. Requires the commands of
 * escape_latex_preamble(). */
void escape_latex(struct text *out, const char *plain);

/* LaTeX: text that is not set in a font, such as an alternative text. Besides ordinary characters,
 * it contains only \{ \} \% \# \& \_ \$ and \textbackslash, \textasciicircum, \textasciitilde and
 * \textquotedbl with {} after them. */
void escape_latex_string(struct text *out, const char *plain);

/* Definitions required before the output of escape_latex(). */
void escape_latex_preamble(struct text *out);

/* LaTeX: a path for \includegraphics, as pandoc reads it, with a backslash before special
 * characters. LaTeX requires definitions of these commands as the characters. */
void escape_latex_path(struct text *out, const char *path);

/* A path, or a URL if it contains "://", as a reference in an attribute or a Markdown link:
 * characters not allowed in a URL are percent-encoded. */
void escape_link(struct text *out, const char *path);
bool escape_is_url(const char *path);

/* Directives of Sphinx: a path of files that is a pattern, such as in "img/contour.*". */
void escape_sphinx_path(struct text *out, const char *path);

/* Block macros of AsciiDoc: a path that Asciidoctor can open and also writes as a link, where it
 * encodes only spaces. Characters that such a link cannot contain are percent-encoded; files in
 * these directories are found by browsers only. A URL is the same as with escape_link(). */
void escape_asciidoc_path(struct text *out, const char *path);

#endif
