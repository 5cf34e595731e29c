#include "report/suite_report.h"

#include <math.h>

#include "base/escape.h"
#include "base/notation.h"
#include "report/tuning_section.h"

/* ---- Sentences ------------------------------------------------------------------------------- */

/* Before item i of `count`: nothing, ", " or " and ". */
static const char *separator(size_t i, size_t count)
{
    return i == 0 ? "" : i + 1 == count ? " and " : ", ";
}

/* The labels of the methods with this value, which is the best of all. */
static void append_labels(struct text *out, const struct run_summary *summary,
                          const double values[], double best)
{
    size_t count = 0, named = 0;

    for (size_t i = 0; i < summary->result_count; i++)
        count += values[i] == best;
    for (size_t i = 0; i < summary->result_count; i++)
        if (values[i] == best) {
            text_append(out, separator(named++, count));
            escape_markdown(out, summary->results[i].label);
        }
}

static const char *criterion_of(const struct suite_plan *plan)
{
    return plan->criterion == CRITERION_FIRST ? "is first less than" : "stays less than";
}

/* What an instance is, and when it is solved. */
static void append_instances(struct text *out, const struct run_summary *summary)
{
    const struct suite_plan *plan = summary->suite_plan;
    const struct performance *profile = &summary->suite->profile;

    text_appendf(out,
                 "Each optimizer runs on %zu test problems, each within its own bounds, from the "
                 "same %zu random starting points, for at most %zu update%s. Each problem with "
                 "each starting "
                 "point is an instance; there are %zu.%s An optimizer solves an instance if f %s ",
                 plan->problem_count, plan->runs, plan->iterations,
                 plan->iterations == 1 ? "" : "s", profile->instances,
                 summary->suite_tuned == NULL
                     ? " The settings of an optimizer are the same on all problems."
                     : "",
                 criterion_of(plan));
    text_append_readable(out, plan->tolerance);
    text_append(out, " above its minimum");
    text_append(out, plan->criterion == CRITERION_FIRST ? "." : " to the last update.");
}

static void append_winners(struct text *out, const struct run_summary *summary)
{
    const struct suite *suite = summary->suite;
    const struct performance *profile = &suite->profile;
    double solved[OPTIMIZER_RESULT_MAX], most = 0, lowest = INFINITY;

    for (size_t i = 0; i < summary->result_count; i++) {
        solved[i] = (double)performance_solved(profile, i);
        most = fmax(most, solved[i]);
        lowest = fmin(lowest, suite->mean_ranks[i]);
    }
    if (most == 0) {
        text_append(out, "\n\nNo optimizer solves any of them.\n");
        return;
    }
    text_appendf(out,
                 summary->result_count > 1 ? "\n\nThe most instances, %.0f (%.1f%%), are solved by "
                                           : "\n\n%.0f of the instances (%.1f%%) are solved by ",
                 most, 100 * most / (double)profile->instances);
    append_labels(out, summary, solved, most);
    if (summary->result_count > 1) {
        text_appendf(out, "; the best mean rank, %.2f, is that of ", lowest);
        append_labels(out, summary, suite->mean_ranks, lowest);
    }
    if (profile->unsolved > 0)
        text_appendf(out, ". No optimizer solves %zu instance%s (%.1f%%)", profile->unsolved,
                     profile->unsolved == 1 ? "" : "s",
                     100 * (double)profile->unsolved / (double)profile->instances);
    text_append(out, ".\n");
}

