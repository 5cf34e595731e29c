#include "plot/chart_variables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "plot/figure_data.h"
#include "plot/gnuplot_text.h"
#include "plot/tics.h"

/* Of a chart's scale: the digits of a double. */
#define MOST_DECADES 16

/* ---- Charts ---------------------------------------------------------------------------------- */

struct range {
    double least, most; /* of what is above 0; 0 and 0 if there is nothing */
};

/* A search that grows beyond its start by more than this leaves the chart, so that there is room
 * for those that fall. */
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

/* The largest excess that a line starts with. */
static double chart_start(const struct figure_subject *subject, bool of_ensemble)
{
    double start = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        if (isfinite(excess_at(subject, of_ensemble, i, 0)))
            start = fmax(start, excess_at(subject, of_ensemble, i, 0));
    return start;
}

/* The last value of each line, as an exponent of ten: where its name goes. */
static void define_ends(struct text *script, const struct figure_subject *subject, bool of_ensemble,
                        size_t points, double low, double high)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        size_t last = of_ensemble ? points - 1 : subject->results[i].trajectory->count - 1;
        double excess = excess_at(subject, of_ensemble, i, last);
        double end = excess > 0 ? fmin(high, elementary_log10(excess)) : low;
        text_appendf(script, "end_%zu = %.9g\nlast_%zu = %zu\n", i + 1, fmax(low, end), i + 1,
                     last);
    }
}

/* The excess over the iterations, on a logarithmic scale; scripts/figures/chart_page.gp says what
 * it means. */
static void define_chart(struct text *script, const struct figure_subject *subject,
                         bool of_ensemble, double width)
{
    size_t points = chart_points(subject, of_ensemble);
    struct range range = chart_range(subject, of_ensemble, points);
    double start = chart_start(subject, of_ensemble);
    if (start > 0)
        range.most = fmin(range.most, start * MOST_GROWTH);
    double high = range.most > 0 ? ceil(elementary_log10(range.most)) : 0;
    double low = range.most > 0 ? floor(elementary_log10(range.least)) : -1;

    low = fmax(low, high - MOST_DECADES);
    low = low < high ? low : high - 1;
    gnuplot_axis(script, "t", 0, (double)(points - 1));
    text_append(script, "if (t_step < 1) { t_step = 1; t_format = '%.0f' }\n");
    gnuplot_decades(script, "excess", low, high);
    gnuplot_formula(script, subject->problem, 34, width);
    text_appendf(script, "minimum_known = %d\nminimum = ", subject->minimum_known);
    gnuplot_real(script, subject->minimum);
    if (of_ensemble)
        text_appendf(script, "runs = %zu\n", subject->results[0].ensemble->run_count);
    gnuplot_names(script, subject);
    define_ends(script, subject, of_ensemble, points, low, high);
}

void variables_of_convergence(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, double width)
{
    (void)settings;
    define_chart(script, subject, false, width);
}

void variables_of_ensemble(struct text *script, const struct figure_subject *subject,
                           const struct figure_settings *settings, double width)
{
    (void)settings;
    define_chart(script, subject, true, width);
}

/* ---- Sweeps ---------------------------------------------------------------------------------- */

/* Where a value is along an axis whose cells have length 1 / count, the middle of the first one
 * being `low`. */
static double sweep_place(const struct sweep_axis *axis, double value)
{
    double share = axis->logarithmic
                       ? elementary_log(value / axis->low) / elementary_log(axis->high / axis->low)
                       : (value - axis->low) / (axis->high - axis->low);

    return (share * (double)(axis->count - 1) + 0.5) / (double)axis->count;
}

static void append_mark(struct text *script, const struct sweep_axis *axis, double value,
                        const char *format)
{
    double place = sweep_place(axis, value);

    char digits[40];

    if (!(place >= 0 && place <= 1))
        return;
    snprintf(digits, sizeof digits, format, value == 0 ? 0 : value);
    char *exponent = strchr(digits, 'e');
    text_appendf(script, "%.9g ", place);
    if (exponent == NULL) {
        text_appendf(script, "%s %zu\n", digits, strlen(digits));
        return;
    }
    *exponent = '\0';
    bool one = strcmp(digits, "1") == 0;
    long power = strtol(exponent + 1, NULL, 10);
    text_appendf(script, "%s%s10^{/*0.8 %ld} %zu\n", one ? "" : digits, one ? "" : "×", power,
                 4 + (one ? 0 : strlen(digits) + 1));
}

