#include "optimize/basins.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "base/vector.h"
#include "optimize/search.h"
#include "optimize/search_summary.h"
#include "optimize/trajectory.h"

/* Number of parallel searches, as for sweeps. */
#define SIDE_BY_SIDE ((size_t)128)

double basins_start(const struct basins_plan *plan, size_t v, size_t i)
{
    double min = plan->bounds.min[v], max = plan->bounds.max[v];

    return min + ((double)i + 0.5) * ((max - min) / (double)plan->side);
}

size_t basins_nearest(const struct basins *basins, const double x[2], bool only_reached)
{
    size_t nearest = basins->minima_count;
    double least = INFINITY;

    for (size_t k = 0; k < basins->minima_count; k++) {
        const struct basins_minimum *minimum = &basins->minima[k];
        double d1 = x[0] - minimum->x[0], d2 = x[1] - minimum->x[1];
        double distance = d1 * d1 + d2 * d2;
        if ((only_reached && minimum->starts == 0) || !(distance < least))
            continue;
        least = distance;
        nearest = k;
    }
    return nearest;
}

void basins_append_share(struct text *out, const struct basins *basins, size_t starts)
{
    size_t all = basins->side * basins->side;
    double percent = 100 * ((double)starts / (double)all);

    if (starts == 0 || starts == all)
        text_append(out, starts == 0 ? "0%" : "100%");
    else if (percent < 0.1)
        text_append(out, "less than 0.1%");
    else if (percent > 99.9)
        text_append(out, "more than 99.9%");
    else
        text_appendf(out, "%.1f%%", percent);
}

/* The minimum at which a search is, or BASIN_NONE. */
static int minimum_at(const struct basins *basins, const double x[2], double f, double tolerance)
{
    size_t k = basins_nearest(basins, x, false);

    return k < basins->minima_count && fabs(f - basins->minima[k].f) < tolerance ? (int)k
                                                                                 : BASIN_NONE;
}

/* ---- Searches side by side ------------------------------------------------------------------- */

/* State shared by the threads. */
struct work {
    const struct basins_plan *plan;
    struct basins *basins;
    struct progress *progress;
    size_t pieces;         /* of each row */
    double highest;        /* the values of all minima are less than the tolerance below it */
    atomic_bool no_memory; /* set by any thread, never cleared */
};

/* Of each search, as doubles so that loops are vectorized: the nearest minimum and its distance;
 * the minimum at which it is, or BASIN_NONE, and since which iteration; and the first one at which
 * it has been. */
struct tracker {
    double nearest[SIDE_BY_SIDE], distance[SIDE_BY_SIDE];
    double at[SIDE_BY_SIDE], since[SIDE_BY_SIDE];
    double first[SIDE_BY_SIDE], first_iteration[SIDE_BY_SIDE];
};

static void tracker_begin(struct tracker *tracker, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tracker->at[i] = tracker->first[i] = BASIN_NONE;
        tracker->since[i] = tracker->first_iteration[i] = OUTCOME_NEVER;
    }
}

WITH_AVX2_CLONE static void find_nearest(struct tracker *tracker, const struct search *search,
                                         const struct basins_minimum *minimum, double k)
{
    const double *x1 = search->x[0], *x2 = search->x[1];
    double *nearest = tracker->nearest, *distance = tracker->distance;
    double m1 = minimum->x[0], m2 = minimum->x[1];
    size_t count = search->count;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        double d1 = x1[i] - m1, d2 = x2[i] - m2;
        double squares = d1 * d1 + d2 * d2, best = distance[i];
        nearest[i] = squares < best ? k : nearest[i];
        distance[i] = squares < best ? squares : best;
    }
}

WITH_AVX2_CLONE static bool is_any_below(const double f[], size_t count, double limit)
{
    double least = INFINITY;

    for (size_t i = 0; i < count; i++)
        least = f[i] < least ? f[i] : least;
    return least < limit;
}

static void tracker_set(struct tracker *tracker, size_t i, int at, double iteration)
{
    if (at != (int)tracker->at[i])
        tracker->since[i] = at == BASIN_NONE ? OUTCOME_NEVER : iteration;
    tracker->at[i] = at;
    if (at == BASIN_NONE || tracker->first[i] != BASIN_NONE)
        return;
    tracker->first[i] = at;
    tracker->first_iteration[i] = iteration;
}

