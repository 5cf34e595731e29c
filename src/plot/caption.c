#include "plot/caption.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/elementary.h"
#include "base/notation.h"
#include "plot/chart_lines.h"
#include "plot/figure_data.h"

static void append_formula(struct text *out, const struct figure_subject *subject)
{
    notation_objective(out, subject->problem->formula, subject->problem->title);
}

/* Three digits are enough for an image. No -0. */
static void append_number(struct text *out, double value)
{
    if (isfinite(value))
        text_appendf(out, "%.3g", value == 0 ? 0 : value);
    else
        text_append(out, "a non-finite value");
}

/* Numbers from here on are written with an exponent: a search that diverges can end anywhere. */
#define LARGE 1e9

/* To hundredths of the bounds' width: finer differences are not visible. */
static void append_point(struct text *out, const struct figure_subject *subject, const double x[])
{
    for (size_t i = 0; i < 2; i++) {
        double width = subject->bounds.max[i] - subject->bounds.min[i];
        int decimals = (int)fmax(0, 2 - floor(elementary_log10(width)));
        double unit = elementary_pow(10, -decimals);
        double rounded = round(x[i] / unit) * unit;
        text_append(out, i == 0 ? "(" : ", ");
        if (fabs(rounded) < LARGE)
            text_appendf(out, "%.*f", decimals, rounded == 0 ? 0 : rounded);
        else
            text_appendf(out, "%.3g", x[i]);
    }
    text_append(out, ")");
}

/* A point whose coordinates are known exactly: a node, a minimum. */
static void append_place(struct text *out, const double x[])
{
    text_append(out, "(");
    append_number(out, x[0]);
    text_append(out, ", ");
    append_number(out, x[1]);
    text_append(out, ")");
}

static void append_region(struct text *out, const struct figure_subject *subject)
{
    const struct bounds *b = &subject->bounds;

    text_appendf(out, "for x₁ from %g to %g and x₂ from %g to %g", b->min[0], b->max[0], b->min[1],
                 b->max[1]);
}

static void append_extremes(struct text *out, const struct figure_subject *subject)
{
    text_append(out, "its lowest value is ");
    append_number(out, problem_objective(subject->problem, subject->map->scale.lowest));
    text_append(out, ", at ");
    append_place(out, subject->map->scale.lowest);
    text_append(out, "; its highest is ");
    append_number(out, problem_objective(subject->problem, subject->map->scale.highest));
    text_append(out, ", at ");
    append_place(out, subject->map->scale.highest);
}

static void append_count(struct text *out, size_t count, const char *noun)
{
    text_appendf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

/* "Adam", "Adam and momentum", "Adam, momentum and AdaGrad" */
static void append_names(struct text *out, const struct figure_subject *subject)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        bool last = i > 0 && i + 1 == subject->result_count;
        text_append(out, i == 0 ? "" : last ? " and " : ", ");
        text_append(out, subject->results[i].label);
    }
}

static double distance(const double a[], const double b[])
{
    return elementary_hypot(a[0] - b[0], a[1] - b[1]);
}

/* The known minimum nearest to a point, or NULL. */
static const double *nearest_minimum(const struct problem *problem, const double x[])
{
    const double *nearest = NULL;

    for (size_t i = 0; i < problem->minima_count; i++)
        if (nearest == NULL || distance(problem->minima[i], x) < distance(nearest, x))
            nearest = problem->minima[i];
    return nearest;
}

/* The smallest number with one significant digit that is not below the value. */
static double round_up(double value)
{
    double unit = elementary_pow(10, floor(elementary_log10(value)));
    return ceil(value / unit * (1 - 1e-12)) * unit;
}

