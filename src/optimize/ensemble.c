/* Ensembles of searches. All runs advance together by a batch of updates; then the quantiles of the
 * excess at each update of the batch are computed, and its memory is reused. */
#include "optimize/ensemble.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "optimize/ladder.h"
#include "optimize/search.h"
#include "optimize/search_summary.h"
#include "optimize/trajectory.h"

/* Number of parallel searches. */
#define SIDE_BY_SIDE 128

/* Numbers stored for a batch of updates, so that it needs no more memory than the runs. */
#define BUNCH_NUMBERS ((size_t)1 << 20)

struct group {
    size_t first; /* run */
    struct search search;
    struct search_summary summary;
    struct ladder ladder;
};

/* State shared by the threads. */
struct work {
    const struct ensemble_plan *plan;
    struct ensemble *ensemble;
    struct outcome *outcomes; /* of ensemble_outcomes() */
    struct progress *progress;
    struct group *groups;
    size_t group_count;
    struct ladder_targets targets;
    double *excess;      /* excess[k * runs + i]: excess of run i at point begin + k */
    size_t begin, count; /* the points of this batch */
    atomic_bool no_memory;
};

static void set_starts(const struct work *work, struct group *group)
{
    const struct ensemble_plan *plan = work->plan;
    size_t variables = plan->problem->variables;
    double start[PROBLEM_MAX_VARIABLES];

    for (size_t i = 0; i < group->search.count; i++) {
        uint32_t seed = plan->seed + (uint32_t)(group->first + i);
        variation_start(&plan->variation, seed, &plan->bounds, variables, start);
        search_set(&group->search, i, plan->method.parameters, start);
    }
}

static void set_noise(const struct work *work, struct group *group)
{
    const struct ensemble_plan *plan = work->plan;
    size_t count = group->search.shares_noise ? 1 : group->search.count;
    struct random random;

    for (size_t i = 0; i < count && plan->noise != NULL; i++) {
        uint32_t seed = plan->seed + (uint32_t)(group->first + i);
        variation_random(&plan->variation, seed, plan->problem->variables, &random);
        search_set_random(&group->search, i, &random);
    }
}

/* Prepares the searches of a group, without its ladder. */
static bool begin_searches(const struct work *work, struct group *group, size_t index)
{
    size_t left = work->plan->runs - index * SIDE_BY_SIDE;
    size_t count = left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE;
    struct error error = {""};

    group->first = index * SIDE_BY_SIDE;
    struct search_plan plan = {.problem = work->plan->problem,
                               .method = &work->plan->method,
                               .bounds = &work->plan->bounds,
                               .count = count,
                               .iterations = work->plan->iterations,
                               .noise = work->plan->noise,
                               .shares_noise = work->plan->variation.vary == VARY_START};
    if (search_init(&group->search, &plan, &error) != STATUS_OK ||
        search_summary_init(&group->summary, count, &error) != STATUS_OK)
        return false;
    set_starts(work, group);
    set_noise(work, group);
    search_begin(&group->search);
    search_summary_begin(&group->summary, &group->search);
    return true;
}

static void free_group(struct group *group)
{
    search_free(&group->search);
    search_summary_free(&group->summary);
    ladder_free(&group->ladder);
}

static void begin_group(void *context, size_t index)
{
    struct work *work = context;
    struct group *group = &work->groups[index];
    struct error error = {""};

    if (!progress_add(work->progress, 0))
        return;
    if (!begin_searches(work, group, index) ||
        ladder_init(&group->ladder, &work->targets, group->search.count, work->plan->criterion,
                    &error) != STATUS_OK)
        work->no_memory = true;
}

/* Infinite after the run has diverged. */
static double excess_of(double f, bool ended, double minimum)
{
    double above = f - minimum;

    return ended ? (double)INFINITY : above > 0.0 ? above : 0.0;
}

static void note_excess(const struct work *work, struct group *group, size_t k)
{
    double *excess = work->excess + k * work->plan->runs + group->first;

    for (size_t i = 0; i < group->search.count; i++)
        excess[i] = excess_of(group->search.f[i], group->summary.ended[i] != SEARCH_NEVER,
                              work->plan->minimum);
    if (work->begin + k > 0)
        ladder_note(&group->ladder, excess, (uint32_t)(work->begin + k));
}

