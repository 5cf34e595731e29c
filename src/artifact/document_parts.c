#include "artifact/document_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "artifact/figure_markup.h"
#include "artifact/markup.h"
#include "base/notation.h"

/* Of the table of iterations: the first and the last rows. */
#define ROWS 5

/* The fewest digits that give this number. */
static void append_shortest(struct text *out, double value)
{
    char digits[32];

    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    text_append(out, digits);
}

static void append_point(struct text *out, const double x[])
{
    text_appendf(out, "(%.6g, %.6g)", x[0], x[1]);
}

static void append_objective(struct text *out, const struct report *report)
{
    text_append(out, "f(x₁, x₂) = ");
    notation_formula(out, report->problem->formula);
}

void document_heading(const struct report *report, struct text *out)
{
    if (*report->title != '\0') {
        text_append(out, report->title);
        return;
    }
    text_append(out, "Adam on ");
    append_objective(out, report);
}

/* ---- The outcome ----------------------------------------------------------------------------- */

static void append_convergence(struct text *out, const struct report *report)
{
    const struct trajectory *t = report->trajectory;
    size_t first = 0, final = 0;

    if (!trajectory_first_below(t, report->tolerance, &first)) {
        text_appendf(out, "f was never below %g", report->tolerance);
        return;
    }
    text_appendf(out, "f was below %g ", report->tolerance);
    if (!trajectory_stays_below(t, report->tolerance, &final))
        text_appendf(out, "first at iteration %zu, but not at the end", first);
    else if (first == final)
        text_appendf(out, "from iteration %zu on", first);
    else
        text_appendf(out, "first at iteration %zu, and from iteration %zu on", first, final);
    text_append(out, " (the first iteration is number 0)");
}

static void append_outcome(struct text *out, const struct report *report)
{
    const struct trajectory *t = report->trajectory;
    size_t last = t->count - 1;

    text_appendf(out, "After %zu iteration%s Adam %s at ", last, last == 1 ? "" : "s",
                 t->diverged ? "stopped" : "was");
    append_point(out, trajectory_point(t, last));
    text_appendf(out, ", where f is %.6g%s; ", t->f[last],
                 t->diverged ? ", since the next one led to NaN or infinity" : "");
    append_convergence(out, report);
    text_append(out, ".\n");
}

void document_head(const struct report *report, struct text *out)
{
    struct text heading = {0};

    document_heading(report, &heading);
    text_append(out, "# ");
    markup_markdown(out, text_string(&heading));
    text_append(out, "\n\n");
    append_outcome(out, report);
    if (heading.failed)
        out->failed = true;
    text_free(&heading);
}

/* ---- Problem and method ---------------------------------------------------------------------- */

static void append_minima(struct text *out, const struct report *report)
{
    const struct problem *problem = report->problem;

    if (problem->minima_count == 0)
        return;
    text_appendf(out, " The known %s ", problem->minima_count == 1 ? "minimum is" : "minima are");
    for (size_t i = 0; i < problem->minima_count; i++) {
        text_append(out, i == 0 ? "f" : ", f");
        append_point(out, problem->minima[i]);
        text_appendf(out, " = %.6g", problem->objective(problem->minima[i]));
    }
    text_append(out, ".");
}

static void append_problem(struct text *out, const struct report *report)
{
    const struct bounds *b = &report->bounds;
    struct text objective = {0};

    append_objective(&objective, report);
    text_append(out, "\n## Problem\n\nMinimize ");
    markup_markdown(out, text_string(&objective));
    text_appendf(out, " for x₁ from %g to %g and x₂ from %g to %g.", b->min[0], b->max[0],
                 b->min[1], b->max[1]);
    append_minima(out, report);
    text_append(out, "\n");
    if (objective.failed)
        out->failed = true;
    text_free(&objective);
}

/* Algorithm 1 of the paper. */
static void append_method(struct text *out)
{
    text_append(out, "\n## Method\n\n"
                     "Adam is Algorithm 1 of Kingma and Ba, "
                     "[arXiv 1412.6980](https://arxiv.org/abs/1412.6980). It keeps decaying "
                     "averages m of the gradient g and v of its square, both 0 at first, corrects "
                     "them for that beginning, and steps. In iteration t = 1, 2, …:\n\n"
                     "```text\n"
                     "m ← β₁ m + (1 − β₁) g\n"
                     "v ← β₂ v + (1 − β₂) g²\n"
                     "m̂ = m / (1 − β₁ᵗ)\n"
                     "v̂ = v / (1 − β₂ᵗ)\n"
                     "x ← x − α m̂ / (√v̂ + ε)\n"
                     "```\n");
}

static void append_value(struct text *out, const struct parameter *parameter)
{
    switch (parameter->kind) {
    case PARAMETER_REALS:
        for (size_t i = 0; i < parameter->count; i++) {
            text_append(out, i == 0 ? "" : ", ");
            append_shortest(out, parameter->reals[i]);
        }
        break;
    case PARAMETER_WHOLE:
        text_appendf(out, "%lu", parameter->whole);
        break;
    case PARAMETER_TEXT:
        markup_markdown(out, parameter->text);
        break;
    case PARAMETER_TEXTS:
        for (size_t i = 0; i < parameter->count; i++) {
            text_append(out, i == 0 ? "" : ", ");
            markup_markdown(out, parameter->texts[i]);
        }
        break;
    case PARAMETER_FLAG:
        text_append(out, parameter->flag ? "yes" : "no");
        break;
    }
}

