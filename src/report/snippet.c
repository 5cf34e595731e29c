#include "report/snippet.h"

#include "base/escape.h"
#include "report/figure_markup.h"

/* Calls write for each figure, with the link prefix as it may stand in a URL. */
static enum status
for_each(const struct run_summary *summary, struct text *out, struct error *error,
         void (*write)(const struct run_summary *summary, const struct figure_summary *figure,
                       const struct figure_place *place, struct text *out))
{
    struct text prefix = {0};

    escape_link(&prefix, summary->link_prefix);
    struct figure_place place = {.prefix = text_string(&prefix),
                                 .format = figure_markup_snippet_format(summary)};
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

/* ---- Markdown -------------------------------------------------------------------------------- */

static void write_markdown(const struct run_summary *summary, const struct figure_summary *figure,
                           const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        text_append(out, "[");
        escape_markdown(out, figure->alternative);
        text_appendf(out, "](%s%s.pdf)\n", place->prefix, figure->name);
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
    return for_each(summary, out, error, write_markdown);
}

/* ---- HTML ------------------------------------------------------------------------------------ */

static void write_html(const struct run_summary *summary, const struct figure_summary *figure,
                       const struct figure_place *place, struct text *out)
{
    text_append(out, "<figure id=\"");
    figure_markup_id(out, figure);
    text_append(out, "\">\n  ");
    if (place->format == NULL) {
        text_appendf(out, "<a href=\"%s%s.pdf\">", place->prefix, figure->name);
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
    return for_each(summary, out, error, write_html);
}

/* ---- reStructuredText ------------------------------------------------------------------------ */

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

/* Sphinx's themes show only-light and only-dark on such pages alone; a name stands once. */
static void write_rst(const struct run_summary *summary, const struct figure_summary *figure,
                      const struct figure_place *place, struct text *out)
{
    if (place->format == NULL) {
        text_append(out, "`PDF: ");
        escape_rst(out, figure->name);
        text_appendf(out, " <%s%s.pdf>`__\n\n", place->prefix, figure->name);
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
    return for_each(summary, out, error, write_rst);
}

/* ---- LaTeX ----------------------------------------------------------------------------------- */

static void write_latex(const struct run_summary *summary, const struct figure_summary *figure,
                        struct text *out)
{
    struct text path = {0};

    text_appendf(&path, "%s%s.%s", summary->link_prefix, figure->name,
                 summary->pdf ? "pdf" : "png");
    text_append(out, "\\begin{figure}\n  \\centering\n  ");
    escape_latex_path(out, text_string(&path));
    text_appendf(out, "  \\adamreportpicture{%zubp}{", figure->width);
    escape_latex(out, figure->alternative);
    text_append(out, "}\n  \\caption{");
    escape_latex(out, figure->caption);
    text_append(out, "}\n  \\label{fig:");
    figure_markup_id(out, figure);
    text_append(out, "}\n\\end{figure}\n");
    if (path.failed)
        out->failed = true;
    text_free(&path);
}

/* graphicx knows alternative texts since 2021, and says so by having the key. */
static void write_latex_preamble(struct text *out)
{
    text_append(out, "% To be included by \\input, after \\usepackage{graphicx}.\n");
    escape_latex_preamble(out);
    text_append(out, "% \\adamreportpath as a picture of this width, or of the line's if that is "
                     "less, with an alternative\n% text where graphicx knows them.\n"
                     "\\makeatletter\n"
                     "\\providecommand{\\adamreportpicture}[2]{%\n"
                     "  \\begingroup\n"
                     "  \\dimen@=#1\\relax\n"
                     "  \\ifdim\\dimen@>\\linewidth\\dimen@=\\linewidth\\fi\n"
                     "  \\edef\\adamreportwidth{\\the\\dimen@}%\n"
                     "  \\ifcsname KV@Gin@alt\\endcsname\n"
                     "    \\includegraphics[width=\\adamreportwidth,alt={#2}]{\\adamreportpath}%\n"
                     "  \\else\n"
                     "    \\includegraphics[width=\\adamreportwidth]{\\adamreportpath}%\n"
                     "  \\fi\n"
                     "  \\endgroup}\n"
                     "\\makeatother\n\n");
}

enum status snippet_latex(const struct run_summary *summary, struct text *out, struct error *error)
{
    if (!summary->pdf && !summary->png) {
        text_append(out, "% LaTeX does not take SVG: add pdf or png to --format.\n");
        return text_check(out, error);
    }
    write_latex_preamble(out);
    for (size_t i = 0; i < summary->figure_count; i++) {
        if (i > 0)
            text_append(out, "\n");
        write_latex(summary, &summary->figures[i], out);
    }
    return text_check(out, error);
}
