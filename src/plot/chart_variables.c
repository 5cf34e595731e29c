#include "plot/chart_variables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "plot/chart_layout.h"
#include "plot/figure_data.h"
#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

/* Of a chart's scale: the digits of a double. */
#define MOST_DECADES 16

/* ---- Charts ---------------------------------------------------------------------------------- */

struct range {
    double least, most; /* of the values above 0; 0 and 0 if there are none */
};

/* A search that grows beyond its start by more than this leaves the chart, so that the descending
 * ones remain readable. */
#define MOST_GROWTH 100

static void widen(struct range *range, double value)
{
    if (!(value > 0) || !isfinite(value))
        return;
    range->least = range->least == 0 || value < range->least ? value : range->least;
    range->most = value > range->most ? value : range->most;
}

static double excess_at(const struct figure_subject *subject, bool of_ensemble, size_t i, size_t t)
{
    const struct optimizer_result *a = &subject->results[i];

    if (of_ensemble)
        return a->ensemble->quantiles[ENSEMBLE_MEDIAN][t];
    return t < a->trajectory->count ? a->trajectory->f[t] - subject->minimum : 0;
}

static size_t chart_points(const struct figure_subject *subject, bool of_ensemble)
{
    size_t points = 2;

    for (size_t i = 0; i < subject->result_count; i++) {
        const struct optimizer_result *a = &subject->results[i];
        size_t own = of_ensemble ? a->ensemble->points : a->trajectory->count;
        points = own > points ? own : points;
    }
    return points;
}

static struct range chart_range(const struct figure_subject *subject, bool of_ensemble,
                                size_t points)
{
    struct range range = {0};

    for (size_t i = 0; i < subject->result_count; i++)
        for (size_t t = 0; t < points; t++) {
            widen(&range, excess_at(subject, of_ensemble, i, t));
            if (of_ensemble) {
                widen(&range, subject->results[i].ensemble->quantiles[ENSEMBLE_Q10][t]);
                widen(&range, subject->results[i].ensemble->quantiles[ENSEMBLE_Q90][t]);
            }
        }
    return range;
}

/* The largest excess at the start of a line. */
static double chart_start(const struct figure_subject *subject, bool of_ensemble)
{
    double start = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        if (isfinite(excess_at(subject, of_ensemble, i, 0)))
            start = fmax(start, excess_at(subject, of_ensemble, i, 0));
    return start;
}

/* The last value of each line, as an exponent of ten: the position of its name. */
static void define_ends(struct text *script, const struct figure_subject *subject, bool of_ensemble,
                        size_t points, const struct axis *axis, double ends[])
{
    for (size_t i = 0; i < subject->result_count; i++) {
        size_t last = of_ensemble ? points - 1 : subject->results[i].trajectory->count - 1;
        double excess = excess_at(subject, of_ensemble, i, last);
        double end = excess > 0 ? fmin(axis->max, elementary_log10(excess)) : axis->min;
        ends[i] = fmax(axis->min, end);
        text_appendf(script, "end_%zu = %.9g\nlast_%zu = %zu\n", i + 1, ends[i], i + 1, last);
    }
}

static struct axis axis_of_excess(const struct figure_subject *subject, bool of_ensemble,
                                  size_t points)
{
    struct range range = chart_range(subject, of_ensemble, points);
    double start = chart_start(subject, of_ensemble);
    if (start > 0)
        range.most = fmin(range.most, start * MOST_GROWTH);
    double high = range.most > 0 ? ceil(elementary_log10(range.most)) : 0;
    double low = range.most > 0 ? floor(elementary_log10(range.least)) : -1;

    low = fmax(low, high - MOST_DECADES);
    return axis_decades(low < high ? low : high - 1, high);
}

static struct axis axis_of_iterations(size_t points)
{
    struct axis axis = axis_linear(0, (double)(points - 1));

    if (axis.step < 1) { /* iterations are whole numbers */
        axis.step = 1;
        snprintf(axis.format, sizeof axis.format, "%%.0f");
    }
    return axis;
}

/* The label of the excess: "f - MINIMUM". */
static void name_excess(const struct figure_subject *subject, struct text *name)
{
    text_append(name, GNUPLOT_F_NAME);
    if (!subject->minimum_known)
        text_append(name, " − the lowest value found");
    else if (subject->minimum != 0)
        text_appendf(name, " %s %.5g", subject->minimum < 0 ? "+" : "−", fabs(subject->minimum));
}

