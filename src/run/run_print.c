#include "run/run_print.h"

#include <math.h>
#include <string.h>

#include "base/unicode.h"
#include "optimize/statistics_text.h"
#include "report/convergence.h"
#include "report/tuning_section.h"
#include "run/documents.h"
#include "run/numpy_text.h"
#include "run/suite_print.h"

static void append_point(struct text *out, const double x[])
{
    text_append(out, "f(");
    numpy_text_append_array(out, x, 2);
    text_append(out, ")");
}

/* The lines that the tutorial's Python prints, byte for byte, followed by those it does not print.
 */
static void append_only(const struct run_options *options, const struct trajectory *trajectory,
                        struct text *out)
{
    size_t last = trajectory->count - 1;

    for (size_t t = 1; t <= last && !options->quiet; t++) {
        text_appendf(out, ">%zu ", t - 1);
        append_point(out, trajectory_point(trajectory, t));
        text_append(out, " = ");
        numpy_text_append_fixed(out, trajectory->f[t], 5);
        text_append(out, "\n");
    }
    text_append(out, trajectory->diverged ? "Stopped early.\n" : "Done!\n");
    append_point(out, trajectory_point(trajectory, last));
    text_append(out, " = ");
    numpy_text_append_fixed(out, trajectory->f[last], 6);
    text_appendf(out, "\nf = %.8g at the end; ", trajectory->f[last]);
    convergence_append(out, trajectory, run_options_threshold(options), "is");
    text_append(out, problem_minimum_known(options->problem) ? "\n"
                                                             : "; the " CONVERGENCE_ABSOLUTE "\n");
}

static void append_several(const struct run_options *options, const struct results *results,
                           struct text *out)
{
    for (size_t i = 0; i < results->count; i++) {
        const struct trajectory *trajectory = &results->trajectories[i];
        size_t last = trajectory->count - 1;
        text_appendf(out, "%s: ", results->list[i].label);
        append_point(out, trajectory_point(trajectory, last));
        text_appendf(out, " = %.8g%s; ", trajectory->f[last],
                     trajectory->diverged ? ", stopped early" : "");
        convergence_append(out, trajectory, run_options_threshold(options), "is");
        text_append(out, "\n");
    }
    if (!problem_minimum_known(options->problem))
        text_append(out, "The " CONVERGENCE_ABSOLUTE "\n");
}

static void append_ensemble(const struct ensemble *ensemble, struct text *out)
{
    text_appendf(out, "%zu runs: final f - fmin has mean %.6g, median %.6g", ensemble->run_count,
                 ensemble->mean, ensemble->final[ENSEMBLE_MEDIAN]);
    if (ensemble->has_median_interval)
        statistics_text_interval(out, &ensemble->median_interval, 6);
    text_appendf(out, ", 10th to 90th percentile %.6g to %.6g; ", ensemble->final[ENSEMBLE_Q10],
                 ensemble->final[ENSEMBLE_Q90]);
    statistics_text_share(out, ensemble->reached, ensemble->run_count, " of the runs");
    text_appendf(out, " %s", statistics_text_reach(ensemble->criterion, 2));
    if (ensemble->reached > 0)
        text_appendf(out, "; expected running time %.6g update%s", ensemble->running_time,
                     ensemble->running_time == 1 ? "" : "s");
    if (ensemble->ended > 0)
        text_appendf(out, "; %zu diverged", ensemble->ended);
    text_append(out, "\n");
}

static void append_ensembles(const struct results *results, struct text *out)
{
    for (size_t i = 0; i < results->count; i++) {
        text_appendf(out, "%s, ", results->list[i].label);
        append_ensemble(&results->ensembles[i], out);
    }
}

static void append_seeds(struct text *out, const struct run_options *options, size_t first)
{
    unsigned long seed = (unsigned long)options->seed + first;

    text_appendf(out, "seeds %lu to %lu: ", seed, seed + options->study.runs - 1);
}

static void append_edges(const struct optimizer_result *result, struct text *out)
{
    struct text edges = {0};

    if (tuning_section_edges(result->tuned, &edges))
        text_appendf(out, "%s: %s; a wider range may contain a better one\n", result->label,
                     text_string(&edges));
    out->failed = out->failed || edges.failed;
    text_free(&edges);
}

