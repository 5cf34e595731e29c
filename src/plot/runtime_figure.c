#include "plot/runtime_figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "base/notation.h"
#include "optimize/ladder.h"
#include "optimize/statistics_text.h"
#include "plot/chart_layout.h"
#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

static const struct ensemble *first_of(const struct figure_subject *subject)
{
    return subject->results[0].ensemble;
}

/* The longest formula in a line of a list. */
#define SHORT_FORMULA 40

/* The right end of the axis, as an exponent of ten: at least 2 updates. */
static double last_level(const struct figure_subject *subject)
{
    size_t updates = first_of(subject)->points - 1;

    return elementary_log10(updates < 2 ? 2 : (double)updates);
}

static double run_share(const struct ensemble *ensemble, size_t t)
{
    return (double)ensemble->runs_reached[t] / (double)ensemble->run_count;
}

static double target_share(const struct ensemble *ensemble, size_t t)
{
    return (double)ensemble->targets_reached[t] / (double)ensemble_most_targets(ensemble);
}

/* ---- Data ------------------------------------------------------------------------------------ */

/* A share that an ensemble has reached after t updates. */
typedef double share_after(const struct ensemble *ensemble, size_t t);

static double column_of(const struct figure_subject *subject, double level)
{
    return floor((double)subject->columns * level / last_level(subject));
}

/* Whether the line has a step at t: those within a column of the image are combined at the last
 * one. */
static bool has_step(const struct figure_subject *subject, size_t t)
{
    if (subject->columns == 0 || t == 1 || t + 1 == first_of(subject)->points)
        return true;
    return column_of(subject, elementary_log10((double)t)) !=
           column_of(subject, elementary_log10((double)t + 1));
}

/* The line begins where the share exceeds 0, and is absent if it never does: it would hide the
 * axis. */
