#include "report/document_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/escape.h"
#include "base/notation.h"
#include "report/conditions.h"
#include "report/convergence.h"
#include "report/ensemble_section.h"
#include "report/explanation.h"
#include "report/figure_markup.h"
#include "report/rule_section.h"
#include "report/tuning_section.h"

/* The number of first and of last rows in the table of iterations. */
#define ROWS 5

static void append_point(struct text *out, const double x[])
{
    text_appendf(out, "(%.6g, %.6g)", x[0], x[1]);
}

static void append_objective(struct text *out, const struct run_summary *summary)
{
    notation_objective(out, summary->problem->formula, summary->problem->title);
}

/* Before item i of `count`: nothing, ", " or " and ". */
static const char *separator(size_t i, size_t count)
{
    return i == 0 ? "" : i + 1 == count ? " and " : ", ";
}

/* Of an ASCII letter, regardless of the locale; other bytes are returned unchanged. */
static char capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

void document_heading(const struct run_summary *summary, struct text *out)
{
    size_t begin = out->length;

    if (*summary->title != '\0') {
        text_append(out, summary->title);
        return;
    }
    for (size_t i = 0; i < summary->result_count; i++) {
        text_append(out, separator(i, summary->result_count));
        text_append(out, summary->results[i].label);
        if (i == 0 && !out->failed)
            out->data[begin] = capital(out->data[begin]);
    }
    text_append(out, " on ");
    if (summary->suite != NULL)
        text_appendf(out, "%zu test problems", summary->suite->problem_count);
    else
        append_objective(out, summary);
}

/* ---- The outcome ----------------------------------------------------------------------------- */

/* Ends the paragraph. */
static void append_absolute(struct text *out, const struct run_summary *summary)
{
    text_append(out, summary->minimum_known ? "\n" : " The " CONVERGENCE_ABSOLUTE ".\n");
}

static void append_outcome(struct text *out, const struct run_summary *summary)
{
    struct search_events events = search_events_find(summary, &summary->results[0]);

    explanation_of_search(summary, &events, out);
    append_absolute(out, summary);
}

/* The iteration before a point, in a cell. */
static void append_crossing(struct text *out, bool found, bool at_start, size_t point)
{
    if (found && at_start)
        text_append(out, " start |");
    else if (found)
        text_appendf(out, " %zu |", point - 1);
    else
        text_append(out, " – |");
}

static void append_rises(struct text *out, const struct search_events *events)
{
    static const char *const few[] = {" never |", " once |", " twice |"};

    if (!events->reached && !events->start_below)
        text_append(out, " – |");
    else if (events->rises < sizeof few / sizeof *few)
        text_append(out, few[events->rises]);
    else
        text_appendf(out, " %zu times |", events->rises);
}

static void append_outcome_columns(struct text *out, const struct run_summary *summary)
{
    text_append(out, "| optimizer | final point | final f | first ");
    if (summary->minimum_known && summary->minimum != 0) {
        text_append(out, "within ");
        text_append_readable(out, summary->tolerance);
        text_append(out, " of the minimum at | times outside it again | stays within from |\n");
    } else {
        text_append(out, "below ");
        text_append_readable(out, summary->threshold);
        text_append(out, " at | times above it again | stays below from |\n");
    }
    text_append(out, "| --- | --- | --- | --- | --- | --- |\n");
}

/* Several optimizers, one row each. */
static void append_outcomes(struct text *out, const struct run_summary *summary)
{
    append_outcome_columns(out, summary);
    for (size_t i = 0; i < summary->result_count; i++) {
        const struct trajectory *t = summary->results[i].trajectory;
        struct search_events events = search_events_find(summary, &summary->results[i]);
        size_t last = t->count - 1;
        text_append(out, "| ");
        escape_markdown(out, summary->results[i].label);
        text_append(out, " | ");
        append_point(out, trajectory_point(t, last));
        text_appendf(out, " | %.6g", t->f[last]);
        if (t->diverged)
            text_appendf(out, ", diverged at iteration %zu", last);
        text_append(out, " |");
        append_crossing(out, events.reached, events.start_below, events.first);
        append_rises(out, &events);
        append_crossing(out, events.stays, events.from == 0, events.from);
        text_append(out, "\n");
    }
    text_appendf(out, "\nEach search runs for at most %zu iteration%s, numbered from 0.",
                 summary->iterations, summary->iterations == 1 ? "" : "s");
    append_absolute(out, summary);
}

