#include "optimize/suite.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "optimize/search.h"
#include "optimize/search_summary.h"
#include "optimize/statistics.h"
#include "optimize/trajectory.h"
#include "optimize/variation.h"

/* Number of parallel searches. */
#define SIDE_BY_SIDE 128

/* State shared by the threads. */
struct work {
    const struct suite_plan *plan;
    struct suite *suite;
    struct progress *progress;
    size_t group_count; /* of the runs of each method on each problem */
    /* units[i]: the random numbers of run i, from 0 to 1, which are the same on all problems:
     * seeding the generator takes as long as dozens of updates. */
    double (*units)[PROBLEM_MAX_VARIABLES];
    atomic_bool no_memory; /* set by any thread, never cleared */
};

const struct suite_result *suite_result_of(const struct suite *suite, size_t problem, size_t method)
{
    return &suite->results[problem * suite->method_count + method];
}

double suite_threshold(const struct suite_plan *plan, size_t problem)
{
    return plan->problems[problem].minimum + plan->tolerance;
}

/* ---- Searches -------------------------------------------------------------------------------- */

static void draw_units(struct work *work)
{
    const struct bounds unit = {.max = {1, 1}};

    for (size_t i = 0; i < work->plan->runs; i++)
        trajectory_random_start(work->plan->seed + (uint32_t)i, &unit, PROBLEM_MAX_VARIABLES,
                                work->units[i]);
}

/* The searches of some runs of one method on one problem. */
struct group {
    const struct problem *problem;
    const struct method *method;
    size_t first; /* run */
    double threshold;
    struct outcome *outcomes; /* of the first run, and the next ones */
    struct search search;
    struct search_summary summary;
};

static void set_starts(const struct work *work, struct group *group)
{
    const struct bounds *b = &group->problem->domain;

    for (size_t i = 0; i < group->search.count; i++) {
        const double *units = work->units[group->first + i];
        double start[PROBLEM_MAX_VARIABLES];
        for (size_t v = 0; v < group->problem->variables; v++)
            start[v] = b->min[v] + units[v] * (b->max[v] - b->min[v]);
        search_set(&group->search, i, group->method->parameters, start);
    }
}

static void set_noise(const struct work *work, struct group *group)
{
    const struct variation variation = {.vary = VARY_BOTH, .seed = work->plan->seed};
    struct random random;

    for (size_t i = 0; i < group->search.count && work->plan->noise != NULL; i++) {
        variation_random(&variation, work->plan->seed + (uint32_t)(group->first + i),
                         group->problem->variables, &random);
        search_set_random(&group->search, i, &random);
    }
}

static void advance(struct group *group, size_t iterations)
{
    search_begin(&group->search);
    search_summary_begin(&group->summary, &group->search);
    for (size_t t = 0; t < iterations; t++) {
        search_advance(&group->search);
        search_summary_note_states(&group->summary, &group->search);
        search_summary_note(&group->summary, &group->search, group->threshold);
    }
}

static void keep_outcomes(struct group *group)
{
    for (size_t i = 0; i < group->search.count; i++)
        group->outcomes[i] = (struct outcome){.value = group->summary.value[i],
                                              .first = (int)group->summary.first[i],
                                              .stays = (int)group->summary.stays[i],
                                              .ended = (int)group->summary.ended[i]};
}

static void run_searches(const struct work *work, struct group *group)
{
    set_starts(work, group);
    set_noise(work, group);
    advance(group, work->plan->iterations);
    keep_outcomes(group);
}

static void run_group(void *context, size_t index)
{
    struct work *work = context;
    const struct suite_plan *plan = work->plan;
    size_t cell = index / work->group_count, first = index % work->group_count * SIDE_BY_SIDE;
    size_t left = plan->runs - first, count = left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE;
    struct group group = {.problem = &plan->problems[cell / plan->method_count],
                          .method = &plan->methods[cell],
                          .first = first,
                          .threshold = suite_threshold(plan, cell / plan->method_count),
                          .outcomes = work->suite->outcomes + cell * plan->runs + first};
    struct error error = {""};
    const struct search_plan search = {.problem = group.problem,
                                       .method = group.method,
                                       .bounds = &group.problem->domain,
                                       .count = count,
                                       .iterations = plan->iterations,
                                       .noise = plan->noise};

    if (!progress_add(work->progress, 0))
        return;
    if (search_init(&group.search, &search, &error) == STATUS_OK &&
        search_summary_init(&group.summary, count, &error) == STATUS_OK)
        run_searches(work, &group);
    else
        work->no_memory = true;
    search_summary_free(&group.summary);
    search_free(&group.search);
    progress_add(work->progress, (double)count);
}

/* ---- Statistics ------------------------------------------------------------------------------ */

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

/* As numpy.median, but infinite next to a diverged run. Sorts the values. */
static double median(double values[], size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    double low = values[(count - 1) / 2], high = values[count / 2];

    return low == high ? low : 0.5 * low + 0.5 * high;
}