static void advance(struct group *group, double threshold)
{
    search_advance(&group->search);
    search_summary_note_states(&group->summary, &group->search);
    search_summary_note(&group->summary, &group->search, threshold);
}

/* Point 0 is the start, which is not reached by an update. */
static void advance_group(void *context, size_t index)
{
    struct work *work = context;
    struct group *group = &work->groups[index];

    if (!progress_add(work->progress, 0))
        return;
    for (size_t k = 0; k < work->count; k++) {
        if (work->begin + k > 0)
            advance(group, work->plan->threshold);
        note_excess(work, group, k);
    }
    progress_add(work->progress, (double)(group->search.count * work->count));
}

static double middle_of(double a, double b, double c)
{
    double low = a < b ? a : b, high = a < b ? b : a;

    return c < low ? low : c > high ? high : c;
}

/* Partially sorts values[begin .. end - 1], so that each of the places, which are ascending and
 * within the range, holds the value that it would have if all were sorted. Hoare's quickselect for
 * several places, with a partition for equal values, which can be numerous. */
static void put_in_place(double values[], size_t begin, size_t end, const size_t places[],
                         size_t count)
{
    while (count > 0 && end - begin > 1) {
        double pivot = middle_of(values[begin], values[begin + (end - begin) / 2], values[end - 1]);
        size_t below = begin, next = begin, above = end;
        while (next < above) {
            double value = values[next];
            if (value < pivot) {
                values[next++] = values[below];
                values[below++] = value;
            } else if (value > pivot) {
                values[next] = values[--above];
                values[above] = value;
            } else {
                next++;
            }
        }
        size_t left = 0, middle;
        while (left < count && places[left] < below)
            left++;
        for (middle = left; middle < count && places[middle] < above;)
            middle++;
        put_in_place(values, begin, below, places, left);
        places += middle;
        count -= middle;
        begin = above;
    }
}

static const double shares[ENSEMBLE_QUANTILES] = {0.1, 0.25, 0.5, 0.75, 0.9};

/* As in numpy.quantile: linear interpolation between the two nearest, starting from the nearer; but
 * infinite, not NaN, next to a diverged run. */
static double quantile(const double values[], size_t count, double q)
{
    double place = (double)(count - 1) * q;
    size_t below = (size_t)place, above = below + 1 < count ? below + 1 : below;
    double a = values[below], b = values[above], part = place - (double)below;

    if (a == b || part == 0.0)
        return a;
    if (isinf(b))
        return b;
    return part < 0.5 ? a + (b - a) * part : b - (b - a) * (1.0 - part);
}

/* Of these values, which are reordered. */
static void find_quantiles(double values[], size_t count, double quantiles[])
{
    size_t last = count - 1, places[2 * ENSEMBLE_QUANTILES] = {0}, place_count = 0;

    /* The two neighbors of each quantile; with few runs some have the same ones. */
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++)
        for (size_t side = 0; side < 2; side++) {
            size_t place = (size_t)((double)last * shares[q]) + side;
            if (place <= last && (place_count == 0 || place > places[place_count - 1]))
                places[place_count++] = place;
        }
    put_in_place(values, 0, count, places, place_count);
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++)
        quantiles[q] = quantile(values, count, shares[q]);
}

static void take_quantiles(void *context, size_t k)
{
    struct work *work = context;
    double quantiles[ENSEMBLE_QUANTILES];

    if (!progress_add(work->progress, 0))
        return;
    find_quantiles(work->excess + k * work->plan->runs, work->plan->runs, quantiles);
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++)
        work->ensemble->quantiles[q][work->begin + k] = quantiles[q];
}

/* Counts the updates by which the runs reached the threshold. */
static void count_reached(struct ensemble *ensemble)
{
    for (size_t i = 0; i < ensemble->run_count; i++) {
        const struct outcome *run = &ensemble->runs[i];
        ensemble->ended += run->ended != OUTCOME_NEVER;
        if (!outcome_is_reached(run, ensemble->criterion))
            continue;
        ensemble->reached++;
        ensemble->runs_reached[outcome_iteration(run, ensemble->criterion) + 1]++;
    }
}

static void accumulate(uint64_t counts[], size_t points)
{
    for (size_t t = 1; t < points; t++)
        counts[t] += counts[t - 1];
}

