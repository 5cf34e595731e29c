/* AsciiDoc: block images with a title. */
#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

static void write_asciidoc(const struct run_summary *summary, const struct figure_summary *figure,
                           const struct figure_place *place, struct text *out)
{
    const char *format = place->format == NULL ? summary->formats[0]->extension : place->format;

    text_append(out, "[#");
    figure_markup_label(out, summary, figure);
    text_append(out, "]\n.");
    escape_asciidoc(out, figure->caption);
    text_append(out, "\nimage::");
    escape_asciidoc_path(out, summary->link_prefix);
    text_appendf(out, "%s.%s[\"", figure->name, figure->animated ? "gif" : format);
    escape_asciidoc(out, figure->alternative);
    text_appendf(out, "\", width=%zu]\n", figure->width);
}

enum status snippet_asciidoc(const struct run_summary *summary, struct text *out,
                             struct error *error)
{
    return snippet_for_each(summary, write_asciidoc, out, error);
}