/* The excess over the iterations, on a logarithmic scale; scripts/figures/chart_page.gp describes
 * the variables. The title precedes the objective. */
static void define_chart(struct text *script, const struct figure_subject *subject,
                         bool of_ensemble, const char *title, struct layout *layout)
{
    size_t points = chart_points(subject, of_ensemble);
    double ends[OPTIMIZER_RESULT_MAX];
    struct text name = {0};
    struct chart chart = {.t = axis_of_iterations(points),
                          .excess = axis_of_excess(subject, of_ensemble, points),
                          .ends = ends,
                          .subject = subject};

    name_excess(subject, &name);
    chart.excess_name = text_string(&name);
    chart.heading = text_width(title, strlen(title)) + text_width_enhanced(GNUPLOT_F_NAME " = ") +
                    gnuplot_formula(script, subject->problem, 34, layout->width);
    text_appendf(script, "heading = '%s'\n", title);
    gnuplot_names(script, subject);
    define_ends(script, subject, of_ensemble, points, &chart.excess, ends);
    chart_place(layout, script, &chart);
    script->failed = script->failed || name.failed;
    text_free(&name);
}

void variables_of_convergence(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout)
{
    (void)settings;
    define_chart(script, subject, false, "Convergence on ", layout);
}

void variables_of_ensemble(struct text *script, const struct figure_subject *subject,
                           const struct figure_settings *settings, struct layout *layout)
{
    char title[64];

    (void)settings;
    snprintf(title, sizeof title, "%zu random starts on ", subject->results[0].ensemble->run_count);
    define_chart(script, subject, true, title, layout);
}

/* ---- Sweeps ---------------------------------------------------------------------------------- */

/* The position of a value along an axis with cells of length 1 / count, where `low` is the middle
 * of the first cell. */
static double place_on_axis(const struct sweep_axis *axis, double value)
{
    double share = axis->logarithmic
                       ? elementary_log(value / axis->low) / elementary_log(axis->high / axis->low)
                       : (value - axis->low) / (axis->high - axis->low);

    return (share * (double)(axis->count - 1) + 0.5) / (double)axis->count;
}

static void append_mark(struct sweep_marks *marks, const struct sweep_axis *axis, double value,
                        const char *format)
{
    struct sweep_mark *mark = &marks->list[marks->count];
    double place = place_on_axis(axis, value);
    char digits[40];

    if (!(place >= 0 && place <= 1) || marks->count == SWEEP_MARKS_MAX)
        return;
    marks->count++;
    mark->place = place;
    snprintf(digits, sizeof digits, format, value == 0 ? 0 : value);
    char *exponent = strchr(digits, 'e');
    if (exponent == NULL) {
        snprintf(mark->label, sizeof mark->label, "%s", digits);
        mark->characters = strlen(digits);
        return;
    }
    *exponent = '\0';
    bool one = strcmp(digits, "1") == 0;
    snprintf(mark->label, sizeof mark->label, "%s%s10^{/*0.8 %ld}", one ? "" : digits,
             one ? "" : "×", strtol(exponent + 1, NULL, 10));
    mark->characters = 4 + (one ? 0 : strlen(digits) + 1);
}

/* Marks of a logarithmic axis: powers of ten and, if there are few of them, 2 and 5 times these. */
static void append_ratio_marks(struct sweep_marks *marks, const struct sweep_axis *axis)
{
    double decades = elementary_log10(axis->high / axis->low);
    int step = decades > 12 ? (int)ceil(decades / 8) : 1;

    for (int power = (int)floor(elementary_log10(axis->low));
         power <= (int)ceil(elementary_log10(axis->high)); power += step)
        for (int k = 0; k < 3; k++) {
            static const double factors[] = {1, 2, 5};
            if (k == 0 || decades < 3)
                append_mark(marks, axis, factors[k] * elementary_pow(10, power), "%g");
        }
}

