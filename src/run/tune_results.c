#include "run/tune_results.h"

#include <stdlib.h>
#include <string.h>

struct tuning_plan tune_results_plan(const struct run_options *options,
                                     const struct named_method *named,
                                     const struct problem *problem, const struct bounds *bounds,
                                     double threshold)
{
    struct tuning_plan plan = {.problem = problem,
                               .method = named->method,
                               .axis_count = named->axis_count,
                               .bounds = *bounds,
                               .seed = options->seed + (uint32_t)options->study.runs,
                               .runs = options->study.runs,
                               .iterations = options->iterations,
                               .noise = run_options_noise(options),
                               .variation = run_options_variation(options),
                               .threshold = threshold,
                               .criterion = options->study.criterion,
                               .threads = options->study.threads};

    memcpy(plan.axes, named->axes, sizeof plan.axes);
    return plan;
}

static struct tuning_plan plan_tuning(const struct run_options *options,
                                      const struct named_method *named)
{
    return tune_results_plan(options, named, options->problem, &options->bounds,
                             run_options_threshold(options));
}

double tune_results_runs(const struct run_options *options)
{
    double runs = 0;

    for (size_t i = 0; i < options->methods.count; i++)
        if (options->methods.list[i].axis_count > 0) {
            struct tuning_plan plan = plan_tuning(options, &options->methods.list[i]);
            runs += (double)tuning_count(&plan) * (double)plan.runs;
        }
    return runs;
}

/* Finds the best settings, which then replace those of the options. */
static enum status find_settings(struct results *results, const struct run_options *options,
                                 struct progress *progress, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < results->methods.count && status == STATUS_OK; i++) {
        struct named_method *named = &results->methods.list[i];
        struct tuned *tuned = &results->tuned[i];
        if (named->axis_count == 0)
            continue;
        tuned->plan = plan_tuning(options, named);
        status = tuning_run(&tuned->tuning, &tuned->plan, progress, error);
        if (status == STATUS_OK)
            named->method = tuning_method(&tuned->plan, tuned->tuning.best);
    }
    return status == STATUS_OK ? method_options_name_tuned(&results->methods, error) : status;
}

enum status tune_results_find(struct results *results, const struct run_options *options,
                              struct error *error)
{
    struct progress progress;

    if (options->methods.tune_count == 0)
        return STATUS_OK;
    progress_begin(&progress, "tuning", results->terminal, results->interrupt_fd,
                   tune_results_runs(options));
    enum status status = find_settings(results, options, &progress, error);
    progress_end(&progress);
    return status;
}

enum status tune_results_compare(struct results *results, const struct run_options *options,
                                 struct error *error)
{
    if (options->methods.tune_count == 0)
        return STATUS_OK;
    double *values = calloc(options->study.runs, sizeof *values);

    if (values == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < results->count; i++) {
        results->compared[i] =
            tuning_score_of(results->ensembles[i].runs, options->study.runs, options->iterations,
                            options->study.criterion, values);
        results->list[i].compared = &results->compared[i];
    }
    free(values);
    return STATUS_OK;
}
