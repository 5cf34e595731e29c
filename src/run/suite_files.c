#include "run/suite_files.h"

#include "base/deadline.h"
#include "optimize/search_table.h"
#include "run/tune_options.h"

/* Of a tuned optimizer, the range; its settings follow for each problem. */
static void append_method(struct text *table, const struct named_method *named)
{
    if (named->axis_count > 0) {
        text_append(table, " tune=");
        tune_options_append(named, table);
    } else {
        search_table_method(&named->method, table);
    }
}

/* All columns are numbers, so the header lists what they refer to. */
static void append_header(struct text *table, const struct run_options *options)
{
    const struct method_options *methods = &options->methods;

    text_appendf(table,
                 "# suite problems=%zu seed=%lu%s%s runs=%zu iterations=%zu tolerance=%.17g "
                 "criterion=%s\n",
                 problem_count, (unsigned long)options->seed, options->noise.given ? " noise=" : "",
                 options->noise.text, options->study.runs, options->iterations, options->tolerance,
                 study_options_criterion_name(options->study.criterion));
    for (size_t i = 0; i < methods->count; i++) {
        text_appendf(table, "# optimizer %zu, %s:", i + 1, methods->list[i].name.column);
        append_method(table, &methods->list[i]);
        text_append(table, "\n");
    }
}

static void append_result(struct text *table, const struct suite_result *result)
{
    text_appendf(table, " %zu %zu ", result->reached, result->diverged);
    text_append_double(table, result->running_time);
    text_append(table, " ");
    text_append_double(table, result->median);
    text_append(table, " ");
    text_append_double(table, result->rank);
    text_append(table, "\n");
}

enum status suite_files_write_results(const struct run_options *options,
                                      const struct results *results, struct text *table,
                                      struct error *error)
{
    const struct suite *suite = &results->suite.suite;

    append_header(table, options);
    for (size_t p = 0; p < suite->problem_count; p++)
        text_appendf(table, "# problem %zu: %s\n", p + 1, problems[p].name);
    for (size_t i = 0; i < suite->problem_count * suite->method_count; i++) {
        if (suite_results_tuned(&results->suite, i) == NULL)
            continue;
        text_appendf(table, "# problem %zu, optimizer %zu:", i / suite->method_count + 1,
                     i % suite->method_count + 1);
        search_table_method(&results->suite.methods[i], table);
        text_append(table, "\n");
    }
    text_append(table, "# problem optimizer reached diverged running_time median_excess rank\n");
    for (size_t p = 0; p < suite->problem_count; p++)
        for (size_t m = 0; m < suite->method_count; m++) {
            text_appendf(table, "%zu %zu", p + 1, m + 1);
            append_result(table, suite_result_of(suite, p, m));
        }
    return text_check(table, error);
}

enum status suite_files_write_profile(const struct run_options *options,
                                      const struct results *results, struct text *table,
                                      struct error *error)
{
    const struct performance *profile = &results->suite.suite.profile;
    enum status status = STATUS_OK;

    append_header(table, options);
    text_appendf(table, "# instances=%zu unsolved=%zu\n# ratio", profile->instances,
                 profile->unsolved);
    for (size_t s = 0; s < profile->solvers; s++)
        text_appendf(table, " %s", results->list[s].column);
    text_append(table, "\n");
    for (size_t k = 0; k < profile->count && status == STATUS_OK; k++) {
        text_append_double(table, profile->ratios[k]);
        for (size_t s = 0; s < profile->solvers; s++) {
            text_append(table, " ");
            text_append_double(table, performance_share(profile, k, s));
        }
        text_append(table, "\n");
        status = interrupt_check_at(k, results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}
