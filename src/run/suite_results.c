#include "run/suite_results.h"

#include <stdlib.h>

#include "run/tune_results.h"

static enum status set_methods(struct suite_results *results, const struct run_options *options,
                               struct error *error)
{
    size_t count = options->methods.count;

    results->methods = calloc(problem_count * count, sizeof *results->methods);
    if (results->methods == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < problem_count * count; i++)
        results->methods[i] = options->methods.list[i % count].method;
    return STATUS_OK;
}

/* Finds the best settings of the pair, on this problem alone. */
static enum status tune_pair(struct suite_results *results, const struct run_options *options,
                             size_t pair, struct progress *progress, struct error *error)
{
    const struct named_method *named = &options->methods.list[pair % options->methods.count];
    const struct problem *problem = &problems[pair / options->methods.count];
    struct tuned *tuned = &results->tuned[pair];

    if (named->axis_count == 0)
        return STATUS_OK;
    tuned->plan = tune_results_plan(options, named, problem, &problem->domain,
                                    problem->minimum + options->tolerance);
    enum status status = tuning_run(&tuned->tuning, &tuned->plan, progress, error);
    if (status == STATUS_OK)
        results->methods[pair] = tuning_method(&tuned->plan, tuned->tuning.best);
    return status;
}

static enum status tune(struct suite_results *results, const struct run_options *options,
                        FILE *terminal, int interrupt_fd, struct error *error)
{
    size_t pairs = problem_count * options->methods.count;
    enum status status = STATUS_OK;
    struct progress progress;

    if (options->methods.tune_count == 0)
        return STATUS_OK;
    results->tuned = calloc(pairs, sizeof *results->tuned);
    if (results->tuned == NULL)
        return error_out_of_memory(error);
    progress_begin(&progress, "tuning", terminal, interrupt_fd,
                   (double)problem_count * tune_results_runs(options));
    for (size_t i = 0; i < pairs && status == STATUS_OK; i++)
        status = tune_pair(results, options, i, &progress, error);
    progress_end(&progress);
    return status;
}

static bool has_thumbnails(const struct figure_options *wanted)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (wanted->list[i]->problem != NULL)
            return true;
    return false;
}

/* The first run of the optimizer on the problem. */
static enum status find_trajectory(struct suite_results *results, const struct run_options *options,
                                   size_t pair, struct error *error)
{
    const struct named_method *named = &options->methods.list[pair % options->methods.count];
    const struct problem *problem = &problems[pair / options->methods.count];
    double start[PROBLEM_MAX_VARIABLES];
    struct random random;
    struct trajectory_plan plan = {.problem = problem,
                                   .method = &results->methods[pair],
                                   .start = start,
                                   .bounds = problem->domain,
                                   .iterations = options->iterations,
                                   .noise = run_options_noise(options),
                                   .random = &random};
    struct variation variation = {.vary = VARY_BOTH, .seed = options->seed};

    variation_start(&variation, options->seed, &problem->domain, problem->variables, start);
    variation_random(&variation, options->seed, problem->variables, &random);
    enum status status = trajectory_run(&results->trajectories[pair], &plan, error);
    results->shown[pair] = (struct optimizer_result){.label = named->name.label,
                                                     .column = named->name.column,
                                                     .method = &results->methods[pair],
                                                     .trajectory = &results->trajectories[pair],
                                                     .tuned = suite_results_tuned(results, pair)};
    return status;
}

static enum status find_trajectories(struct suite_results *results,
                                     const struct run_options *options, struct progress *progress,
                                     struct error *error)
{
    size_t pairs = problem_count * options->methods.count;
    enum status status = STATUS_OK;

    results->trajectories = calloc(pairs, sizeof *results->trajectories);
    results->shown = calloc(pairs, sizeof *results->shown);
    if (results->trajectories == NULL || results->shown == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < pairs && status == STATUS_OK; i++) {
        status = find_trajectory(results, options, i, error);
        if (status == STATUS_OK && !progress_add(progress, 1))
            status = progress_status(progress, error);
    }
    return status;
}

enum status suite_results_compute(struct suite_results *results, const struct run_options *options,
                                  FILE *terminal, int interrupt_fd, struct error *error)
{
    bool thumbnails = has_thumbnails(&options->figures);
    size_t pairs = problem_count * options->methods.count;
    struct progress progress;

    *results = (struct suite_results){.methods = NULL};
    results->plan = (struct suite_plan){.problems = problems,
                                        .problem_count = problem_count,
                                        .method_count = options->methods.count,
                                        .seed = options->seed,
                                        .runs = options->study.runs,
                                        .iterations = options->iterations,
                                        .noise = run_options_noise(options),
                                        .tolerance = options->tolerance,
                                        .criterion = options->study.criterion,
                                        .threads = options->study.threads};
    enum status status = set_methods(results, options, error);
    if (status == STATUS_OK)
        status = tune(results, options, terminal, interrupt_fd, error);
    if (status != STATUS_OK)
        return status;
    results->plan.methods = results->methods;
    progress_begin(&progress, "suite", terminal, interrupt_fd,
                   (double)pairs * ((double)options->study.runs + thumbnails));
    status = suite_run(&results->suite, &results->plan, &progress, error);
    if (status == STATUS_OK && thumbnails)
        status = find_trajectories(results, options, &progress, error);
    progress_end(&progress);
    return status;
}

void suite_results_free(struct suite_results *results)
{
    size_t pairs = results->plan.problem_count * results->plan.method_count;

    for (size_t i = 0; i < pairs && results->trajectories != NULL; i++)
        trajectory_free(&results->trajectories[i]);
    for (size_t i = 0; i < pairs && results->tuned != NULL; i++)
        tuning_free(&results->tuned[i].tuning);
    free(results->tuned);
    free(results->trajectories);
    free(results->shown);
    free(results->methods);
    suite_free(&results->suite);
    *results = (struct suite_results){.methods = NULL};
}

const struct tuned *suite_results_tuned(const struct suite_results *results, size_t pair)
{
    bool is_tuned = results->tuned != NULL && results->tuned[pair].plan.axis_count > 0;

    return is_tuned ? &results->tuned[pair] : NULL;
}

const struct optimizer_result *suite_results_shown(const struct suite_results *results,
                                                   size_t problem)
{
    return results->shown + problem * results->plan.method_count;
}