/* Of the final excess, whose values are reordered. */
static void find_median_interval(struct ensemble *ensemble, double excess[])
{
    size_t places[2];

    ensemble->has_median_interval =
        statistics_median_ranks(ensemble->run_count, &places[0], &places[1]);
    if (!ensemble->has_median_interval)
        return;
    put_in_place(excess, 0, ensemble->run_count, places, 2);
    ensemble->median_interval =
        (struct statistics_interval){.low = excess[places[0]], .high = excess[places[1]]};
}

enum status ensemble_summarize(struct ensemble *ensemble, double minimum, struct error *error)
{
    double *excess = malloc(ensemble->run_count * sizeof *excess), sum = 0.0;

    if (excess == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < ensemble->run_count; i++) {
        const struct outcome *run = &ensemble->runs[i];
        excess[i] = excess_of(run->value, run->ended != OUTCOME_NEVER, minimum);
        sum += excess[i];
    }
    ensemble->mean = sum / (double)ensemble->run_count;
    find_quantiles(excess, ensemble->run_count, ensemble->final);
    find_median_interval(ensemble, excess);
    free(excess);
    count_reached(ensemble);
    accumulate(ensemble->runs_reached, ensemble->points);
    ensemble->running_time = statistics_running_time(ensemble->runs, ensemble->run_count,
                                                     ensemble->criterion, ensemble->points - 1);
    return STATUS_OK;
}

static void keep_outcomes(const struct group *group, struct outcome runs[])
{
    const struct search_summary *summary = &group->summary;

    for (size_t i = 0; i < group->search.count; i++)
        runs[group->first + i] = (struct outcome){.value = summary->value[i],
                                                  .first = (int)summary->first[i],
                                                  .stays = (int)summary->stays[i],
                                                  .ended = (int)summary->ended[i]};
}

static void keep_groups(const struct work *work)
{
    struct ensemble *ensemble = work->ensemble;

    for (size_t g = 0; g < work->group_count; g++) {
        keep_outcomes(&work->groups[g], ensemble->runs);
        ladder_count(&work->groups[g].ladder, ensemble->targets_reached);
    }
    accumulate(ensemble->targets_reached, ensemble->points);
}

static enum status check(const struct work *work, struct error *error)
{
    return work->no_memory ? error_out_of_memory(error) : progress_status(work->progress, error);
}

static enum status run_bunches(struct work *work, size_t most, struct error *error)
{
    size_t points = work->plan->iterations + 1, threads = work->plan->threads;
    enum status status;

    parallel_for(work->group_count, threads, begin_group, work);
    status = check(work, error);
    for (work->begin = 0; work->begin < points && status == STATUS_OK; work->begin += work->count) {
        work->count = points - work->begin < most ? points - work->begin : most;
        parallel_for(work->group_count, threads, advance_group, work);
        status = check(work, error);
        if (status == STATUS_OK)
            parallel_for(work->count, threads, take_quantiles, work);
    }
    return status == STATUS_OK ? check(work, error) : status;
}

enum status ensemble_init(struct ensemble *ensemble, enum criterion criterion, size_t iterations,
                          size_t runs, struct error *error)
{
    *ensemble = (struct ensemble){
        .points = iterations + 1,
        .run_count = runs,
        .criterion = criterion,
        .runs = calloc(runs, sizeof *ensemble->runs),
        .runs_reached = calloc(iterations + 1, sizeof *ensemble->runs_reached),
        .targets_reached = calloc(iterations + 1, sizeof *ensemble->targets_reached)};
    return ensemble->runs == NULL || ensemble->runs_reached == NULL ||
                   ensemble->targets_reached == NULL
               ? error_out_of_memory(error)
               : STATUS_OK;
}

static enum status allocate(struct ensemble *ensemble, const struct ensemble_plan *plan,
                            struct error *error)
{
    enum status status =
        ensemble_init(ensemble, plan->criterion, plan->iterations, plan->runs, error);

    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++) {
        ensemble->quantiles[q] = calloc(ensemble->points, sizeof *ensemble->quantiles[q]);
        if (ensemble->quantiles[q] == NULL)
            status = error_out_of_memory(error);
    }
    return status;
}

enum status ensemble_run(struct ensemble *ensemble, const struct ensemble_plan *plan,
                         struct progress *progress, struct error *error)
{
    struct work work = {.plan = plan,
                        .ensemble = ensemble,
                        .progress = progress,
                        .targets = ladder_targets(),
                        .group_count = (plan->runs + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE};
    size_t bunch = BUNCH_NUMBERS / plan->runs;
    bunch = bunch < 1 ? 1 : bunch > plan->iterations + 1 ? plan->iterations + 1 : bunch;