/* Called after each update and search_summary_note(). Searches that have ended stay as they are. */
static void tracker_note(struct tracker *tracker, const struct work *work,
                         const struct search *search, const struct search_summary *summary)
{
    const struct basins *basins = work->basins;
    bool is_near = is_any_below(search->f, search->count, work->highest);
    double iteration = (double)(search->t - 1);

    for (size_t i = 0; i < search->count; i++)
        tracker->distance[i] = INFINITY;
    for (size_t k = 0; is_near && k < basins->minima_count; k++)
        find_nearest(tracker, search, &basins->minima[k], (double)k);
    for (size_t i = 0; i < search->count; i++) {
        if (summary->ended[i] != SEARCH_NEVER)
            continue;
        int at = BASIN_NONE;
        if (tracker->distance[i] < INFINITY &&
            fabs(search->f[i] - basins->minima[(size_t)tracker->nearest[i]].f) <
                work->plan->tolerance)
            at = (int)tracker->nearest[i];
        tracker_set(tracker, i, at, iteration);
    }
}

/* Of a problem with one minimum, which is the global one, a summary is enough. */
static bool has_only_global(const struct basins *basins)
{
    return basins->minima_count == 1 && !basins->minima[0].is_found;
}

/* `at` and `since`: the minimum at the end; `first` and `first_iteration`: the first one;
 * BASIN_NONE or its index. */
static void set_minimum(struct basin *basin, enum criterion criterion, bool ended, const int at[2],
                        const int iterations[2])
{
    size_t which = criterion == CRITERION_FIRST ? 0 : 1;

    basin->minimum = ended && (which == 1 || at[0] == BASIN_NONE) ? BASIN_DIVERGED : at[which];
    basin->iteration = basin->minimum < 0 ? OUTCOME_NEVER : iterations[which];
}

static void keep_basins(struct work *work, const struct search *search,
                        const struct search_summary *summary, const struct tracker *tracker,
                        struct basin basins[])
{
    bool alone = has_only_global(work->basins);

    for (size_t i = 0; i < search->count; i++) {
        bool first = summary->first[i] != SEARCH_NEVER, stays = summary->stays[i] != SEARCH_NEVER;
        const int at[2] = {alone ? (first ? 0 : BASIN_NONE) : (int)tracker->first[i],
                           alone ? (stays ? 0 : BASIN_NONE) : (int)tracker->at[i]};
        const int iterations[2] = {(int)(alone ? summary->first[i] : tracker->first_iteration[i]),
                                   (int)(alone ? summary->stays[i] : tracker->since[i])};
        basins[i] =
            (struct basin){.f = summary->value[i], .end = {search->x[0][i], search->x[1][i]}};
        set_minimum(&basins[i], work->plan->criterion, summary->ended[i] != SEARCH_NEVER, at,
                    iterations);
    }
}

/* ---- One search ------------------------------------------------------------------------------ */

/* As the tracker does it. */
static void follow(const struct work *work, const struct trajectory *trajectory,
                   struct basin *basin)
{
    int at[2] = {BASIN_NONE, BASIN_NONE}, iterations[2] = {OUTCOME_NEVER, OUTCOME_NEVER};
    size_t last = trajectory->count - 1;

    for (size_t t = 1; t <= last; t++) {
        const double *x = trajectory_point(trajectory, t);
        int now = minimum_at(work->basins, x, trajectory->f[t], work->plan->tolerance);
        if (now != at[1])
            iterations[1] = (int)t - 1;
        at[1] = now;
        if (now == BASIN_NONE || at[0] != BASIN_NONE)
            continue;
        at[0] = now;
        iterations[0] = (int)t - 1;
    }
    *basin = (struct basin){
        .f = trajectory->f[last],
        .end = {trajectory_point(trajectory, last)[0], trajectory_point(trajectory, last)[1]}};
    set_minimum(basin, work->plan->criterion, trajectory->diverged, at, iterations);
}

static void run_alone(struct work *work, const double start[2], struct basin *basin)
{
    const struct basins_plan *plan = work->plan;
    struct trajectory_plan alone = {.problem = plan->problem,
                                    .method = &plan->method,
                                    .start = start,
                                    .bounds = plan->bounds,
                                    .iterations = plan->iterations,
                                    .noise = plan->noise,
                                    .random = &plan->random};
    struct trajectory trajectory;
    struct error error;

    if (trajectory_run(&trajectory, &alone, &error) != STATUS_OK) {
        work->no_memory = true;
        return;
    }
    follow(work, &trajectory, basin);
    trajectory_free(&trajectory);
}