/* The best settings, with their results in tuning and in the comparison. */
static void append_tuning(const struct run_options *options, const struct results *results,
                          struct text *out)
{
    enum criterion criterion = options->study.criterion;
    const char *what = criterion == CRITERION_FINAL ? "" : "expected running time ";

    for (size_t i = 0; i < results->count; i++) {
        const struct optimizer_result *result = &results->list[i];
        const struct tuned *tuned = result->tuned;
        if (tuned == NULL) {
            text_appendf(out, "%s, not tuned; %sin the comparison, ", result->label, what);
        } else {
            text_appendf(out, "%s, best of %zu settings; %sin tuning, ", result->label,
                         tuned->tuning.count, what);
            append_seeds(out, options, options->study.runs);
            tuning_section_score(&tuned->tuning.scores[tuned->tuning.best], criterion,
                                 results->minimum, out);
            text_append(out, "; in the comparison, ");
        }
        append_seeds(out, options, 0);
        tuning_section_score(result->compared, criterion, results->minimum, out);
        text_append(out, "\n");
        if (tuned != NULL)
            append_edges(result, out);
    }
}

static void append_sweep(const struct results *results, struct text *out)
{
    const struct sweep *sweep = &results->sweep;
    const struct sweep_plan *plan = &results->plan;
    const struct outcome *best = &sweep->cells[sweep->best];

    if (!sweep->has_best) {
        text_appendf(out, "All %zu settings diverged.\n", sweep->counts[0] * sweep->counts[1]);
        return;
    }
    text_appendf(out, "Best of %zu settings:", sweep->counts[0] * sweep->counts[1]);
    for (size_t k = 0; k < plan->axis_count; k++)
        text_appendf(out, " %s=%.10g",
                     method_parameter(&plan->method, plan->axes[k].parameter)->name,
                     sweep_cell_value(plan, sweep->best, k));
    if (best->first == OUTCOME_NEVER)
        text_append(out, ", never below the tolerance");
    else if (best->stays == OUTCOME_NEVER)
        text_appendf(out, ", below the tolerance at iteration %d, but not at the end", best->first);
    else if (best->stays == best->first)
        text_appendf(out, ", below the tolerance from iteration %d on", best->first);
    else
        text_appendf(out,
                     ", first below the tolerance at iteration %d, and consistently from "
                     "iteration %d on",
                     best->first, best->stays);
    text_appendf(out, "; f = %.8g at the end\n", best->value);
}

/* The minima that are listed. */
#define MOST_MINIMA 8

/* "22.1% reach the minimum at (3, 2), 26.9% that at (-2.8, 3.1), 51.0% one of 9 others" */
static void append_minima(struct text *out, const struct basins *basins)
{
    const char *before = "";
    size_t others = 0;

    for (size_t k = 0; k < basins->minima_count; k++) {
        const struct basins_minimum *minimum = &basins->minima[k];
        if (k >= MOST_MINIMA)
            others += minimum->starts;
        if (k >= MOST_MINIMA || minimum->starts == 0)
            continue;
        text_append(out, before);
        basins_append_share(out, basins, minimum->starts);
        text_appendf(out, " %s at (%.6g, %.6g)", *before == '\0' ? "reach the minimum" : "that",
                     minimum->x[0], minimum->x[1]);
        before = ", ";
    }
    if (others > 0) {
        text_append(out, before);
        basins_append_share(out, basins, others);
        text_appendf(out, "%s one of %zu others", *before == '\0' ? " reach" : "",
                     basins->minima_count - MOST_MINIMA);
    }
}

static void append_basins(const struct results *results, struct text *out)
{
    const struct basins *basins = &results->basins;
    size_t all = basins->side * basins->side;
    size_t reached = all - basins->none - basins->diverged;

    text_appendf(out, "Of %zu starts, ", all);
    if (reached > 0)
        append_minima(out, basins);
    else
        text_append(out, "none reaches a minimum");
    if (basins->none > 0 && reached > 0) {
        text_append(out, "; ");
        basins_append_share(out, basins, basins->none);
        text_append(out, " end at no minimum");
    }
    if (basins->diverged > 0) {
        text_append(out, "; ");
        basins_append_share(out, basins, basins->diverged);
        text_append(out, " diverge");
    }
    text_append(out, "\n");
}

/* The path of the report or, without one, of the directory of the images, relative to the working
 * directory. */