static void append_end(struct text *out, const struct figure_subject *subject,
                       const struct trajectory *t)
{
    const double *last = trajectory_point(t, t->count - 1);
    const double *minimum = nearest_minimum(subject->problem, last);

    if (minimum == NULL) {
        text_append(out, "at ");
        append_point(out, subject, last);
        return;
    }
    double away = distance(last, minimum);
    double size = distance(subject->bounds.min, subject->bounds.max);
    if (away == 0)
        text_append(out, "exactly at the minimum at ");
    else if (away <= 0.01 * size)
        text_appendf(out, "within %.1g of the minimum at ", round_up(away));
    else
        text_appendf(out, "at a distance of %.2g from the minimum at ", away);
    append_place(out, minimum);
}

static bool leaves(const struct figure_subject *subject, const struct trajectory *trajectory)
{
    const struct bounds *b = &subject->bounds;

    for (size_t t = 0; t < trajectory->count; t++) {
        const double *x = trajectory_point(trajectory, t);
        for (size_t i = 0; i < 2; i++)
            if (x[i] < b->min[i] || x[i] > b->max[i])
                return true;
    }
    return false;
}

static void append_start(struct text *out, const struct figure_subject *subject)
{
    append_point(out, subject, trajectory_point(subject->trajectory, 0));
}

static void describe_path(const struct figure_subject *subject, struct text *out)
{
    const struct trajectory *trajectory = subject->trajectory;

    text_append(out, "; the path starts at ");
    append_start(out, subject);
    text_append(out, leaves(subject, trajectory) ? ", leaves the plotted region," : "");
    text_append(out, " and ends ");
    append_end(out, subject, trajectory);
    text_append(out, " after ");
    append_count(out, trajectory->count - 1, "iteration");
    text_append(out, trajectory->diverged ? ", where the search diverges." : ".");
}

static void describe_paths(const struct figure_subject *subject, struct text *out)
{
    if (subject->result_count == 1) {
        describe_path(subject, out);
        return;
    }
    text_append(out, "; all paths start at ");
    append_start(out, subject);
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct optimizer_result *result = &subject->results[i];
        text_appendf(out, "; the path of %s%s ends ", result->label,
                     leaves(subject, result->trajectory) ? " leaves the plotted region and" : "");
        append_end(out, subject, result->trajectory);
        text_append(out, " after ");
        append_count(out, result->trajectory->count - 1, "iteration");
        text_append(out, result->trajectory->diverged ? ", where the search diverges" : "");
    }
    text_append(out, ".");
}

/* ---- Captions -------------------------------------------------------------------------------- */

/* Which region is enlarged. */
static void append_zoom(struct text *caption, const struct figure_subject *subject)
{
    if (subject->zoomed) {
        text_append(caption, " Enlarged: the region ");
        append_region(caption, subject);
        text_append(caption, ".");
    }
    if (subject->zoom != NULL)
        text_append(caption, " The frame shows the region that is enlarged in contour_zoom.");
}

void caption_path(const struct figure_subject *subject, const struct figure_settings *settings,
                  struct text *caption)
{
    (void)settings;
    text_appendf(caption, "The path of %s on ", subject->results[0].label);
    append_formula(caption, subject);
    text_append(caption, ": ");
    append_count(caption, subject->trajectory->count - 1, "iteration");
    text_append(caption, " from ");
    append_start(caption, subject);
    text_append(caption, ", with a white dot for each solution.");
    append_zoom(caption, subject);
}

static void append_paths(const struct figure_subject *subject, const char *on, struct text *caption)
{
    text_append(caption, subject->result_count == 1 ? "The path of " : "The paths of ");
    append_names(caption, subject);
    text_append(caption, on);
    append_formula(caption, subject);
    text_append(caption, ", from ");
    append_start(caption, subject);
    text_append(caption, ".");
}

/* Explains the marks. */
static void append_marks(struct text *caption)
{
    text_append(caption, " Small marks show the points after 1, 2, 4, 8, ... iterations, a large "
                         "one the end, and a hollow one where a path leaves the bounds.");
}

