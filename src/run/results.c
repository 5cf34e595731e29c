#include "run/results.h"

#include <math.h>
#include <string.h>

#include "plot/grid.h"
#include "plot/zoom.h"
#include "run/tune_results.h"

static enum status find_trajectories(struct results *results, const struct run_options *options,
                                     struct progress *progress, struct error *error)
{
    double start[PROBLEM_MAX_VARIABLES];
    struct random random;
    enum status status = STATUS_OK;

    run_options_draw(options, start, &random);
    for (size_t i = 0; i < results->methods.count && status == STATUS_OK; i++) {
        const struct named_method *named = &results->methods.list[i];
        struct trajectory_plan plan = {.problem = options->problem,
                                       .method = &named->method,
                                       .start = start,
                                       .bounds = options->bounds,
                                       .iterations = options->iterations,
                                       .is_recorded = run_options_records(options),
                                       .noise = run_options_noise(options),
                                       .random = &random,
                                       .progress = progress};
        status = trajectory_run(&results->trajectories[i], &plan, error);
        results->list[i] = (struct optimizer_result){.label = named->name.label,
                                                     .column = named->name.column,
                                                     .method = &named->method,
                                                     .trajectory = &results->trajectories[i]};
        if (named->axis_count > 0)
            results->list[i].tuned = &results->tuned[i];
        results->count += status == STATUS_OK;
    }
    return status;
}

static void note_value(struct results *results, double f)
{
    if (isfinite(f))
        results->least = fmin(results->least, f);
}

/* The smallest value on a grid and along the searches. */
static enum status find_least(struct results *results, const struct run_options *options,
                              struct error *error)
{
    struct grid_least least;
    enum status status =
        grid_find_least(&least, options->problem, &options->bounds, results->interrupt_fd, error);

    if (status != STATUS_OK)
        return status;
    note_value(results, least.value);
    results->rounding = least.rounding;
    for (size_t i = 0; i < results->count; i++)
        for (size_t t = 0; t < results->trajectories[i].count; t++)
            note_value(results, results->trajectories[i].f[t]);
    for (size_t i = 0; i < results->count; i++)
        if (results->list[i].tuned != NULL)
            note_value(results, results->tuned[i].tuning.least);
    return STATUS_OK;
}

static enum status find_minimum(struct results *results, const struct run_options *options,
                                struct error *error)
{
    const struct problem *problem = options->problem;
    enum status status = STATUS_OK;

    results->minimum_known = problem_minimum_known(problem);
    results->minimum = problem->minimum;
    if (problem->minima_count == 0)
        status = find_least(results, options, error);
    if (!results->minimum_known)
        results->minimum = isfinite(results->least) ? results->least : 0;
    return status;
}

/* Rejects a --minimum above a value that was found. */
static enum status check_minimum(const struct results *results, const struct run_options *options,
                                 struct error *error)
{
    double minimum = options->problem->minimum;
    struct text given = {0}, found = {0};

    if (!options->problem->minimum_given || results->least >= minimum - results->rounding)
        return STATUS_OK;
    text_append_readable(&given, minimum);
    text_append_readable(&found, results->least);
    enum status status = error_set(error, STATUS_USAGE,
                                   "--minimum '%s': must be at most %s, the smallest value of f "
                                   "that was found",
                                   text_string(&given), text_string(&found));
    text_free(&given);
    text_free(&found);
    return status;
}

/* Some runs of a merged ensemble, as an ensemble on their own. */
static enum status find_part(struct ensemble *ensemble, const struct ensemble_plan *plan, size_t to,
                             struct progress *progress, struct error *error)
{
    struct ensemble part;
    enum status status = ensemble_run(&part, plan, progress, error);

    if (status != STATUS_OK)
        return status;
    ensemble_copy_runs(ensemble, to, &part, 0, plan->runs);
    ensemble_add_targets(ensemble, &part);
    ensemble_free(&part);
    return STATUS_OK;
}

/* No more runs at a time than --runs permits, to limit the memory. */
static enum status find_range(struct ensemble *ensemble, const struct ensemble_plan *whole,
                              const struct seed_range *range, size_t to, struct progress *progress,
                              struct error *error)
{
    struct ensemble_plan plan = *whole;
    enum status status = STATUS_OK;

