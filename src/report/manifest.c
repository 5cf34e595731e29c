#include "report/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/json_writer.h"

/* Members are written in the order of their names, so that additional members in other runs do not
 * move the rest. */

static void write_reals(struct json_writer *json, const char *name, const double values[],
                        size_t count)
{
    json_open_array(json, name);
    for (size_t i = 0; i < count; i++)
        json_write_real(json, NULL, values[i]);
    json_close_array(json);
}

static void write_texts(struct json_writer *json, const char *name, const char *const texts[],
                        size_t count)
{
    json_open_array(json, name);
    for (size_t i = 0; i < count; i++)
        json_write_string(json, NULL, texts[i]);
    json_close_array(json);
}

/* ---- Parameters ------------------------------------------------------------------------------ */

/* The name of the i-th entry of a list in the summary. */
typedef const char *name_at(const struct run_summary *summary, size_t i);

/* The index of the next name after `last` in sorted order or, if `last` is NULL, of the first one;
 * `count` at the end. For short lists of distinct names. */
static size_t find_next(const struct run_summary *summary, name_at *name, size_t count,
                        const char *last)
{
    size_t next = count;

    for (size_t i = 0; i < count; i++)
        if ((last == NULL || strcmp(name(summary, i), last) > 0) &&
            (next == count || strcmp(name(summary, i), name(summary, next)) < 0))
            next = i;
    return next;
}

static void write_parameter(struct json_writer *json, const struct parameter *parameter)
{
    const char *name = parameter->name;

    switch (parameter->kind) {
    case PARAMETER_REALS:
        if (parameter->count == 1)
            json_write_real(json, name, parameter->reals[0]);
        else
            write_reals(json, name, parameter->reals, parameter->count);
        break;
    case PARAMETER_WHOLE:
        json_write_whole(json, name, parameter->whole);
        break;
    case PARAMETER_TEXT:
        json_write_string(json, name, parameter->text);
        break;
    case PARAMETER_TEXTS:
        write_texts(json, name, parameter->texts, parameter->count);
        break;
    default:
        json_write_bool(json, name, parameter->flag);
        break;
    }
}

static const char *parameter_name(const struct run_summary *summary, size_t i)
{
    return summary->parameters[i].name;
}

static void write_parameters(struct json_writer *json, const char *name,
                             const struct run_summary *summary)
{
    size_t count = summary->parameter_count;

    json_open_object(json, name);
    for (size_t i = find_next(summary, parameter_name, count, NULL); i < count;
         i = find_next(summary, parameter_name, count, summary->parameters[i].name))
        write_parameter(json, &summary->parameters[i]);
    json_close_object(json);
}

enum status manifest_parameters(const struct run_summary *summary, struct text *out,
                                struct error *error)
{
    struct json_writer json = json_writer(out, false);

    write_parameters(&json, NULL, summary);
    return text_check(out, error);
}

/* ---- Results --------------------------------------------------------------------------------- */

static void write_iteration(struct json_writer *json, const char *name, bool found,
                            size_t iteration)
{
    if (found)
        json_write_whole(json, name, iteration);
    else
        json_write_null(json, name);
}

static void write_result(struct json_writer *json, const struct run_summary *summary,
                         const struct trajectory *t)
{
    size_t last = t->count - 1, first = 0, final = 0;
    bool reached = trajectory_first_below(t, summary->threshold, &first);
    bool stays = trajectory_stays_below(t, summary->threshold, &final);

    json_open_object(json, MANIFEST_RESULT);
    write_iteration(json, "below_from_iteration", stays, final);
    json_write_bool(json, "diverged", t->diverged);
    write_reals(json, "final_point", trajectory_point(t, last), t->variables);
    json_write_real(json, "final_value", t->f[last]);
    write_iteration(json, "first_iteration_below", reached, first);
    json_write_whole(json, "iterations", last);
    json_write_real(json, "tolerance", summary->tolerance);
    json_close_object(json);
}

static void write_interval(struct json_writer *json, const char *name,
                           const struct statistics_interval *interval)
{
    write_reals(json, name, (double[]){interval->low, interval->high}, 2);
}

