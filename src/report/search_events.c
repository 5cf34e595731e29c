#include "report/search_events.h"

#include <math.h>

/* A point is near a minimum if the distance is at most this part of the diagonal of the bounds. */
#define NEAR 0.01

/* Shorter steps, as a part of the bounds, do not count as oscillation. */
#define SHORTEST_STEP 1e-6

/* With fewer updates, changes of direction mean little. */
#define LEAST_FOR_OSCILLATION 8

static double distance(const double a[], const double b[], size_t variables)
{
    double sum = 0;

    for (size_t v = 0; v < variables; v++)
        sum += (a[v] - b[v]) * (a[v] - b[v]);
    return sqrt(sum);
}

/* The index of the nearest known minimum; minima_count if none are known. */
static size_t nearest_minimum(const struct problem *problem, const double x[])
{
    size_t best = problem->minima_count;

    for (size_t i = 0; i < problem->minima_count; i++)
        if (best == problem->minima_count ||
            distance(x, problem->minima[i], problem->variables) <
                distance(x, problem->minima[best], problem->variables))
            best = i;
    return best;
}

size_t search_events_minimum_near(const struct run_summary *summary, const double x[])
{
    const struct problem *problem = summary->problem;
    size_t i = nearest_minimum(problem, x);
    double diagonal = distance(summary->bounds.min, summary->bounds.max, problem->variables);

    return i < problem->minima_count &&
                   distance(x, problem->minima[i], problem->variables) <= NEAR * diagonal
               ? i
               : problem->minima_count;
}

/* ---- The tolerance --------------------------------------------------------------------------- */

static void find_crossings(struct search_events *events, const struct trajectory *trajectory,
                           double threshold)
{
    events->start_below = trajectory->f[0] < threshold;
    for (size_t t = 1; t <= events->last; t++) {
        bool below = trajectory->f[t] < threshold, before = trajectory->f[t - 1] < threshold;
        if (below && !events->reached)
            events->first = t;
        events->reached = events->reached || below;
        if (below && !before)
            events->from = t;
        if (before && !below && events->rises++ == 0)
            events->rise = t;
    }
    events->stays =
        events->last > 0 ? trajectory->f[events->last] < threshold : events->start_below;
    if (events->rises == 0)
        return;
    size_t end = events->stays ? events->from : events->last + 1;
    events->peak = events->rise;
    for (size_t t = events->rise; t < end; t++)
        if (trajectory->f[t] > trajectory->f[events->peak])
            events->peak = t;
}

/* Weight decay can lead uphill, too. */
static bool has_momentum(const struct method *method)
{
    static const char *const names[] = {"mu", "beta1"};
    const struct optimizer *optimizer = method->optimizer;
    size_t decay = optimizer_parameter_find(optimizer, "decay");
    bool found = false;

    if (decay < optimizer->parameter_count && method->parameters[decay] > 0)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t k = optimizer_parameter_find(optimizer, names[i]);
        found = found || (k < optimizer->parameter_count && method->parameters[k] > 0);
    }
    return found;
}

/* Whether the update to a point has a component against the direction of descent. */
static bool leads_uphill(const struct problem *problem, const double from[], const double to[])
{
    double gradient[PROBLEM_MAX_VARIABLES], product = 0;

    problem_gradient(problem, from, gradient);
    for (size_t v = 0; v < problem->variables; v++)
        product += (to[v] - from[v]) * gradient[v];
    return product > 0;
}

static void find_cause(struct search_events *events, const struct run_summary *summary,
                       const struct optimizer_result *result)
{
    const struct problem *problem = summary->problem;
    const struct trajectory *trajectory = result->trajectory;
    size_t begin = events->start_below ? 1 : events->first;
    const double *to = trajectory_point(trajectory, events->rise);
    const double *from = trajectory_point(trajectory, events->rise - 1);
    const double *before = trajectory_point(trajectory, begin - 1);
    size_t i = nearest_minimum(problem, from);
    bool uphill = false;

    for (size_t t = begin; t <= events->peak; t++)
        uphill = uphill || leads_uphill(problem, trajectory_point(trajectory, t - 1),
                                        trajectory_point(trajectory, t));
    if (uphill && has_momentum(result->method))
        events->cause = CAUSE_MOMENTUM;
    else if (i < problem->minima_count &&
             distance(from, to, problem->variables) >
                 distance(from, problem->minima[i], problem->variables))
        events->cause = CAUSE_LONG_STEP;
    if (i == problem->minima_count)
        return;
    for (size_t v = 0; v < problem->variables; v++)
        events->passes = events->passes ||
                         (before[v] - problem->minima[i][v]) * (to[v] - problem->minima[i][v]) < 0;
}

/* ---- The end, and oscillation ---------------------------------------------------------------- */

static enum search_tail find_end(const struct search_events *events,
                                 const struct run_summary *summary, const double f[])
{
    double least = f[events->last], most = f[events->last];
    bool falls = true, rises = true;

    for (size_t t = events->tail + 1; t <= events->last; t++) {
        falls = falls && f[t] < f[t - 1];
        rises = rises && f[t] > f[t - 1];
    }
    for (size_t t = events->tail; t <= events->last; t++) {
        least = fmin(least, f[t]);
        most = fmax(most, f[t]);
    }
    if (most - least <= 1e-3 * (least - summary->minimum))
        return TAIL_SETTLED;
    return falls ? TAIL_FALLING : rises ? TAIL_RISING : TAIL_OTHER;
}

/* Between steps that are long enough not to be caused by rounding. */
static void count_turns(struct search_events *events, const struct run_summary *summary,
                        const struct trajectory *trajectory)
{
    for (size_t v = 0; v < trajectory->variables; v++) {
        double least = SHORTEST_STEP * (summary->bounds.max[v] - summary->bounds.min[v]);
        for (size_t t = 2; t <= events->last; t++) {
            double before = trajectory_point(trajectory, t - 1)[v];
            double first = before - trajectory_point(trajectory, t - 2)[v];
            double second = trajectory_point(trajectory, t)[v] - before;
            events->turns[v] +=
                (first > least && second < -least) || (first < -least && second > least);
        }
    }
}

bool search_events_oscillates(const struct search_events *events, size_t variable)
{
    return events->last >= LEAST_FOR_OSCILLATION && 2 * events->turns[variable] >= events->last - 1;
}

struct search_events search_events_find(const struct run_summary *summary,
                                        const struct optimizer_result *result)
{
    const struct trajectory *trajectory = result->trajectory;
    const struct problem *problem = summary->problem;
    const double *start = trajectory_point(trajectory, 0);
    struct search_events events = {.last = trajectory->count - 1};

    for (size_t i = 0; i < problem->minima_count; i++)
        events.start_minimal =
            events.start_minimal || distance(start, problem->minima[i], problem->variables) == 0;
    for (size_t t = 1; t <= events.last; t++) {
        events.moves = events.moves ||
                       distance(start, trajectory_point(trajectory, t), problem->variables) > 0;
        if (trajectory->f[t] < trajectory->f[events.lowest])
            events.lowest = t;
    }
    find_crossings(&events, trajectory, summary->threshold);
    if (events.rises > 0 && summary->noise == NULL)
        find_cause(&events, summary, result);
    events.tail = events.last > SEARCH_EVENTS_TAIL ? events.last - SEARCH_EVENTS_TAIL : 0;
    events.end = find_end(&events, summary, trajectory->f);
    if (summary->noise == NULL)
        count_turns(&events, summary, trajectory);
    return events;
}