    for (size_t done = 0; done < range->count && status == STATUS_OK; done += plan.runs) {
        plan.seed = range->first + (uint32_t)done;
        plan.runs = range->count - done < STUDY_MAX_RUNS ? range->count - done : STUDY_MAX_RUNS;
        status = find_part(ensemble, &plan, to + done, progress, error);
    }
    return status;
}

static enum status find_ranges(struct ensemble *ensemble, const struct ensemble_plan *whole,
                               const struct merged_parts *merged, struct progress *progress,
                               struct error *error)
{
    enum status status =
        ensemble_init(ensemble, whole->criterion, whole->iterations, whole->runs, error);

    for (size_t i = 0, done = 0; i < merged->range_count && status == STATUS_OK; i++) {
        status = find_range(ensemble, whole, &merged->ranges[i], done, progress, error);
        done += merged->ranges[i].count;
    }
    return status == STATUS_OK ? ensemble_summarize(ensemble, whole->minimum, error) : status;
}

static enum status find_ensemble(struct ensemble *ensemble, const struct ensemble_plan *plan,
                                 const struct merged_parts *merged, size_t method,
                                 struct progress *progress, struct error *error)
{
    if (merged == NULL)
        return ensemble_run(ensemble, plan, progress, error);
    if (merged->ensembles == NULL)
        return find_ranges(ensemble, plan, merged, progress, error);
    *ensemble = merged->ensembles[method];
    merged->ensembles[method] = (struct ensemble){0};
    return ensemble_summarize(ensemble, plan->minimum, error);
}

static enum status find_ensembles(struct results *results, const struct run_options *options,
                                  struct progress *progress, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < results->count && status == STATUS_OK; i++) {
        struct ensemble_plan plan = {.problem = options->problem,
                                     .method = results->methods.list[i].method,
                                     .bounds = options->bounds,
                                     .seed = options->seed,
                                     .runs = options->study.runs,
                                     .iterations = options->iterations,
                                     .noise = run_options_noise(options),
                                     .variation = run_options_variation(options),
                                     .minimum = results->minimum,
                                     .threshold = run_options_threshold(options),
                                     .criterion = options->study.criterion,
                                     .threads = options->study.threads};
        status =
            find_ensemble(&results->ensembles[i], &plan, options->study.merged, i, progress, error);
        results->list[i].ensemble = &results->ensembles[i];
        for (size_t run = 0; run < options->study.runs && status == STATUS_OK; run++)
            note_value(results, results->ensembles[i].runs[run].value);
    }
    return status;
}

/* After further values have been noted. */
static void update_minimum(struct results *results)
{
    if (!results->minimum_known)
        results->minimum = isfinite(results->least) ? results->least : 0;
}

static enum status find_sweep(struct results *results, const struct run_options *options,
                              struct progress *progress, struct error *error)
{
    results->plan = (struct sweep_plan){.problem = options->problem,
                                        .method = results->methods.list[0].method,
                                        .axis_count = options->study.axis_count,
                                        .axes = {options->study.axes[0], options->study.axes[1]},
                                        .bounds = options->bounds,
                                        .iterations = options->iterations,
                                        .noise = run_options_noise(options),
                                        .threshold = run_options_threshold(options),
                                        .criterion = options->study.criterion,
                                        .threads = options->study.threads};
    run_options_draw(options, results->plan.start, &results->plan.random);
    enum status status = sweep_run(&results->sweep, &results->plan, progress, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < results->sweep.counts[0] * results->sweep.counts[1]; i++)
        if (results->sweep.cells[i].ended == OUTCOME_NEVER)
            note_value(results, results->sweep.cells[i].value);
    update_minimum(results);
    return STATUS_OK;
}

static enum status find_basins(struct results *results, const struct run_options *options,
                               struct progress *progress, struct error *error)
{
    results->basins_plan = (struct basins_plan){.problem = options->problem,
                                                .method = results->methods.list[0].method,
                                                .bounds = options->bounds,
                                                .side = options->study.basins,
                                                .iterations = options->iterations,
                                                .noise = run_options_noise(options),
                                                .tolerance = options->tolerance,
                                                .criterion = options->study.criterion,
                                                .threads = options->study.threads};
    random_seed(&results->basins_plan.random, options->seed); /* as with --start */
    enum status status = basins_run(&results->basins, &results->basins_plan, progress, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < options->study.basins * options->study.basins; i++)
        if (results->basins.starts[i].minimum != BASIN_DIVERGED)
            note_value(results, results->basins.starts[i].f);
    update_minimum(results);
    return STATUS_OK;
}