void caption_paths(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *caption)
{
    (void)settings;
    append_paths(subject, " on ", caption);
    append_marks(caption);
    append_zoom(caption, subject);
}

void caption_surface_paths(const struct figure_subject *subject,
                           const struct figure_settings *settings, struct text *caption)
{
    (void)settings;
    append_paths(subject, " on the surface of ", caption);
}

void caption_path_panels(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *caption)
{
    (void)settings;
    append_paths(subject, ", each in a separate panel, on ", caption);
    append_marks(caption);
    append_zoom(caption, subject);
}

void caption_surface_panels(const struct figure_subject *subject,
                            const struct figure_settings *settings, struct text *caption)
{
    (void)settings;
    append_paths(subject, ", each in a separate panel, on the surface of ", caption);
}

static void append_excess(struct text *out, const struct figure_subject *subject)
{
    text_append(out, "f minus ");
    text_append(out, subject->minimum_known ? "its minimum (" : "the lowest value found (");
    append_number(out, subject->minimum);
    text_append(out, ")");
}

static void append_chart(const struct figure_subject *subject, struct text *caption)
{
    append_formula(caption, subject);
    text_append(caption, ": ");
    append_excess(caption, subject);
    text_append(caption, " after each iteration of ");
    append_names(caption, subject);
    text_append(caption, ", from ");
}

static void append_tolerance(const struct figure_subject *subject, const struct chart_scale *scale,
                             struct text *out)
{
    if (!scale->shows_tolerance)
        return;
    text_append(out, " The dashed line is the tolerance, ");
    text_append_readable(out, subject->excess_tolerance);
    text_append(out, ".");
}

/* " momentum diverges at iteration 3." */
static void append_exits(const struct figure_subject *subject, const struct chart_scale *scale,
                         struct text *out)
{
    struct chart_exit exit;

    for (size_t i = 0; i < subject->result_count; i++)
        if (chart_find_exit(subject, i, scale, &exit))
            text_appendf(out, " %s %s at iteration %zu.", subject->results[i].label,
                         subject->results[i].trajectory->diverged ? "diverges" : "leaves the chart",
                         exit.iteration);
}

void caption_convergence(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *caption)
{
    struct chart_scale scale = chart_scale_of(subject);

    (void)settings;
    append_chart(subject, caption);
    append_start(caption, subject);
    text_append(caption, ".");
    if (chart_points_per_column(subject) > 1)
        text_appendf(caption,
                     " Each line shows the median of every %zu iterations, in an envelope from the "
                     "lowest value to the highest.",
                     chart_points_per_column(subject));
    append_exits(subject, &scale, caption);
    append_tolerance(subject, &scale, caption);
}

/* After "from". */
static void append_runs(const struct figure_subject *subject, struct text *caption)
{
    size_t runs = subject->results[0].ensemble->run_count;

    if (subject->vary == VARY_NOISE) {
        append_start(caption, subject);
        text_appendf(caption, ", in %zu runs with different noise", runs);
        return;
    }
    text_appendf(caption, "%zu random starts", runs);
    if (subject->noise != NULL)
        text_append(caption, subject->vary == VARY_BOTH ? ", each with different noise"
                                                        : ", all with the same noise");
}

void caption_ensemble(const struct figure_subject *subject, const struct figure_settings *settings,
                      struct text *caption)
{
    struct chart_scale scale = chart_scale_of_ensembles(subject);

    (void)settings;
    append_chart(subject, caption);
    append_runs(subject, caption);
    text_appendf(caption, ": the median, and a band from the 10%% quantile to the 90%% quantile%s.",
                 subject->result_count > 1 ? ", in a panel for each optimizer" : "");
    for (size_t i = 0; i < subject->result_count; i++)
        if (subject->results[i].ensemble->ended > 0)
            text_appendf(caption, " %s diverges %s %zu of them.", subject->results[i].label,
                         subject->vary == VARY_NOISE ? "in" : "from",
                         subject->results[i].ensemble->ended);
    append_tolerance(subject, &scale, caption);
}