static void append_settings(struct text *out, const struct report *report)
{
    text_append(out, "\n## Settings\n\n| setting | value |\n| --- | --- |\n");
    for (size_t i = 0; i < report->parameter_count; i++) {
        const struct parameter *parameter = &report->parameters[i];
        if (parameter->label == NULL)
            continue;
        text_append(out, "| ");
        markup_markdown(out, parameter->label);
        text_append(out, " | ");
        append_value(out, parameter);
        text_append(out, " |\n");
    }
}

/* ---- Figures --------------------------------------------------------------------------------- */

/* For a page: a <figure>, whose caption is HTML too. */
static void append_page_figure(struct text *out, const struct report *report,
                               const struct report_figure *figure, size_t number, bool moving)
{
    struct figure_place place = {.prefix = DOCUMENT_EMBED,
                                 .format = figure_markup_report_format(report)};
    struct report as_drawn = *report; /* the animation is never there in dark, too */

    as_drawn.dark_too = false;

    text_append(out, "\n<figure id=\"");
    figure_markup_id(out, figure);
    text_append(out, moving ? "-animation\"" : "\"");
    /* A picture without a background gets the one that it was drawn for. */
    text_append(out, report->dark ? " class=\"dark\">" : ">");
    if (moving)
        figure_markup_moving(out, &as_drawn, figure, &place);
    else
        figure_markup_both(out, report, figure, &place);
    text_appendf(out, "<figcaption>Figure %zu. %s", number,
                 moving ? "The same, drawing itself. " : "");
    markup_html(out, figure->caption);
    text_append(out, "</figcaption></figure>\n");
}

/* For a file: a picture of Markdown's own where that says it all. */
static void append_file_figure(struct text *out, const struct report *report,
                               const struct report_figure *figure, size_t number, bool moving)
{
    struct figure_place place = {.prefix = "", .format = figure_markup_report_format(report)};

    text_append(out, "\n");
    if (moving) {
        figure_markup_moving(out, report, figure, &place);
    } else if (report->dark_too) {
        figure_markup_still(out, report, figure, &place);
    } else {
        text_append(out, "![");
        markup_markdown(out, figure->alternative);
        text_appendf(out, "](%s.%s)", figure->name, place.format);
    }
    text_appendf(out, "\n\n*Figure %zu. %s", number, moving ? "The same, drawing itself. " : "");
    markup_markdown(out, figure->caption);
    text_append(out, "*\n");
}

/* Where there is nothing that a browser shows. */
static void append_link(struct text *out, const struct report_figure *figure, size_t number)
{
    text_appendf(out, "\n[Figure %zu (PDF)](%s.pdf): ", number, figure->name);
    markup_markdown(out, figure->alternative);
    text_append(out, "\n");
}

static void append_figures(struct text *out, const struct report *report, enum document_use use)
{
    const char *format = figure_markup_report_format(report);
    size_t number = 0;

    if (report->figure_count > 0)
        text_append(out, "\n## Figures\n");
    for (size_t i = 0; i < report->figure_count; i++) {
        const struct report_figure *figure = &report->figures[i];
        number++;
        if (format == NULL)
            append_link(out, figure, number);
        else if (use == DOCUMENT_PAGE)
            append_page_figure(out, report, figure, number, false);
        else
            append_file_figure(out, report, figure, number, false);
        if (!figure->animated)
            continue;
        number++;
        if (use == DOCUMENT_PAGE)
            append_page_figure(out, report, figure, number, true);
        else
            append_file_figure(out, report, figure, number, true);
    }
}

/* ---- Iterations ------------------------------------------------------------------------------ */

static void append_iteration(struct text *out, const struct trajectory *trajectory, size_t t)
{
    const double *x = trajectory_point(trajectory, t);

    text_appendf(out, "| %zu | %.4g | %.4g | %.4g |\n", t, x[0], x[1], trajectory->f[t]);
}

static void append_iterations(struct text *out, const struct report *report, enum document_use use)
{
    const struct trajectory *trajectory = report->trajectory;

    text_append(out, "\n## Iterations\n\nThe start is t = 0; t counts the updates.\n\n"
                     "| t | x₁ | x₂ | f |\n");
    /* Alignment would be an attribute that HTML5 does not know. */
    text_append(out, use == DOCUMENT_PAGE ? "| --- | --- | --- | --- |\n"
                                          : "| ---: | ---: | ---: | ---: |\n");
    for (size_t t = 0; t < trajectory->count; t++) {
        if (t == ROWS && trajectory->count > 2 * ROWS + 1) {
            text_append(out, "| … | … | … | … |\n");
            t = trajectory->count - ROWS;
        }
        append_iteration(out, trajectory, t);
    }
}

void document_body(const struct report *report, enum document_use use, struct text *out)
{
    append_problem(out, report);
    append_method(out);
    append_settings(out, report);
    append_figures(out, report, use);
    append_iterations(out, report, use);
}

/* ---- How it was made ------------------------------------------------------------------------- */

void document_foot(const struct report *report, struct text *out)
{
    text_append(out, "## How this was made\n\nBy ");
    markup_markdown(out, report->program);
    if (*report->gnuplot != '\0') {
        text_append(out, ", with figures by ");
        markup_markdown(out, report->gnuplot);
        text_appendf(out, " in %s (%.12s…)", report->font, report->font_digest);
    }
    text_append(out, ". The numbers are in `trajectory.dat` and `surface.dat`, with every bit.");
    if (report->figure_count > 0)
        text_append(out, " Each figure can be drawn again from its script, for instance by "
                         "`gnuplot ");
    if (report->figure_count > 0)
        text_appendf(out, "%s.gp`.", report->figures[0].name);
    text_append(out, " `manifest.json` tells of every file what it was made from; "
                     "`sha256sum -c SHA256SUMS` checks that all are as they were made.\n");
}
