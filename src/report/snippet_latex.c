/* LaTeX: figure environments. */
#include <string.h>

#include "base/escape.h"
#include "base/notation.h"
#include "report/figure_markup.h"
#include "report/snippet.h"

/* ---- Definitions ----------------------------------------------------------------------------- */

static const char usage[] =
    "% Include this file with \\input; it requires \\usepackage{graphicx}. To change how the\n"
    "% figures are set, define options before it, for example:\n"
    "%   \\def\\adamreportoptions{width=0.8\\linewidth, height=8cm, placement=tb, star}\n"
    "% An image fits into width and height without distortion. By default, it has its own width\n"
    "% or the line's, whichever is less, and leaves space for its caption. With star, a figure\n"
    "% extends over both columns.\n"
    "\\providecommand{\\adamreportoptions}{}\n";

/* Everything is defined once, although several files with this text can be included. What
 * \@firstofone contains is not read by pandoc, which would otherwise evaluate neither conditionals
 * nor assignments, but insert their contents. */
static const char definitions[] =
    "\\makeatletter\n"
    "\\ifdefined\\adamreportimage\\else\n"
    "% Converters such as pandoc use these two definitions, and skip the others.\n"
    "\\providecommand{\\adamreportfloat}{}\n"
    "\\providecommand{\\adamreportimage}[4]{#3}\n"
    "\\@firstofone{%\n"
    "  \\define@key{adamreport}{width}{\\def\\adamreport@width{#1}}%\n"
    "  \\define@key{adamreport}{height}{\\def\\adamreport@height{#1}}%\n"
    "  \\define@key{adamreport}{placement}{\\def\\adamreport@placement{[#1]}}%\n"
    "  \\define@key{adamreport}{star}[]"
    "{\\ifcsname figure*\\endcsname\\def\\adamreport@star{*}\\fi}%\n"
    "  \\define@key{adamreport}{nothing}{}%\n"
    "  % Evaluates the options for the figure environment after it, in the same group.\n"
    "  \\@namedef{adamreportfloat}{%\n"
    "    \\let\\adamreport@star\\@empty\n"
    "    \\let\\adamreport@placement\\@empty\n"
    "    \\let\\adamreport@width\\@empty\n"
    "    \\let\\adamreport@height\\@empty\n"
    "    \\def\\adamreport@set{\\setkeys{adamreport}}%\n"
    "    \\expandafter\\adamreport@set\\expandafter{\\adamreportoptions}%\n"
    "    \\expandafter\\let\\expandafter\\adamreport@figure\n"
    "      \\csname figure\\adamreport@star\\endcsname\n"
    "    \\expandafter\\let\\expandafter\\endfigure\n"
    "      \\csname endfigure\\adamreport@star\\endcsname\n"
    "    \\def\\figure{\\expandafter\\adamreport@figure\\adamreport@placement}%\n"
    "  }%\n"
    "  % Limits the size of an image with this width and this many characters of caption,\n"
    "  % which are about half as wide as high. Slides also have a title.\n"
    "  \\newcommand{\\adamreport@limit}[2]{%\n"
    "    \\ifx\\adamreport@width\\@empty\n"
    "      \\dimen@=#1\\relax\n"
    "      \\ifdim\\dimen@>\\linewidth\\dimen@=\\linewidth\\fi\n"
    "    \\else\n"
    "      \\setlength{\\dimen@}{\\adamreport@width}%\n"
    "    \\fi\n"
    "    \\edef\\adamreport@width{\\the\\dimen@}%\n"
    "    \\ifx\\adamreport@height\\@empty\n"
    "      \\dimen@=\\textheight\n"
    "      \\ifcsname ver@beamer.cls\\endcsname\\advance\\dimen@-8\\baselineskip\\fi\n"
    "      \\count@=\\numexpr#2*\\dimexpr.5em\\relax/\\linewidth+2\\relax\n"
    "      \\advance\\dimen@-\\count@\\baselineskip\n"
    "      \\ifdim\\dimen@>.7\\textheight\\dimen@=.7\\textheight\\fi\n"
    "      \\ifdim\\dimen@<.2\\textheight\\dimen@=.2\\textheight\\fi\n"
    "    \\else\n"
    "      \\setlength{\\dimen@}{\\adamreport@height}%\n"
    "    \\fi\n"
    "    \\edef\\adamreport@height{\\the\\dimen@}%\n"
    "    \\setkeys{Gin}{width=\\adamreport@width,height=\\adamreport@height,keepaspectratio}%\n"
    "  }%\n"
    "  % Lets commands stand for their characters, in paths and alternative texts.\n"
    "  \\newcommand{\\adamreport@literal}[1]{\\edef#1{\\expandafter\\@gobble\\string#1}}%\n"
    "  \\newcommand{\\adamreport@literals}{%\n"
    "    \\adamreport@literal\\{\\adamreport@literal\\}\\adamreport@literal\\%%\n"
    "    \\adamreport@literal\\#\\adamreport@literal\\&\\adamreport@literal\\_%\n"
    "    \\adamreport@literal\\$\\adamreport@literal\\^\\adamreport@literal\\~%\n"
    "    \\let\\\\\\@backslashchar\n"
    "    \\let\\textbackslash\\@backslashchar\n"
    "    \\let\\textasciicircum\\^%\n"
    "    \\let\\textasciitilde\\~%\n"
    "    \\edef\\textquotedbl{\\string\"}%\n"
    "  }%\n"
    "  \\newcommand{\\adamreport@describe}[1]"
    "{\\edef\\adamreport@alt{\\csname text_purify:n\\endcsname{#1}}}%\n"
    "  % Tags the image after it, for versions of graphicx that do not.\n"
    "  \\newcommand{\\adamreport@tag}[1]{%\n"
    "    \\ifcsname tag_if_active:T\\endcsname\\csname tag_if_active:T\\endcsname{%\n"
    "      \\adamreport@describe{#1}%\n"
    "      \\leavevmode\n"
    "      \\csname tag_mc_end_push:\\endcsname\n"
    "      \\csname tag_struct_begin:n\\endcsname{tag=Figure,alt=\\adamreport@alt}%\n"
    "      \\csname tag_mc_begin:n\\endcsname{tag=Figure}%\n"
    "      \\def\\adamreport@end{%\n"
    "        \\csname tag_mc_end:\\endcsname\n"
    "        \\csname tag_struct_end:\\endcsname\n"
    "        \\csname tag_mc_begin_pop:n\\endcsname{}}%\n"
    "    }\\fi\n"
    "  }%\n"
    "  % The key alt of graphicx does nothing before LaTeX 2023.\n"
    "  \\@namedef{adamreportimage}#1#2#3#4{%\n"
    "    \\begingroup\n"
    "    \\adamreport@limit{#1}{#2}%\n"
    "    \\adamreport@literals\n"
    "    \\let\\adamreport@end\\relax\n"
    "    \\expandafter\\let\\expandafter\\adamreport@key\\csname KV@Gin@alt\\endcsname\n"
    "    \\ifx\\adamreport@key\\relax\n"
    "      \\adamreport@tag{#4}%\n"
    "    \\else\\ifx\\adamreport@key\\KV@adamreport@nothing\n"
    "      \\adamreport@tag{#4}%\n"
    "    \\else\n"
    "      \\adamreport@describe{#4}%\n"
    "      \\setkeys{Gin}{alt=\\adamreport@alt}%\n"
    "    \\fi\\fi\n"
    "    #3%\n"
    "    \\adamreport@end\n"
    "    \\endgroup\n"
    "  }%\n"
    "}\n"
    "\\fi\n"
    "\\makeatother\n\n";