static void append_setting(struct text *out, const struct sweep_plan *plan, size_t cell)
{
    for (size_t k = 0; k < plan->axis_count; k++) {
        const struct sweep_axis *axis = &plan->axes[k];
        text_appendf(out, "%s%s = ", k == 0 ? "" : " and ",
                     method_parameter(&plan->method, axis->parameter)->name);
        append_number(out, sweep_cell_value(plan, cell, k));
    }
}

/* ", for 200 values of alpha from 0.001 to 1 with Adam" */
static void append_settings(struct text *out, const struct figure_subject *subject)
{
    const struct sweep *sweep = subject->sweep.sweep;
    const struct sweep_plan *plan = subject->sweep.plan;
    const char *label = subject->results[0].label;

    if (plan->axis_count == 2) {
        text_appendf(out, ", for %zu settings of %s", sweep->counts[0] * sweep->counts[1], label);
        return;
    }
    text_appendf(out, ", for %zu values of %s from ", sweep->counts[0],
                 method_parameter(&plan->method, plan->axes[0].parameter)->name);
    append_number(out, plan->axes[0].low);
    text_append(out, " to ");
    append_number(out, plan->axes[0].high);
    text_appendf(out, " with %s", label);
}

static void append_best(struct text *caption, const struct figure_subject *subject)
{
    const struct sweep *sweep = subject->sweep.sweep;
    const struct sweep_plan *plan = subject->sweep.plan;
    const struct outcome *best = &sweep->cells[sweep->best];

    if (!sweep->has_best) {
        text_append(caption, ", all of which diverge.");
        return;
    }
    if (!figure_sweep_has_best(&subject->sweep)) {
        text_append(caption, plan->criterion == CRITERION_FIRST
                                 ? ", none of which reaches it."
                                 : ", none of which stays below it to the end.");
        return;
    }
    text_append(caption, "; with the best setting (judged with its neighbors), ");
    append_setting(caption, plan, sweep->best);
    if (plan->criterion != CRITERION_FINAL) {
        text_appendf(caption, ", it is iteration %d.", outcome_iteration(best, plan->criterion));
    } else {
        text_append(caption, ", f ends at ");
        append_number(caption, best->value);
        text_append(caption, ".");
    }
}

/* The shaded columns of a line chart: settings without a place on the line. */
static void append_shaded(struct text *caption, const struct figure_subject *subject)
{
    size_t never = figure_cells_count(subject, OUTCOME_NOT_REACHED);
    size_t ended = figure_cells_count(subject, OUTCOME_DIVERGED);
    bool first = figure_sweep_colors(&subject->sweep) == CRITERION_FIRST;

    if (never + ended == 0)
        return;
    text_append(caption, " Shaded columns: ");
    if (never > 0)
        text_appendf(caption, "%zu %s not %s%s", never, never == 1 ? "setting does" : "settings do",
                     first ? "reach it" : "stay below it", ended > 0 ? ", and " : "");
    if (ended > 0)
        text_appendf(caption, "%zu%s %s", ended,
                     never > 0    ? ""
                     : ended == 1 ? " setting"
                                  : " settings",
                     ended == 1 ? "diverges" : "diverge");
    text_append(caption, ".");
}

void caption_sweep(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *caption)
{
    (void)settings;
    const struct sweep_plan *plan = subject->sweep.plan;

    append_formula(caption, subject);
    if (subject->sweep.of_values) {
        text_appendf(caption, ": f after %zu iterations", plan->iterations);
    } else {
        text_append(caption, figure_sweep_colors(&subject->sweep) == CRITERION_FIRST
                                 ? ": the first iteration at which f is below "
                                 : ": the iteration from which on f stays below ");
        text_append_readable(caption, plan->threshold);
    }
    append_settings(caption, subject);
    append_best(caption, subject);
    if (plan->axis_count == 1)
        append_shaded(caption, subject);
}

