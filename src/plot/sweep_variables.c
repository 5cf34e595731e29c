/* The settings of the script of a sweep. */
#include <math.h>
#include <string.h>

#include "base/elementary.h"
#include "plot/chart_variables.h"
#include "plot/figure_data.h"
#include "plot/gnuplot_text.h"
#include "plot/sweep_chart.h"
#include "plot/sweep_layout.h"
#include "plot/text_width.h"

/* The position of a value along an axis with cells of length 1 / count, where `low` is the middle
 * of the first cell. */
static double place_on_axis(const struct sweep_axis *axis, double value)
{
    double share = axis->logarithmic
                       ? elementary_log(value / axis->low) / elementary_log(axis->high / axis->low)
                       : (value - axis->low) / (axis->high - axis->low);

    return (share * (double)(axis->count - 1) + 0.5) / (double)axis->count;
}

static void append_mark(struct axis_marks *marks, const struct sweep_axis *axis, double value,
                        const char *format)
{
    axis_marks_append(marks, place_on_axis(axis, value), value, format);
}

/* So few cells are labeled each. */
#define FEW_CELLS 6

static void append_cell_marks(struct axis_marks *marks, const struct sweep_axis *axis)
{
    for (size_t i = 0; i < axis->count; i++)
        append_mark(marks, axis, sweep_axis_value(axis, i), "%.4g");
}

/* Marks of a logarithmic axis: powers of ten and, if there are few of them, 2 and 5 times these. */
static void append_ratio_marks(struct axis_marks *marks, const struct sweep_axis *axis)
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

static void append_difference_marks(struct axis_marks *marks, const struct sweep_axis *axis)
{
    struct axis tics = axis_linear(axis->low, axis->high);

    for (size_t i = 0; i < tics.label_count; i++) {
        const struct axis_label *label = &tics.labels[i];
        append_mark(marks, axis, label->value, *tics.note == '\0' ? label->text : "%g");
    }
}

static void append_marks(struct axis_marks *marks, const struct sweep_axis *axis)
{
    if (axis->count <= FEW_CELLS)
        append_cell_marks(marks, axis);
    else if (axis->logarithmic)
        append_ratio_marks(marks, axis);
    else
        append_difference_marks(marks, axis);
}

/* The position of the run's own setting on an axis; if it is not within the axis, which may be far
 * away, -1. */
static double chosen_place(const struct sweep_axis *axis, double chosen)
{
    double place = axis->logarithmic && !(chosen > 0) ? -1 : place_on_axis(axis, chosen);

    return place >= 0 && place <= 1 ? place : -1;
}

/* In a map, the center of its cell. */
static void find_best(const struct figure_sweep *shown, double best[2])
{
    const struct sweep *sweep = shown->sweep;
    const size_t at[2] = {sweep->best % sweep->counts[0], sweep->best / sweep->counts[0]};

    for (size_t k = 0; k < 2; k++)
        best[k] =
            figure_sweep_has_best(shown) ? ((double)at[k] + 0.5) / (double)sweep->counts[k] : -1;
}

static void define_marked(struct text *script, struct sweep_page *page)
{
    const double *best = page->marked[0];
    double *chosen = page->marked[1];
    bool has_chosen = chosen[0] >= 0 && chosen[1] >= 0;

    if (!has_chosen)
        chosen[0] = chosen[1] = -1;
    text_appendf(script, "best_x = %.9g\nbest_y = %.9g\nx_chosen = %.9g\ny_chosen = %.9g\n",
                 best[0], best[1], chosen[0], chosen[1]);
    page->legend[SWEEP_ITEM_CHOSEN] = has_chosen ? "this run" : NULL;
}

static void name_best(const struct figure_sweep *shown, struct text *words)
{
    const struct outcome *best = &shown->sweep->cells[shown->sweep->best];
    enum criterion criterion = shown->plan->criterion;

    text_append(words, "best");
    if (criterion == CRITERION_FINAL)
        text_appendf(words, ": f = %.3g", best->value);
    else
        text_appendf(words, ": iteration %d", outcome_iteration(best, criterion));
}

static void name_colors(const struct figure_subject *subject, struct text *name)
{
    const struct figure_sweep *shown = &subject->sweep;

    if (shown->of_values)
        text_appendf(name, GNUPLOT_F_NAME "%s after %zu iterations",
                     subject->minimum == 0 ? "" : " − minimum", shown->plan->iterations);
    else
        text_append(name, figure_sweep_colors(shown) == CRITERION_FIRST
                              ? "first iteration below the tolerance"
                              : "iteration from which f stays below");
}