void suite_report_head(const struct run_summary *summary, struct text *out)
{
    struct text heading = {0};

    document_heading(summary, &heading);
    text_append(out, "# ");
    escape_markdown(out, text_string(&heading));
    text_append(out, "\n\n");
    append_instances(out, summary);
    append_winners(out, summary);
    out->failed = out->failed || heading.failed;
    text_free(&heading);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

/* Appends what a table shows of a result, with a leading space. */
typedef void cell_writer(struct text *out, const struct suite *suite,
                         const struct suite_result *result);

static void append_table_head(struct text *out, const struct run_summary *summary)
{
    text_append(out, "| problem |");
    for (size_t i = 0; i < summary->result_count; i++) {
        text_append(out, " ");
        escape_markdown(out, summary->results[i].label);
        text_append(out, " |");
    }
    text_append(out, "\n| --- |");
    for (size_t i = 0; i < summary->result_count; i++)
        text_append(out, " --- |");
    text_append(out, "\n");
}

static void append_table(struct text *out, const struct run_summary *summary, cell_writer *write)
{
    const struct suite *suite = summary->suite;

    append_table_head(out, summary);
    for (size_t p = 0; p < suite->problem_count; p++) {
        text_appendf(out, "| %s |", summary->suite_plan->problems[p].name);
        for (size_t i = 0; i < summary->result_count; i++) {
            write(out, suite, suite_result_of(suite, p, i));
            text_append(out, " |");
        }
        text_append(out, "\n");
    }
}

/* Whole, or with the half of a tie. */
static void write_rank(struct text *out, const struct suite *suite,
                       const struct suite_result *result)
{
    (void)suite;
    text_appendf(out, " %.3g", result->rank);
}

/* The share of runs that reach the tolerance is left out if all do. */
static void write_time(struct text *out, const struct suite *suite,
                       const struct suite_result *result)
{
    if (result->reached == 0)
        text_append(out, " –");
    else
        text_appendf(out, " %.1f", result->running_time);
    if (result->reached > 0 && result->reached < suite->runs)
        text_appendf(out, " (%.3g%%)", 100 * (double)result->reached / (double)suite->runs);
}

static void write_median(struct text *out, const struct suite *suite,
                         const struct suite_result *result)
{
    if (isfinite(result->median))
        text_appendf(out, " %.3g", result->median);
    else
        text_append(out, " diverged");
    if (result->diverged > 0)
        text_appendf(out, " (%.3g%%)", 100 * (double)result->diverged / (double)suite->runs);
}

static void append_ranks(struct text *out, const struct run_summary *summary)
{
    text_append(out, "\n## Ranks\n\nThe optimizers are ranked on each problem by their expected "
                     "running time; those that tie share the mean of their ranks, as do those "
                     "that solve none of its instances.\n\n");
    append_table(out, summary, write_rank);
    text_append(out, "| **mean rank** |");
    for (size_t i = 0; i < summary->result_count; i++)
        text_appendf(out, " **%.2f** |", summary->suite->mean_ranks[i]);
    text_append(out, "\n");
}

static void append_results(struct text *out, const struct run_summary *summary)
{
    const struct performance *profile = &summary->suite->profile;

    text_append(out,
                "\n## Results\n\nThe expected running time: the number of updates in all runs, "
                "each up to the update that reaches the tolerance or, if none does, up to the end, "
                "divided by the number of runs that reach it; – if there are none. In "
                "parentheses: the share of runs that reach the tolerance, if not all.\n\n");
    append_table(out, summary, write_time);
    text_append(out, "| **instances solved** |");
    for (size_t i = 0; i < summary->result_count; i++)
        text_appendf(out, " **%.1f%%** |", 100 * performance_share(profile, profile->count - 1, i));
    text_append(out, "\n\nThe median of f minus its minimum after the last update. In parentheses: "
                     "the share of runs that diverge, if any.\n\n");
    append_table(out, summary, write_median);
}

/* ---- Performance profiles -------------------------------------------------------------------- */

static void append_profile(struct text *out, const struct run_summary *summary,
                           enum document_use use, size_t *number)
{
    const struct performance *profile = &summary->suite->profile;

    text_append(out, "\n## Performance profiles\n\nA performance profile (Dolan and Moré, "
                     "Mathematical Programming 91, 2002, 201-213) gives, for each τ ≥ 1, the share "
                     "of instances that an optimizer solves with at most τ times the updates of "
                     "the best optimizer on that instance. At τ = 1, it is the share of instances "
                     "on which the optimizer is the best, alone or tied; at the right end, that of "
                     "all instances that it solves. Instances that no optimizer solves count as "
                     "unsolved for all.\n\n");
    text_append(out, "| optimizer | best | within twice the updates of the best | solved |\n"
                     "| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < summary->result_count; i++) {
        text_append(out, "| ");
        escape_markdown(out, summary->results[i].label);
        text_appendf(out, " | %.1f%% | %.1f%% | %.1f%% |\n", 100 * performance_share(profile, 0, i),
                     100 * performance_share_within(profile, 2, i),
                     100 * performance_share(profile, profile->count - 1, i));
    }
    for (size_t i = 0; i < summary->figure_count; i++)
        if (!summary->figures[i].is_thumbnail)
            document_figure(summary, &summary->figures[i], use, number, out);
}

/* ---- Tuning ---------------------------------------------------------------------------------- */

/* All tuned optimizers have the same number of settings, runs and seeds. */
static const struct tuned *first_tuned(const struct run_summary *summary)
{
    for (size_t i = 0; i < summary->result_count; i++)
        if (run_summary_tuned(summary, 0, i) != NULL)
            return run_summary_tuned(summary, 0, i);
    return NULL;
}

/* The best setting, with an asterisk if it is at an end of its range. */
static void append_setting(struct text *out, const struct tuned *tuned)
{
    struct text edges = {0};

    if (tuned == NULL) {
        text_append(out, " – |");
        return;
    }
    text_append(out, " ");
    tuning_section_setting(out, tuned);
    text_append(out, tuning_section_edges(tuned, &edges) ? " \\* |" : " |");
    out->failed = out->failed || edges.failed;
    text_free(&edges);
}

static const char *rule_of(const struct suite_plan *plan)
{
    return plan->criterion == CRITERION_FINAL
               ? "lowest median of the final values"
               : "shortest expected running time or, if none reaches the tolerance, with the "
                 "lowest median of the final values";
}

static void append_tuning(struct text *out, const struct run_summary *summary)
{
    const struct tuned *first = first_tuned(summary);

    if (first == NULL)
        return;
    unsigned long seed = first->plan.seed, last = seed + first->plan.runs - 1;
    text_appendf(out,
                 "\n## Tuning\n\nBefore the comparison, each tuned optimizer runs on each problem "
                 "with %zu settings, from %zu starting points each (seeds %lu to %lu) that are not "
                 "those of the comparison (seeds %lu to %lu). The setting with the %s is used in "
                 "the comparison.\n\n",
                 first->tuning.count, first->plan.runs, seed, last, seed - first->plan.runs,
                 seed - 1, rule_of(summary->suite_plan));
    append_table_head(out, summary);
    for (size_t p = 0; p < summary->suite->problem_count; p++) {
        text_appendf(out, "| %s |", summary->suite_plan->problems[p].name);
        for (size_t i = 0; i < summary->result_count; i++)
            append_setting(out, run_summary_tuned(summary, p, i));
        text_append(out, "\n");
    }
    text_append(out,
                "\nSettings marked with \\* are at an end of the range that was tried: a better "
                "one could be outside of it.\n");
}

/* ---- Problems -------------------------------------------------------------------------------- */

static void append_problem(struct text *out, const struct problem *problem)
{
    const struct bounds *b = &problem->domain;
    struct text objective = {0};

    notation_formula(&objective, problem->formula);
    text_appendf(out, "| %s | ", problem->name);
    escape_markdown(out, text_string(&objective));
    text_appendf(out, " | %g to %g | %g to %g | %.6g |\n", b->min[0], b->max[0], b->min[1],
                 b->max[1], problem->minimum);
    out->failed = out->failed || objective.failed;
    text_free(&objective);
}

/* Small figures, side by side on a page. */
static void append_thumbnails(struct text *out, const struct run_summary *summary,
                              enum document_use use, size_t *number)
{
    bool page = use == DOCUMENT_PAGE, any = false;

    for (size_t i = 0; i < summary->figure_count; i++) {
        if (!summary->figures[i].is_thumbnail)
            continue;
        if (!any)
            text_appendf(out,
                         "\nThe figures show the first run on each problem, with the seed %lu.\n%s",
                         (unsigned long)summary->suite_plan->seed,
                         page ? "\n<div class=\"thumbnails\">\n" : "");
        document_figure(summary, &summary->figures[i], use, number, out);
        any = true;
    }
    text_append(out, page && any ? "\n</div>\n" : "");
}

static void append_problems(struct text *out, const struct run_summary *summary,
                            enum document_use use, size_t *number)
{
    text_append(out, "\n## Problems\n\n| problem | f(x₁, x₂) | x₁ | x₂ | minimum |\n"
                     "| --- | --- | --- | --- | --- |\n");
    for (size_t p = 0; p < summary->suite->problem_count; p++)
        append_problem(out, &summary->suite_plan->problems[p]);
    append_thumbnails(out, summary, use, number);
}

void suite_report_body(const struct run_summary *summary, enum document_use use, struct text *out)
{
    size_t number = 0;

    append_ranks(out, summary);
    append_results(out, summary);
    append_profile(out, summary, use, &number);
    append_tuning(out, summary);
    append_problems(out, summary, use, &number);
    document_methods(summary, out);
    document_settings(summary, out);
}