/* "(3, 2) from 25.1% of the starts" */
static void append_minimum_share(struct text *out, const struct basins *basins, size_t k)
{
    append_place(out, basins->minima[k].x);
    text_append(out, " from ");
    basins_append_share(out, basins, basins->minima[k].starts);
}

/* The minima that are listed: more would be unreadable. */
#define MOST_LISTED 8

/* "(3, 2) from 25.1% of the starts, (-2, 4) from 70.0% and (1, 1) from 4.9%" */
static void append_reached(struct text *out, const struct basins *basins)
{
    size_t last = 0;
    bool is_first = true;

    for (size_t k = 0; k < basins->minima_count; k++)
        last = basins->minima[k].starts > 0 ? k : last;
    for (size_t k = 0; k <= last; k++) {
        if (basins->minima[k].starts == 0)
            continue;
        text_append(out, is_first ? "" : k == last ? " and " : ", ");
        append_minimum_share(out, basins, k);
        text_append(out, is_first ? " of the starts" : "");
        is_first = false;
    }
}

static void append_basins(struct text *out, const struct basins *basins)
{
    size_t reached = basins->side * basins->side - basins->none - basins->diverged;

    text_append(out, " The searches reach ");
    if (reached == 0) {
        text_append(out, "no minimum");
    } else if (basins->minima_count > MOST_LISTED) {
        text_appendf(out, "one of %s%zu minima from ", basins->has_more ? "more than " : "",
                     basins->minima_count);
        basins_append_share(out, basins, reached);
        text_append(out, " of the starts");
    } else {
        append_reached(out, basins);
    }
    if (basins->none > 0 && reached > 0) {
        text_append(out, "; ");
        basins_append_share(out, basins, basins->none);
        text_append(out, " end at no minimum");
    }
    if (basins->diverged > 0) {
        text_append(out, "; ");
        basins_append_share(out, basins, basins->diverged);
        text_append(out, " diverge");
    }
    text_append(out, ".");
}

void caption_basins(const struct figure_subject *subject, const struct figure_settings *settings,
                    struct text *caption)
{
    const struct basins *basins = subject->basins;

    (void)settings;
    append_formula(caption, subject);
    text_appendf(caption,
                 ": the minimum that %s reaches from each of %zu × %zu starts, the darker the "
                 "later.",
                 subject->results[0].label, basins->side, basins->side);
    append_basins(caption, basins);
}

static void append_range(const struct figure_subject *subject, struct text *caption)
{
    const struct level_scale *scale = &subject->map->scale;

    append_number(caption, scale->f_min);
    text_append(caption, " to ");
    append_number(caption, scale->f_max);
    text_append(caption, scale->spacing == LEVELS_LOGARITHMIC ? ", on a logarithmic scale." : ".");
}

void caption_surface(const struct figure_subject *subject, const struct figure_settings *settings,
                     struct text *caption)
{
    (void)settings;
    append_formula(caption, subject);
    text_append(caption, " as a surface ");
    append_region(caption, subject);
    text_append(caption, ", colored from ");
    append_range(subject, caption);
}

void caption_contour(const struct figure_subject *subject, const struct figure_settings *settings,
                     struct text *caption)
{
    append_formula(caption, subject);
    text_append(caption, " as filled contours ");
    append_region(caption, subject);
    text_appendf(caption, ", in %zu colors from ", settings->levels);
    append_range(subject, caption);
}

/* "cosine, warmup 10", or "warmup 10" */
static void append_schedule(struct text *out, const struct method *method)
{
    double warmup = method_schedule_parameters(method)[SCHEDULE_WARMUP];
    bool is_constant = method->schedule == &schedules[0];

    text_append(out, is_constant ? "" : method->schedule->name);
    if (warmup > 0)
        text_appendf(out, "%swarmup %g", is_constant ? "" : ", ", warmup);
}