static void summarize(void *context, size_t cell)
{
    struct work *work = context;
    const struct suite_plan *plan = work->plan;
    const struct outcome *runs = work->suite->outcomes + cell * plan->runs;
    double minimum = plan->problems[cell / plan->method_count].minimum;
    struct suite_result *result = &work->suite->results[cell];
    double *excess = malloc(plan->runs * sizeof *excess);

    if (excess == NULL) {
        work->no_memory = true;
        return;
    }
    for (size_t i = 0; i < plan->runs; i++) {
        bool ended = runs[i].ended != OUTCOME_NEVER;
        result->reached += outcome_is_reached(&runs[i], plan->criterion);
        result->diverged += ended;
        excess[i] = ended ? INFINITY : fmax(0, runs[i].value - minimum);
    }
    result->median = median(excess, plan->runs);
    result->running_time =
        statistics_running_time(runs, plan->runs, plan->criterion, plan->iterations);
    free(excess);
}

void suite_rank(const double values[], double ranks[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t lower = 0, equal = 0;
        for (size_t k = 0; k < count; k++) {
            lower += values[k] < values[i];
            equal += values[k] == values[i];
        }
        ranks[i] = (double)lower + 0.5 * (double)(equal + 1);
    }
}

static enum status rank(struct suite *suite, struct error *error)
{
    size_t count = suite->method_count;
    double *times = calloc(2 * count, sizeof *times);

    if (times == NULL)
        return error_out_of_memory(error);
    for (size_t p = 0; p < suite->problem_count; p++) {
        struct suite_result *results = suite->results + p * count;
        for (size_t m = 0; m < count; m++)
            times[m] = results[m].running_time;
        suite_rank(times, times + count, count);
        for (size_t m = 0; m < count; m++) {
            results[m].rank = times[count + m];
            suite->mean_ranks[m] += results[m].rank / (double)suite->problem_count;
        }
    }
    free(times);
    return STATUS_OK;
}

static enum status make_profile(struct suite *suite, const struct suite_plan *plan,
                                struct error *error)
{
    size_t instances = suite->problem_count * suite->runs, methods = suite->method_count;
    double *costs = calloc(instances * methods + 1, sizeof *costs);

    if (costs == NULL)
        return error_out_of_memory(error);
    for (size_t cell = 0; cell < suite->problem_count * methods; cell++)
        for (size_t i = 0; i < suite->runs; i++) {
            const struct outcome *run = &suite->outcomes[cell * suite->runs + i];
            size_t instance = cell / methods * suite->runs + i;
            costs[instance * methods + cell % methods] =
                outcome_is_reached(run, plan->criterion)
                    ? (double)outcome_updates(run, plan->criterion, plan->iterations)
                    : INFINITY;
        }
    enum status status = performance_make(&suite->profile, costs, instances, methods, error);
    free(costs);
    return status;
}

/* ---- All of it ------------------------------------------------------------------------------- */

static bool allocate(struct work *work)
{
    const struct suite_plan *plan = work->plan;
    struct suite *suite = work->suite;
    size_t cells = plan->problem_count * plan->method_count;

    *suite = (struct suite){.problem_count = plan->problem_count,
                            .method_count = plan->method_count,
                            .runs = plan->runs};
    suite->outcomes = calloc(cells * plan->runs, sizeof *suite->outcomes);
    suite->results = calloc(cells, sizeof *suite->results);
    suite->mean_ranks = calloc(plan->method_count, sizeof *suite->mean_ranks);
    work->units = calloc(plan->runs, sizeof *work->units);
    return suite->outcomes != NULL && suite->results != NULL && suite->mean_ranks != NULL &&
           work->units != NULL;
}

static enum status check(const struct work *work, struct error *error)
{
    return work->no_memory ? error_out_of_memory(error) : progress_status(work->progress, error);
}

enum status suite_run(struct suite *suite, const struct suite_plan *plan, struct progress *progress,
                      struct error *error)
{
    size_t cells = plan->problem_count * plan->method_count;
    struct work work = {.plan = plan,
                        .suite = suite,
                        .progress = progress,
                        .group_count = (plan->runs + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE};
    enum status status = allocate(&work) ? STATUS_OK : error_out_of_memory(error);

    if (status == STATUS_OK) {
        draw_units(&work);
        parallel_for(cells * work.group_count, plan->threads, run_group, &work);
        status = check(&work, error);
    }
    if (status == STATUS_OK) {
        parallel_for(cells, plan->threads, summarize, &work);
        status = check(&work, error);
    }
    if (status == STATUS_OK)
        status = rank(suite, error);
    if (status == STATUS_OK)
        status = make_profile(suite, plan, error);
    free(work.units);
    if (status != STATUS_OK)
        suite_free(suite);
    return status;
}

void suite_free(struct suite *suite)
{
    free(suite->outcomes);
    free(suite->results);
    free(suite->mean_ranks);
    performance_free(&suite->profile);
    *suite = (struct suite){0};
}