static void append_difference_marks(struct sweep_marks *marks, const struct sweep_axis *axis)
{
    struct axis tics = axis_linear(axis->low, axis->high);
    bool exponent = tics.format[strlen(tics.format) - 1] == 'h'; /* gnuplot's own rule */

    for (long i = axis_first(&tics); i <= axis_last(&tics); i++)
        append_mark(marks, axis, (double)i * tics.step, exponent ? "%g" : tics.format);
}

/* Whether the run's own setting is within the axis; if not, its position, which may be far away, is
 * reported as -1. */
static bool define_sweep_axis(struct text *script, const char *name, const struct sweep_axis *axis,
                              const char *meaning, double chosen)
{
    double place = axis->logarithmic && !(chosen > 0) ? -1 : place_on_axis(axis, chosen);
    bool within = place >= 0 && place <= 1;

    text_appendf(script, "%s_name = '%s'\n%s_count = %zu\n%s_chosen = %.9g\n", name, meaning, name,
                 axis->count, name, within ? place : -1);
    return within;
}

static void define_best(struct text *script, const struct figure_sweep *shown, struct text *words)
{
    const struct sweep *sweep = shown->sweep;
    const struct sweep_cell *best = &sweep->cells[sweep->best];
    size_t at[2] = {sweep->best % sweep->counts[0], sweep->best / sweep->counts[0]};

    text_appendf(words, "best");
    if (best->first >= 0 && !shown->of_values)
        text_appendf(words, ": iteration %d", best->first);
    text_appendf(script, "has_best = %d\nbest_x = %.9g\nbest_y = %.9g\nbest_text = '%s'\n",
                 sweep->has_best, ((double)at[0] + 0.5) / (double)sweep->counts[0],
                 ((double)at[1] + 0.5) / (double)sweep->counts[1], text_string(words));
}

static void name_colors(const struct figure_subject *subject, bool colored, struct text *name)
{
    const struct figure_sweep *shown = &subject->sweep;

    if (shown->of_values)
        text_appendf(name, GNUPLOT_F_NAME "%s after %zu iterations",
                     subject->minimum == 0 ? "" : " − minimum", shown->plan->iterations);
    else
        text_append(name, colored ? "first iteration below the tolerance"
                                  : "no search reached the tolerance");
}

static void define_sweep_axes(struct text *script, const struct figure_subject *subject,
                              struct sweep_page *page)
{
    const struct sweep_plan *plan = subject->sweep.plan;

    page->has_chosen = true;
    for (size_t k = 0; k < 2; k++) {
        const struct sweep_axis *axis = &plan->axes[k];
        page->names[k] = plan->method.optimizer->parameters[axis->parameter].meaning;
        bool within = define_sweep_axis(script, k == 0 ? "x" : "y", axis, page->names[k],
                                        plan->method.parameters[axis->parameter]);
        page->has_chosen = page->has_chosen && within;
        if (axis->logarithmic)
            append_ratio_marks(&page->marks[k], axis);
        else
            append_difference_marks(&page->marks[k], axis);
    }
}

static double define_sweep_heading(struct text *script, const struct figure_subject *subject,
                                   double width)
{
    const char *label = subject->results[0].label;

    text_append(script, "optimizer = ");
    gnuplot_quoted(script, label, strlen(label));
    return text_width(label, strlen(label)) + text_width_enhanced(" on " GNUPLOT_F_NAME " = ") +
           gnuplot_formula(script, subject->problem, 24 + strlen(label), width);
}

void variables_of_sweep(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, struct layout *layout)
{
    double least, most;
    struct text best = {0}, colors = {0};
    struct sweep_page page = {.has_never = !subject->sweep.of_values,
                              .colored = figure_cells_range(subject, &least, &most)};

    text_appendf(script, "levels = %zu\ncolored = %d\nof_values = %d\n", settings->levels,
                 page.colored, subject->sweep.of_values);
    page.f = subject->sweep.of_values ? axis_decades(least, most) : axis_linear(least, most);
    page.heading = define_sweep_heading(script, subject, layout->width);
    define_sweep_axes(script, subject, &page);
    define_best(script, &subject->sweep, &best);
    name_colors(subject, page.colored, &colors);
    page.best = subject->sweep.sweep->has_best ? text_string(&best) : NULL;
    page.bar_name = text_string(&colors);
    sweep_place(layout, script, &page);
    script->failed = script->failed || best.failed || colors.failed;
    text_free(&best);
    text_free(&colors);
}
