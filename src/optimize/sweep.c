#include "optimize/sweep.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/elementary.h"
#include "base/parallel.h"
#include "optimize/search.h"
#include "optimize/search_summary.h"
#include "optimize/trajectory.h"

/* Number of parallel searches, chosen so that their arrays fill the processor's L1 cache. */
#define SIDE_BY_SIDE 128

double sweep_axis_value(const struct sweep_axis *axis, size_t i)
{
    size_t last = axis->count - 1;

    if (i == 0 || i == last)
        return i == 0 ? axis->low : axis->high;
    if (axis->logarithmic)
        return axis->low * elementary_pow(axis->high / axis->low, (double)i / (double)last);
    return (double)i * ((axis->high - axis->low) / (double)last) + axis->low;
}

double sweep_cell_value(const struct sweep_plan *plan, size_t cell, size_t k)
{
    size_t columns = plan->axes[0].count;

    return sweep_axis_value(&plan->axes[k], k == 0 ? cell % columns : cell / columns);
}

/* State shared by the threads. */
struct work {
    const struct sweep_plan *plan;
    struct sweep *sweep;
    struct progress *progress;
    size_t inner;          /* the axis along which searches run in parallel */
    size_t pieces;         /* of each of its rows */
    atomic_bool no_memory; /* set by any thread, never cleared */
};

static void place(const struct work *work, size_t outer, size_t inner, size_t at[2])
{
    at[work->inner] = inner;
    at[1 - work->inner] = outer;
}

static void keep_summary(const struct work *work, const struct search_summary *summary,
                         size_t outer, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at[2];
        place(work, outer, first + i, at);
        work->sweep->cells[at[1] * work->sweep->counts[0] + at[0]] =
            (struct outcome){.value = summary->value[i],
                             .first = (int)summary->first[i],
                             .stays = (int)summary->stays[i],
                             .ended = (int)summary->ended[i]};
    }
}