/* Marks of a logarithmic axis: powers of ten, and where there are few of these, 2 and 5 times them.
 */
static void append_ratio_marks(struct text *script, const struct sweep_axis *axis)
{
    double decades = elementary_log10(axis->high / axis->low);
    int step = decades > 12 ? (int)ceil(decades / 8) : 1;

    for (int power = (int)floor(elementary_log10(axis->low));
         power <= (int)ceil(elementary_log10(axis->high)); power += step)
        for (int k = 0; k < 3; k++) {
            static const double factors[] = {1, 2, 5};
            if (k == 0 || decades < 3)
                append_mark(script, axis, factors[k] * elementary_pow(10, power), "%g");
        }
}

static void append_difference_marks(struct text *script, const struct sweep_axis *axis)
{
    struct tics tics = tics_choose(axis->low, axis->high, GNUPLOT_TICS);
    bool exponent = tics.format[strlen(tics.format) - 1] == 'h'; /* gnuplot's own */
    long first = lround(ceil(axis->low / tics.step - 1e-6));
    long last = lround(floor(axis->high / tics.step + 1e-6));

    for (long i = first; i <= last; i++)
        append_mark(script, axis, (double)i * tics.step, exponent ? "%g" : tics.format);
}

static void define_sweep_axis(struct text *script, const char *name, const struct sweep_axis *axis,
                              const struct optimizer *optimizer, double chosen)
{
    text_appendf(script, "%s_name = '%s'\n%s_count = %zu\n", name,
                 optimizer->parameters[axis->parameter].meaning, name, axis->count);
    text_appendf(script, "%s_chosen = %.9g\n", name,
                 axis->logarithmic && !(chosen > 0) ? -1.0 : sweep_place(axis, chosen));
    text_appendf(script, "$%s_marks << END\n", name);
    if (axis->logarithmic)
        append_ratio_marks(script, axis);
    else
        append_difference_marks(script, axis);
    text_append(script, "END\n");
}

void variables_of_sweep(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, double width)
{
    const struct sweep_plan *plan = subject->sweep.plan;
    const struct sweep *sweep = subject->sweep.sweep;
    const struct sweep_cell *best = &sweep->cells[sweep->best];
    double least, most;

    bool colored = figure_cells_range(subject, &least, &most);
    text_appendf(script, "levels = %zu\ncolored = %d\nof_values = %d\niterations = %zu\n",
                 settings->levels, colored, subject->sweep.of_values, plan->iterations);
    if (subject->sweep.of_values)
        gnuplot_decades(script, "f", least, most);
    else
        gnuplot_axis(script, "f", least, most);
    gnuplot_formula(script, subject->problem, 24 + strlen(subject->results[0].label), width);
    text_append(script, "optimizer = ");
    gnuplot_quoted(script, subject->results[0].label, strlen(subject->results[0].label));
    for (size_t k = 0; k < 2; k++)
        define_sweep_axis(script, k == 0 ? "x" : "y", &plan->axes[k], plan->method.optimizer,
                          plan->method.parameters[plan->axes[k].parameter]);
    size_t at[2] = {sweep->best % sweep->counts[0], sweep->best / sweep->counts[0]};
    text_appendf(script, "has_best = %d\nbest_x = %.9g\nbest_y = %.9g\nbest_first = %d\n",
                 sweep->has_best, ((double)at[0] + 0.5) / (double)sweep->counts[0],
                 ((double)at[1] + 0.5) / (double)sweep->counts[1], best->first);
    text_appendf(script, "minimum_known = %d\nminimum = ", subject->minimum_known);
    gnuplot_real(script, subject->minimum);
}
