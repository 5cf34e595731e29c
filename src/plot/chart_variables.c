#include "plot/chart_variables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/elementary.h"
#include "plot/chart_layout.h"
#include "plot/chart_lines.h"
#include "plot/figure_data.h"
#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

/* The label of the excess: "f - MINIMUM". */
static void name_excess(const struct figure_subject *subject, struct text *name)
{
    text_append(name, GNUPLOT_F_NAME);
    if (!subject->minimum_known)
        text_append(name, " − the lowest value found");
    else if (subject->minimum != 0)
        text_appendf(name, " %s %.5g", subject->minimum < 0 ? "+" : "−", fabs(subject->minimum));
}

/* The tolerance as specified, and its direction if it is outside of the chart. */
static void name_tolerance(const struct figure_subject *subject, const struct chart_scale *scale,
                           struct text *name)
{
    if (isnan(scale->tolerance))
        return;
    text_append(name, subject->minimum_known ? "tolerance " : "tolerance f < ");
    text_append_readable(name, subject->excess_tolerance);
    if (!scale->shows_tolerance)
        text_appendf(name, " (%s this chart)", scale->tolerance < scale->low ? "below" : "above");
}

/* The texts of a chart, and where its lines leave it. */
struct chart_words {
    struct text excess, tolerance, exits[OPTIMIZER_RESULT_MAX], notes[OPTIMIZER_RESULT_MAX];
    struct chart_exit ends[OPTIMIZER_RESULT_MAX];
};

static void free_words(struct chart_words *words, struct text *script)
{
    script->failed = script->failed || words->excess.failed || words->tolerance.failed;
    text_free(&words->excess);
    text_free(&words->tolerance);
    for (size_t i = 0; i < OPTIMIZER_RESULT_MAX; i++) {
        script->failed = script->failed || words->exits[i].failed || words->notes[i].failed;
        text_free(&words->exits[i]);
        text_free(&words->notes[i]);
    }
}

/* The common parts of both charts: axes, heading, names. The title precedes the objective. */
static void begin_chart(struct text *script, const struct figure_subject *subject, size_t points,
                        const char *title, const struct layout *layout, struct chart_words *words,
                        struct chart *chart)
{
    chart->t = axis_whole(0, (double)(points - 1));
    chart->subject = subject;
    name_excess(subject, &words->excess);
    chart->excess_name = text_string(&words->excess);
    name_tolerance(subject, &chart->scale, &words->tolerance);
    if (words->tolerance.length > 0)
        chart->items[CHART_ITEM_TOLERANCE] = text_string(&words->tolerance);
    chart->heading = text_width_of(title) + text_width_enhanced(GNUPLOT_F_NAME " = ");
    chart->heading +=
        gnuplot_formula(script, subject->problem, chart->heading, layout_heading_room(layout));
    text_appendf(script, "heading = '%s'\n", title);
    gnuplot_names(script, subject);
}

/* ---- Convergence ----------------------------------------------------------------------------- */

/* Where a line leaves the chart: "momentum, diverged at 3". Names in rows above are not repeated.
 */
static void name_exit(const struct figure_subject *subject, size_t i, bool with_name,
                      const struct chart_exit *exit, struct text *name)
{
    const struct optimizer_result *result = &subject->results[i];

    if (with_name)
        text_appendf(name, "%s, ", result->label);
    text_appendf(name, "%s at %zu", result->trajectory->diverged ? "diverged" : "leaves",
                 exit->iteration);
}

static void define_lines(struct text *script, const struct figure_subject *subject,
                         const struct layout *layout, struct chart_words *words,
                         struct chart *chart)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        chart->names[i] = subject->results[i].label;
        chart->leaves[i] = chart_leaves(subject, i);
    }
    chart_make_room(layout, chart);
    bool at_ends = chart_has_names_at_ends(layout, chart);
    for (size_t i = 0; i < subject->result_count; i++) {
        size_t last = subject->results[i].trajectory->count - 1;
        chart->ends[i] = chart_level(&chart->scale, chart_excess(subject, i, last));
        text_appendf(script, "end_%zu = %.9g\nlast_%zu = %zu\n", i + 1, chart->ends[i], i + 1,
                     last);
        if (chart_find_exit(subject, i, &chart->scale, &words->ends[i]))
            name_exit(subject, i, at_ends, &words->ends[i], &words->exits[i]);
        chart->exit_texts[i] = text_string(&words->exits[i]);
    }
}

