#include "report/explanation.h"

#include <math.h>

#include "base/escape.h"
#include "optimize/statistics_text.h"

static void append_point(struct text *out, const double x[])
{
    text_appendf(out, "(%.6g, %.6g)", x[0], x[1]);
}

/* "once", "twice", "3 times" */
static void append_times(struct text *out, size_t count)
{
    if (count <= 2)
        text_append(out, count == 1 ? "once" : "twice");
    else
        text_appendf(out, "%zu times", count);
}

/* Before item i of `count`: nothing, ", " or " and ". */
static const char *separator(size_t i, size_t count)
{
    return i == 0 ? "" : i + 1 == count ? " and " : ", ";
}

static void append_label(struct text *out, const struct optimizer_result *result)
{
    escape_markdown(out, result->label);
}

/* ---- One search: the outcome ----------------------------------------------------------------- */

static void append_end(struct text *out, const struct run_summary *summary,
                       const struct search_events *events)
{
    const struct optimizer_result *result = &summary->results[0];
    const struct trajectory *trajectory = result->trajectory;

    if (trajectory->diverged) {
        text_appendf(out, "The search diverges at iteration %zu: ", events->last);
        trajectory_append_end(trajectory, out);
        text_append(out, ". ");
    }
    if (events->last == 0) {
        text_append(out, "The search starts at ");
    } else {
        if (trajectory->diverged)
            text_append(out, "Just before, ");
        else
            text_appendf(out, "After %zu iteration%s, ", events->last,
                         events->last == 1 ? "" : "s");
        append_label(out, result);
        text_append(out, " is at ");
    }
    append_point(out, trajectory_point(trajectory, events->last));
    text_appendf(out, ", where f is %.6g", trajectory->f[events->last]);
    if (events->last > 0)
        text_appendf(out, "; at the start, f is %.6g", trajectory->f[0]);
    text_append(out, ".");
}

/* ---- One search: the tolerance --------------------------------------------------------------- */

/* Relative to a known minimum other than 0, the threshold would be a number of many digits: the
 * text then names the tolerance, and calls the values below the threshold a range. */
static bool names_range(const struct run_summary *summary)
{
    return summary->minimum_known && summary->minimum != 0;
}

/* "below 5e-06" or "within 5e-06 of its minimum". */
static void append_threshold(struct text *out, const struct run_summary *summary)
{
    text_append(out, names_range(summary) ? "within " : "below ");
    text_append_readable(out, names_range(summary) ? summary->tolerance : summary->threshold);
    if (names_range(summary))
        text_append(out, " of its minimum");
}

/* After append_threshold(). */
static const char *inside(const struct run_summary *summary)
{
    return names_range(summary) ? "within this range" : "below it";
}

static const char *outside(const struct run_summary *summary)
{
    return names_range(summary) ? "outside this range" : "above it";
}

/* Continues a sentence on f, or begins another one: "Momentum then carries the search past the
 * minimum: f". */
static void append_cause(struct text *out, const struct search_events *events)
{
    if (events->cause == CAUSE_MOMENTUM)
        text_append(out, events->passes ? ". Momentum then carries the search past the minimum: f "
                                        : ". Momentum then carries the search uphill: f ");
    else if (events->cause == CAUSE_LONG_STEP)
        text_append(out, ". A step that is longer than the distance to the minimum then carries "
                         "the search too far: f ");
    else
        text_append(out, ", ");
}

/* The value that f rises above; behind a cause, "it" could be the minimum. */
static void append_value(struct text *out, const struct run_summary *summary,
                         const struct search_events *events)
{
    if (events->cause == CAUSE_UNKNOWN || names_range(summary))
        text_append(out, "it");
    else
        text_append_readable(out, summary->threshold);
}

/* Where f is above the threshold after it was below. */
static void append_rise(struct text *out, const struct run_summary *summary,
                        const struct search_events *events)
{
    if (names_range(summary)) {
        text_append(out, "leaves this range ");
    } else {
        text_append(out, "rises above ");
        append_value(out, summary, events);
        text_append(out, " ");
        if (events->rises == 1 && !events->start_below)
            text_append(out, "again ");
        else if (events->rises > 2 && events->cause != CAUSE_UNKNOWN) /* not "5e-06 3 times" */
            text_append(out, "a total of ");
    }
    if (events->rises > 1) {
        append_times(out, events->rises);
        text_append(out, ", first ");
    }
    text_appendf(out, "at iteration %zu", events->rise - 1);
}