void document_head(const struct run_summary *summary, struct text *out)
{
    struct text heading = {0};

    document_heading(summary, &heading);
    text_append(out, "# ");
    escape_markdown(out, text_string(&heading));
    text_append(out, "\n\n");
    if (summary->result_count == 1) {
        append_outcome(out, summary);
    } else {
        explanation_of_searches(summary, out);
        text_append(out, "\n\n");
        append_outcomes(out, summary);
    }
    if (summary->explore)
        text_append(out, "\nTo change the settings of this run and see their effect, open "
                         "[explore.html](explore.html).\n");
    if (heading.failed)
        out->failed = true;
    text_free(&heading);
}

/* ---- Problem and method ---------------------------------------------------------------------- */

static void append_minima(struct text *out, const struct run_summary *summary)
{
    const struct problem *problem = summary->problem;

    if (problem->minima_count == 0)
        return;
    text_appendf(out, " The known %s ", problem->minima_count == 1 ? "minimum is" : "minima are");
    for (size_t i = 0; i < problem->minima_count; i++) {
        text_append(out, separator(i, problem->minima_count));
        text_append(out, "f");
        append_point(out, problem->minima[i]);
        text_appendf(out, " = %.6g", problem_value_at_minimum(problem, i));
    }
    text_append(out, ".");
}

static void append_problem(struct text *out, const struct run_summary *summary)
{
    const struct bounds *b = &summary->bounds;
    struct text objective = {0};

    /* Here the formula is given regardless of its length. */
    text_append(&objective, "f(x₁, x₂) = ");
    notation_formula(&objective, summary->problem->formula);
    text_append(out, "\n## Problem\n\nMinimize ");
    escape_markdown(out, text_string(&objective));
    text_appendf(out, " for x₁ from %g to %g and x₂ from %g to %g.", b->min[0], b->max[0],
                 b->min[1], b->max[1]);
    append_minima(out, summary);
    text_append(out, "\n");
    if (objective.failed)
        out->failed = true;
    text_free(&objective);
}

static bool is_described(const struct run_summary *summary, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (summary->results[i].method->optimizer == summary->results[before].method->optimizer)
            return true;
    return false;
}

void document_methods(const struct run_summary *summary, struct text *out)
{
    text_append(out, summary->result_count == 1 ? "\n## Method\n" : "\n## Methods\n");
    for (size_t i = 0; i < summary->result_count; i++) {
        const struct optimizer *optimizer = summary->results[i].method->optimizer;
        if (!is_described(summary, i))
            text_appendf(out, "\n%s Update t = 1, 2, …:\n\n```text\n%s\n```\n", optimizer->about,
                         optimizer->rule);
    }
    conditions_schedules(summary, out);
    conditions_noise(summary, out);
}

static void append_value(struct text *out, const struct parameter *parameter)
{
    switch (parameter->kind) {
    case PARAMETER_REALS:
        for (size_t i = 0; i < parameter->count; i++) {
            text_append(out, i == 0 ? "" : ", ");
            text_append_shortest(out, parameter->reals[i]);
        }
        break;
    case PARAMETER_WHOLE:
        text_appendf(out, "%llu", parameter->whole);
        break;
    case PARAMETER_TEXT:
        escape_markdown(out, parameter->text);
        break;
    case PARAMETER_TEXTS:
        for (size_t i = 0; i < parameter->count; i++) {
            text_append(out, i == 0 ? "" : ", ");
            escape_markdown(out, parameter->texts[i]);
        }
        break;
    case PARAMETER_FLAG:
        text_append(out, parameter->flag ? "yes" : "no");
        break;
    }
}

