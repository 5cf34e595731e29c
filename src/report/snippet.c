#include "report/snippet.h"

#include "base/escape.h"

const struct snippet_language snippet_languages[] = {
    {"figures.md", snippet_markdown},
    {"figures.html", snippet_html},
    {"figures.rst", snippet_rst},
    {"figures.tex", snippet_latex},
};
const size_t snippet_language_count = sizeof snippet_languages / sizeof *snippet_languages;

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