static void write_ensemble(struct json_writer *json, const struct ensemble *ensemble)
{
    json_open_object(json, "ensemble");
    json_write_whole(json, "diverged", ensemble->ended);
    json_write_real(json, "expected_running_time", ensemble->running_time);
    json_write_real(json, "mean", ensemble->mean);
    json_write_real(json, "median", ensemble->final[ENSEMBLE_MEDIAN]);
    if (ensemble->has_median_interval)
        write_interval(json, "median_interval", &ensemble->median_interval);
    else
        json_write_null(json, "median_interval");
    json_write_real(json, "quantile_10", ensemble->final[ENSEMBLE_Q10]);
    json_write_real(json, "quantile_25", ensemble->final[ENSEMBLE_Q25]);
    json_write_real(json, "quantile_75", ensemble->final[ENSEMBLE_Q75]);
    json_write_real(json, "quantile_90", ensemble->final[ENSEMBLE_Q90]);
    json_write_whole(json, "reached", ensemble->reached);
    struct statistics_interval share = statistics_share(ensemble->reached, ensemble->run_count);
    write_interval(json, "reached_interval", &share);
    json_write_whole(json, "runs", ensemble->run_count);
    json_close_object(json);
}

/* Every two optimizers, in the order of the command line. */
static void write_comparisons(struct json_writer *json, const struct run_summary *summary)
{
    json_open_array(json, MANIFEST_COMPARISONS);
    for (size_t i = 0; i < summary->pair_count; i++) {
        const struct optimizer_pair *pair = &summary->pairs[i];
        const struct statistics_comparison *with = &pair->comparison;
        json_open_object(json, NULL);
        json_write_string(json, "a", summary->results[pair->first].column);
        json_write_whole(json, "a_better", with->better);
        json_write_string(json, "b", summary->results[pair->second].column);
        json_write_whole(json, "b_better", with->worse);
        json_write_real(json, "corrected_p", pair->corrected_p);
        json_write_real(json, "effect_size", with->effect);
        json_write_whole(json, "equal", with->ties);
        json_write_real(json, "p", with->p);
        json_close_object(json);
    }
    json_close_array(json);
}

/* The index of the axis whose parameter has the next name after `last` in sorted order; the number
 * of axes at the end. */
static size_t find_next_axis(const struct tuning_plan *plan, const char *last)
{
    const char *found = NULL;
    size_t next = plan->axis_count;

    for (size_t k = 0; k < plan->axis_count; k++) {
        const char *name = method_parameter(&plan->method, plan->axes[k].parameter)->name;
        if ((last != NULL && strcmp(name, last) <= 0) || (found != NULL && strcmp(name, found) > 0))
            continue;
        found = name;
        next = k;
    }
    return next;
}

static void write_tuned_setting(struct json_writer *json, const struct tuned *tuned)
{
    const struct tuning_plan *plan = &tuned->plan;
    struct method best = tuning_method(plan, tuned->tuning.best);
    const char *name = NULL;

    json_open_object(json, "best");
    for (size_t k = find_next_axis(plan, NULL); k < plan->axis_count;
         k = find_next_axis(plan, name)) {
        size_t parameter = plan->axes[k].parameter;
        name = method_parameter(&best, parameter)->name;
        json_write_real(json, name, best.parameters[parameter]);
    }
    json_close_object(json);
}

static void write_tuning(struct json_writer *json, const struct tuned *tuned)
{
    const struct tuning_score *score = &tuned->tuning.scores[tuned->tuning.best];

    json_open_object(json, "tuning");
    write_tuned_setting(json, tuned);
    json_write_whole(json, "diverged", score->diverged);
    json_write_real(json, "expected_running_time", score->runtime);
    json_write_real(json, "median", score->median);
    json_write_whole(json, "reached", score->reached);
    json_write_whole(json, "runs", score->runs);
    json_write_whole(json, "seed", tuned->plan.seed);
    json_write_whole(json, "settings", tuned->tuning.count);
    json_close_object(json);
}

static const char *column_name(const struct run_summary *summary, size_t i)
{
    return summary->results[i].column;
}