/* For f that is below the tolerance, and then rises above it. */
static void append_rises(struct text *out, const struct run_summary *summary,
                         const struct search_events *events)
{
    double peak = summary->results[0].trajectory->f[events->peak];
    bool range = names_range(summary);

    append_cause(out, events);
    append_rise(out, summary, events);
    if (events->peak != events->rise && range)
        text_appendf(out, ", rises to %.6g above the minimum at iteration %zu",
                     peak - summary->minimum, events->peak - 1);
    else if (events->peak != events->rise)
        text_appendf(out, ", reaches %.6g at iteration %zu", peak, events->peak - 1);
    if (events->stays)
        text_append(out, range ? ", and stays within " : ", and stays below ");
    else
        text_append(out, range ? ", and is outside " : ", and is above ");
    append_value(out, summary, events);
    if (events->stays)
        text_appendf(out, " from iteration %zu on.", events->from - 1);
    else
        text_append(out, " at the end.");
}

/* Whether the lowest value is before the end and noticeably lower than the last. */
static bool names_lowest(const struct run_summary *summary, const struct search_events *events)
{
    const double *f = summary->results[0].trajectory->f;

    return events->lowest < events->last &&
           f[events->last] - f[events->lowest] > 1e-3 * (f[events->last] - summary->minimum);
}

static void append_never(struct text *out, const struct run_summary *summary,
                         const struct search_events *events)
{
    const struct trajectory *trajectory = summary->results[0].trajectory;

    text_append(out, names_range(summary) ? "f never comes " : "f never falls ");
    append_threshold(out, summary);
    if (!names_lowest(summary, events))
        text_append(out, ".");
    else if (events->lowest == 0)
        text_append(out, "; its lowest value is that at the start.");
    else
        text_appendf(out, "; its lowest value is %.6g, at iteration %zu.",
                     trajectory->f[events->lowest], events->lowest - 1);
}

static void append_crossings(struct text *out, const struct run_summary *summary,
                             const struct search_events *events)
{
    if (!events->reached && !events->start_below) {
        append_never(out, summary, events);
        return;
    }
    if (events->start_below) {
        text_append(out, "f is ");
        append_threshold(out, summary);
        text_append(out, events->rises > 0 ? " at the start" : " from the start on.");
    } else {
        text_append(out, events->rises > 0 ? "f first " : "f ");
        text_append(out, names_range(summary) ? "comes " : "falls ");
        append_threshold(out, summary);
        text_appendf(out, " at iteration %zu", events->first - 1);
        if (events->rises == 0 && events->first == events->last)
            text_append(out, ", the last one.");
        else if (events->rises == 0)
            text_appendf(out, " and stays %s.", inside(summary));
    }
    if (events->rises > 0)
        append_rises(out, summary, events);
}

/* ---- One search: its end and its way --------------------------------------------------------- */

static bool excess_is_value(const struct run_summary *summary)
{
    return summary->minimum_known && summary->minimum == 0;
}

/* f falls, or rises, to the end. */
static void append_trend(struct text *out, const struct run_summary *summary,
                         const struct search_events *events)
{
    const double *f = summary->results[0].trajectory->f;
    bool falls = events->end == TAIL_FALLING;
    double before = f[events->tail] - summary->minimum, after = f[events->last] - summary->minimum;
    size_t count = events->last - events->tail;
    double factor = falls ? before / after : after / before;

    text_appendf(out, " At the end, f is still %s: ", falls ? "falling" : "rising");
    if (count == 1)
        text_append(out, "in the last iteration");
    else
        text_appendf(out, "in the last %zu iterations", count);
    text_appendf(out, ", it %s from %.6g to %.6g", falls ? "falls" : "rises", f[events->tail],
                 f[events->last]);
    bool names_factor = summary->minimum_known && isfinite(factor) && factor >= 1.005;
    if (names_factor && excess_is_value(summary))
        text_appendf(out, ", by a factor of %.3g", factor);
    else if (names_factor)
        text_appendf(out, ", and its difference from the minimum %s by a factor of %.3g",
                     falls ? "shrinks" : "grows", factor);
    text_append(out, ".");
}