static void append_parameters(struct text *out, const struct run_summary *summary)
{
    text_append(out, "\n## Settings\n\n| setting | value |\n| --- | --- |\n");
    for (size_t i = 0; i < summary->parameter_count; i++) {
        const struct parameter *parameter = &summary->parameters[i];
        if (parameter->label == NULL)
            continue;
        text_append(out, "| ");
        escape_markdown(out, parameter->label);
        text_append(out, " | ");
        append_value(out, parameter);
        text_append(out, " |\n");
    }
}

/* The parameters of all optimizers. Meanings can differ between them: the first is shown. */
struct parameter_list {
    const struct optimizer_parameter *list[OPTIMIZER_RESULT_MAX * METHOD_MAX_PARAMETERS];
    size_t count;
};

static void list_parameter(struct parameter_list *parameters,
                           const struct optimizer_parameter *parameter)
{
    for (size_t i = 0; i < parameters->count; i++)
        if (strcmp(parameters->list[i]->name, parameter->name) == 0)
            return;
    parameters->list[parameters->count++] = parameter;
}

/* Whether a suite has another value of the parameter for each problem. */
static bool differs(const struct run_summary *summary, const struct tuned *tuned, size_t parameter)
{
    for (size_t k = 0; summary->suite != NULL && tuned != NULL && k < tuned->plan.axis_count; k++)
        if (tuned->plan.axes[k].parameter == parameter)
            return true;
    return false;
}

static void append_method_row(struct text *out, const struct run_summary *summary,
                              const struct optimizer_result *result,
                              const struct parameter_list *parameters)
{
    const struct method *method = result->method;

    text_append(out, "| ");
    escape_markdown(out, result->label);
    text_append(out, " |");
    for (size_t i = 0; i < parameters->count; i++) {
        size_t k = method_parameter_find(method, parameters->list[i]->name);
        text_append(out, " ");
        if (differs(summary, result->tuned, k))
            text_append(out, "tuned");
        else if (k < method_shown_count(method))
            method_append_value(method, k, out);
        else
            text_append(out, "–");
        text_append(out, " |");
    }
    text_append(out, "\n");
}

/* A row for each of several optimizers, or for one that was tuned. */
static void append_method_settings(struct text *out, const struct run_summary *summary)
{
    struct parameter_list parameters = {.count = 0};

    if (summary->result_count == 1 && summary->results[0].tuned == NULL)
        return;
    for (size_t i = 0; i < summary->result_count; i++) {
        const struct method *method = summary->results[i].method;
        for (size_t k = 0; k < method_shown_count(method); k++)
            list_parameter(&parameters, method_parameter(method, k));
    }
    text_append(out, "\n| optimizer |");
    for (size_t i = 0; i < parameters.count; i++) {
        text_append(out, " ");
        escape_markdown(out, parameters.list[i]->meaning);
        text_append(out, " |");
    }
    text_append(out, "\n| --- |");
    for (size_t i = 0; i < parameters.count; i++)
        text_append(out, " --- |");
    text_append(out, "\n");
    for (size_t i = 0; i < summary->result_count; i++)
        append_method_row(out, summary, &summary->results[i], &parameters);
}

void document_settings(const struct run_summary *summary, struct text *out)
{
    append_parameters(out, summary);
    append_method_settings(out, summary);
}

/* ---- Figures --------------------------------------------------------------------------------- */

/* A thumbnail is small, and next to others like it. */
static const char *caption_of(const struct figure_summary *figure)
{
    return figure->is_thumbnail ? figure->short_caption : figure->caption;
}

