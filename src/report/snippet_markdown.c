/* Markdown with images as HTML, for GitHub. */
#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

static void write_markdown(const struct run_summary *summary, const struct figure_summary *figure,
                           const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        text_append(out, "[");
        escape_markdown(out, figure->alternative);
        text_appendf(out, "](%s%s.%s)\n", place->prefix, figure->name,
                     summary->formats[0]->extension);
    } else {
        text_append(out, "<a id=\"");
        figure_markup_id(out, figure);
        text_append(out, "\"></a>");
        if (figure->animated)
            figure_markup_animation(out, summary, figure, place);
        else
            figure_markup_still(out, summary, figure, place);
        text_append(out, "\n");
    }
    text_append(out, "\n*");
    escape_markdown(out, figure->caption);
    text_append(out, "*\n");
}

enum status snippet_markdown(const struct run_summary *summary, struct text *out,
                             struct error *error)
{
    return snippet_for_each(summary, write_markdown, out, error);
}
