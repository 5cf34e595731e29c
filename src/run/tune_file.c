#include "run/tune_file.h"

#include "base/deadline.h"
#include "optimize/search_table.h"
#include "run/tune_options.h"

/* The ranges, the number of the best row and its settings: "# adam: tune=adam:alpha=0.001:1:20:log
 * best=14 optimizer=adam alpha=0.1 ...". */
static void append_tune_header(struct text *table, const struct results *results)
{
    for (size_t i = 0; i < results->count; i++) {
        const struct tuned *tuned = results->list[i].tuned;
        if (tuned == NULL)
            continue;
        text_appendf(table, "# %s: tune=", results->list[i].column);
        tune_options_append(&results->methods.list[i], table);
        text_appendf(table, " best=%zu", tuned->tuning.best);
        search_table_method(&results->methods.list[i].method, table);
        text_append(table, "\n");
    }
    text_append(table, "# setting");
    for (size_t i = 0; i < results->count; i++) {
        const struct tuned *tuned = results->list[i].tuned;
        const char *name = results->list[i].column;
        for (size_t k = 0; tuned != NULL && k < tuned->plan.axis_count; k++)
            text_appendf(
                table, " %s_%s", name,
                method_parameter(&tuned->plan.method, tuned->plan.axes[k].parameter)->name);
        if (tuned != NULL)
            text_appendf(table, " %s_reached %s_diverged %s_runtime %s_f", name, name, name, name);
    }
    text_append(table, "\n");
}

static void append_setting(struct text *table, const struct tuned *tuned, size_t setting)
{
    const struct tuning_score *score = &tuned->tuning.scores[setting];
    struct method method = tuning_method(&tuned->plan, setting);
    double runs = (double)score->runs;

    for (size_t k = 0; k < tuned->plan.axis_count; k++) {
        text_append(table, " ");
        text_append_double(table, method.parameters[tuned->plan.axes[k].parameter]);
    }
    const double values[] = {(double)score->reached / runs, (double)score->diverged / runs,
                             score->runtime, score->median};
    for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
        text_append(table, " ");
        text_append_double(table, values[k]);
    }
}

enum status tune_file_write(const struct run_options *options, const struct results *results,
                            struct text *table, struct error *error)
{
    enum status status = STATUS_OK;
    size_t settings = 0;

    search_table_problem(options->problem, &options->bounds, table);
    search_table_noise(options->noise.given ? options->noise.text : NULL,
                       noise_options_vary_name((size_t)options->noise.vary), table);
    text_appendf(table, " seed=%lu runs=%zu iterations=%zu tolerance=%.17g criterion=%s\n",
                 (unsigned long)options->seed + options->study.runs, options->study.runs,
                 options->iterations, options->tolerance,
                 study_options_criterion_name(options->study.criterion));
    append_tune_header(table, results);
    for (size_t i = 0; i < results->count; i++)
        if (results->list[i].tuned != NULL)
            settings = results->list[i].tuned->tuning.count;
    for (size_t s = 0; s < settings && status == STATUS_OK; s++) {
        text_appendf(table, "%zu", s);
        for (size_t i = 0; i < results->count; i++)
            if (results->list[i].tuned != NULL)
                append_setting(table, results->list[i].tuned, s);
        text_append(table, "\n");
        status = interrupt_check_at(s, results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}
