/* reStructuredText: figure directives, for docutils and Sphinx; and MyST's, which are the same in
 * Markdown. */
#include <string.h>

#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

/* The options of a directive, one a line. */
static void append_options(struct text *out, const struct figure_summary *figure,
                           const char *margin)
{
    text_appendf(out, "%s:width: %zupx\n%s:alt: %s\n", margin, figure->width, margin,
                 figure->alternative);
}

static void append_name(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const char *margin)
{
    text_appendf(out, "%s:name: ", margin);
    figure_markup_label(out, summary, figure);
    text_append(out, "\n");
}

static void append_caption(struct text *out, const struct figure_summary *figure)
{
    text_append(out, "\n   ");
    escape_rst(out, figure->caption);
    text_append(out, "\n");
}

/* For images in a format that no writer shows. */
static void append_link(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const struct figure_place *place)
{
    text_appendf(out, "`%s: ", summary->formats[0]->label);
    escape_rst(out, figure->name);
    text_appendf(out, " <%s%s.%s>`__\n\n", place->prefix, figure->name,
                 summary->formats[0]->extension);
    escape_rst(out, figure->caption);
    text_append(out, "\n");
}

static void write_rst(const struct run_summary *summary, const struct figure_summary *figure,
                      const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        append_link(out, summary, figure, place);
        return;
    }
    text_appendf(out, ".. figure:: %s%s.%s\n", place->prefix, figure->name, place->format);
    append_options(out, figure, "   ");
    append_name(out, summary, figure, "   ");
    append_caption(out, figure);
}

enum status snippet_rst(const struct run_summary *summary, struct text *out, struct error *error)
{
    return snippet_for_each(summary, write_rst, out, error);
}

/* ---- Sphinx ---------------------------------------------------------------------------------- */

/* Themes that are always light, such as alabaster and sphinx_rtd_theme, do not know the classes of
 * both images. Those that do record the reader's choice in data-theme. */
#define ONLY_LIGHT                                                                                 \
    "<style>html:not([data-theme]) body:not([data-theme]) .only-dark { display: none; }</style>"

/* The builder chooses among the formats of files, which it cannot do among those of URLs. */
static void append_path(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const struct figure_place *place,
                        const char *suffix)
{
    const char *format = place->format == NULL ? summary->formats[0]->extension : place->format;

    if (escape_is_url(summary->link_prefix)) {
        text_appendf(out, "%s%s%s.%s\n", place->prefix, figure->name, suffix, format);
        return;
    }
    escape_sphinx_path(out, summary->link_prefix);
    text_appendf(out, "%s%s.*\n", figure->name, suffix);
}

/* The dark image is outside of the figure, which is thus numbered once; furo shows one of both. */
static void write_sphinx(const struct run_summary *summary, const struct figure_summary *figure,
                         const struct figure_place *place, struct text *out)
{
    if (summary->dark_too) {
        text_append(out, ".. only:: html\n\n   .. image:: ");
        append_path(out, summary, figure, place, "-dark");
        append_options(out, figure, "      ");
        text_append(out, "      :align: center\n      :class: only-dark\n\n");
    }
    text_append(out, ".. figure:: ");
    append_path(out, summary, figure, place, "");
    append_options(out, figure, "   ");
    text_append(out, "   :align: center\n");
    if (summary->dark_too)
        text_append(out, "   :class: only-light\n");
    append_name(out, summary, figure, "   ");
    append_caption(out, figure);
}

enum status snippet_sphinx(const struct run_summary *summary, struct text *out, struct error *error)
{
    if (summary->dark_too)
        text_append(out, ".. raw:: html\n\n   " ONLY_LIGHT "\n\n");
    return snippet_for_each(summary, write_sphinx, out, error);
}

/* ---- MyST ------------------------------------------------------------------------------------ */

/* A line that begins with backticks cannot contain others. */
static const char *myst_fence(const struct run_summary *summary)
{
    return strchr(summary->link_prefix, '`') == NULL ? "```" : "~~~";
}

static void append_myst_directive(struct text *out, const struct run_summary *summary,
                                  const struct figure_summary *figure,
                                  const struct figure_place *place, bool is_dark)
{
    text_appendf(out, "%s{%s} ", myst_fence(summary), is_dark ? "image" : "figure");
    append_path(out, summary, figure, place, is_dark ? "-dark" : "");
    text_appendf(out, ":width: %zupx\n:alt: \"", figure->width);
    escape_yaml(out, figure->alternative);
    text_append(out, "\"\n:align: center\n");
}

static void write_myst(const struct run_summary *summary, const struct figure_summary *figure,
                       const struct figure_place *place, struct text *out)
{
    const char *fence = myst_fence(summary);

    if (summary->dark_too) {
        text_appendf(out, "%s%c{only} html\n", fence, *fence);
        append_myst_directive(out, summary, figure, place, true);
        text_appendf(out, ":class: only-dark\n%s\n%s%c\n\n", fence, fence, *fence);
    }
    append_myst_directive(out, summary, figure, place, false);
    if (summary->dark_too)
        text_append(out, ":class: only-light\n");
    append_name(out, summary, figure, "");
    text_append(out, "\n");
    escape_markdown(out, figure->caption);
    text_appendf(out, "\n%s\n", fence);
}

enum status snippet_myst(const struct run_summary *summary, struct text *out, struct error *error)
{
    if (summary->dark_too)
        text_append(out, "```{raw} html\n" ONLY_LIGHT "\n```\n\n");
    return snippet_for_each(summary, write_myst, out, error);
}