static void append_settled(struct text *out, const struct run_summary *summary,
                           const struct search_events *events)
{
    const struct trajectory *trajectory = summary->results[0].trajectory;
    const struct problem *problem = summary->problem;
    size_t i = search_events_minimum_near(summary, trajectory_point(trajectory, events->last));

    if (!summary->minimum_known || events->last <= 1)
        return;
    if (i < problem->minima_count && problem_value_at_minimum(problem, i) >= summary->threshold) {
        text_append(out, " It has settled at the known local minimum f");
        append_point(out, problem->minima[i]);
        text_appendf(out, " = %.6g, which is not the global minimum.",
                     problem_value_at_minimum(problem, i));
        return;
    }
    text_appendf(out,
                 " In the last %zu iterations, f changes by less than 0.1%% of its difference from "
                 "the minimum, %.6g. The search may be at another local minimum, on a plateau, "
                 "oscillating, or taking steps that are too small.",
                 events->last - events->tail, summary->minimum);
}

/* Where it is, if there are several minima. */
static void append_minimum(struct text *out, const struct run_summary *summary,
                           const struct search_events *events)
{
    const struct problem *problem = summary->problem;
    const double *end = trajectory_point(summary->results[0].trajectory, events->last);
    size_t i = search_events_minimum_near(summary, end);

    if (events->start_minimal || problem->minima_count < 2 || i == problem->minima_count)
        return;
    text_append(out, " The nearest known minimum is f");
    append_point(out, problem->minima[i]);
    text_appendf(out, " = %.6g.", problem_value_at_minimum(problem, i));
}

static void append_oscillation(struct text *out, const struct search_events *events)
{
    bool first = search_events_oscillates(events, 0), second = search_events_oscillates(events, 1);

    if (first && second && events->turns[0] == events->turns[1])
        text_append(out, " x₁ and x₂ oscillate: each changes direction ");
    else if (first || second)
        text_append(out, first ? " x₁ oscillates: it changes direction "
                               : " x₂ oscillates: it changes direction ");
    else
        return;
    append_times(out, events->turns[first ? 0 : 1]);
    text_appendf(out, " in %zu iterations.", events->last);
    if (first && second && events->turns[0] != events->turns[1]) {
        text_append(out, " x₂ changes direction ");
        append_times(out, events->turns[1]);
        text_append(out, ".");
    }
}

static void append_start(struct text *out, const struct search_events *events)
{
    if (!events->start_minimal)
        return;
    text_append(out, " The start is a known minimum of f");
    text_append(out, events->moves || events->last == 0
                         ? "."
                         : ", and no iteration moves the search away from it.");
}

static bool is_bad_end(const struct run_summary *summary, const struct search_events *events)
{
    return !summary->results[0].trajectory->diverged && !events->stays && events->last > 0;
}

void explanation_of_search(const struct run_summary *summary, const struct search_events *events,
                           struct text *out)
{
    append_end(out, summary, events);
    append_start(out, events);
    if (events->last > 0) {
        text_append(out, " ");
        append_crossings(out, summary, events);
    }
    if (events->stays)
        append_minimum(out, summary, events);
    else if (is_bad_end(summary, events) && events->end == TAIL_SETTLED)
        append_settled(out, summary, events);
    else if (is_bad_end(summary, events) && events->end != TAIL_OTHER)
        append_trend(out, summary, events);
    append_oscillation(out, events);
    text_append(out, " Iterations are numbered from 0.");
}

static const char *note_of_rises(const struct search_events *events, size_t t)
{
    if (t == events->rise)
        return events->peak == t ? "above the tolerance again, highest value"
                                 : "above the tolerance again";
    if (t == events->peak)
        return "highest value after that";
    return events->stays && t == events->from ? "stays below the tolerance" : NULL;
}

const char *explanation_note(const struct run_summary *summary, const struct search_events *events,
                             size_t t)
{
    bool has_trend = is_bad_end(summary, events) && events->end != TAIL_OTHER;
    const char *note = events->rises > 0 ? note_of_rises(events, t) : NULL;

    if (note != NULL)
        return note;
    if (events->start_below ? t == 0 : events->reached && t == events->first)
        return events->rises == 0 ? "first below the tolerance, and stays below"
                                  : "first below the tolerance";
    if (!events->reached && !events->start_below && t == events->lowest && t > 0 &&
        names_lowest(summary, events))
        return "lowest value";
    return has_trend && t == events->tail ? "" : NULL;
}