static void append_path(const char *label, const struct run_options *options, const char *name,
                        struct text *out)
{
    const char *output = options->output;
    size_t length = strlen(output);
    struct text path = {0};

    text_appendf(&path, "%s%s%s", output, length > 0 && output[length - 1] == '/' ? "" : "/", name);
    text_append(out, label);
    unicode_printable(out, text_string(&path));
    text_append(out, "\n");
    out->failed = out->failed || path.failed;
    text_free(&path);
}

static void append_place(const struct run_options *options, struct text *out)
{
    if (options->only_documents)
        append_path("Figures: ", options, options->images, out);
    else
        append_path("Report: ", options, document_names[REPORT_HTML], out);
    if (options->explore)
        append_path("Explore: ", options, document_names[EXPLORE_HTML], out);
}

/* The advice depends on why the search ended. */
static void advise(const struct run_options *options, const struct optimizer_result *result,
                   struct text *out)
{
    const struct optimizer *optimizer = result->method->optimizer;
    const struct trajectory *trajectory = result->trajectory;

    switch (trajectory->end) {
    case SEARCH_NO_GRADIENT:
        text_appendf(out,
                     "stopped at iteration %zu: the gradient is not finite; the iterations before "
                     "it were written; choose another --start",
                     trajectory->count - 1);
        break;
    case SEARCH_OVERFLOW:
        text_appendf(
            out,
            "stopped at iteration %zu: %s overflowed because the gradient is too large; the "
            "iterations before it were written; divide the objective by a large number%s",
            trajectory->count - 1, trajectory->overflowed,
            options->noise.given ? ", or use less --noise" : "");
        break;
    default:
        text_appendf(out,
                     "diverged at iteration %zu (NaN or infinity); the iterations before it were "
                     "written; try a smaller --alpha",
                     trajectory->count - 1);
        if (optimizer_parameter_find(optimizer, "epsilon") < optimizer->parameter_count)
            text_append(out, " or a larger --epsilon");
    }
}

/* A line on the noise, if there is any. */
static void append_noise(const struct run_options *options, struct text *out)
{
    if (!options->noise.given)
        return;
    text_append(out, "Each partial derivative has ");
    noise_describe(&options->noise.noise, out);
    text_appendf(out, " (seed %lu); f has none\n", (unsigned long)options->seed);
}

static enum status fail_diverged(const struct run_options *options, const struct results *results,
                                 size_t i, struct error *error)
{
    const struct optimizer_result *result = &results->list[i];
    struct text why = {0};

    if (results->count > 1)
        text_appendf(&why, "%s: ", result->label);
    advise(options, result, &why);
    enum status status = text_check(&why, error);
    if (status == STATUS_OK)
        status = error_set(error, STATUS_FAILED, "%s", text_string(&why));
    text_free(&why);
    return status;
}

static void append_removed(const struct results *results, struct text *out)
{
    const char *line = text_string(&results->removed);

    for (size_t length; (length = strcspn(line, "\n")) > 0; line += length + 1)
        text_appendf(out, "removed %.*s (left from an earlier run)\n", (int)length, line);
    out->failed = out->failed || results->removed.failed;
}

enum status run_print(const struct run_options *options, const struct results *results,
                      FILE *stream, struct error *error)
{
    struct text out = {0};

    if (options->suite)
        suite_print_append(results, &out);
    else if (results->count == 1)
        append_only(options, &results->trajectories[0], &out);
    else
        append_several(options, results, &out);
    append_noise(options, &out);
    if (options->study.runs > 0 && !options->suite)
        append_ensembles(results, &out);
    if (options->methods.tune_count > 0 && !options->suite)
        append_tuning(options, results, &out);
    if (options->study.swept)
        append_sweep(results, &out);
    if (options->study.basins > 0)
        append_basins(results, &out);
    if (!options->quiet) {
        append_removed(results, &out);
        append_place(options, &out);
    }
    enum status status = text_check(&out, error);
    if (status == STATUS_OK)
        fwrite(text_string(&out), 1, out.length, stream); /* main checks the stream for errors */
    text_free(&out);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < results->count; i++)
        if (results->trajectories[i].diverged) /* of a suite, there are none here */
            return fail_diverged(options, results, i, error);
    return STATUS_OK;
}