    enum status status = allocate(ensemble, plan, error);
    if (status != STATUS_OK) {
        ensemble_free(ensemble);
        return status;
    }
    work.groups = calloc(work.group_count, sizeof *work.groups);
    work.excess = calloc(bunch * plan->runs, sizeof *work.excess);
    if (work.groups == NULL || work.excess == NULL)
        status = error_out_of_memory(error);
    else
        status = run_bunches(&work, bunch, error);
    if (status == STATUS_OK) {
        keep_groups(&work);
        status = ensemble_summarize(ensemble, plan->minimum, error);
    }
    for (size_t g = 0; g < work.group_count && work.groups != NULL; g++)
        free_group(&work.groups[g]);
    free(work.groups);
    free(work.excess);
    if (status != STATUS_OK)
        ensemble_free(ensemble);
    return status;
}

void ensemble_copy_runs(struct ensemble *ensemble, size_t to, const struct ensemble *part,
                        size_t from, size_t count)
{
    memcpy(ensemble->runs + to, part->runs + from, count * sizeof *part->runs);
}

uint64_t ensemble_most_targets(const struct ensemble *ensemble)
{
    return (uint64_t)ensemble->run_count * LADDER_TARGETS;
}

uint64_t ensemble_targets_at_end(const struct ensemble *ensemble, double minimum)
{
    struct ladder_targets targets = ladder_targets();
    uint64_t count = 0;

    for (size_t run = 0; run < ensemble->run_count; run++) {
        const struct outcome *one = &ensemble->runs[run];
        for (size_t k = 1; k <= LADDER_TARGETS && one->ended == OUTCOME_NEVER &&
                           one->value - minimum < targets.list[k];
             k++)
            count++;
    }
    return count;
}

void ensemble_add_targets(struct ensemble *ensemble, const struct ensemble *part)
{
    for (size_t t = 0; t < ensemble->points; t++)
        ensemble->targets_reached[t] += part->targets_reached[t];
}

uint32_t seed_range_last(const struct seed_range *range)
{
    return range->first + (uint32_t)(range->count - 1);
}

static bool any_state_overflowed(const struct search *search)
{
    for (size_t i = 0; i < search->count; i++)
        if (search_overflowed_state(search, i) < search->optimizer->state_count)
            return true;
    return false;
}

/* Performs all updates. Checking the states in each of them takes a third of the time; without
 * that, false if a state has overflowed. */
static bool run_searches(const struct ensemble_plan *plan, struct group *group, bool with_states)
{
    search_begin(&group->search);
    search_summary_begin(&group->summary, &group->search);
    for (size_t t = 0; t < plan->iterations; t++) {
        search_advance(&group->search);
        if (with_states)
            search_summary_note_states(&group->summary, &group->search);
        search_summary_note(&group->summary, &group->search, plan->threshold);
    }
    return with_states || !any_state_overflowed(&group->search);
}

static void run_group(void *context, size_t index)
{
    struct work *work = context;
    struct group group = {0};

    if (!progress_add(work->progress, 0))
        return;
    if (begin_searches(work, &group, index)) {
        if (!run_searches(work->plan, &group, false)) {
            set_starts(work, &group);
            set_noise(work, &group);
            run_searches(work->plan, &group, true);
        }
        keep_outcomes(&group, work->outcomes);
    } else {
        work->no_memory = true;
    }
    progress_add(work->progress, (double)(group.search.count * (work->plan->iterations + 1)));
    free_group(&group);
}

enum status ensemble_outcomes(struct outcome runs[], const struct ensemble_plan *plan,
                              struct progress *progress, struct error *error)
{
    struct work work = {.plan = plan, .progress = progress, .outcomes = runs};
    size_t groups = (plan->runs + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;

    parallel_for(groups, plan->threads, run_group, &work);
    return check(&work, error);
}

void ensemble_free(struct ensemble *ensemble)
{
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++)
        free(ensemble->quantiles[q]);
    free(ensemble->runs);
    free(ensemble->runs_reached);
    free(ensemble->targets_reached);
    *ensemble = (struct ensemble){0};
}