static void write_preamble(struct text *out)
{
    text_append(out, usage);
    escape_latex_preamble(out);
    text_append(out, definitions);
}

/* ---- Figures --------------------------------------------------------------------------------- */

/* A text in which the objective, if it is there, is set as mathematics. */
static void append_text(struct text *out, const struct figure_summary *figure, const char *plain)
{
    struct text objective = {0}, before = {0};
    const char *place = NULL;

    if (figure->problem == NULL) {
        escape_latex(out, plain);
        return;
    }
    text_append(&objective, "f(x₁, x₂) = ");
    notation_formula(&objective, figure->problem->formula);
    if (!objective.failed)
        place = strstr(plain, text_string(&objective));
    if (place != NULL) {
        text_append_bytes(&before, plain, (size_t)(place - plain));
        escape_latex(out, text_string(&before));
        text_append(out, "$f(x_1, x_2) = ");
        notation_latex(out, figure->problem->formula);
        text_append(out, "$");
        plain = place + objective.length;
    }
    escape_latex(out, plain);
    if (objective.failed || before.failed)
        out->failed = true;
    text_free(&objective);
    text_free(&before);
}

static void append_image(struct text *out, const struct run_summary *summary,
                         const struct figure_summary *figure)
{
    text_appendf(out, "  \\adamreportimage{%zubp}{%zu}{\\includegraphics{", figure->width,
                 strlen(figure->caption));
    escape_latex_path(out, summary->link_prefix);
    text_appendf(out, "%s.%s}}{", figure->name, figure_markup_latex_format(summary));
    escape_latex_string(out, figure->alternative);
    text_append(out, "}\n");
}

static void write_latex(const struct run_summary *summary, const struct figure_summary *figure,
                        struct text *out)
{
    text_append(out, "{\\adamreportfloat\n\\begin{figure}\n  \\centering\n");
    append_image(out, summary, figure);
    text_append(out, "  \\caption[{");
    append_text(out, figure, figure->short_caption);
    text_append(out, "}]{");
    append_text(out, figure, figure->caption);
    text_append(out, "}\n  \\label{fig:");
    figure_markup_label(out, summary, figure);
    text_append(out, "}\n\\end{figure}}\n");
}

enum status snippet_latex(const struct run_summary *summary, struct text *out, struct error *error)
{
    if (figure_markup_latex_format(summary) == NULL) {
        text_append(out, "% LaTeX does not support SVG; add pdf or png to --format.\n");
        return text_check(out, error);
    }
    write_preamble(out);
    for (size_t i = 0; i < summary->figure_count; i++) {
        if (i > 0)
            text_append(out, "\n");
        write_latex(summary, &summary->figures[i], out);
    }
    return text_check(out, error);
}