/* Computes a cell with a single search. */
static void run_alone(struct work *work, const struct method *method, struct outcome *cell)
{
    const struct sweep_plan *plan = work->plan;
    struct trajectory_plan alone = {.problem = plan->problem,
                                    .method = method,
                                    .start = plan->start,
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
    *cell = outcome_of(&trajectory, plan->threshold);
    trajectory_free(&trajectory);
}

static struct method method_at(const struct sweep_plan *plan, const size_t at[2])
{
    struct method method = plan->method;

    for (size_t k = 0; k < plan->axis_count; k++)
        method.parameters[plan->axes[k].parameter] = sweep_axis_value(&plan->axes[k], at[k]);
    return method;
}

/* Checking the states in every iteration would take a third of the time. Instead, a search in which
 * a state has overflowed, which is rare and detected at the end, is repeated. */
static void repeat_overflowed(struct work *work, const struct search *search, size_t outer,
                              size_t first)
{
    if (search_summary_has_all_states(search))
        return;
    for (size_t i = 0; i < search->count; i++) {
        size_t at[2];
        if (search_overflowed_state(search, i) == search->optimizer->state_count)
            continue;
        place(work, outer, first + i, at);
        struct method method = method_at(work->plan, at);
        run_alone(work, &method, &work->sweep->cells[at[1] * work->sweep->counts[0] + at[0]]);
    }
}

static void run_searches(struct work *work, struct search *search, struct search_summary *summary,
                         size_t outer, size_t first)
{
    const struct sweep_plan *plan = work->plan;

    for (size_t i = 0; i < search->count; i++) {
        size_t at[2];
        place(work, outer, first + i, at);
        struct method method = method_at(plan, at);
        search_set(search, i, method.parameters, plan->start);
    }
    if (plan->noise != NULL)
        search_set_random(search, 0, &plan->random);
    search_begin(search);
    search_summary_begin(summary, search);
    for (size_t t = 0; t < plan->iterations; t++) {
        search_advance(search);
        search_summary_note(summary, search, plan->threshold);
    }
    keep_summary(work, summary, outer, first, search->count);
    repeat_overflowed(work, search, outer, first);
}

/* Computes one piece of a row. */
static void run_piece(void *context, size_t piece)
{
    struct work *work = context;
    size_t length = work->plan->axes[work->inner].count;
    size_t first = piece % work->pieces * SIDE_BY_SIDE;
    size_t count = length - first < SIDE_BY_SIDE ? length - first : SIDE_BY_SIDE;
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

/* A cell by its indices on both axes. */
struct cell_place {
    size_t column, row;
};

static const struct outcome *cell_at(const struct sweep *sweep, const struct cell_place *place)
{
    return &sweep->cells[place->row * sweep->counts[0] + place->column];
}

/* The worst of a cell and its neighbors. */
static const struct outcome *worst_near(const struct sweep *sweep, enum criterion criterion,
                                        const struct cell_place *place)
{
    const struct outcome *worst = cell_at(sweep, place);
    struct cell_place at = {.row = place->row > 0 ? place->row - 1 : 0};

    for (; at.row <= place->row + 1 && at.row < sweep->counts[1]; at.row++)
        for (at.column = place->column > 0 ? place->column - 1 : 0;
             at.column <= place->column + 1 && at.column < sweep->counts[0]; at.column++)
            if (outcome_compare(cell_at(sweep, &at), worst, criterion) > 0)
                worst = cell_at(sweep, &at);
    return worst;
}

static bool is_better_choice(const struct sweep *sweep, enum criterion criterion,
                             const struct cell_place *a, const struct cell_place *b)
{
    const struct outcome *cell_a = cell_at(sweep, a), *cell_b = cell_at(sweep, b);
    enum outcome_rank rank_a = outcome_rank_of(cell_a, criterion);
    enum outcome_rank rank_b = outcome_rank_of(cell_b, criterion);

    if (rank_a != rank_b)
        return rank_a < rank_b;
    int rating = outcome_compare(worst_near(sweep, criterion, a), worst_near(sweep, criterion, b),
                                 criterion);
    if (rating == 0)
        rating = outcome_compare(cell_a, cell_b, criterion);
    return rating != 0 ? rating < 0 : cell_a->value < cell_b->value;
}

void sweep_find_best(struct sweep *sweep, enum criterion criterion)
{
    struct cell_place best = {0}, at = {0};

    sweep->has_best = false;
    for (; at.row < sweep->counts[1]; at.row++)
        for (at.column = 0; at.column < sweep->counts[0]; at.column++) {
            if (outcome_rank_of(cell_at(sweep, &at), criterion) == OUTCOME_DIVERGED)
                continue;
            if (!sweep->has_best || is_better_choice(sweep, criterion, &at, &best))
                best = at;
            sweep->has_best = true;
        }
    sweep->best = best.row * sweep->counts[0] + best.column;
}

/* Searches with the same decay rate share its powers, so the other parameter varies along a piece.
 */
static size_t choose_inner(const struct sweep_plan *plan)
{
    size_t first = plan->axes[0].parameter;

    if (plan->axis_count == 1)
        return 0;
    return method_parameter(&plan->method, first)->range == OPTIMIZER_DECAY ? 1 : 0;
}

enum status sweep_run(struct sweep *sweep, const struct sweep_plan *plan, struct progress *progress,
                      struct error *error)
{
    size_t inner = choose_inner(plan), length = plan->axes[inner].count;
    size_t rows = plan->axis_count == 2 ? plan->axes[1 - inner].count : 1;
    struct work work = {.plan = plan,
                        .sweep = sweep,
                        .progress = progress,
                        .inner = inner,
                        .pieces = (length + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE};

    *sweep = (struct sweep){
        .counts = {plan->axes[0].count, plan->axis_count == 2 ? plan->axes[1].count : 1}};
    sweep->cells = calloc(sweep->counts[0] * sweep->counts[1], sizeof *sweep->cells);
    if (sweep->cells == NULL)
        return error_out_of_memory(error);
    parallel_for(work.pieces * rows, plan->threads, run_piece, &work);
    enum status status = progress_status(progress, error);
    if (status == STATUS_OK && work.no_memory)
        status = error_out_of_memory(error);
    if (status == STATUS_OK)
        sweep_find_best(sweep, plan->criterion);
    else
        sweep_free(sweep);
    return status;
}

void sweep_free(struct sweep *sweep)
{
    free(sweep->cells);
    *sweep = (struct sweep){0};
}