static void write_optimizer(struct json_writer *json, const struct run_summary *summary,
                            const struct optimizer_result *result)
{
    json_open_object(json, result->column);
    if (result->ensemble != NULL)
        write_ensemble(json, result->ensemble);
    json_write_string(json, "label", result->label);
    write_result(json, summary, result->trajectory);
    if (result->tuned != NULL)
        write_tuning(json, result->tuned);
    json_close_object(json);
}

/* The optimizers, by the names of their columns. */
static void write_optimizers(struct json_writer *json, const struct run_summary *summary)
{
    size_t count = summary->result_count;

    json_open_object(json, MANIFEST_OPTIMIZERS);
    for (size_t i = find_next(summary, column_name, count, NULL); i < count;
         i = find_next(summary, column_name, count, summary->results[i].column))
        write_optimizer(json, summary, &summary->results[i]);
    json_close_object(json);
}

/* The values of the axes at the best setting, in the order of the names. */
static void write_setting(struct json_writer *json, const struct run_summary *summary)
{
    const struct sweep_plan *plan = summary->sweep_plan;
    size_t count = plan->axis_count;
    const char *names[2];

    for (size_t k = 0; k < count; k++)
        names[k] = method_parameter(&plan->method, plan->axes[k].parameter)->name;
    size_t first = count == 2 && strcmp(names[0], names[1]) > 0;
    json_open_object(json, "best");
    for (size_t i = 0; i < count; i++) {
        size_t k = i == 0 ? first : 1 - first;
        json_write_real(json, names[k], sweep_cell_value(plan, summary->sweep->best, k));
    }
    json_close_object(json);
}

static void write_sweep(struct json_writer *json, const struct run_summary *summary)
{
    const struct sweep *sweep = summary->sweep;
    const struct outcome *best = &sweep->cells[sweep->best];

    json_open_object(json, MANIFEST_SWEEP);
    if (sweep->has_best) {
        write_iteration(json, "below_from_iteration", best->stays != OUTCOME_NEVER,
                        (size_t)best->stays);
        write_setting(json, summary);
        json_write_real(json, "final_value", best->value);
        write_iteration(json, "first_iteration_below", best->first != OUTCOME_NEVER,
                        (size_t)best->first);
    } else {
        json_write_null(json, "best");
    }
    json_write_whole(json, "settings", sweep->counts[0] * sweep->counts[1]);
    json_close_object(json);
}

static void write_basins(struct json_writer *json, const struct basins *basins)
{
    json_open_object(json, MANIFEST_BASINS);
    json_write_whole(json, "diverged", basins->diverged);
    json_open_array(json, "minima");
    for (size_t k = 0; k < basins->minima_count; k++) {
        json_open_object(json, NULL);
        json_write_real(json, "f", basins->minima[k].f);
        json_write_bool(json, "found", basins->minima[k].is_found);
        json_write_whole(json, "starts", basins->minima[k].starts);
        write_reals(json, "x", basins->minima[k].x, 2);
        json_close_object(json);
    }
    json_close_array(json);
    json_write_whole(json, "none", basins->none);
    json_write_whole(json, "starts", basins->side * basins->side);
    json_close_object(json);
}

/* The seeds of a merged ensemble. */
static void write_merged(struct json_writer *json, const struct run_summary *summary)
{
    json_open_array(json, MANIFEST_MERGED);
    for (size_t i = 0; i < summary->merged_count; i++) {
        json_open_object(json, NULL);
        json_write_whole(json, MANIFEST_MERGED_RUNS, summary->merged[i].count);
        json_write_whole(json, MANIFEST_MERGED_SEED, summary->merged[i].first);
        json_close_object(json);
    }
    json_close_array(json);
}

/* ---- Suites ---------------------------------------------------------------------------------- */

static const char *suite_problem_name(const struct run_summary *summary, size_t i)
{
    return summary->suite_plan->problems[i].name;
}