/* The message if no setting has a color or a place, with a suggestion. */
static void choose_message(const struct figure_subject *subject, struct sweep_page *page)
{
    if (page->colored)
        return;
    if (figure_cells_count(subject, OUTCOME_NOT_REACHED) == 0) {
        page->message[0] = "The search diverges with every setting.";
        page->message[1] = "Try smaller steps.";
        return;
    }
    page->message[0] = figure_sweep_colors(&subject->sweep) == CRITERION_FIRST
                           ? "No setting reaches the tolerance."
                           : "No setting stays below the tolerance.";
    page->message[1] = "Try more --iterations, a larger --tolerance,";
    page->message[2] = "or --sweep-shows value.";
}

/* Only the existing items. */
static void choose_legend(const struct figure_subject *subject, const char *best,
                          struct sweep_page *page)
{
    const struct figure_sweep *shown = &subject->sweep;

    if (figure_cells_count(subject, OUTCOME_NOT_REACHED) > 0)
        page->legend[SWEEP_ITEM_NEVER] =
            figure_sweep_colors(shown) == CRITERION_FIRST ? "never below" : "above at the end";
    if (figure_cells_count(subject, OUTCOME_DIVERGED) > 0)
        page->legend[SWEEP_ITEM_ENDED] = "diverged";
    if (figure_sweep_has_best(shown))
        page->legend[SWEEP_ITEM_BEST] = best;
}

/* An index is a small digit below the line: its character is missing in some fonts. */
static void append_meaning(struct text *out, const char *meaning)
{
    static const char index[] = "₁"; /* in UTF-8 its last byte counts up to ₉ */
    size_t length = sizeof index - 1;

    while (*meaning != '\0') {
        unsigned digit = (unsigned char)meaning[0] == (unsigned char)index[0] &&
                                 strncmp(meaning, index, length - 1) == 0
                             ? (unsigned char)meaning[length - 1] - 0x80U
                             : 10;
        if (digit < 10)
            text_appendf(out, "_{/*0.8 %u}", digit);
        else
            text_append_bytes(out, meaning, 1);
        meaning += digit < 10 ? length : 1;
    }
}

static void define_sweep_axes(struct text *script, const struct figure_subject *subject,
                              struct text names[2], struct sweep_page *page)
{
    const struct sweep_plan *plan = subject->sweep.plan;

    for (size_t k = 0; k < 2; k++) {
        const struct sweep_axis *axis = &plan->axes[k];
        const struct optimizer_parameter *parameter =
            method_parameter(&plan->method, axis->parameter);
        append_meaning(&names[k], parameter->meaning);
        page->names[k] = text_string(&names[k]);
        page->key = parameter->name;
        text_appendf(script, "%s_count = %zu\n", k == 0 ? "x" : "y", axis->count);
        page->marked[1][k] = chosen_place(axis, plan->method.parameters[axis->parameter]);
        append_marks(&page->marks[k], axis);
    }
    text_appendf(script, "x_name = '%s'\n", page->names[0]);
}

static double define_sweep_heading(struct text *script, const struct figure_subject *subject,
                                   const struct layout *layout)
{
    const char *label = subject->results[0].label;
    double before = text_width_of(label) + text_width_enhanced(" on " GNUPLOT_F_NAME " = ");

    text_append(script, "optimizer = ");
    gnuplot_quoted(script, label, strlen(label));
    return before + gnuplot_formula(script, subject->problem, before, layout_heading_room(layout));
}

void variables_of_sweep(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, struct layout *layout)
{
    double least, most;
    struct text best = {0}, colors = {0}, names[2] = {{0}, {0}};
    struct sweep_page page = {.colored = figure_cells_range(subject, &least, &most)};

    text_appendf(script, "levels = %zu\ncolored = %d\n", settings->levels, page.colored);
    page.f = subject->sweep.of_values ? axis_decades(least, most) : axis_whole(least, most);
    page.heading = define_sweep_heading(script, subject, layout);
    define_sweep_axes(script, subject, names, &page);
    find_best(&subject->sweep, page.marked[0]);
    define_marked(script, &page);
    name_best(&subject->sweep, &best);
    if (page.colored)
        name_colors(subject, &colors);
    choose_legend(subject, text_string(&best), &page);
    choose_message(subject, &page);
    page.bar_name = text_string(&colors);
    sweep_place(layout, script, &page);
    script->failed =
        script->failed || best.failed || colors.failed || names[0].failed || names[1].failed;
    text_free(&best);
    text_free(&colors);
    text_free(&names[0]);
    text_free(&names[1]);
}

/* ---- One parameter --------------------------------------------------------------------------- */

/* Where marks of settings without a place are, above the axis. */
#define LOW_PLACE 0.05

/* The minimum distance of the labels of a logarithmic axis, in points. */
#define LABEL_DISTANCE 30.0

