#include "report/tuning_section.h"

#include <math.h>

#include "base/escape.h"

/* Before item i of `count`: nothing, ", " or " and ". */
static const char *separator(size_t i, size_t count)
{
    return i == 0 ? "" : i + 1 == count ? " and " : ", ";
}

static const char *parameter_name(const struct tuned *tuned, size_t k)
{
    return method_parameter(&tuned->plan.method, tuned->plan.axes[k].parameter)->name;
}

/* ---- Phrases --------------------------------------------------------------------------------- */

void tuning_section_score(const struct tuning_score *score, enum criterion criterion,
                          double minimum, struct text *out)
{
    if (criterion != CRITERION_FINAL && score->reached > 0) {
        text_appendf(out, "%.4g update%s, %zu of %zu runs", score->runtime,
                     score->runtime == 1 ? "" : "s", score->reached, score->runs);
        return;
    }
    if (criterion != CRITERION_FINAL)
        text_appendf(out, "none of %zu runs, ", score->runs);
    if (isfinite(score->median))
        text_appendf(out, "median %.4g", fmax(score->median - minimum, 0));
    else
        text_append(out, "at least half diverge");
}

void tuning_section_setting(struct text *out, const struct tuned *tuned)
{
    struct method best = tuning_method(&tuned->plan, tuned->tuning.best);

    for (size_t k = 0; k < tuned->plan.axis_count; k++)
        text_appendf(out, "%s%s=%.6g", k == 0 ? "" : ", ", parameter_name(tuned, k),
                     best.parameters[tuned->plan.axes[k].parameter]);
}

bool tuning_section_edges(const struct tuned *tuned, struct text *out)
{
    bool any = false;

    for (size_t k = 0; k < tuned->plan.axis_count; k++) {
        enum tuning_edge edge = tuning_edge_of(&tuned->tuning, &tuned->plan, k);
        if (edge == TUNING_INSIDE)
            continue;
        text_appendf(out, any ? ", the best %s the %s" : "the best %s is the %s that was tried",
                     parameter_name(tuned, k), edge == TUNING_AT_LOWEST ? "smallest" : "largest");
        any = true;
    }
    return any;
}

/* ---- The section ----------------------------------------------------------------------------- */

/* The first tuned optimizer, or NULL. All have the same number of settings, runs and seeds. */
static const struct tuned *first_tuned(const struct run_summary *summary)
{
    for (size_t i = 0; i < summary->result_count; i++)
        if (summary->results[i].tuned != NULL)
            return summary->results[i].tuned;
    return NULL;
}

bool tuning_section_is_needed(const struct run_summary *summary)
{
    return first_tuned(summary) != NULL;
}

/* Those that were not tuned are named. */
static void append_optimizers(struct text *out, const struct run_summary *summary)
{
    size_t count = 0, listed = 0;

    for (size_t i = 0; i < summary->result_count; i++)
        count += summary->results[i].tuned == NULL;
    text_append(out, summary->result_count == 1 ? "The optimizer" : "Each optimizer");
    for (size_t i = 0; i < summary->result_count; i++) {
        if (summary->results[i].tuned != NULL)
            continue;
        text_append(out, listed == 0 ? " except " : separator(listed, count));
        escape_markdown(out, summary->results[i].label);
        listed++;
    }
}

static void append_seeds(struct text *out, const struct tuning_plan *plan, bool tuning)
{
    unsigned long first = (unsigned long)plan->seed - (tuning ? 0 : plan->runs);

    text_appendf(out, "%lu to %lu", first, first + plan->runs - 1);
}

static void append_criterion(struct text *out, const struct run_summary *summary,
                             enum criterion criterion)
{
    bool above = summary->minimum_known && summary->minimum != 0;

    if (criterion == CRITERION_FINAL) {
        text_appendf(out, "the lowest median of f%s after the last iteration",
                     above ? " minus its minimum" : "");
        return;
    }
    text_appendf(
        out,
        "the shortest expected running time: the number of updates in all runs, each until "
        "f%s %s ",
        above ? " minus its minimum" : "",
        criterion == CRITERION_FIRST ? "is first below" : "stays below");
    text_append_readable(out, summary->tolerance);
    text_append(out, " or the run ends, divided by the number of runs that reach this tolerance");
}

