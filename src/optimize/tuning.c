/* Tuning. Settings are processed in batches of limited memory: first all searches of a batch, in
 * blocks that advance together, then the scores of its settings. */
#include "optimize/tuning.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "optimize/search.h"
#include "optimize/search_summary.h"
#include "optimize/statistics.h"

/* Number of parallel searches, chosen so that their arrays fill the processor's L1 cache. */
#define SIDE_BY_SIDE 128

/* Outcomes stored for a batch of settings, unless one setting has more runs. */
#define BATCH_RUNS ((size_t)1 << 18)

/* ---- Settings -------------------------------------------------------------------------------- */

size_t tuning_count(const struct tuning_plan *plan)
{
    size_t count = 1;

    for (size_t k = 0; k < plan->axis_count; k++)
        count *= plan->axes[k].count;
    return count;
}

size_t tuning_place(const struct tuning_plan *plan, size_t i, size_t k)
{
    for (size_t last = plan->axis_count - 1; last > k; last--)
        i /= plan->axes[last].count;
    return i % plan->axes[k].count;
}

struct method tuning_method(const struct tuning_plan *plan, size_t i)
{
    struct method method = plan->method;

    for (size_t k = 0; k < plan->axis_count; k++)
        method.parameters[plan->axes[k].parameter] =
            sweep_axis_value(&plan->axes[k], tuning_place(plan, i, k));
    return method;
}

/* ---- Scores ---------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double median_of(double values[], size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    double below = values[(count - 1) / 2], above = values[count / 2];
    return below == above ? below : (below + above) / 2;
}

struct tuning_score tuning_score_of(const struct outcome runs[], size_t count, size_t iterations,
                                    enum criterion criterion, double values[])
{
    struct tuning_score score = {
        .runs = count, .runtime = statistics_running_time(runs, count, criterion, iterations)};

    for (size_t i = 0; i < count; i++) {
        bool ended = runs[i].ended != OUTCOME_NEVER;
        score.reached += outcome_is_reached(&runs[i], criterion);
        score.diverged += ended;
        values[i] = ended ? INFINITY : runs[i].value;
    }
    score.median = median_of(values, count);
    return score;
}

int tuning_compare(const struct tuning_score *a, const struct tuning_score *b,
                   enum criterion criterion)
{
    if (criterion != CRITERION_FINAL && a->runtime != b->runtime)
        return a->runtime < b->runtime ? -1 : 1;
    if ((criterion == CRITERION_FINAL || isinf(a->runtime)) && a->median != b->median)
        return a->median < b->median ? -1 : 1;
    return (a->diverged > b->diverged) - (a->diverged < b->diverged);
}

/* ---- The best setting ------------------------------------------------------------------------ */

/* Whether a parameter cannot be smaller, or larger, than this value. */
static bool is_limit(enum optimizer_range range, double value, enum tuning_edge edge)
{
    if (edge == TUNING_AT_HIGHEST)
        return range == OPTIMIZER_FRACTION && value == 1.0;
    return value == (range == OPTIMIZER_COUNT ? 1.0 : 0.0);
}

static enum tuning_edge edge_of(const struct tuning_plan *plan, size_t i, size_t k)
{
    const struct sweep_axis *axis = &plan->axes[k];
    size_t place = tuning_place(plan, i, k);
    enum optimizer_range range = method_parameter(&plan->method, axis->parameter)->range;
    enum tuning_edge edge = place == 0                 ? TUNING_AT_LOWEST
                            : place == axis->count - 1 ? TUNING_AT_HIGHEST
                                                       : TUNING_INSIDE;

    return edge != TUNING_INSIDE && is_limit(range, sweep_axis_value(axis, place), edge)
               ? TUNING_INSIDE
               : edge;
}

enum tuning_edge tuning_edge_of(const struct tuning *tuning, const struct tuning_plan *plan,
                                size_t k)
{
    return edge_of(plan, tuning->best, k);
}

static size_t edges_of(const struct tuning_plan *plan, size_t i)
{
    size_t edges = 0;

    for (size_t k = 0; k < plan->axis_count; k++)
        edges += edge_of(plan, i, k) != TUNING_INSIDE;
    return edges;
}