/* For a page: a <figure> with an HTML caption. */
static void append_page_figure(struct text *out, const struct run_summary *summary,
                               const struct figure_summary *figure, size_t number, bool moving)
{
    struct figure_place place = {.prefix = DOCUMENT_EMBED,
                                 .format = figure_markup_report_format(summary)};

    text_append(out, "\n<figure id=\"");
    figure_markup_id(out, figure);
    text_append(out, moving ? "-animation\"" : "\"");
    /* A transparent image gets the background for which it was drawn. */
    text_append(out, summary->dark ? " class=\"dark\">" : ">");
    if (moving)
        figure_markup_moving(out, summary, figure, place.prefix);
    else
        figure_markup_both(out, summary, figure, &place);
    text_appendf(out, "<figcaption>Figure %zu. %s", number,
                 moving ? "The same as an animation. " : "");
    escape_html(out, caption_of(figure));
    text_append(out, figure->is_thumbnail ? "." : "");
    text_append(out, "</figcaption></figure>\n");
}

/* For a file: a Markdown image, which pandoc reads, too; for several themes in a <picture>. */
static void append_file_figure(struct text *out, const struct run_summary *summary,
                               const struct figure_summary *figure, size_t number, bool moving)
{
    struct figure_place place = {.prefix = summary->images,
                                 .format = figure_markup_report_format(summary),
                                 .markdown = true};

    text_append(out, "\n");
    if (moving)
        figure_markup_animation(out, summary, figure, &place);
    else
        figure_markup_still(out, summary, figure, &place);
    text_appendf(out, "\n\n*Figure %zu. %s", number, moving ? "The same as an animation. " : "");
    escape_markdown(out, caption_of(figure));
    text_append(out, figure->is_thumbnail ? "." : "");
    text_append(out, "*\n");
}

/* For formats that browsers do not show as images. */
static void append_link(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, size_t number)
{
    const struct format_markup *format = summary->formats[0];

    text_appendf(out, "\n[Figure %zu (%s)](%s%s.%s): ", number, format->label, summary->images,
                 figure->name, format->extension);
    escape_markdown(out, figure->alternative);
    text_append(out, "\n");
}

void document_figure(const struct run_summary *summary, const struct figure_summary *figure,
                     enum document_use use, size_t *number, struct text *out)
{
    ++*number;
    if (figure_markup_report_format(summary) == NULL)
        append_link(out, summary, figure, *number);
    else if (use == DOCUMENT_PAGE)
        append_page_figure(out, summary, figure, *number, false);
    else
        append_file_figure(out, summary, figure, *number, false);
    if (!figure->animated)
        return;
    ++*number;
    if (use == DOCUMENT_PAGE)
        append_page_figure(out, summary, figure, *number, true);
    else
        append_file_figure(out, summary, figure, *number, true);
}

static void append_figures(struct text *out, const struct run_summary *summary,
                           enum document_use use)
{
    size_t number = 0;

    if (summary->figure_count > 0)
        text_append(out, "\n## Figures\n");
    for (size_t i = 0; i < summary->figure_count; i++)
        document_figure(summary, &summary->figures[i], use, &number, out);
}

/* ---- Iterations ------------------------------------------------------------------------------ */

static void append_iteration(struct text *out, const struct trajectory *trajectory, size_t t,
                             const char *note)
{
    const double *x = trajectory_point(trajectory, t);

    text_append(out, "| ");
    if (t == 0)
        text_append(out, "start");
    else
        text_appendf(out, "%zu", t - 1);
    text_appendf(out, " | %zu | %.6g | %.6g | %.6g | %s |\n", t, x[0], x[1], trajectory->f[t],
                 note == NULL ? "" : note);
}

/* The first and last points, and those that the text names. */
static bool is_shown(const struct run_summary *summary, const struct search_events *events,
                     size_t t)
{
    return t < ROWS || t + ROWS > events->last || explanation_note(summary, events, t) != NULL;
}