/* A search in which a state has overflowed is repeated, as in a sweep. */
static void repeat_overflowed(struct work *work, const struct search *search, size_t row,
                              size_t first)
{
    const struct basins_plan *plan = work->plan;

    if (search_summary_has_all_states(search))
        return;
    for (size_t i = 0; i < search->count; i++) {
        const double start[2] = {basins_start(plan, 0, first + i), basins_start(plan, 1, row)};
        if (search_overflowed_state(search, i) < search->optimizer->state_count &&
            isfinite(problem_objective(plan->problem, start)))
            run_alone(work, start, &work->basins->starts[row * plan->side + first + i]);
    }
}

/* ---- All of them ----------------------------------------------------------------------------- */

static void run_searches(struct work *work, struct search *search, struct search_summary *summary,
                         size_t row, size_t first)
{
    const struct basins_plan *plan = work->plan;
    bool alone = has_only_global(work->basins);
    struct tracker tracker = {.nearest = {0}};

    for (size_t i = 0; i < search->count; i++) {
        const double start[2] = {basins_start(plan, 0, first + i), basins_start(plan, 1, row)};
        search_set(search, i, plan->method.parameters, start);
    }
    if (plan->noise != NULL)
        search_set_random(search, 0, &plan->random);
    search_begin(search);
    search_summary_begin(summary, search);
    tracker_begin(&tracker, search->count);
    for (size_t t = 0; t < plan->iterations; t++) {
        search_advance(search);
        search_summary_note(summary, search, work->highest);
        if (!alone)
            tracker_note(&tracker, work, search, summary);
    }
    keep_basins(work, search, summary, &tracker, &work->basins->starts[row * plan->side + first]);
    repeat_overflowed(work, search, row, first);
}

/* Computes one piece of a row. */
static void run_piece(void *context, size_t piece)
{
    struct work *work = context;
    size_t side = work->plan->side, first = piece % work->pieces * SIDE_BY_SIDE;
    size_t count = side - first < SIDE_BY_SIDE ? side - first : SIDE_BY_SIDE;
    struct search_plan alike = {.problem = work->plan->problem,
                                .method = &work->plan->method,
                                .bounds = &work->plan->bounds,
                                .count = count,
                                .iterations = work->plan->iterations,
                                .noise = work->plan->noise,
                                .shares_noise = true};
    struct search search = {0};
    struct search_summary summary = {0};
    struct error error = {""};

    if (!progress_add(work->progress, 0))
        return;
    if (search_init(&search, &alike, &error) == STATUS_OK &&
        search_summary_init(&summary, count, &error) == STATUS_OK)
        run_searches(work, &search, &summary, piece / work->pieces, first);
    else
        work->no_memory = true;
    search_summary_free(&summary);
    search_free(&search);
    progress_add(work->progress, (double)count);
}

static enum status run_all(struct basins *basins, const struct basins_plan *plan,
                           struct progress *progress, struct error *error)
{
    struct work work = {.plan = plan,
                        .basins = basins,
                        .progress = progress,
                        .pieces = (plan->side + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE,
                        .highest = -INFINITY};

