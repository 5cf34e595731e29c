#include "run/suite_results.h"

#include <stdlib.h>

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
    struct trajectory_plan plan = {.problem = problem,
                                   .method = &results->methods[pair],
                                   .start = start,
                                   .bounds = problem->domain,
                                   .iterations = options->iterations};

    trajectory_random_start(options->seed, &problem->domain, problem->variables, start);
    enum status status = trajectory_run(&results->trajectories[pair], &plan, error);
    results->shown[pair] = (struct optimizer_result){.label = named->label,
                                                     .column = named->column,
                                                     .method = &results->methods[pair],
                                                     .trajectory = &results->trajectories[pair]};
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
    enum status status = set_methods(results, options, error);
    if (status != STATUS_OK)
        return status;
    results->plan = (struct suite_plan){.problems = problems,
                                        .problem_count = problem_count,
                                        .methods = results->methods,
                                        .method_count = options->methods.count,
                                        .seed = options->seed,
                                        .runs = options->study.runs,
                                        .iterations = options->iterations,
                                        .tolerance = options->tolerance,
                                        .criterion = options->study.criterion,
                                        .threads = options->study.threads};
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
    free(results->trajectories);
    free(results->shown);
    free(results->methods);
    suite_free(&results->suite);
    *results = (struct suite_results){.methods = NULL};
}

const struct optimizer_result *suite_results_shown(const struct suite_results *results,
                                                   size_t problem)
{
    return results->shown + problem * results->plan.method_count;
}