/* " The step size follows a schedule: cosine, warmup 10." */
static void append_schedules(struct text *caption, const struct figure_subject *subject)
{
    size_t count = 0;

    for (size_t i = 0; i < subject->result_count; i++) {
        const struct optimizer_result *result = &subject->results[i];
        if (!method_is_scheduled(result->method))
            continue;
        text_append(caption, count++ > 0                  ? ", "
                             : subject->result_count == 1 ? " The step size follows a schedule: "
                                                          : " Step sizes follow schedules: ");
        if (subject->result_count > 1)
            text_appendf(caption, "%s (", result->label);
        append_schedule(caption, result->method);
        text_append(caption, subject->result_count > 1 ? ")" : "");
    }
    text_append(caption, count > 0 ? "." : "");
}

/* What differs from a search with the exact gradient and a constant step size. */
static void append_conditions(struct text *caption, const struct figure_subject *subject)
{
    append_schedules(caption, subject);
    if (subject->noise == NULL)
        return;
    text_append(caption, " Each partial derivative has ");
    noise_describe(subject->noise, caption);
    text_append(caption, "; f has none.");
}

/* Whether the figure shows what optimizers do. */
static bool shows_optimizers(const struct figure_form *form)
{
    return form->caption != caption_surface && form->caption != caption_contour;
}

/* Those that were not tuned are named. */
static void append_untuned(const struct figure_subject *subject, struct text *caption)
{
    size_t count = 0, listed = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        count += subject->results[i].tuned == NULL;
    for (size_t i = 0; i < subject->result_count; i++) {
        if (subject->results[i].tuned != NULL)
            continue;
        text_append(caption, listed == 0 ? " except " : listed + 1 == count ? " and " : ", ");
        text_append(caption, subject->results[i].label);
        listed++;
    }
}

/* The budget of tuning and its seeds, which are not those of the comparison. */
static void append_tuning(const struct figure_subject *subject, bool compares, struct text *caption)
{
    const struct tuned *tuned = NULL;

    for (size_t i = 0; i < subject->result_count && tuned == NULL; i++)
        tuned = subject->results[i].tuned;
    if (tuned == NULL)
        return;
    unsigned long seed = tuned->plan.seed;
    size_t runs = tuned->plan.runs;
    text_append(caption, subject->result_count > 1 ? " Each optimizer" : " The optimizer");
    append_untuned(subject, caption);
    text_appendf(caption, " was tuned%s with %zu settings on seeds %lu to %lu",
                 subject->suite != NULL ? " on each problem" : "", tuned->tuning.count, seed,
                 seed + runs - 1);
    if (compares)
        text_appendf(caption, "; the runs shown have seeds %lu to %lu", seed - runs, seed - 1);
    text_append(caption, ".");
}

void caption_write(const struct figure *figure, const struct figure_subject *subject,
                   const struct figure_settings *settings, struct text *caption)
{
    const struct figure_form *form = figure_form_for(figure, subject);

    form->caption(subject, settings, caption);
    if (shows_optimizers(form)) {
        append_conditions(caption, subject);
        append_tuning(subject, figure->use == FIGURE_OF_ENSEMBLE || figure->use == FIGURE_OF_SUITE,
                      caption);
    }
    if (strncmp(text_string(caption), "the ", 4) == 0)
        caption->data[0] = 'T';
}

/* ---- Short captions -------------------------------------------------------------------------- */

/* The longest formula, and the most optimizers, in a line of a list. */
#define SHORT_FORMULA 40
#define SHORT_NAMES 3

static void append_short_formula(struct text *out, const struct figure_subject *subject)
{
    if (strlen(subject->problem->formula) > SHORT_FORMULA)
        text_append(out, subject->problem->title);
    else
        append_formula(out, subject);
}

static void append_short_names(struct text *out, const struct figure_subject *subject)
{
    if (subject->result_count > SHORT_NAMES)
        append_count(out, subject->result_count, "optimizer");
    else
        append_names(out, subject);
}