    for (size_t k = 0; k < basins->minima_count; k++)
        work.highest = fmax(work.highest, basins->minima[k].f + plan->tolerance);
    parallel_for(work.pieces * plan->side, plan->threads, run_piece, &work);
    enum status status = progress_status(progress, error);
    return status == STATUS_OK && work.no_memory ? error_out_of_memory(error) : status;
}

/* ---- Minima that are found ------------------------------------------------------------------- */

/* The distance for difference quotients, and the largest distance from a final point to the minimum
 * to which it leads, as fractions of the bounds. */
#define DIFFERENCE 1e-6
#define FARTHEST 0.05

/* Newton's method converges in a few steps, or not at all. */
#define NEWTON_STEPS 12

/* The Hessian's elements h11, h12 and h22, by central differences of the gradient. */
static void find_hessian(const struct basins_plan *plan, const double x[2], double hessian[3])
{
    double columns[2][2];

    for (size_t v = 0; v < 2; v++) {
        double h = DIFFERENCE * (plan->bounds.max[v] - plan->bounds.min[v]);
        double above[2] = {x[0], x[1]}, below[2] = {x[0], x[1]}, gradient[2];
        above[v] += h;
        below[v] -= h;
        problem_gradient(plan->problem, above, columns[v]);
        problem_gradient(plan->problem, below, gradient);
        for (size_t k = 0; k < 2; k++)
            columns[v][k] = (columns[v][k] - gradient[k]) / (above[v] - below[v]);
    }
    hessian[0] = columns[0][0];
    hessian[1] = 0.5 * (columns[0][1] + columns[1][0]);
    hessian[2] = columns[1][1];
}

/* The step to the minimum of the paraboloid that fits at x, and how much lower that is; false if it
 * has no minimum. */
static bool newton_step(const struct basins_plan *plan, const double x[2], double step[2],
                        double *decrease)
{
    double hessian[3], g[2];

    find_hessian(plan, x, hessian);
    problem_gradient(plan->problem, x, g);
    double determinant = hessian[0] * hessian[2] - hessian[1] * hessian[1];
    if (!(hessian[0] > 0 && determinant > 0 && isfinite(determinant)))
        return false;
    step[0] = -(hessian[2] * g[0] - hessian[1] * g[1]) / determinant;
    step[1] = -(hessian[0] * g[1] - hessian[1] * g[0]) / determinant;
    *decrease = -0.5 * (g[0] * step[0] + g[1] * step[1]);
    return isfinite(step[0]) && isfinite(step[1]);
}

static bool is_far(const struct basins_plan *plan, const double a[2], const double b[2],
                   double share)
{
    for (size_t v = 0; v < 2; v++)
        if (!(fabs(a[v] - b[v]) <= share * (plan->bounds.max[v] - plan->bounds.min[v])))
            return true;
    return false;
}

/* Whether Newton's step would lead far down, which rejects most searches that are at no minimum, by
 * two gradients: if c is the curvature in the direction of the gradient g, and the Hessian is
 * positive definite, the step decreases the paraboloid by at least |g|^2 / (2 c). */
static bool is_on_a_slope(const struct basins_plan *plan, const double x[2])
{
    double g[2], ahead[2], h = DIFFERENCE * (plan->bounds.max[0] - plan->bounds.min[0]);

    problem_gradient(plan->problem, x, g);
    double squares = g[0] * g[0] + g[1] * g[1], length = sqrt(squares);
    if (length == 0)
        return false;
    const double next[2] = {x[0] + h * (g[0] / length), x[1] + h * (g[1] / length)};
    problem_gradient(plan->problem, next, ahead);
    double change = ((ahead[0] - g[0]) * g[0] + (ahead[1] - g[1]) * g[1]) / length;
    return !(squares * h < 8 * plan->tolerance * change);
}

/* The minimum to which a final point leads. */
static bool refine(const struct basins_plan *plan, const struct basin *basin,
                   struct basins_minimum *minimum)
{
    double x[2] = {basin->end[0], basin->end[1]}, step[2], decrease;

    if (is_on_a_slope(plan, x))
        return false;
    for (int i = 0; i < NEWTON_STEPS; i++) {
        if (!newton_step(plan, x, step, &decrease) || !(decrease < 2 * plan->tolerance))
            return false;
        x[0] += step[0];
        x[1] += step[1];
    }
    for (size_t v = 0; v < 2; v++) /* 1e-17, for example */
        if (fabs(x[v]) < 1e-12 * (plan->bounds.max[v] - plan->bounds.min[v]))
            x[v] = 0;
    *minimum = (struct basins_minimum){
        .x = {x[0], x[1]}, .f = problem_objective(plan->problem, x), .is_found = true};
    return newton_step(plan, x, step, &decrease) && !is_far(plan, basin->end, x, FARTHEST) &&
           fabs(basin->f - minimum->f) < plan->tolerance;
}

/* Whether a minimum is one of those listed, up to a rounding error. */
static bool is_listed(const struct basins *basins, const struct basins_plan *plan,
                      const struct basins_minimum *minimum)
{
    for (size_t k = 0; k < basins->minima_count; k++)
        if (!is_far(plan, basins->minima[k].x, minimum->x, 1e-6))
            return true;
    return false;
}

/* Whether a search has ended next to a minimum that is listed: its value alone could be that of
 * another one. */
static bool ends_at_listed(const struct basins *basins, const struct basins_plan *plan,
                           const struct basin *basin)
{
    int k = minimum_at(basins, basin->end, basin->f, plan->tolerance);

    return k != BASIN_NONE && !is_far(plan, basins->minima[k].x, basin->end, FARTHEST);
}

static enum status find_minima(struct basins *basins, const struct basins_plan *plan,
                               struct progress *progress, struct error *error)
{
    struct basins_minimum minimum;

