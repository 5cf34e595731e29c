#include "plot/profile_figure.h"

#include <math.h>
#include <stdio.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/chart_layout.h"
#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

/* The space for a label of the axis of ratios, in points, and that of the margins. */
#define LABEL_SPACE 46
#define MARGINS 180

static const struct performance *profile_of(const struct figure_subject *subject)
{
    return &subject->suite->profile;
}

static double log2_of(double ratio)
{
    return elementary_log10(ratio) / elementary_log10(2);
}

/* The right end of the axis. */
static double last_level(const struct performance *profile)
{
    double level = log2_of(profile->ratios[profile->count - 1]);

    return level > 0 ? level : 1;
}

enum status figure_check_profile(const struct figure_subject *subject, struct error *error)
{
    const struct performance *profile = profile_of(subject);

    if (profile->unsolved < profile->instances)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "no search reaches the tolerance; try a larger --tolerance or more "
                     "--iterations");
}

/* ---- Data ------------------------------------------------------------------------------------ */

static double column_of(const struct figure_subject *subject, double level)
{
    return floor((double)subject->columns * level / last_level(profile_of(subject)));
}

/* Whether lines have steps at ratio k: those within a column of the image are combined at the last
 * one. */
static bool has_step(const struct figure_subject *subject, size_t k)
{
    const struct performance *profile = profile_of(subject);

    if (subject->columns == 0 || k == 0 || k + 1 == profile->count)
        return true;
    return column_of(subject, log2_of(profile->ratios[k])) !=
           column_of(subject, log2_of(profile->ratios[k + 1]));
}

/* The line begins where the share exceeds 0, and is absent if it never does: it would hide the
 * axis. */
static enum status append_line(struct text *data, const struct figure_subject *subject,
                               size_t solver, int interrupt_fd, struct error *error)
{
    const struct performance *profile = profile_of(subject);
    enum status status = STATUS_OK;
    double drawn = 0, last = last_level(profile), level = -1;

    for (size_t k = 0; k < profile->count && status == STATUS_OK; k++) {
        double share = performance_share(profile, k, solver);
        if (share > drawn && has_step(subject, k)) {
            level = log2_of(profile->ratios[k]);
            if (k > 0)
                text_appendf(data, "%.9g %.9g\n", level, drawn);
            drawn = share;
            text_appendf(data, "%.9g %.9g\n", level, drawn);
        }
        status = interrupt_check_at(k, interrupt_fd, error);
    }
    if (level < 0)
        text_append(data, "NaN NaN\n");
    else if (level < last)
        text_appendf(data, "%.9g %.9g\n", last, drawn);
    text_append(data, "\n\n");
    return status;
}

static enum status write_profile(const struct figure_subject *subject, int interrupt_fd,
                                 struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    text_append(data, "# log2(ratio) share\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++) {
        text_appendf(data, "# %s\n", subject->results[i].column);
        status = append_line(data, subject, i, interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_profile = {"profile_steps.dat", false, write_profile};

/* ---- Variables ------------------------------------------------------------------------------- */

/* Labels at powers of two, as many as fit. */
static struct axis ratio_axis(double last, double width)
{
    struct axis axis = {.max = last};
    double most = fmax(2, fmin(AXIS_LABELS_MAX, floor((width - MARGINS) / LABEL_SPACE)));
    int step = (int)fmax(1, ceil(last / most));

    for (int level = 0; level <= last && axis.label_count < AXIS_LABELS_MAX; level += step) {
        struct axis_label *label = &axis.labels[axis.label_count++];
        label->value = level;
        snprintf(label->text, sizeof label->text, "%.0f", ldexp(1, level));
        label->width = text_width_of(label->text);
    }
    return axis;
}

static void append_heading(struct text *heading, const struct figure_subject *subject)
{
    text_appendf(heading, "Performance profiles on %zu problems, %zu start%s each",
                 subject->suite->problem_count, subject->suite->runs,
                 subject->suite->runs == 1 ? "" : "s");
}

static void define_lines(struct text *script, const struct figure_subject *subject,
                         struct chart *chart)
{
    const struct performance *profile = profile_of(subject);

    gnuplot_names(script, subject);
    for (size_t i = 0; i < subject->result_count; i++) {
        chart->names[i] = subject->results[i].label;
        chart->ends[i] = performance_share(profile, profile->count - 1, i);
        chart->exit_texts[i] = "";
        text_appendf(script, "end_%zu = %.9g\nlast_%zu = ", i + 1, chart->ends[i], i + 1);
        gnuplot_real(script, chart->t.max);
        text_appendf(script, "first_%zu = -1\nstays_%zu = -1\n", i + 1, i + 1);
    }
}

void variables_of_profile(struct text *script, const struct figure_subject *subject,
                          const struct figure_settings *settings, struct layout *layout)
{
    struct chart_exit exits[OPTIMIZER_RESULT_MAX] = {{0}};
    struct chart chart = {.scale = {.high = 1, .tolerance = NAN},
                          .t = ratio_axis(last_level(profile_of(subject)), layout->width),
                          .t_name = "updates / fewest updates of any optimizer",
                          .of_shares = true,
                          .excess_name = "share of instances solved",
                          .subject = subject};
    struct text heading = {0};

    (void)settings;
    append_heading(&heading, subject);
    chart.heading = text_width_of(text_string(&heading));
    text_append(script, "heading = ");
    gnuplot_quoted(script, text_string(&heading), heading.length);
    text_append(script, "formula = ''\n");
    define_lines(script, subject, &chart);
    chart_place(layout, script, &chart, exits);
    script->failed = script->failed || heading.failed;
    text_free(&heading);
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

void caption_profile(const struct figure_subject *subject, const struct figure_settings *settings,
                     struct text *out)
{
    const struct suite *suite = subject->suite;

    (void)settings;
    text_append(out, "Performance profiles of ");
    append_labels(subject, out);
    text_appendf(out,
                 ": for each ratio, the share of %zu instances (%zu test problems, each from %zu "
                 "random starting "
                 "point%s) that are solved with at most this many times the fewest updates that "
                 "any of them needs.",
                 suite->profile.instances, suite->problem_count, suite->runs,
                 suite->runs == 1 ? "" : "s");
}

void short_profile(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *out)
{
    (void)settings;
    text_appendf(out, "Performance profiles on %zu test problems", subject->suite->problem_count);
}

void alternative_profile(const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *out)
{
    const struct performance *profile = profile_of(subject);

    (void)settings;
    text_append(out, "Line chart of rising steps from 1 to ");
    text_appendf(out, "%.3g", profile->ratios[profile->count - 1]);
    text_append(out, " times the fewest updates.");
    for (size_t i = 0; i < subject->result_count; i++)
        text_appendf(out, " %s is the best on %.1f%% of the instances and solves %.1f%%.",
                     subject->results[i].label, 100 * performance_share(profile, 0, i),
                     100 * performance_share(profile, profile->count - 1, i));
}