static void find_best(struct tuning *tuning, const struct tuning_plan *plan)
{
    tuning->best = 0;
    tuning->ties = 1;
    for (size_t i = 1; i < tuning->count; i++) {
        int rating =
            tuning_compare(&tuning->scores[i], &tuning->scores[tuning->best], plan->criterion);
        tuning->ties = rating < 0 ? 1 : tuning->ties + (rating == 0);
        if (rating < 0 || (rating == 0 && edges_of(plan, i) < edges_of(plan, tuning->best)))
            tuning->best = i;
    }
}

/* ---- Runs ------------------------------------------------------------------------------------ */

/* State shared by the threads. */
struct work {
    const struct tuning_plan *plan;
    struct tuning *tuning;
    struct progress *progress;
    double (*starts)[PROBLEM_MAX_VARIABLES]; /* of each run */
    size_t first, count;                     /* the settings of this batch */
    struct outcome *outcomes; /* outcomes[s * runs + i]: run i of setting first + s */
    double *values;           /* working space, as long */
    double *least;            /* of each setting of the batch, as in struct tuning */
    size_t together;          /* settings in a block; if 1, it can have a part of the runs */
    size_t parts;             /* blocks of a setting, unless several are together */
    atomic_bool no_memory;    /* set by any thread, never cleared */
};

/* Runs of consecutive settings, as indices of outcomes. */
struct block {
    size_t begin, end;
};

static struct block block_at(const struct work *work, size_t index)
{
    size_t runs = work->plan->runs;
    size_t setting = index / work->parts * work->together;
    size_t after = setting + work->together < work->count ? setting + work->together : work->count;
    size_t begin = setting * runs + index % work->parts * SIDE_BY_SIDE;
    size_t end = after * runs;

    return (struct block){begin, end - begin < SIDE_BY_SIDE ? end : begin + SIDE_BY_SIDE};
}

static void set_searches(const struct work *work, const struct block *block, struct search *search)
{
    size_t runs = work->plan->runs;
    struct method method = work->plan->method;

    for (size_t at = block->begin; at < block->end; at++) {
        if (at == block->begin || at % runs == 0)
            method = tuning_method(work->plan, work->first + at / runs);
        search_set(search, at - block->begin, method.parameters, work->starts[at % runs]);
    }
}

static void set_noise(const struct work *work, const struct block *block, struct search *search)
{
    const struct tuning_plan *plan = work->plan;
    size_t count = search->shares_noise ? 1 : search->count;
    struct random random;

    for (size_t i = 0; i < count && plan->noise != NULL; i++) {
        uint32_t seed = plan->seed + (uint32_t)((block->begin + i) % plan->runs);
        variation_random(&plan->variation, seed, plan->problem->variables, &random);
        search_set_random(search, i, &random);
    }
}

/* Checking the states in every iteration would take a third of the time. Instead, a block in which
 * a state has overflowed, which is rare and detected at the end, is repeated with these checks. */
static void run_searches(const struct work *work, const struct block *block, struct search *search,
                         struct search_summary *summary, bool checks_states)
{
    set_searches(work, block, search);
    set_noise(work, block, search);
    search_begin(search);
    search_summary_begin(summary, search);
    for (size_t t = 0; t < work->plan->iterations; t++) {
        search_advance(search);
        if (checks_states)
            search_summary_note_states(summary, search);
        search_summary_note(summary, search, work->plan->threshold);
    }
    if (!checks_states && !search_summary_has_all_states(search))
        run_searches(work, block, search, summary, true);
}