    for (size_t i = 0; i < plan->side * plan->side; i++) {
        const struct basin *basin = &basins->starts[i];
        if (i % plan->side == 0 && !progress_add(progress, 0))
            break;
        if (basin->minimum == BASIN_DIVERGED || ends_at_listed(basins, plan, basin) ||
            !refine(plan, basin, &minimum) || is_listed(basins, plan, &minimum))
            continue;
        if (basins->minima_count < BASINS_MAX_MINIMA)
            basins->minima[basins->minima_count++] = minimum;
        else
            basins->has_more = true;
    }
    return progress_status(progress, error);
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* The lower median of the iterations from which a minimum is reached; `counts` has space for
 * each. */
static int median_of(const struct basins *basins, const struct basins_plan *plan, int k,
                     size_t counts[])
{
    size_t all = basins->minima[k].starts, below = 0;
    int iteration = 0;

    for (size_t t = 0; t < plan->iterations; t++)
        counts[t] = 0;
    for (size_t i = 0; i < plan->side * plan->side; i++)
        if (basins->starts[i].minimum == k)
            counts[basins->starts[i].iteration]++;
    while ((below += counts[iteration]) < (all + 1) / 2)
        iteration++;
    return iteration;
}

static void count_starts(struct basins *basins, const struct basins_plan *plan)
{
    for (size_t i = 0; i < plan->side * plan->side; i++) {
        int minimum = basins->starts[i].minimum;
        if (minimum >= 0)
            basins->minima[minimum].starts++;
        else
            ++*(minimum == BASIN_NONE ? &basins->none : &basins->diverged);
    }
    for (size_t i = 0; i < plan->side * plan->side; i++) {
        const double x[2] = {basins_start(plan, 0, i % plan->side),
                             basins_start(plan, 1, i / plan->side)};
        int minimum = basins->starts[i].minimum;
        basins->nearest += minimum >= 0 && basins_nearest(basins, x, true) == (size_t)minimum;
    }
}

static enum status summarize(struct basins *basins, const struct basins_plan *plan,
                             struct error *error)
{
    size_t *counts = calloc(plan->iterations + 1, sizeof *counts);

    if (counts == NULL)
        return error_out_of_memory(error);
    count_starts(basins, plan);
    for (size_t k = 0; k < basins->minima_count; k++)
        if (basins->minima[k].starts > 0)
            basins->minima[k].median = median_of(basins, plan, (int)k, counts);
    free(counts);
    return STATUS_OK;
}

static void list_known_minima(struct basins *basins, const struct problem *problem)
{
    for (size_t k = 0; k < problem->minima_count; k++)
        basins->minima[basins->minima_count++] =
            (struct basins_minimum){.x = {problem->minima[k][0], problem->minima[k][1]},
                                    .f = problem_value_at_minimum(problem, k)};
}

enum status basins_run(struct basins *basins, const struct basins_plan *plan,
                       struct progress *progress, struct error *error)
{
    size_t known = plan->problem->minima_count;
    struct progress again;

    *basins = (struct basins){.side = plan->side};
    list_known_minima(basins, plan->problem);
    basins->starts = calloc(plan->side * plan->side, sizeof *basins->starts);
    if (basins->starts == NULL)
        return error_out_of_memory(error);
    enum status status = run_all(basins, plan, progress, error);
    if (status == STATUS_OK)
        status = find_minima(basins, plan, progress, error);
    if (status == STATUS_OK && basins->minima_count > known) {
        /* When they are reached is known only after another pass. */
        progress_begin(&again, progress->what, progress->terminal, progress->interrupt_fd,
                       progress->total);
        status = run_all(basins, plan, &again, error);
        progress_end(&again);
    }
    if (status == STATUS_OK)
        status = summarize(basins, plan, error);
    if (status != STATUS_OK)
        basins_free(basins);
    return status;
}

void basins_free(struct basins *basins)
{
    free(basins->starts);
    *basins = (struct basins){0};
}
