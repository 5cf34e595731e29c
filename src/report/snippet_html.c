/* HTML: a figure element for each figure. */
#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

static void write_html(const struct run_summary *summary, const struct figure_summary *figure,
                       const struct figure_place *place, struct text *out)
{
    text_append(out, "<figure id=\"");
    figure_markup_label(out, summary, figure);
    text_append(out, "\">\n  ");
    if (place->format == NULL) {
        text_appendf(out, "<a href=\"%s%s.%s\">", place->prefix, figure->name,
                     summary->formats[0]->extension);
        escape_html(out, figure->alternative);
        text_append(out, "</a>");
    } else if (figure->animated) {
        figure_markup_animation(out, summary, figure, place);
    } else {
        figure_markup_still(out, summary, figure, place);
    }
    text_append(out, "\n  <figcaption>");
    escape_html(out, figure->caption);
    text_append(out, "</figcaption>\n</figure>\n");
}

enum status snippet_html(const struct run_summary *summary, struct text *out, struct error *error)
{
    return snippet_for_each(summary, write_html, out, error);
}