static void append_vertical_marks(struct axis_marks *marks, const struct sweep_chart *chart,
                                  const struct layout *layout)
{
    if (chart->logarithmic) {
        axis_marks_of_powers(marks, chart->low, chart->high,
                             (size_t)fmax(2, (layout->height - 150) / LABEL_DISTANCE));
        return;
    }
    struct axis axis = axis_whole(chart->low, chart->high);
    for (size_t i = 0; i < axis.label_count; i++)
        axis_marks_append(marks, (axis.labels[i].value - chart->low) / (chart->high - chart->low),
                          axis.labels[i].value, *axis.note == '\0' ? axis.labels[i].text : "%g");
}

static double marked_place(const struct figure_subject *subject, const struct sweep_chart *chart,
                           const struct outcome *outcome)
{
    double place = sweep_chart_place(subject, chart, outcome);

    return isnan(place) ? LOW_PLACE : fmin(place, 1);
}

/* The best setting, and the run's own, which can be between two settings. */
static void find_chart_marks(const struct figure_subject *subject, const struct sweep_chart *chart,
                             struct sweep_page *page)
{
    const struct sweep *sweep = subject->sweep.sweep;
    const struct sweep_plan *plan = subject->sweep.plan;
    const struct sweep_axis *axis = &plan->axes[0];
    struct outcome own = outcome_of(subject->trajectory, plan->threshold);

    find_best(&subject->sweep, page->marked[0]);
    if (page->marked[0][0] >= 0)
        page->marked[0][1] = marked_place(subject, chart, &sweep->cells[sweep->best]);
    page->marked[1][0] = chosen_place(axis, plan->method.parameters[axis->parameter]);
    page->marked[1][1] = marked_place(subject, chart, &own);
}

/* Settings above the chart, as $above; whether there are any. */
static bool define_above(struct text *script, const struct figure_subject *subject,
                         const struct sweep_chart *chart)
{
    double middle;
    size_t next = 0, count = 0;

    text_append(script, "$above << END\n");
    for (; sweep_chart_above(subject, chart, next, &middle, &next); count++)
        text_appendf(script, "%.9g\n", middle);
    text_append(script, "END\n");
    return count > 0;
}

/* tolerance_y, and its text; not in a chart of iterations. */
static void define_chart_tolerance(struct text *script, const struct figure_subject *subject,
                                   const struct sweep_chart *chart, struct text *name)
{
    struct outcome at_tolerance = {.value = subject->threshold, .ended = OUTCOME_NEVER};
    double y = subject->sweep.of_values && subject->threshold > subject->minimum
                   ? sweep_chart_place(subject, chart, &at_tolerance)
                   : -1;

    if (!(y > 0 && y < 1))
        y = -1;
    text_appendf(script, "tolerance_y = %.9g\n", y);
    if (y < 0)
        return;
    text_append(name, subject->minimum_known ? "tolerance " : "tolerance f < ");
    text_append_readable(name, subject->excess_tolerance);
}

static void define_chart_axes(struct text *script, const struct figure_subject *subject,
                              const struct sweep_chart *chart, const struct layout *layout,
                              struct text names[2], struct sweep_page *page)
{
    const struct sweep_plan *plan = subject->sweep.plan;

    append_meaning(&names[0], method_parameter(&plan->method, plan->axes[0].parameter)->meaning);
    name_colors(subject, &names[1]);
    for (size_t k = 0; k < 2; k++)
        page->names[k] = text_string(&names[k]);
    page->key = subject->sweep.of_values ? GNUPLOT_F_NAME : "iteration";
    append_marks(&page->marks[0], &plan->axes[0]);
    if (page->colored)
        append_vertical_marks(&page->marks[1], chart, layout);
    text_appendf(script, "x_name = '%s'\n", page->names[0]);
}

void variables_of_sweep_chart(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout)
{
    double least, most;
    struct text best = {0}, tolerance = {0}, names[2] = {{0}, {0}};
    struct sweep_chart chart = sweep_chart_of(subject);
    struct sweep_page page = {
        .colored = figure_cells_range(subject, &least, &most), .bar_name = "", .is_chart = true};

    (void)settings;
    text_append(script, "colored = 0\n");
    page.heading = define_sweep_heading(script, subject, layout);
    define_chart_axes(script, subject, &chart, layout, names, &page);
    find_chart_marks(subject, &chart, &page);
    define_marked(script, &page);
    define_chart_tolerance(script, subject, &chart, &tolerance);
    name_best(&subject->sweep, &best);
    choose_legend(subject, text_string(&best), &page);
    if (tolerance.length > 0)
        page.legend[SWEEP_ITEM_TOLERANCE] = text_string(&tolerance);
    if (define_above(script, subject, &chart))
        page.legend[SWEEP_ITEM_ABOVE] = "above this chart";
    choose_message(subject, &page);
    sweep_place(layout, script, &page);
    script->failed =
        script->failed || best.failed || tolerance.failed || names[0].failed || names[1].failed;
    text_free(&best);
    text_free(&tolerance);
    text_free(&names[0]);
    text_free(&names[1]);
}