/* ---- Several searches ------------------------------------------------------------------------ */

/* The searches of a run, in an order. */
struct ranking {
    size_t index[OPTIMIZER_RESULT_MAX];
    size_t at[OPTIMIZER_RESULT_MAX]; /* a point of each */
    size_t count;
};

/* Inserts a search behind those with the same or an earlier point. */
static void rank(struct ranking *ranking, size_t index, size_t at)
{
    size_t place = ranking->count++;

    for (; place > 0 && ranking->at[place - 1] > at; place--) {
        ranking->index[place] = ranking->index[place - 1];
        ranking->at[place] = ranking->at[place - 1];
    }
    ranking->index[place] = index;
    ranking->at[place] = at;
}

static void append_labels(struct text *out, const struct run_summary *summary,
                          const struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->count; i++) {
        text_append(out, separator(i, ranking->count));
        append_label(out, &summary->results[ranking->index[i]]);
    }
}

/* "Adam at iteration 35, RMSProp at 40 and momentum at 52". */
static void append_ranking(struct text *out, const struct run_summary *summary,
                           const struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->count; i++) {
        text_append(out, separator(i, ranking->count));
        append_label(out, &summary->results[ranking->index[i]]);
        text_appendf(out, i == 0 ? " at iteration %zu" : " at %zu", ranking->at[i] - 1);
    }
}

/* For one optimizer of several. */
static void append_only(struct text *out, const struct run_summary *summary,
                        const struct ranking *reached, const struct ranking *stays)
{
    text_append(out, "Only ");
    append_label(out, &summary->results[reached->index[0]]);
    text_append(out, " brings f ");
    append_threshold(out, summary);
    if (stays->count > 0 && stays->at[0] == reached->at[0])
        text_appendf(out, ", at iteration %zu, and f stays %s.", reached->at[0] - 1,
                     inside(summary));
    else
        text_appendf(out, ", first at iteration %zu.", reached->at[0] - 1);
}

static void append_reached(struct text *out, const struct run_summary *summary,
                           const struct ranking *reached, const struct ranking *stays)
{
    size_t all = summary->result_count;

    if (reached->count == 1) {
        append_only(out, summary, reached, stays);
        return;
    }
    if (reached->count == 0)
        text_appendf(out, all == 2 ? "Neither of the optimizers" : "None of the %zu optimizers",
                     all);
    else if (reached->count == all)
        text_appendf(out, all == 2 ? "Both optimizers" : "All %zu optimizers", all);
    else
        text_appendf(out, "%zu of the %zu optimizers", reached->count, all);
    text_append(out, reached->count > 0 ? " bring f " : " brings f ");
    append_threshold(out, summary);
    if (reached->count > 0) {
        text_append(out, ": ");
        append_ranking(out, summary, reached);
    }
    text_append(out, ".");
}

/* The first whose f stays below the tolerance, unless append_only() has named it. */
static void append_stays(struct text *out, const struct run_summary *summary,
                         const struct ranking *reached, const struct ranking *stays)
{
    struct ranking first = *stays;

    for (first.count = 0; first.count < stays->count && stays->at[first.count] == stays->at[0];)
        first.count++;
    if (stays->count == 0 || (reached->count == 1 && stays->at[0] == reached->at[0]))
        return;
    if (stays->count > 1)
        text_appendf(out, " The first to stay %s %s ", inside(summary),
                     first.count > 1 ? "are" : "is");
    else
        text_append(out, " With ");
    append_labels(out, summary, &first);
    if (stays->count == 1)
        text_appendf(out, ", f stays %s", inside(summary));
    text_appendf(out, stays->count > 1 ? ", from iteration %zu on." : " from iteration %zu on.",
                 stays->at[0] - 1);
}

/* Whose f is above the tolerance at the end. */
static void append_lost(struct text *out, const struct run_summary *summary,
                        const struct ranking *lost)
{
    if (lost->count == 0)
        return;
    text_append(out, " With ");
    append_labels(out, summary, lost);
    text_appendf(out, ", f is %s at the end.", outside(summary));
}