static void write_suite_result(struct json_writer *json, const char *name,
                               const struct suite_result *result, const struct tuned *tuned)
{
    json_open_object(json, name);
    json_write_whole(json, "diverged", result->diverged);
    json_write_real(json, "median_excess", result->median);
    json_write_real(json, "rank", result->rank);
    json_write_whole(json, "reached", result->reached);
    json_write_real(json, "running_time", result->running_time);
    if (tuned != NULL)
        write_tuning(json, tuned);
    json_close_object(json);
}

static void write_suite_problem(struct json_writer *json, const struct run_summary *summary,
                                size_t problem)
{
    size_t count = summary->result_count;

    json_open_object(json, suite_problem_name(summary, problem));
    for (size_t i = find_next(summary, column_name, count, NULL); i < count;
         i = find_next(summary, column_name, count, summary->results[i].column))
        write_suite_result(json, summary->results[i].column,
                           suite_result_of(summary->suite, problem, i),
                           run_summary_tuned(summary, problem, i));
    json_close_object(json);
}

static void write_suite_optimizers(struct json_writer *json, const struct run_summary *summary)
{
    size_t count = summary->result_count;

    json_open_object(json, MANIFEST_OPTIMIZERS);
    for (size_t i = find_next(summary, column_name, count, NULL); i < count;
         i = find_next(summary, column_name, count, summary->results[i].column)) {
        json_open_object(json, summary->results[i].column);
        json_write_string(json, "label", summary->results[i].label);
        json_write_real(json, "mean_rank", summary->suite->mean_ranks[i]);
        json_write_whole(json, "solved", performance_solved(&summary->suite->profile, i));
        json_close_object(json);
    }
    json_close_object(json);
}

static void write_suite(struct json_writer *json, const struct run_summary *summary)
{
    const struct performance *profile = &summary->suite->profile;
    size_t count = summary->suite->problem_count;

    json_open_object(json, MANIFEST_SUITE);
    json_write_whole(json, "instances", profile->instances);
    write_suite_optimizers(json, summary);
    json_open_object(json, "problems");
    for (size_t i = find_next(summary, suite_problem_name, count, NULL); i < count;
         i = find_next(summary, suite_problem_name, count, suite_problem_name(summary, i)))
        write_suite_problem(json, summary, i);
    json_close_object(json);
    json_write_whole(json, "unsolved", profile->unsolved);
    json_close_object(json);
}

/* ---- Problem, renderer, files ---------------------------------------------------------------- */

static void write_problem(struct json_writer *json, const struct run_summary *summary)
{
    const struct bounds *b = &summary->bounds;
    const struct problem *problem = summary->problem;

    json_open_object(json, MANIFEST_PROBLEM);
    write_reals(json, "bounds", (double[]){b->min[0], b->max[0], b->min[1], b->max[1]}, 4);
    json_write_string(json, "formula", problem->formula);
    json_open_array(json, "minima");
    for (size_t i = 0; i < problem->minima_count; i++)
        write_reals(json, NULL, problem->minima[i], problem->variables);
    json_close_array(json);
    json_write_string(json, "name", problem->name);
    json_close_object(json);
}

static void write_renderer(struct json_writer *json, const struct run_summary *summary)
{
    if (*summary->gnuplot == '\0') {
        json_write_null(json, MANIFEST_RENDERER);
        return;
    }
    json_open_object(json, MANIFEST_RENDERER);
    json_write_string(json, MANIFEST_FONT, summary->font);
    json_write_string(json, MANIFEST_FONT_DIGEST, summary->font_digest);
    json_write_string(json, MANIFEST_GNUPLOT, summary->gnuplot);
    json_close_object(json);
}

/* The names in a text of manifest_source(). */
static void write_names(struct json_writer *json, const char *parts)
{
    json_open_array(json, MANIFEST_FILE_SOURCES);
    while (*parts != '\0') {
        const char *name = parts + DIGEST_SIZE - 1 + strlen("  "), *end = strchr(name, '\n');
        json_write_bytes(json, NULL, name, (size_t)(end - name));
        parts = end + 1;
    }
    json_close_array(json);
}

