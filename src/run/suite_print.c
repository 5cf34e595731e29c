#include "run/suite_print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LEAST_WIDTH 8
#define GAP "  "

static int name_width(const struct suite *suite)
{
    size_t width = 0;

    for (size_t p = 0; p < suite->problem_count; p++)
        width = strlen(problems[p].name) > width ? strlen(problems[p].name) : width;
    return (int)width;
}

static int column_width(const struct optimizer_result *result)
{
    size_t length = strlen(result->column);

    return (int)(length < LEAST_WIDTH ? LEAST_WIDTH : length);
}

static void append_names(const struct results *results, int width, struct text *out)
{
    text_appendf(out, "%-*s", width, "problem");
    for (size_t m = 0; m < results->count; m++)
        text_appendf(out, GAP "%*s", column_width(&results->list[m]), results->list[m].column);
    text_append(out, "\n");
}

static void append_times(const struct results *results, size_t problem, int width, struct text *out)
{
    const struct suite *suite = &results->suite.suite;

    text_appendf(out, "%-*s", width, problems[problem].name);
    for (size_t m = 0; m < results->count; m++) {
        double time = suite_result_of(suite, problem, m)->running_time;
        if (isfinite(time))
            text_appendf(out, GAP "%*.1f", column_width(&results->list[m]), time);
        else
            text_appendf(out, GAP "%*s", column_width(&results->list[m]), "-");
    }
    text_append(out, "\n");
}

/* Shares of the instances, and ranks. */
static void append_totals(const struct results *results, int width, struct text *out)
{
    const struct suite *suite = &results->suite.suite;
    const struct performance *profile = &suite->profile;

    text_appendf(out, "%-*s", width, "solved");
    for (size_t m = 0; m < results->count; m++)
        text_appendf(out, GAP "%*.1f%%", column_width(&results->list[m]) - 1,
                     100 * performance_share(profile, profile->count - 1, m));
    text_appendf(out, "\n%-*s", width, "mean rank");
    for (size_t m = 0; m < results->count; m++)
        text_appendf(out, GAP "%*.2f", column_width(&results->list[m]), suite->mean_ranks[m]);
    text_append(out, "\n");
}

/* All tuned optimizers have the same number of settings, runs and seeds. */
static void append_tuning(const struct suite_results *results, struct text *out)
{
    const struct tuned *tuned = NULL;

    for (size_t i = 0; i < results->plan.method_count && tuned == NULL; i++)
        tuned = suite_results_tuned(results, i);
    if (tuned != NULL)
        text_appendf(out, "Tuned on each problem with %zu settings and the seeds %lu to %lu.\n",
                     tuned->tuning.count, (unsigned long)tuned->plan.seed,
                     (unsigned long)tuned->plan.seed + tuned->plan.runs - 1);
}

static void append_what(const struct suite_plan *plan, struct text *out)
{
    text_append(out, "Expected running times, in updates until f ");
    text_append(out,
                plan->criterion == CRITERION_FIRST ? "is first less than " : "stays less than ");
    text_append_readable(out, plan->tolerance);
    text_appendf(out,
                 " above its minimum; - if none of %zu runs of at most %zu updates gets there:\n",
                 plan->runs, plan->iterations);
}

void suite_print_append(const struct results *results, struct text *out)
{
    const struct suite *suite = &results->suite.suite;
    int width = name_width(suite);

    append_tuning(&results->suite, out);
    append_what(&results->suite.plan, out);
    append_names(results, width, out);
    for (size_t p = 0; p < suite->problem_count; p++)
        append_times(results, p, width, out);
    append_totals(results, width, out);
}