static void run_block(void *context, size_t index)
{
    struct work *work = context;
    struct block block = block_at(work, index);
    size_t count = block.end - block.begin;
    struct search search = {0};
    struct search_summary summary = {0};
    struct error error = {""};

    if (!progress_add(work->progress, 0))
        return;
    struct search_plan alike = {.problem = work->plan->problem,
                                .method = &work->plan->method,
                                .bounds = &work->plan->bounds,
                                .count = count,
                                .iterations = work->plan->iterations,
                                .noise = work->plan->noise,
                                .shares_noise = work->plan->variation.vary == VARY_START};
    if (search_init(&search, &alike, &error) == STATUS_OK &&
        search_summary_init(&summary, count, &error) == STATUS_OK) {
        run_searches(work, &block, &search, &summary, false);
        for (size_t i = 0; i < count; i++)
            work->outcomes[block.begin + i] = (struct outcome){.value = summary.value[i],
                                                               .first = (int)summary.first[i],
                                                               .stays = (int)summary.stays[i],
                                                               .ended = (int)summary.ended[i]};
    } else {
        work->no_memory = true;
    }
    search_summary_free(&summary);
    search_free(&search);
    progress_add(work->progress, (double)count);
}

static void score_setting(void *context, size_t s)
{
    struct work *work = context;
    size_t runs = work->plan->runs;
    const struct outcome *outcomes = &work->outcomes[s * runs];

    work->least[s] = HUGE_VAL;
    for (size_t i = 0; i < runs; i++)
        if (outcomes[i].ended == OUTCOME_NEVER)
            work->least[s] = fmin(work->least[s], outcomes[i].value);
    work->tuning->scores[work->first + s] = tuning_score_of(
        outcomes, runs, work->plan->iterations, work->plan->criterion, &work->values[s * runs]);
}

static enum status check(const struct work *work, struct error *error)
{
    return work->no_memory ? error_out_of_memory(error) : progress_status(work->progress, error);
}

static enum status run_batches(struct work *work, size_t most, struct error *error)
{
    struct tuning *tuning = work->tuning;
    enum status status = STATUS_OK;

    for (work->first = 0; work->first < tuning->count && status == STATUS_OK;
         work->first += work->count) {
        work->count = tuning->count - work->first < most ? tuning->count - work->first : most;
        size_t blocks = (work->count + work->together - 1) / work->together * work->parts;
        parallel_for(blocks, work->plan->threads, run_block, work);
        status = check(work, error);
        if (status == STATUS_OK)
            parallel_for(work->count, work->plan->threads, score_setting, work);
        for (size_t s = 0; s < work->count && status == STATUS_OK; s++)
            tuning->least = fmin(tuning->least, work->least[s]);
    }
    return status;
}

static bool allocate(struct work *work, size_t most)
{
    const struct tuning_plan *plan = work->plan;

    work->tuning->scores = calloc(work->tuning->count, sizeof *work->tuning->scores);
    work->starts = calloc(plan->runs, sizeof *work->starts);
    work->outcomes = calloc(most * plan->runs, sizeof *work->outcomes);
    work->values = calloc(most * plan->runs, sizeof *work->values);
    work->least = calloc(most, sizeof *work->least);
    return work->tuning->scores != NULL && work->starts != NULL && work->outcomes != NULL &&
           work->values != NULL && work->least != NULL;
}

enum status tuning_run(struct tuning *tuning, const struct tuning_plan *plan,
                       struct progress *progress, struct error *error)
{
    bool small = plan->runs < SIDE_BY_SIDE;
    struct work work = {.plan = plan,
                        .tuning = tuning,
                        .progress = progress,
                        .together = small ? SIDE_BY_SIDE / plan->runs : 1,
                        .parts = small ? 1 : (plan->runs + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE};
    size_t most = BATCH_RUNS / plan->runs > 0 ? BATCH_RUNS / plan->runs : 1;
    enum status status;

    *tuning = (struct tuning){.count = tuning_count(plan), .least = HUGE_VAL};
    most = most < tuning->count ? most : tuning->count;
    if (allocate(&work, most)) {
        for (size_t i = 0; i < plan->runs; i++)
            variation_start(&plan->variation, plan->seed + (uint32_t)i, &plan->bounds,
                            plan->problem->variables, work.starts[i]);
        status = run_batches(&work, most, error);
    } else {
        status = error_out_of_memory(error);
    }
    if (status == STATUS_OK)
        find_best(tuning, plan);
    else
        tuning_free(tuning);
    free(work.starts);
    free(work.outcomes);
    free(work.values);
    free(work.least);
    return status;
}

void tuning_free(struct tuning *tuning)
{
    free(tuning->scores);
    *tuning = (struct tuning){0};
}
