/* Markdown in the forms of several processors. */
#include <string.h>

#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

/* ---- Parts ----------------------------------------------------------------------------------- */

/* VitePress and MDX take a path for the name of a module unless it begins with a period or slash.
 */
static void append_path(struct text *out, const struct figure_summary *figure,
                        const struct figure_place *place, const char *suffix, const char *format)
{
    bool is_bare = strchr("/.", *place->prefix) == NULL && strstr(place->prefix, "://") == NULL;

    text_appendf(out, "%s%s%s%s.%s", is_bare || *place->prefix == '\0' ? "./" : "", place->prefix,
                 figure->name, suffix, format);
}

static void append_caption(struct text *out, const struct figure_summary *figure)
{
    text_append(out, "\n*");
    escape_markdown(out, figure->caption);
    text_append(out, "*\n");
}

/* ![alternative](path, with the animation if there is one. */
static void append_image(struct text *out, const struct figure_summary *figure,
                         const struct figure_place *place, const char *suffix)
{
    bool moves = figure->animated;

    text_append(out, moves ? "![Animation. " : "![");
    escape_markdown(out, figure->alternative);
    text_append(out, "](");
    append_path(out, figure, place, suffix, moves ? "gif" : place->format);
}

/* For images in a format that browsers do not show. */
static void append_link(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const struct figure_place *place)
{
    text_append(out, "[");
    escape_markdown(out, figure->alternative);
    text_append(out, "](");
    append_path(out, figure, place, "", summary->formats[0]->extension);
    text_append(out, ")\n");
}

/* ---- Plain ----------------------------------------------------------------------------------- */

static void write_markdown(const struct run_summary *summary, const struct figure_summary *figure,
                           const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        append_link(out, summary, figure, place);
    } else {
        append_image(out, figure, place, "");
        text_append(out, ")\n");
    }
    append_caption(out, figure);
}

enum status snippet_markdown(const struct run_summary *summary, struct text *out,
                             struct error *error)
{
    return snippet_for_each(summary, write_markdown, out, error);
}

/* ---- GitHub: images as HTML, which have a width and a dark variant --------------------------- */

static void write_github(const struct run_summary *summary, const struct figure_summary *figure,
                         const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        append_link(out, summary, figure, place);
    } else {
        text_append(out, "<a id=\"");
        figure_markup_label(out, summary, figure);
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

enum status snippet_github(const struct run_summary *summary, struct text *out, struct error *error)
{
    return snippet_for_each(summary, write_github, out, error);
}

/* ---- pandoc ---------------------------------------------------------------------------------- */

/* An image alone in a paragraph is a figure. Its width is that of the text, since pixels are wider
 * than a page in LaTeX; it does not move, since most of what pandoc writes cannot. */
static void write_pandoc(const struct run_summary *summary, const struct figure_summary *figure,
                         const struct figure_place *place, struct text *out)
{
    const char *format = figure_markup_report_format(summary);

    text_append(out, "![");
    escape_pandoc(out, figure->caption);
    text_append(out, "](");
    append_path(out, figure, place, "", format == NULL ? summary->formats[0]->extension : format);
    text_append(out, "){#fig:");
    figure_markup_label(out, summary, figure);
    text_append(out, " width=100% alt=\"");
    escape_html(out, figure->alternative);
    text_append(out, "\"}\n");
}

enum status snippet_pandoc(const struct run_summary *summary, struct text *out, struct error *error)
{
    return snippet_for_each(summary, write_pandoc, out, error);
}

/* ---- MkDocs ---------------------------------------------------------------------------------- */

static void append_mkdocs_image(struct text *out, const struct run_summary *summary,
                                const struct figure_summary *figure,
                                const struct figure_place *place, const char *suffix)
{
    append_image(out, figure, place, suffix);
    if (summary->dark_too)
        text_append(out, *suffix == '\0' ? "#only-light" : "#only-dark");
    text_append(out, "){");
    if (*suffix == '\0') {
        text_append(out, " #");
        figure_markup_label(out, summary, figure);
    }
    text_appendf(out, " width=\"%zu\" }\n", figure->width);
}

/* Requires the extension attr_list; Material shows one of both images. */
static void write_mkdocs(const struct run_summary *summary, const struct figure_summary *figure,
                         const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        append_link(out, summary, figure, place);
    } else {
        append_mkdocs_image(out, summary, figure, place, "");
        if (summary->dark_too)
            append_mkdocs_image(out, summary, figure, place, "-dark");
    }
    append_caption(out, figure);
}

enum status snippet_mkdocs(const struct run_summary *summary, struct text *out, struct error *error)
{
    return snippet_for_each(summary, write_mkdocs, out, error);
}

/* ---- Hugo ------------------------------------------------------------------------------------ */

/* A parameter of a shortcode, whose text is Markdown if `markdown`. */
static void append_parameter(struct text *out, const char *name, const char *plain, bool markdown)
{
    struct text value = {0};

    if (markdown)
        escape_markdown(&value, plain);
    else
        text_append(&value, plain);
    text_appendf(out, " %s=\"", name);
    for (const char *c = text_string(&value); *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            text_append(out, "\\");
        text_append_bytes(out, c, 1);
    }
    text_append(out, "\"");
    if (value.failed)
        out->failed = true;
    text_free(&value);
}

static void write_hugo(const struct run_summary *summary, const struct figure_summary *figure,
                       const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        append_link(out, summary, figure, place);
        append_caption(out, figure);
        return;
    }
    text_appendf(out, "{{< figure src=\"%s%s.%s\" width=\"%zu\"", place->prefix, figure->name,
                 figure->animated ? "gif" : place->format, figure->width);
    append_parameter(out, "alt", figure->alternative, false);
    append_parameter(out, "caption", figure->caption, true);
    text_append(out, " >}}\n");
}

/* The first line is not displayed. Without it, Hugo would take a brace as the beginning of JSON. */
enum status snippet_hugo(const struct run_summary *summary, struct text *out, struct error *error)
{
    text_append(out, "[//]: # (Figures of a page bundle)\n\n");
    return snippet_for_each(summary, write_hugo, out, error);
}