static void define_crossings(struct text *script, const struct figure_subject *subject,
                             struct chart *chart)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        double crossings[2];
        chart_find_crossings(subject, i, &chart->scale, crossings);
        text_appendf(script, "first_%zu = %.9g\nstays_%zu = %.9g\n", i + 1, crossings[0], i + 1,
                     crossings[1]);
        if (crossings[0] >= 0 && crossings[0] != crossings[1])
            chart->items[CHART_ITEM_FIRST] = "first below";
        if (crossings[1] >= 0)
            chart->items[CHART_ITEM_STAYS] = "stays below";
    }
}

void variables_of_convergence(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout)
{
    struct chart_words words = {0};
    struct chart chart = {.scale = chart_scale_of(subject)};
    bool columns = chart_points_per_column(subject) > 1;

    (void)settings;
    begin_chart(script, subject, chart_points(subject), "Convergence on ", layout, &words, &chart);
    define_lines(script, subject, layout, &words, &chart);
    define_crossings(script, subject, &chart);
    if (columns) {
        chart.items[CHART_ITEM_MEDIAN] = "median";
        chart.items[CHART_ITEM_BAND] = "lowest to highest";
    }
    text_appendf(script, "columns = %d\n", columns);
    chart_place(layout, script, &chart, words.ends);
    free_words(&words, script);
}

/* ---- Ensembles ------------------------------------------------------------------------------- */

static void append_note(const struct ensemble *ensemble, struct text *note)
{
    text_append(note, "");
    if (ensemble->ended > 0)
        text_appendf(note, "%zu/%zu diverged", ensemble->ended, ensemble->run_count);
}

/* Where a median leaves the chart and does not return; negative: it does not leave. */
static double median_exit(const struct ensemble *ensemble, const struct chart_scale *scale)
{
    const double *median = ensemble->quantiles[ENSEMBLE_MEDIAN];
    double limit = elementary_pow(10, scale->high);
    size_t t = ensemble->points - 1;

    if (median[t] <= limit)
        return -1;
    while (t > 0 && !(median[t] <= limit))
        t--;
    double from = median[t] > 0 ? elementary_log10(median[t]) : scale->low;
    double to = isfinite(median[t + 1]) ? elementary_log10(median[t + 1]) : INFINITY;
    return (double)t +
           (isfinite(to) && to > from ? fmin(1, (scale->high - from) / (to - from)) : 0);
}

void variables_of_ensemble(struct text *script, const struct figure_subject *subject,
                           const struct figure_settings *settings, struct layout *layout)
{
    struct chart_words words = {0};
    struct chart chart = {.scale = chart_scale_of_ensembles(subject)};
    size_t points = subject->results[0].ensemble->points;
    char title[64];

    (void)settings;
    snprintf(title, sizeof title, "%zu %s on ", subject->results[0].ensemble->run_count,
             subject->vary == VARY_NOISE ? "runs with noise" : "random starts");
    begin_chart(script, subject, points > 1 ? points : 2, title, layout, &words, &chart);
    chart.items[CHART_ITEM_BAND] = "10–90%";
    chart.items[CHART_ITEM_MEDIAN] = "median";
    if (subject->result_count > 1)
        chart.items[CHART_ITEM_OTHERS] =
            subject->result_count == 2 ? "of the other" : "of the others";
    for (size_t i = 0; i < subject->result_count; i++) {
        append_note(subject->results[i].ensemble, &words.notes[i]);
        chart.names[i] = subject->results[i].label;
        chart.notes[i] = text_string(&words.notes[i]);
        text_appendf(script, "exit_t_%zu = %.9g\n", i + 1,
                     median_exit(subject->results[i].ensemble, &chart.scale));
    }
    chart_place_panels(layout, script, &chart);
    free_words(&words, script);
}