static enum status append_line(struct text *data, const struct figure_subject *subject,
                               const struct ensemble *ensemble, share_after *share,
                               int interrupt_fd, struct error *error)
{
    enum status status = STATUS_OK;
    double drawn = 0, last = last_level(subject), level = -1;

    for (size_t t = 1; t < ensemble->points && status == STATUS_OK; t++) {
        if (has_step(subject, t) && share(ensemble, t) > drawn) {
            level = elementary_log10((double)t);
            if (t > 1)
                text_appendf(data, "%.9g %.9g\n", level, drawn);
            drawn = share(ensemble, t);
            text_appendf(data, "%.9g %.9g\n", level, drawn);
        }
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    if (level < 0)
        text_append(data, "NaN NaN\n");
    else if (level < last)
        text_appendf(data, "%.9g %.9g\n", last, drawn);
    text_append(data, "\n\n");
    return status;
}

static enum status write_runtime(const struct figure_subject *subject, int interrupt_fd,
                                 struct text *data, struct error *error)
{
    static share_after *const shares[] = {run_share, target_share};
    enum status status = STATUS_OK;

    text_append(data, "# log10(t) share\n");
    for (size_t i = 0; i < subject->result_count; i++)
        for (size_t k = 0; k < 2 && status == STATUS_OK; k++) {
            text_appendf(data, "# %s: %s\n", subject->results[i].column,
                         k == 0 ? "runs" : "targets");
            status = append_line(data, subject, subject->results[i].ensemble, shares[k],
                                 interrupt_fd, error);
        }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_runtime = {"runtime_steps.dat", false, write_runtime};

/* ---- Variables ------------------------------------------------------------------------------- */

/* Labels at the powers of ten, and at 2 and 5 times these if they are at least this many points
 * apart; the margins of the page. */
#define LABEL_SPACE 40
#define MARGINS 180

static void append_label(struct axis *axis, double updates)
{
    double level = elementary_log10(updates);

    if (level > axis->max * (1 + 1e-12) || axis->label_count == AXIS_LABELS_MAX)
        return;
    struct axis_label *label = &axis->labels[axis->label_count++];
    label->value = level;
    snprintf(label->text, sizeof label->text, "%.0f", updates);
    label->width = text_width_of(label->text);
}

static struct axis updates_axis(double last, double width)
{
    struct axis axis = {.max = last};
    bool has_multiples = (width - MARGINS) / last * elementary_log10(2) >= LABEL_SPACE;

    for (double power = 1; elementary_log10(power) <= last; power *= 10) {
        append_label(&axis, power);
        if (has_multiples) {
            append_label(&axis, 2 * power);
            append_label(&axis, 5 * power);
        }
    }
    return axis;
}

static void define_lines(struct text *script, const struct figure_subject *subject,
                         struct chart *chart)
{
    size_t last = first_of(subject)->points - 1;

    gnuplot_names(script, subject);
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct ensemble *ensemble = subject->results[i].ensemble;
        chart->names[i] = subject->results[i].label;
        chart->ends[i] = run_share(ensemble, last);
        chart->exit_texts[i] = "";
        text_appendf(script, "end_%zu = %.9g\nlast_%zu = ", i + 1, chart->ends[i], i + 1);
        gnuplot_real(script, chart->t.max);
        text_appendf(script, "first_%zu = -1\nstays_%zu = -1\n", i + 1, i + 1);
        text_appendf(script, "runs_end_%zu = %d\ntargets_end_%zu = ", i + 1,
                     ensemble->reached < ensemble->run_count, i + 1);
        gnuplot_real(script, target_share(ensemble, last));
    }
}

static void append_tolerance(const struct figure_subject *subject, struct text *out)
{
    text_append(out, subject->minimum_known ? "tolerance " : "tolerance f < ");
    text_append_readable(out, subject->excess_tolerance);
}

void variables_of_runtime(struct text *script, const struct figure_subject *subject,
                          const struct figure_settings *settings, struct layout *layout)
{
    struct chart_exit exits[OPTIMIZER_RESULT_MAX] = {{0}};
    struct chart chart = {.scale = {.high = 1, .tolerance = NAN},
                          .t = updates_axis(last_level(subject), layout->width),
                          .t_name = "updates",
                          .of_shares = true,
                          .excess_name = "share reached",
                          .subject = subject};
    struct text tolerance = {0};
    char title[64];

    (void)settings;
    snprintf(title, sizeof title, "Running times of %zu runs on ", first_of(subject)->run_count);
    chart.heading = text_width_of(title) + text_width_enhanced(GNUPLOT_F_NAME " = ");
    chart.heading +=
        gnuplot_formula(script, subject->problem, chart.heading, layout_heading_room(layout));
    text_appendf(script, "heading = '%s'\n", title);
    append_tolerance(subject, &tolerance);
    chart.items[CHART_ITEM_MEDIAN] = text_string(&tolerance);
    chart.items[CHART_ITEM_OTHERS] = "51 targets, 100 to 1e-8";
    define_lines(script, subject, &chart);
    chart_place(layout, script, &chart, exits);
    script->failed = script->failed || tolerance.failed;
    text_free(&tolerance);
}

/* ---- Captions -------------------------------------------------------------------------------- */

static void append_labels(const struct figure_subject *subject, struct text *out)
{
    for (size_t i = 0; i < subject->result_count; i++)
        text_appendf(out, "%s%s",
                     i == 0                           ? ""
                     : i + 1 == subject->result_count ? " and "
                                                      : ", ",
                     subject->results[i].label);
}

static bool any_fails(const struct figure_subject *subject)
{
    for (size_t i = 0; i < subject->result_count; i++)
        if (subject->results[i].ensemble->reached < subject->results[i].ensemble->run_count)
            return true;
    return false;
}

void caption_runtime(const struct figure_subject *subject, const struct figure_settings *settings,
                     struct text *out)
{
    const struct ensemble *one = first_of(subject);
    bool first = one->criterion == CRITERION_FIRST;

    (void)settings;
    notation_objective(out, subject->problem->formula, subject->problem->title);
    text_append(out, ": running times of ");
    append_labels(subject, out);
    text_appendf(
        out,
        " in %zu runs. Thick lines show, after each number of updates, the share of the runs "
        "that have fallen below the tolerance, ",
        one->run_count);
    text_append_readable(out, subject->excess_tolerance);
    text_appendf(out,
                 "%s; thin lines show the share of all pairs of a run "
                 "and one of %d targets, 100 to 1e-8 above %s, that have been reached in the same "
                 "way.",
                 first ? "" : ", and stay below it", LADDER_TARGETS,
                 subject->minimum_known ? "the minimum" : "the lowest value found");
    if (any_fails(subject))
        text_append(out, " A cross marks where runs end without reaching the tolerance.");
}

void short_runtime(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *out)
{
    (void)settings;
    text_append(out, "Running times on ");
    if (strlen(subject->problem->formula) > SHORT_FORMULA)
        text_append(out, subject->problem->title);
    else
        notation_objective(out, subject->problem->formula, subject->problem->title);
    text_appendf(out, " in %zu runs", first_of(subject)->run_count);
}

/* The first update by which half of the runs that reach the tolerance have reached it. */
static size_t half_time(const struct ensemble *ensemble)
{
    size_t t = 1;

    while (2 * ensemble->runs_reached[t] < ensemble->reached)
        t++;
    return t;
}

void alternative_runtime(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *out)
{
    size_t last = first_of(subject)->points - 1;

    (void)settings;
    text_appendf(out, "Rising steps over 1 to %zu updates, on a logarithmic scale.", last);
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct ensemble *ensemble = subject->results[i].ensemble;
        text_appendf(out, " With %s, ", subject->results[i].label);
        statistics_text_share(out, ensemble->reached, ensemble->run_count, " of the runs");
        text_append(out, " reach the tolerance");
        if (ensemble->reached > 0)
            text_appendf(out, ", half of these by update %zu", half_time(ensemble));
        text_appendf(out, ", and %.1f%% of the targets are reached.",
                     100 * target_share(ensemble, last));
    }
}