/* Members that do not apply to a file are omitted. */
static void write_file(struct json_writer *json, const struct output_file *file)
{
    bool image = file->width > 0;

    json_open_object(json, NULL);
    if (image) {
        json_write_string(json, MANIFEST_FILE_ALTERNATIVE, file->alternative);
        json_write_string(json, MANIFEST_FILE_CAPTION, file->caption);
        json_write_whole(json, MANIFEST_FILE_HEIGHT, file->height);
    }
    if (file->kept)
        json_write_bool(json, MANIFEST_FILE_KEPT, true);
    json_write_string(json, MANIFEST_FILE_KIND, file->kind);
    if (*file->module != '\0')
        json_write_string(json, MANIFEST_FILE_MODULE, file->module);
    json_write_string(json, MANIFEST_FILE_NAME, file->name);
    json_write_string(json, MANIFEST_FILE_DIGEST, file->digest);
    json_write_whole(json, MANIFEST_FILE_SIZE, file->size);
    if (*file->source != '\0')
        json_write_string(json, MANIFEST_FILE_SOURCE, file->source);
    if (file->parts != NULL)
        write_names(json, file->parts);
    if (image) {
        json_write_string(json, MANIFEST_FILE_THEME, file->theme);
        json_write_whole(json, MANIFEST_FILE_WIDTH, file->width);
    }
    json_close_object(json);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct output_file *)a)->name, ((const struct output_file *)b)->name);
}

/* The files in the order of their names; NULL if out of memory. The caller frees the list. */
static struct output_file *sort(const struct output_file files[], size_t count)
{
    struct output_file *sorted = malloc((count + 1) * sizeof *sorted);

    if (sorted == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        sorted[i] = files[i];
    qsort(sorted, count, sizeof *sorted, by_name);
    return sorted;
}

static void write_files(struct json_writer *json, const struct output_file files[], size_t count)
{
    struct output_file *sorted = sort(files, count);

    json_open_array(json, MANIFEST_FILES);
    for (size_t i = 0; i < count && sorted != NULL; i++)
        write_file(json, &sorted[i]);
    json_close_array(json);
    json->out->failed = json->out->failed || sorted == NULL;
    free(sorted);
}

/* Members that do not apply to the tutorial's run are not in its manifest. */
enum status manifest_write(const struct run_summary *summary, const struct output_file files[],
                           size_t count, struct text *out, struct error *error)
{
    struct json_writer json = json_writer(out, true);

    json_open_object(&json, NULL);
    if (summary->basins != NULL)
        write_basins(&json, summary->basins);
    if (summary->pair_count > 0)
        write_comparisons(&json, summary);
    write_files(&json, files, count);
    if (summary->merged != NULL)
        write_merged(&json, summary);
    if (summary->suite == NULL &&
        (summary->result_count > 1 || summary->results[0].ensemble != NULL))
        write_optimizers(&json, summary);
    write_parameters(&json, MANIFEST_PARAMETERS, summary);
    if (summary->suite == NULL)
        write_problem(&json, summary);
    json_write_string(&json, MANIFEST_PROGRAM, summary->program);
    write_renderer(&json, summary);
    if (summary->suite == NULL)
        write_result(&json, summary, summary->results[0].trajectory);
    json_write_whole(&json, MANIFEST_SCHEMA_NUMBER, MANIFEST_SCHEMA);
    if (summary->suite != NULL)
        write_suite(&json, summary);
    if (summary->sweep != NULL)
        write_sweep(&json, summary);
    json_write_string(&json, MANIFEST_TITLE, summary->title);
    json_close_object(&json);
    text_append(out, "\n");
    return text_check(out, error);
}

static void append_sum(struct text *out, const struct output_file *file)
{
    text_appendf(out, "%s  %s\n", file->digest, file->name);
}

enum status manifest_checksums(const struct output_file files[], size_t count, struct text *out,
                               struct error *error)
{
    struct output_file *sorted = sort(files, count);

    if (sorted == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < count; i++)
        append_sum(out, &sorted[i]);
    free(sorted);
    return text_check(out, error);
}

void manifest_source(const struct output_file *const parts[], size_t count, struct text *out)
{
    for (size_t i = 0; i < count; i++)
        append_sum(out, parts[i]);
}
