/* LaTeX: figure environments. */
#include "base/escape.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

static void write_latex(const struct run_summary *summary, const struct figure_summary *figure,
                        struct text *out)
{
    struct text path = {0};

    text_appendf(&path, "%s%s.%s", summary->link_prefix, figure->name,
                 figure_markup_latex_format(summary));
    text_append(out, "\\begin{figure}\n  \\centering\n  ");
    escape_latex_path(out, text_string(&path));
    text_appendf(out, "  \\adamreportpicture{%zubp}{", figure->width);
    escape_latex(out, figure->alternative);
    text_append(out, "}\n  \\caption{");
    escape_latex(out, figure->caption);
    text_append(out, "}\n  \\label{fig:");
    figure_markup_label(out, summary, figure);
    text_append(out, "}\n\\end{figure}\n");
    if (path.failed)
        out->failed = true;
    text_free(&path);
}

/* graphicx has supported alternative texts since 2021, which the key shows. */
static void write_latex_preamble(struct text *out)
{
    text_append(out, "% Include this file with \\input; it requires \\usepackage{graphicx}.\n");
    escape_latex_preamble(out);
    text_append(
        out,
        "% Inserts the image \\adamreportpath with this width or the line's, whichever is less,\n"
        "% and with an alternative text if graphicx supports it.\n"
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
    if (figure_markup_latex_format(summary) == NULL) {
        text_append(out, "% LaTeX does not support SVG; add pdf or png to --format.\n");
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