static void append_method(struct text *out, const struct run_summary *summary,
                          const struct tuning_plan *plan)
{
    append_optimizers(out, summary);
    text_appendf(
        out, " was tuned with %zu settings. Every setting was tried in the same %zu runs, seeds ",
        tuning_count(plan), plan->runs);
    append_seeds(out, plan, true);
    text_append(out, ". The best is the one with ");
    append_criterion(out, summary, plan->criterion);
    text_append(out, ". ");
    text_append(out, "The comparison uses other runs, seeds ");
    append_seeds(out, plan, false);
    text_append(out, ", since settings look better than they are in the runs for which they were "
                     "chosen.\n\n");
}

static void append_ranges(struct text *out, const struct tuned *tuned)
{
    for (size_t k = 0; k < tuned->plan.axis_count; k++) {
        const struct sweep_axis *axis = &tuned->plan.axes[k];
        text_appendf(out, "%s%s: %zu from ", k == 0 ? "" : "; ", parameter_name(tuned, k),
                     axis->count);
        text_append_readable(out, axis->low);
        text_append(out, " to ");
        text_append_readable(out, axis->high);
        text_append(out, axis->logarithmic ? " (log)" : "");
    }
}

static void append_row(struct text *out, const struct run_summary *summary,
                       const struct optimizer_result *result, enum criterion criterion)
{
    const struct tuned *tuned = result->tuned;

    text_append(out, "| ");
    escape_markdown(out, result->label);
    text_append(out, " | ");
    if (tuned == NULL) {
        text_append(out, "not tuned | – | – | ");
    } else {
        append_ranges(out, tuned);
        text_append(out, " | ");
        tuning_section_setting(out, tuned);
        text_append(out, " | ");
        tuning_section_score(&tuned->tuning.scores[tuned->tuning.best], criterion, summary->minimum,
                             out);
        text_append(out, " | ");
    }
    tuning_section_score(result->compared, criterion, summary->minimum, out);
    text_append(out, " |\n");
}

/* What a reader should know of the best setting. */
static void append_remarks(struct text *out, const struct optimizer_result *result,
                           enum criterion criterion)
{
    const struct tuning *tuning = &result->tuned->tuning;
    const struct tuning_score *best = &tuning->scores[tuning->best];

    if (criterion != CRITERION_FINAL && best->reached == 0) {
        text_append(out, " No setting of ");
        escape_markdown(out, result->label);
        text_append(out,
                    " reaches the tolerance in any run, so the one with the lowest median of f "
                    "is the best.");
    }
    if (tuning->ties > 1) {
        text_appendf(out, " Of %zu equally good settings of ", tuning->ties);
        escape_markdown(out, result->label);
        text_append(out, ", the first within the ranges is used.");
    }
    struct text edges = {0};
    if (tuning_section_edges(result->tuned, &edges)) {
        text_append(out, " With ");
        escape_markdown(out, result->label);
        text_appendf(out, ", %s: a wider range may contain a better one.", text_string(&edges));
    }
    out->failed = out->failed || edges.failed;
    text_free(&edges);
}

void tuning_section_append(const struct run_summary *summary, struct text *out)
{
    const struct tuned *first = first_tuned(summary);
    struct text remarks = {0};

    if (first == NULL)
        return;
    enum criterion criterion = first->plan.criterion;
    text_append(out, "\n## Tuning\n\n");
    append_method(out, summary, &first->plan);
    text_append(out, "| optimizer | tried | best setting | tuning, seeds ");
    append_seeds(out, &first->plan, true);
    text_append(out, " | comparison, seeds ");
    append_seeds(out, &first->plan, false);
    text_append(out, " |\n| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < summary->result_count; i++) {
        append_row(out, summary, &summary->results[i], criterion);
        if (summary->results[i].tuned != NULL)
            append_remarks(&remarks, &summary->results[i], criterion);
    }
    if (remarks.length > 0)
        text_appendf(out, "\n%s\n", text_string(&remarks) + 1);
    out->failed = out->failed || remarks.failed;
    text_free(&remarks);
}