static void append_on(struct text *out, const char *on, const struct figure_subject *subject)
{
    append_short_names(out, subject);
    text_append(out, on);
    append_short_formula(out, subject);
    text_append(out, subject->zoomed ? ", enlarged" : "");
}

void short_surface(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *caption)
{
    (void)settings;
    text_append(caption, "Surface of ");
    append_short_formula(caption, subject);
}

void short_contour(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *caption)
{
    (void)settings;
    text_append(caption, "Contours of ");
    append_short_formula(caption, subject);
}

void short_paths(const struct figure_subject *subject, const struct figure_settings *settings,
                 struct text *caption)
{
    (void)settings;
    text_append(caption, subject->result_count == 1 ? "Path of " : "Paths of ");
    append_on(caption, " on ", subject);
}

void short_surface_paths(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *caption)
{
    (void)settings;
    text_append(caption, subject->result_count == 1 ? "Path of " : "Paths of ");
    append_on(caption, " on the surface of ", subject);
}

void short_convergence(const struct figure_subject *subject, const struct figure_settings *settings,
                       struct text *caption)
{
    (void)settings;
    text_append(caption, "Convergence of ");
    append_on(caption, " on ", subject);
}

void short_ensemble(const struct figure_subject *subject, const struct figure_settings *settings,
                    struct text *caption)
{
    (void)settings;
    text_append(caption, "Convergence of ");
    append_on(caption, " on ", subject);
    text_appendf(caption, subject->vary == VARY_NOISE ? " in %zu runs" : " from %zu starts",
                 subject->results[0].ensemble->run_count);
}

void short_sweep(const struct figure_subject *subject, const struct figure_settings *settings,
                 struct text *caption)
{
    const struct sweep_plan *plan = subject->sweep.plan;

    (void)settings;
    for (size_t k = 0; k < plan->axis_count; k++)
        text_appendf(caption, "%s%s", k == 0 ? "Sweep of " : " and ",
                     method_parameter(&plan->method, plan->axes[k].parameter)->name);
    text_append(caption, " of ");
    append_on(caption, " on ", subject);
}

void short_basins(const struct figure_subject *subject, const struct figure_settings *settings,
                  struct text *caption)
{
    (void)settings;
    text_append(caption, "Basins of attraction of ");
    append_on(caption, " on ", subject);
}

void caption_short(const struct figure *figure, const struct figure_subject *subject,
                   const struct figure_settings *settings, struct text *caption)
{
    figure_form_for(figure, subject)->short_caption(subject, settings, caption);
}

/* ---- Alternatives ---------------------------------------------------------------------------- */

/* ", first below the tolerance at iteration 35, and consistently from iteration 53 on" */
static void describe_crossings(const struct figure_subject *subject,
                               const struct trajectory *trajectory, struct text *out)
{
    size_t first = 0, stays = 0;

    if (!trajectory_first_below(trajectory, subject->threshold, &first))
        return;
    text_appendf(out, ", first below the tolerance at iteration %zu", first);
    if (!trajectory_stays_below(trajectory, subject->threshold, &stays))
        text_append(out, ", but not at the end");
    else if (stays != first)
        text_appendf(out, ", and consistently from iteration %zu on", stays);
}

static void describe_line(const char *label, double first, double end, size_t iterations,
                          struct text *out)
{
    text_appendf(out, " %s from ", label);
    append_number(out, fmax(0, first));
    text_append(out, " to ");
    append_number(out, fmax(0, end));
    text_append(out, " in ");
    append_count(out, iterations, "iteration");
}