static void append_rows(struct text *out, const struct run_summary *summary,
                        const struct search_events *events)
{
    const struct trajectory *trajectory = summary->results[0].trajectory;
    bool shown = true;

    for (size_t t = 0; t < trajectory->count; t++) {
        bool before = shown;
        /* A gap of one row is filled. */
        shown = is_shown(summary, events, t) ||
                (before && t < events->last && is_shown(summary, events, t + 1));
        if (shown)
            append_iteration(out, trajectory, t, explanation_note(summary, events, t));
        else if (before)
            text_append(out, "| … | … | … | … | … | |\n");
    }
    if (trajectory->diverged)
        text_appendf(out, "| %zu | %zu | – | – | – | diverged |\n", events->last, events->last + 1);
}

static void append_iterations(struct text *out, const struct run_summary *summary,
                              enum document_use use)
{
    if (summary->result_count > 1)
        return;
    struct search_events events = search_events_find(summary, &summary->results[0]);
    text_append(out,
                "\n## Iterations\n\nIterations are numbered from 0; t is the number of updates so "
                "far, as in `trajectory.dat`.\n\n"
                "| iteration | t | x₁ | x₂ | f | note |\n");
    /* The alignment would become an attribute that is obsolete in HTML5. */
    text_append(out, use == DOCUMENT_PAGE ? "| --- | --- | --- | --- | --- | --- |\n"
                                          : "| ---: | ---: | ---: | ---: | ---: | --- |\n");
    append_rows(out, summary, &events);
}

/* ---- Many runs ------------------------------------------------------------------------------- */

static void append_sweep(struct text *out, const struct run_summary *summary)
{
    const struct sweep *sweep = summary->sweep;
    const struct sweep_plan *plan = summary->sweep_plan;

    if (sweep == NULL)
        return;
    const struct outcome *best = &sweep->cells[sweep->best];
    if (!sweep->has_best) {
        text_appendf(out, "\n## Sweep\n\nAll %zu settings diverged.\n",
                     sweep->counts[0] * sweep->counts[1]);
        return;
    }
    text_appendf(out,
                 "\n## Sweep\n\nOf %zu settings with the same start, the best, judged with its "
                 "neighbors, is ",
                 sweep->counts[0] * sweep->counts[1]);
    for (size_t k = 0; k < plan->axis_count; k++) {
        text_append(out, k == 0 ? "" : ", ");
        text_append(out, method_parameter(&plan->method, plan->axes[k].parameter)->name);
        text_append(out, " = ");
        text_appendf(out, "%.10g", sweep_cell_value(plan, sweep->best, k));
    }
    if (best->first == OUTCOME_NEVER)
        text_append(out, ": f is never below the tolerance");
    else if (best->stays == OUTCOME_NEVER)
        text_appendf(out, ": f is first below the tolerance at iteration %d, but not at the end",
                     best->first);
    else if (best->stays == best->first)
        text_appendf(out, ": f is below the tolerance from iteration %d on", best->first);
    else
        text_appendf(out,
                     ": f is first below the tolerance at iteration %d, and consistently from "
                     "iteration %d on",
                     best->first, best->stays);
    text_appendf(out, ", and is %.6g at the end.\n\n", best->value);
    explanation_of_sweep(summary, out);
}

/* The minima that are listed. */
#define MOST_MINIMA 20

/* The last cells of a row: "| 26 (25.5%) | 31 |". */
static void append_starts(struct text *out, const struct basins *basins, size_t starts, int median)
{
    text_appendf(out, " | %zu (", starts);
    basins_append_share(out, basins, starts);
    text_append(out, ") | ");
    if (median >= 0)
        text_appendf(out, "%d ", median);
    text_append(out, "|\n");
}

static void append_minima_rows(struct text *out, const struct basins *basins)
{
    size_t shown = basins->minima_count < MOST_MINIMA ? basins->minima_count : MOST_MINIMA;
    size_t others = 0;

    for (size_t k = 0; k < shown; k++) {
        const struct basins_minimum *minimum = &basins->minima[k];
        text_appendf(out, "| %zu, at ", k + 1);
        append_point(out, minimum->x);
        text_appendf(out, "%s | %.6g", minimum->is_found ? ", found" : "", minimum->f);
        append_starts(out, basins, minimum->starts, minimum->starts > 0 ? minimum->median : -1);
    }
    for (size_t k = shown; k < basins->minima_count; k++)
        others += basins->minima[k].starts;
    if (shown < basins->minima_count) {
        text_appendf(out, "| %zu other minima, found |", basins->minima_count - shown);
        append_starts(out, basins, others, -1);
    }
    if (basins->none > 0) {
        text_append(out, "| none |");
        append_starts(out, basins, basins->none, -1);
    }
    if (basins->diverged > 0) {
        text_append(out, "| none: the search diverges |");
        append_starts(out, basins, basins->diverged, -1);
    }
}