static void append_rising(struct text *out, const struct run_summary *summary,
                          const struct search_events events[], const struct ranking *rising)
{
    if (rising->count == 0)
        return;
    text_append(out, names_range(summary) ? " f leaves this range with "
                                          : " f rises above it again with ");
    for (size_t i = 0; i < rising->count; i++) {
        text_append(out, separator(i, rising->count));
        append_label(out, &summary->results[rising->index[i]]);
        text_append(out, " (");
        append_times(out, events[rising->index[i]].rises);
        text_append(out, ")");
    }
    text_append(out,
                names_range(summary) ? " before staying within it." : " before staying below it.");
}

static void append_diverged(struct text *out, const struct run_summary *summary)
{
    struct ranking diverged = {.count = 0};

    for (size_t i = 0; i < summary->result_count; i++)
        if (summary->results[i].trajectory->diverged)
            rank(&diverged, i, summary->results[i].trajectory->count);
    if (diverged.count == 0)
        return;
    if (diverged.count == 1) {
        text_append(out, " The search of ");
        append_label(out, &summary->results[diverged.index[0]]);
        text_appendf(out, " diverges at iteration %zu.", diverged.at[0] - 1);
        return;
    }
    text_append(out, " These searches diverge: ");
    append_ranking(out, summary, &diverged);
    text_append(out, ".");
}

static void append_lowest(struct text *out, const struct run_summary *summary)
{
    struct ranking lowest = {.count = 0};
    double least = INFINITY;

    for (size_t i = 0; i < summary->result_count; i++) {
        const struct trajectory *t = summary->results[i].trajectory;
        if (t->diverged || t->f[t->count - 1] > least)
            continue;
        lowest.count = t->f[t->count - 1] < least ? 0 : lowest.count;
        least = t->f[t->count - 1];
        rank(&lowest, i, 0);
    }
    if (lowest.count == 0 || lowest.count == summary->result_count)
        return;
    text_appendf(out, " At the end, f is lowest with ");
    append_labels(out, summary, &lowest);
    text_appendf(out, ": %.6g.", least);
}

void explanation_of_searches(const struct run_summary *summary, struct text *out)
{
    struct search_events events[OPTIMIZER_RESULT_MAX] = {{.last = 0}};
    struct ranking reached = {.count = 0}, stays = {.count = 0}, lost = {.count = 0},
                   rising = {.count = 0};

    for (size_t i = 0; i < summary->result_count; i++) {
        events[i] = search_events_find(summary, &summary->results[i]);
        bool below = events[i].reached || events[i].start_below;
        if (events[i].reached && !events[i].start_below)
            rank(&reached, i, events[i].first);
        if (events[i].stays && events[i].from > 0)
            rank(&stays, i, events[i].from);
        if (below && !events[i].stays)
            rank(&lost, i, 0);
        if (events[i].rises > 0 && events[i].stays)
            rank(&rising, i, 0);
    }
    if (events[0].start_below) {
        text_append(out, "f is ");
        append_threshold(out, summary);
        text_append(out, " at the start.");
    } else {
        append_reached(out, summary, &reached, &stays);
    }
    append_stays(out, summary, &reached, &stays);
    append_lost(out, summary, &lost);
    append_rising(out, summary, events, &rising);
    append_diverged(out, summary);
    append_lowest(out, summary);
}

/* ---- Many runs ------------------------------------------------------------------------------- */

/* "all 20 runs" or "18 of 20 runs". */
static void append_share(struct text *out, size_t count, size_t all)
{
    text_appendf(out, count == all ? "all %zu runs" : "%zu of %zu runs", count, all);
}

