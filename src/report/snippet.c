#include "report/snippet.h"

#include <stdio.h>
#include <string.h>

#include "base/escape.h"

const struct snippet_language snippet_languages[] = {
    {"md", "figures.md", "any Markdown processor, such as MDX", snippet_markdown, true},
    {"md-github", "figures-github.md", "GitHub, GitLab and VitePress, with both themes",
     snippet_github, true},
    {"md-pandoc", "figures-pandoc.md", "pandoc, with numbered figures", snippet_pandoc, false},
    {"md-mkdocs", "figures-mkdocs.md", "MkDocs with Material, with both themes", snippet_mkdocs,
     false},
    {"md-myst", "figures-myst.md", "Sphinx with MyST, with both themes", snippet_myst, false},
    {"md-hugo", "figures-hugo.md", "Hugo, with its figure shortcode", snippet_hugo, false},
    {"html", "figures.html", "HTML pages, with both themes", snippet_html, true},
    {"rst", "figures.rst", "reStructuredText with docutils", snippet_rst, true},
    {"rst-sphinx", "figures-sphinx.rst", "Sphinx, for HTML with both themes and for PDF",
     snippet_sphinx, false},
    {"tex", "figures.tex", "LaTeX, including beamer", snippet_latex, true},
    {"adoc", "figures.adoc", "AsciiDoc with Asciidoctor", snippet_asciidoc, false},
};
const size_t snippet_language_count = sizeof snippet_languages / sizeof *snippet_languages;
_Static_assert(sizeof snippet_languages / sizeof *snippet_languages <= SNIPPET_LANGUAGES_MAX,
               "increase SNIPPET_LANGUAGES_MAX");

struct snippet_name snippet_file_name(const struct snippet_language *language, const char *figure)
{
    struct snippet_name name;

    snprintf(name.string, sizeof name.string, SNIPPET_DIRECTORY "/%s%s", figure,
             language->file + strlen(SNIPPET_ALL));
    return name;
}

enum status snippet_for_each(const struct run_summary *summary, snippet_figure_writer *write,
                             struct text *out, struct error *error)
{
    struct text prefix = {0};

    escape_link(&prefix, summary->link_prefix);
    struct figure_place place = {.prefix = text_string(&prefix),
                                 .format = figure_markup_web_format(summary)};
    for (size_t i = 0; i < summary->figure_count; i++) {
        if (i > 0)
            text_append(out, "\n");
        write(summary, &summary->figures[i], &place, out);
    }
    if (prefix.failed)
        out->failed = true;
    text_free(&prefix);
    return text_check(out, error);
}