static void append_basins(struct text *out, const struct run_summary *summary)
{
    const struct basins *basins = summary->basins;
    size_t all, reached;

    if (basins == NULL)
        return;
    all = basins->side * basins->side;
    reached = all - basins->none - basins->diverged;
    text_appendf(
        out,
        "\n## Basins\n\nThe minimum that the search reaches from each of %zu starts, "
        "%zu along each axis. A search is at a minimum if f is within the tolerance of the "
        "value there, and no other minimum is nearer.\n\n",
        all, basins->side);
    text_append(out, "| minimum | f | starts | median iteration |\n| --- | --- | --- | --- |\n");
    append_minima_rows(out, basins);
    if (basins->has_more)
        text_appendf(out,
                     "\nThere are more than %d minima; searches that reach a further one count "
                     "as at no minimum.\n",
                     BASINS_MAX_MINIMA);
    if (reached > 0 && basins->minima_count > 1)
        text_appendf(out,
                     "\nFrom %.1f%% of the starts from which a minimum is reached, it is the one "
                     "nearest to the start.\n",
                     100.0 * (double)basins->nearest / (double)reached);
}

void document_body(const struct run_summary *summary, enum document_use use, struct text *out)
{
    append_problem(out, summary);
    append_figures(out, summary, use);
    tuning_section_append(summary, out);
    ensemble_section_append(out, summary);
    append_sweep(out, summary);
    append_basins(out, summary);
    append_iterations(out, summary, use);
    document_methods(summary, out);
    rule_section_append(summary, out);
    document_settings(summary, out);
}

/* ---- How it was made ------------------------------------------------------------------------- */

static void append_data_names(struct text *out, const struct run_summary *summary)
{
    if (summary->suite != NULL) {
        text_append(out, "`suite.dat` and `profile.dat`");
        return;
    }
    text_append(out, "`trajectory.dat`");
    if (rule_section_is_possible(summary))
        text_append(out, ", `state.dat`");
    if (summary->results[0].ensemble != NULL)
        text_append(out, ", `ensemble_runs.dat`, `runtime.dat`");
    if (tuning_section_is_needed(summary))
        text_append(out, ", `tune.dat`");
    if (summary->sweep != NULL)
        text_append(out, ", `sweep.dat`");
    if (summary->basins != NULL)
        text_append(out, ", `basins.dat`");
    text_append(out, " and `surface.dat`");
}

void document_foot(const struct run_summary *summary, struct text *out)
{
    text_append(out, "## How this was made\n\n" ARTIFACT_CREDIT_PROGRAM);
    escape_markdown(out, summary->program);
    if (*summary->gnuplot != '\0') {
        text_append(out, ARTIFACT_CREDIT_FIGURES);
        escape_markdown(out, summary->gnuplot);
        text_appendf(out, ARTIFACT_CREDIT_FONT_FORMAT, summary->font, summary->font_digest);
    }
    text_append(out, ". The numbers are in ");
    append_data_names(out, summary);
    text_append(out, ", to 17 significant digits.");
    if (summary->figure_count > 0)
        text_append(out, " Each figure can be redrawn from its script, for example with "
                         "`gnuplot ");
    if (summary->figure_count > 0)
        text_appendf(out, "%s.gp`.", summary->figures[0].name);
    text_append(out, " `manifest.json` records the sources of each file; `sha256sum -c "
                     "SHA256SUMS` checks that all files are unchanged.\n");
}
