/* reStructuredText: figure directives, for Sphinx and docutils. */
#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

static void write_directive(const struct figure_summary *figure, const struct figure_place *place,
                            const char *suffix, const char *option, struct text *out)
{
    text_appendf(out, ".. figure:: %s%s%s.%s\n", place->prefix, figure->name, suffix,
                 place->format);
    text_appendf(out, "   :width: %zupx\n   :alt: %s\n   %s", figure->width, figure->alternative,
                 option);
}

static void write_rst_caption(const struct figure_summary *figure, struct text *out)
{
    text_append(out, "\n   ");
    escape_rst(out, figure->caption);
    text_append(out, "\n");
}

/* Sphinx's themes show only-light and only-dark on pages of that kind only; a name must be unique.
 */
static void write_rst(const struct run_summary *summary, const struct figure_summary *figure,
                      const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        text_appendf(out, "`%s: ", summary->formats[0]->label);
        escape_rst(out, figure->name);
        text_appendf(out, " <%s%s.%s>`__\n\n", place->prefix, figure->name,
                     summary->formats[0]->extension);
        escape_rst(out, figure->caption);
        text_append(out, "\n");
        return;
    }
    write_directive(figure, place, "", ":name: ", out);
    figure_markup_id(out, figure);
    text_append(out, summary->dark_too ? "\n   :figclass: only-light\n" : "\n");
    write_rst_caption(figure, out);
    if (!summary->dark_too)
        return;
    text_append(out, "\n");
    write_directive(figure, place, "-dark", ":figclass: only-dark\n", out);
    write_rst_caption(figure, out);
}

enum status snippet_rst(const struct run_summary *summary, struct text *out, struct error *error)
{
    return snippet_for_each(summary, write_rst, out, error);
}