/* The region that contour_zoom shows. */
static enum status find_zoom(struct results *results, const struct run_options *options,
                             struct error *error)
{
    if (options->figures.zoom == ZOOM_REGION)
        results->zoom = options->figures.zoom_region;
    if (options->figures.zoom != ZOOM_AUTO ||
        zoom_find(&options->bounds, results->list, results->count, &results->zoom))
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "--zoom 'auto': the region around the paths is more than half as wide or high "
                     "as the bounds; specify a region, X1MIN,X1MAX,X2MIN,X2MAX, or omit --zoom");
}

static enum status compute_suite(struct results *results, const struct run_options *options,
                                 struct error *error)
{
    enum status status = suite_results_compute(&results->suite, options, results->terminal,
                                               results->interrupt_fd, error);

    results->count = options->methods.count;
    for (size_t i = 0; i < results->count && status == STATUS_OK; i++) {
        const struct named_method *named = &options->methods.list[i];
        results->list[i] =
            (struct optimizer_result){.label = named->name.label,
                                      .column = named->name.column,
                                      .method = &named->method,
                                      .tuned = suite_results_tuned(&results->suite, i)};
    }
    return status;
}

enum status results_compute(struct results *results, const struct run_options *options,
                            FILE *terminal, int interrupt_fd, struct error *error)
{
    const struct study_options *study = &options->study;
    struct progress progress;

    *results = (struct results){.methods = options->methods,
                                .least = HUGE_VAL,
                                .terminal = terminal,
                                .interrupt_fd = interrupt_fd};
    if (options->suite)
        return compute_suite(results, options, error);
    enum status status = tune_results_find(results, options, error);
    if (status != STATUS_OK)
        return status;
    progress_begin(&progress, "search", terminal, interrupt_fd,
                   (double)options->methods.count * (double)options->iterations);
    status = find_trajectories(results, options, &progress, error);
    progress_end(&progress);
    if (status == STATUS_OK)
        status = find_zoom(results, options, error);
    if (status == STATUS_OK)
        status = find_minimum(results, options, error);
    /* Before the ensembles, whose excess is relative to the smallest value found. */
    if (status == STATUS_OK && study->swept) {
        progress_begin(&progress, "sweep", terminal, interrupt_fd,
                       (double)study->axes[0].count *
                           (double)(study->axis_count == 2 ? study->axes[1].count : 1));
        status = find_sweep(results, options, &progress, error);
        progress_end(&progress);
    }
    if (status == STATUS_OK && study->basins > 0) {
        progress_begin(&progress, "basins", terminal, interrupt_fd,
                       (double)study->basins * (double)study->basins);
        status = find_basins(results, options, &progress, error);
        progress_end(&progress);
    }
    if (status == STATUS_OK && study->runs > 0) {
        progress_begin(&progress, "ensemble", terminal, interrupt_fd,
                       (double)results->count * (double)study->runs *
                           (double)(options->iterations + 1));
        status = find_ensembles(results, options, &progress, error);
        progress_end(&progress);
        if (status == STATUS_OK)
            results->pair_count =
                optimizer_pairs_compare(results->list, results->count, results->pairs);
    }
    if (status == STATUS_OK)
        status = tune_results_compare(results, options, error);
    return status == STATUS_OK ? check_minimum(results, options, error) : status;
}

void results_free(struct results *results)
{
    for (size_t i = 0; i < METHODS_MAX; i++) {
        trajectory_free(&results->trajectories[i]);
        ensemble_free(&results->ensembles[i]);
        tuning_free(&results->tuned[i].tuning);
    }
    sweep_free(&results->sweep);
    suite_results_free(&results->suite);
    basins_free(&results->basins);
    text_free(&results->notices);
    text_free(&results->removed);
    *results = (struct results){0};
}
