#include "report/ensemble_section.h"

#include "base/escape.h"
#include "optimize/statistics_text.h"
#include "report/conditions.h"
#include "report/explanation.h"
#include "report/seed_text.h"

/* ---- The outcomes ---------------------------------------------------------------------------- */

static void append_merged(struct text *out, const struct run_summary *summary)
{
    if (summary->merged == NULL)
        return;
    text_append(out, "The runs were computed in parts and merged. Their seeds are ");
    seed_text_append(out, summary->merged, summary->merged_count);
    text_append(out, ". The parts contain the outcomes of the runs, but not their iterations: the "
                     "quantiles of f after each iteration, and the figure that shows them, are "
                     "left out.\n\n");
}

static void append_median(struct text *out, const struct ensemble *ensemble)
{
    text_appendf(out, "%.4g", ensemble->final[ENSEMBLE_MEDIAN]);
    if (ensemble->has_median_interval)
        text_appendf(out, " (%.4g to %.4g)", ensemble->median_interval.low,
                     ensemble->median_interval.high);
}

static void append_values(struct text *out, const struct optimizer_result *result)
{
    const struct ensemble *ensemble = result->ensemble;

    text_append(out, "| ");
    escape_markdown(out, result->label);
    text_appendf(out, " | %.4g | %.4g | ", ensemble->mean, ensemble->final[ENSEMBLE_Q10]);
    append_median(out, ensemble);
    text_appendf(out, " | %.4g |\n", ensemble->final[ENSEMBLE_Q90]);
}

static void append_reached(struct text *out, const struct optimizer_result *result)
{
    const struct ensemble *ensemble = result->ensemble;

    text_append(out, "| ");
    escape_markdown(out, result->label);
    text_appendf(out, " | %zu: ", ensemble->reached);
    statistics_text_share_cell(out, ensemble->reached, ensemble->run_count);
    if (ensemble->reached > 0)
        text_appendf(out, " | %.6g", ensemble->running_time);
    else
        text_append(out, " | –");
    text_appendf(out, " | %zu |\n", ensemble->ended);
}

/* Two tables, since one would be too wide for a page. */
static void append_outcomes(struct text *out, const struct run_summary *summary)
{
    text_append(out, "| optimizer | mean | 10% quantile | median | 90% quantile |\n"
                     "| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < summary->result_count; i++)
        append_values(out, &summary->results[i]);
    text_append(out, "\n| optimizer | reached the tolerance | expected running time | diverged |\n"
                     "| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < summary->result_count; i++)
        append_reached(out, &summary->results[i]);
    text_append(out, "\n");
}

/* The meaning of the columns. */
static void append_definitions(struct text *out, const struct run_summary *summary)
{
    const struct ensemble *one = summary->results[0].ensemble;

    text_append(out, " The tolerance is ");
    text_append_readable(out, summary->tolerance);
    text_appendf(out, "; a run reaches it if f%s %s.",
                 summary->minimum_known && summary->minimum != 0 ? " minus its minimum" : "",
                 statistics_text_reach(one->criterion, 1));
    text_append(out, "\n\nIn parentheses are 95% confidence intervals: order-statistic intervals "
                     "of medians");
    if (!one->has_median_interval)
        text_appendf(out, " (none for fewer than %d runs)", STATISTICS_MEDIAN_LEAST);
    text_append(out, " and Wilson intervals of shares. The expected running time is the number of "
                     "updates in all runs, each up to the update that reaches the tolerance or, if "
                     "none does, up to the end, divided by the number of runs that reach it.\n");
}

/* ---- Pairs ----------------------------------------------------------------------------------- */

static void append_pair(struct text *out, const struct run_summary *summary,
                        const struct optimizer_pair *pair)
{
    const struct statistics_comparison *with = &pair->comparison;

    text_append(out, "| ");
    escape_markdown(out, summary->results[pair->first].label);
    text_append(out, " against ");
    escape_markdown(out, summary->results[pair->second].label);
    text_appendf(out, " | %zu | %zu | %zu | %+.3f | ", with->better, with->worse, with->ties,
                 with->effect);
    statistics_text_p(out, pair->corrected_p);
    text_append(out, " |\n");
}

/* How a run is better than another one. */
static void append_order(struct text *out, enum criterion criterion)
{
    if (criterion == CRITERION_FINAL)
        text_append(out, "if its final f is lower");
    else
        text_append(out, "if it reaches the tolerance in fewer updates, or if neither reaches it "
                         "and its final f is lower");
    text_append(out,
                criterion == CRITERION_FIRST
                    ? "; a run that diverges before it reaches the tolerance is worse than all "
                      "others"
                    : "; a run that diverges is worse than all others");
}

static void append_significant(struct text *out, const struct run_summary *summary)
{
    size_t significant = 0;

    for (size_t i = 0; i < summary->pair_count; i++)
        significant += summary->pairs[i].corrected_p < OPTIMIZER_PAIRS_LEVEL;
    if (summary->pair_count == 1)
        text_appendf(out, " The difference is %ssignificant at the 5%% level.",
                     significant > 0 ? "" : "not ");
    else if (significant == summary->pair_count)
        text_appendf(out,
                     " All %zu differences are significant at the 5%% level after this correction.",
                     significant);
    else
        text_appendf(out,
                     " %zu of the %zu differences %s significant at the 5%% level after this "
                     "correction.",
                     significant, summary->pair_count, significant == 1 ? "is" : "are");
}

static void append_pairs(struct text *out, const struct run_summary *summary)
{
    if (summary->pair_count == 0)
        return;
    text_append(out, "\n### Comparison with the same seeds\n\nA run of A is better than the run of "
                     "B with the same seed ");
    append_order(out, summary->results[0].ensemble->criterion);
    text_append(out, ".\n\n| A against B | A is better | B is better | equal | effect size | p |\n"
                     "| --- | --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < summary->pair_count; i++)
        append_pair(out, summary, &summary->pairs[i]);
    text_append(out, "\nThe effect size (Cliff's d) is the share of seeds with which A is better "
                     "minus that with which B is better, from −1 to 1. p is the p value of a "
                     "two-sided sign test, without the equal runs; it is corrected for the number "
                     "of comparisons with Holm's method.");
    append_significant(out, summary);
    text_append(out, "\n");
}

/* ---- All of it ------------------------------------------------------------------------------- */

void ensemble_section_append(struct text *out, const struct run_summary *summary)
{
    const struct ensemble *one = summary->results[0].ensemble;

    if (one == NULL)
        return;
    text_appendf(out, "\n## Many %s\n\nf minus %s (%.6g) after %zu iteration%s, for %zu runs",
                 summary->noise == NULL ? "starts" : "runs",
                 summary->minimum_known ? "its minimum" : "the lowest value found",
                 summary->minimum, one->points - 1, one->points == 2 ? "" : "s", one->run_count);
    conditions_of_runs(summary, out);
    text_append(out, ".\n\n");
    append_merged(out, summary);
    append_outcomes(out, summary);
    explanation_of_ensembles(summary, out);
    append_definitions(out, summary);
    append_pairs(out, summary);
}