static void describe_lines(const struct figure_subject *subject, bool ensemble, struct text *out)
{
    bool panels = ensemble && subject->result_count > 1;

    text_append(out, panels
                         ? "Panels side by side, with bands around lines on a logarithmic scale: "
                     : ensemble ? "Bands around lines on a logarithmic scale: "
                                : "Lines on a logarithmic scale: ");
    append_excess(out, subject);
    text_append(out, ensemble ? " in the median:" : ":");
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct optimizer_result *a = &subject->results[i];
        const struct trajectory *t = a->trajectory;
        const double *median = ensemble ? a->ensemble->quantiles[ENSEMBLE_MEDIAN] : NULL;
        size_t last = ensemble ? a->ensemble->points - 1 : t->count - 1;
        text_append(out, i == 0 ? "" : ";");
        if (ensemble) {
            describe_line(a->label, median[0], median[last], last, out);
            continue;
        }
        describe_line(a->label, t->f[0] - subject->minimum, t->f[last] - subject->minimum, last,
                      out);
        text_append(out, t->diverged ? ", before it diverges" : "");
        describe_crossings(subject, t, out);
    }
    text_append(out, ".");
}

void alternative_convergence(const struct figure_subject *subject,
                             const struct figure_settings *settings, struct text *out)
{
    (void)settings;
    describe_lines(subject, false, out);
}

void alternative_ensemble(const struct figure_subject *subject,
                          const struct figure_settings *settings, struct text *out)
{
    (void)settings;
    describe_lines(subject, true, out);
}

void alternative_sweep(const struct figure_subject *subject, const struct figure_settings *settings,
                       struct text *out)
{
    const struct sweep *sweep = subject->sweep.sweep;
    enum criterion until =
        subject->sweep.plan->criterion == CRITERION_FIRST ? CRITERION_FIRST : CRITERION_STAYS;
    size_t counts[OUTCOME_DIVERGED + 1] = {0};

    for (size_t i = 0; i < sweep->counts[0] * sweep->counts[1]; i++)
        counts[outcome_rank_of(&sweep->cells[i], until)]++;
    text_append(out, subject->sweep.plan->axis_count == 2 ? "Colored cells: " : "A line: ");
    caption_sweep(subject, settings, out);
    text_appendf(out, " Of the searches, %zu %s the tolerance, %zu do not, and %zu diverge.",
                 counts[OUTCOME_REACHED], until == CRITERION_FIRST ? "reach" : "stay below",
                 counts[OUTCOME_NOT_REACHED], counts[OUTCOME_DIVERGED]);
}

void alternative_basins(const struct figure_subject *subject,
                        const struct figure_settings *settings, struct text *out)
{
    text_append(out, "A map, with a hue for each minimum: ");
    caption_basins(subject, settings, out);
}

static void describe_objective(const struct figure_subject *subject, const char *what,
                               const struct figure_settings *settings, struct text *out)
{
    text_append(out, what);
    append_formula(out, subject);
    text_append(out, " ");
    append_region(out, subject);
    text_appendf(out, ", from %s where f is low to %s where it is high", settings->palette->low,
                 settings->palette->high);
}

static void describe_extremes(const struct figure_subject *subject, struct text *out)
{
    text_append(out, "; ");
    append_extremes(out, subject);
    text_append(out, ".");
}

void alternative_surface(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *out)
{
    describe_objective(subject, "Surface of ", settings, out);
    describe_extremes(subject, out);
}

void alternative_contour(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *out)
{
    describe_objective(subject, "Filled contours of ", settings, out);
    describe_extremes(subject, out);
}

void alternative_path(const struct figure_subject *subject, const struct figure_settings *settings,
                      struct text *out)
{
    describe_objective(subject, "Filled contours of ", settings, out);
    describe_paths(subject, out);
}

void alternative_surface_paths(const struct figure_subject *subject,
                               const struct figure_settings *settings, struct text *out)
{
    describe_objective(subject, "Surface of ", settings, out);
    describe_paths(subject, out);
}

void caption_alternative(const struct figure *figure, const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *alternative)
{
    figure_form_for(figure, subject)->alternative(subject, settings, alternative);
}