/* The optimizers with which most runs reach the tolerance. */
static void append_most_reached(struct text *out, const struct run_summary *summary)
{
    struct ranking most = {.count = 0};
    size_t reached = 0, runs = summary->results[0].ensemble->run_count;

    for (size_t i = 0; i < summary->result_count; i++) {
        const struct ensemble *ensemble = summary->results[i].ensemble;
        if (ensemble->reached < reached)
            continue;
        most.count = ensemble->reached > reached ? 0 : most.count;
        reached = ensemble->reached;
        rank(&most, i, 0);
    }
    if (most.count > 1 && most.count == summary->result_count)
        text_append(out, "With each optimizer, the tolerance is reached ");
    else
        text_append(out, "The tolerance is reached ");
    if (most.count < summary->result_count) {
        text_append(out, "most often with ");
        append_labels(out, summary, &most);
        text_append(out, ": ");
    }
    text_append(out, "by ");
    statistics_text_share(out, reached, runs, " of the runs");
    text_append(out, ".");
}

static double running_time(const struct ensemble *ensemble)
{
    return ensemble->running_time;
}

static double final_median(const struct ensemble *ensemble)
{
    return ensemble->final[ENSEMBLE_MEDIAN];
}

/* The optimizers for which a number is lowest; none if it is infinite or the same for all. */
static struct ranking find_lowest(const struct run_summary *summary,
                                  double (*number)(const struct ensemble *ensemble), double *least)
{
    struct ranking lowest = {.count = 0};

    *least = INFINITY;
    for (size_t i = 0; i < summary->result_count; i++) {
        double value = number(summary->results[i].ensemble);
        if (!isfinite(value) || value > *least)
            continue;
        lowest.count = value < *least ? 0 : lowest.count;
        *least = value;
        rank(&lowest, i, 0);
    }
    lowest.count = lowest.count == summary->result_count ? 0 : lowest.count;
    return lowest;
}

static void append_shortest_time(struct text *out, const struct run_summary *summary)
{
    double least;
    struct ranking lowest = find_lowest(summary, running_time, &least);

    if (lowest.count == 0)
        return;
    text_append(out, " The expected running time is shortest with ");
    append_labels(out, summary, &lowest);
    text_appendf(out, ": %.4g updates.", least);
}

static void append_lowest_median(struct text *out, const struct run_summary *summary)
{
    double least;
    struct ranking lowest = find_lowest(summary, final_median, &least);

    if (lowest.count == 0)
        return;
    const struct ensemble *ensemble = summary->results[lowest.index[0]].ensemble;
    text_appendf(out, " The median of f minus %s is lowest at the end with ",
                 summary->minimum_known ? "its minimum" : "the lowest value found");
    append_labels(out, summary, &lowest);
    text_appendf(out, ": %.4g", least);
    if (ensemble->has_median_interval && lowest.count == 1)
        statistics_text_interval(out, &ensemble->median_interval, 4);
    text_append(out, ".");
}

static void append_diverged_runs(struct text *out, const struct run_summary *summary)
{
    for (size_t i = 0; i < summary->result_count; i++) {
        const struct ensemble *ensemble = summary->results[i].ensemble;
        if (ensemble->ended == 0)
            continue;
        text_append(out, " With ");
        append_label(out, &summary->results[i]);
        text_append(out, ", ");
        append_share(out, ensemble->ended, ensemble->run_count);
        text_append(out, ensemble->ended == 1 ? " diverges." : " diverge.");
    }
}

void explanation_of_ensembles(const struct run_summary *summary, struct text *out)
{
    append_most_reached(out, summary);
    append_shortest_time(out, summary);
    append_lowest_median(out, summary);
    append_diverged_runs(out, summary);
}

void explanation_of_sweep(const struct run_summary *summary, struct text *out)
{
    const struct sweep *sweep = summary->sweep;
    size_t all = sweep->counts[0] * sweep->counts[1];
    size_t stays = 0, leaves = 0, never = 0, diverged = 0;

    for (size_t i = 0; i < all; i++) {
        const struct outcome *cell = &sweep->cells[i];
        if (cell->ended != OUTCOME_NEVER)
            diverged++;
        else if (cell->first == OUTCOME_NEVER)
            never++;
        else if (cell->stays == OUTCOME_NEVER)
            leaves++;
        else
            stays++;
    }
    text_appendf(out,
                 "| outcome | number of settings |\n| --- | --- |\n"
                 "| f is below the tolerance at the end | %zu |\n"
                 "| f is below the tolerance at some iteration, but not at the end | %zu |\n"
                 "| f is never below the tolerance | %zu |\n"
                 "| the search diverges | %zu |\n| total | %zu |\n",
                 stays, leaves, never, diverged, all);
}
