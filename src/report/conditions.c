#include "report/conditions.h"

#include <string.h>

#include "base/escape.h"

/* The values of the schedule's own parameters: "floor = 0.1", or nothing. */
static void append_values(struct text *out, const struct method *method)
{
    const struct schedule *schedule = method->schedule;

    for (size_t k = SCHEDULE_WARMUP + 1; k < schedule->parameter_count; k++) {
        text_appendf(out, "%s%s = ", k == SCHEDULE_WARMUP + 1 ? " with " : " and ",
                     schedule->parameters[k].name);
        text_append_readable(out, method_schedule_parameters(method)[k]);
    }
}

/* In an update after the warmup. */
static void append_factor(struct text *out, const struct run_summary *summary,
                          const struct method *method)
{
    double warmup = method_schedule_parameters(method)[SCHEDULE_WARMUP];

    escape_markdown(out, method->schedule->formula);
    append_values(out, method);
    text_append(out, ", where s = t");
    if (warmup > 0)
        text_appendf(out, " − %g", warmup);
    if (strchr(method->schedule->formula, 'S') != NULL)
        text_appendf(out, " and S = %g", (double)summary->iterations - warmup);
    text_appendf(out, " (the schedule %s)", method->schedule->name);
}

static void append_schedule(struct text *out, const struct run_summary *summary,
                            const struct optimizer_result *result)
{
    const struct method *method = result->method;
    double warmup = method_schedule_parameters(method)[SCHEDULE_WARMUP];
    bool is_constant = method->schedule == &schedules[0];

    text_append(out, "\nThe step size α");
    if (summary->result_count > 1) {
        text_append(out, " of ");
        escape_markdown(out, result->label);
    }
    text_append(out, " is multiplied in update t by ");
    if (warmup > 0)
        text_appendf(out, "t / %g up to t = %g (warmup)%s", warmup, warmup,
                     is_constant ? ", and then by 1" : ", and then by ");
    if (!is_constant)
        append_factor(out, summary, method);
    text_append(out, ".\n");
}

void conditions_schedules(const struct run_summary *summary, struct text *out)
{
    for (size_t i = 0; i < summary->result_count; i++)
        if (method_is_scheduled(summary->results[i].method))
            append_schedule(out, summary, &summary->results[i]);
}

void conditions_noise(const struct run_summary *summary, struct text *out)
{
    if (summary->noise == NULL)
        return;
    text_appendf(out,
                 "\nIn each update, each partial derivative that %s gets has normally "
                 "distributed ",
                 summary->result_count == 1 ? "the optimizer" : "an optimizer");
    noise_describe(summary->noise, out);
    text_append(out,
                ". f has no noise, nor do the iterations at which it is below the tolerance. The "
                "random numbers are those of `numpy.random.RandomState(");
    if (summary->suite != NULL)
        text_append(out, "seed)` with the seed of each run: ");
    else
        text_appendf(out, "%lu)`: ", (unsigned long)summary->seed);
    if (!summary->has_start)
        text_append(out, "`rand(2)` for the start, then ");
    text_append(out, "`randn()` for x₁ and x₂ in each update");
    text_append(out, summary->result_count > 1 ? ", the same for each optimizer.\n" : ".\n");
}

void conditions_of_runs(const struct run_summary *summary, struct text *out)
{
    if (summary->noise == NULL)
        text_append(out, " from different random starts");
    else if (summary->vary == VARY_START)
        text_append(out, " from different random starts, all with the same noise");
    else if (summary->vary == VARY_NOISE)
        text_append(out, " from the same start, each with different noise");
    else
        text_append(out, " from different random starts, each with different noise");
}
