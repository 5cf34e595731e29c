#include "run/suite_options.h"

#define DEFAULT_OPTIMIZERS "gradient-descent,momentum,nesterov,adagrad,rmsprop,adam"
#define DEFAULT_ITERATIONS 200
#define DEFAULT_RUNS 100

/* Options of a single problem, or of another study. */
static enum status check_excluded(const struct run_options *options, struct error *error)
{
    const struct {
        const char *name;
        bool is_given;
    } excluded[] = {
        {"problem", options->problem_given != NULL},
        {"start", options->start_given},
        {"bounds", options->bounds_given},
        {"minimum", options->minimum_given},
        {"step", options->step != 0},
        {"state", options->state},
        {"vary", options->noise.vary_given},
        {"sweep", options->study.sweep != NULL},
        {"basins", options->study.basins > 0},
        {"zoom", options->figures.zoom != ZOOM_NONE},
        {"animate", options->figures.animate},
    };

    for (size_t i = 0; i < sizeof excluded / sizeof *excluded; i++)
        if (excluded[i].is_given)
            return error_set(error, STATUS_USAGE, "--suite: cannot be combined with --%s",
                             excluded[i].name);
    return STATUS_OK;
}

enum status suite_options_finish(struct run_options *options, struct error *error)
{
    enum status status = check_excluded(options, error);

    options->methods.tuned_apart = true;
    if (!options->iterations_given)
        options->iterations = DEFAULT_ITERATIONS;
    if (options->study.runs == 0)
        options->study.runs = DEFAULT_RUNS;
    return status == STATUS_OK
               ? method_options_replace_default(&options->methods, DEFAULT_OPTIMIZERS, error)
               : status;
}
