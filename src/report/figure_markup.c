#include "report/figure_markup.h"

#include <string.h>

#include "base/escape.h"

static int fitness_web(const struct format_markup *format)
{
    return format->web;
}

static int fitness_report(const struct format_markup *format)
{
    return format->report;
}

static int fitness_latex(const struct format_markup *format)
{
    return format->latex;
}

static const char *best_format(const struct run_summary *summary,
                               int (*fitness)(const struct format_markup *))
{
    const struct format_markup *best = NULL;

    for (size_t i = 0; i < summary->format_count; i++)
        if (fitness(summary->formats[i]) > (best == NULL ? 0 : fitness(best)))
            best = summary->formats[i];
    return best == NULL ? NULL : best->extension;
}

const char *figure_markup_web_format(const struct run_summary *summary)
{
    return best_format(summary, fitness_web);
}

const char *figure_markup_report_format(const struct run_summary *summary)
{
    return best_format(summary, fitness_report);
}

const char *figure_markup_latex_format(const struct run_summary *summary)
{
    return best_format(summary, fitness_latex);
}

void figure_markup_identifier(struct text *out, const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        text_append_bytes(out, name[i] == '_' ? "-" : &name[i], 1);
}

void figure_markup_id(struct text *out, const struct figure_summary *figure)
{
    figure_markup_identifier(out, figure->name, strlen(figure->name));
}

void figure_markup_label(struct text *out, const struct run_summary *summary,
                         const struct figure_summary *figure)
{
    text_append(out, summary->label_prefix);
    figure_markup_id(out, figure);
}

static void append_reference(struct text *out, const char *prefix, const char *name,
                             const char *suffix, const char *format)
{
    text_append(out, prefix);
    text_appendf(out, "%s%s.%s", name, suffix, format);
}

static void append_source(struct text *out, const char *media, const struct figure_place *place,
                          const char *name, const char *suffix)
{
    text_appendf(out, "<source media=\"%s\" srcset=\"", media);
    append_reference(out, place->prefix, name, suffix, place->format);
    text_append(out, "\">");
}

/* The attributes of an <img> except its class. */
static void append_attributes(struct text *out, const struct figure_summary *figure,
                              const char *prefix, const char *suffix, const char *format,
                              const char *before)
{
    text_append(out, "src=\"");
    append_reference(out, prefix, figure->name, suffix, format);
    text_appendf(out, "\" width=\"%zu\" height=\"%zu\" alt=\"%s", figure->width, figure->height,
                 before);
    escape_html(out, figure->alternative);
    text_append(out, "\">");
}

static void append_image(struct text *out, const struct figure_summary *figure,
                         const struct figure_place *place, const char *before)
{
    if (!place->markdown) {
        text_append(out, "<img ");
        append_attributes(out, figure, place->prefix, "", place->format, before);
        return;
    }
    text_appendf(out, "![%s", before);
    escape_markdown(out, figure->alternative);
    text_append(out, "](");
    append_reference(out, place->prefix, figure->name, "", place->format);
    text_append(out, ")");
}

void figure_markup_both(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const struct figure_place *place)
{
    if (!summary->dark_too) {
        append_image(out, figure, place, "");
        return;
    }
    text_append(out, "<img class=\"on-light\" ");
    append_attributes(out, figure, place->prefix, "", place->format, "");
    text_append(out, "<img class=\"on-dark\" ");
    append_attributes(out, figure, place->prefix, "-dark", place->format, "");
}

void figure_markup_still(struct text *out, const struct run_summary *summary,
                         const struct figure_summary *figure, const struct figure_place *place)
{
    if (summary->dark_too) {
        text_append(out, "<picture>");
        append_source(out, "(prefers-color-scheme: dark)", place, figure->name, "-dark");
    }
    append_image(out, figure, place, "");
    if (summary->dark_too)
        text_append(out, "</picture>");
}

static void append_still_sources(struct text *out, const struct run_summary *summary,
                                 const struct figure_summary *figure,
                                 const struct figure_place *place)
{
    if (summary->dark_too)
        append_source(out, "(prefers-reduced-motion: reduce) and (prefers-color-scheme: dark)",
                      place, figure->name, "-dark");
    append_source(out, "(prefers-reduced-motion: reduce)", place, figure->name, "");
}

/* Without a still image in a format that browsers show, there is no alternative to the animation.
 */
void figure_markup_animation(struct text *out, const struct run_summary *summary,
                             const struct figure_summary *figure, const struct figure_place *place)
{
    const struct figure_place moving = {
        .prefix = place->prefix, .format = "gif", .markdown = place->markdown};
    bool has_sources = place->format != NULL || summary->dark_too;

    text_append(out, has_sources ? "<picture>" : "");
    if (place->format != NULL)
        append_still_sources(out, summary, figure, place);
    if (summary->dark_too)
        append_source(out, "(prefers-color-scheme: dark)", &moving, figure->name, "-dark");
    append_image(out, figure, &moving, "Animation. ");
    text_append(out, has_sources ? "</picture>" : "");
}

/* The animation in one theme, and its last frame. */
static void append_moving(struct text *out, const struct figure_summary *figure, const char *prefix,
                          const char *suffix, const char *theme)
{
    text_appendf(out, "<img class=\"moving%s\" ", theme);
    append_attributes(out, figure, prefix, suffix, "gif", "Animation. ");
    text_appendf(out, "<img class=\"last-frame%s\" ", theme);
    append_attributes(out, figure, prefix, suffix, "gif" FIGURE_MARKUP_LAST_SUFFIX, "");
}

void figure_markup_moving(struct text *out, const struct run_summary *summary,
                          const struct figure_summary *figure, const char *prefix)
{
    append_moving(out, figure, prefix, "", summary->dark_too ? " on-light" : "");
    if (summary->dark_too)
        append_moving(out, figure, prefix, "-dark", " on-dark");
}
