#include "report/manifest_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "report/manifest_reader.h"

/* ---- Values ---------------------------------------------------------------------------------- */

static bool is_string(struct json_value value, const char *wanted)
{
    const char *string = json_value_string(value);

    return string != NULL && strcmp(string, wanted) == 0;
}

static bool is_whole(struct json_value value, uint64_t wanted)
{
    uint64_t whole;

    return manifest_whole(value, &whole) && whole == wanted;
}

static bool is_flag(struct json_value value, bool wanted)
{
    return json_value_kind(value) == (wanted ? JSON_TRUE : JSON_FALSE);
}

/* Whether it is the same double, for which 17 digits are sufficient. */
static bool is_real(struct json_value value, double wanted)
{
    char digits[32];
    size_t length;
    const char *bytes = json_value_bytes(value, &length);

    if (!isfinite(wanted))
        return json_value_kind(value) == JSON_NULL;
    if (json_value_kind(value) != JSON_NUMBER || length >= sizeof digits)
        return false;
    memcpy(digits, bytes, length);
    digits[length] = '\0';
    double number = strtod(digits, NULL);
    return number == wanted && signbit(number) == signbit(wanted);
}

static bool are_reals(struct json_value list, const double wanted[], size_t count)
{
    struct json_walk walk = json_walk(list);
    size_t i = 0;

    if (json_value_kind(list) != JSON_ARRAY || json_value_count(list) != count)
        return false;
    while (json_walk_next(&walk))
        if (!is_real(walk.value, wanted[i++]))
            return false;
    return true;
}

static bool are_strings(struct json_value list, const char *const wanted[], size_t count)
{
    struct json_walk walk = json_walk(list);
    size_t i = 0;

    if (json_value_kind(list) != JSON_ARRAY || json_value_count(list) != count)
        return false;
    while (json_walk_next(&walk))
        if (!is_string(walk.value, wanted[i++]))
            return false;
    return true;
}

/* ---- Files ----------------------------------------------------------------------------------- */

static bool is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Whether the names are those in a text of manifest_source(). */
static bool are_sources(struct json_value sources, const char *parts)
{
    struct json_walk walk = json_walk(sources);

    if (parts == NULL)
        return json_value_kind(sources) == JSON_ABSENT;
    while (json_walk_next(&walk)) {
        const char *name = json_value_string(walk.value), *end = strchr(parts, '\n');
        if (name == NULL || end == NULL || end - parts < DIGEST_SIZE)
            return false;
        parts += DIGEST_SIZE + 1;
        if (strlen(name) != (size_t)(end - parts) || memcmp(name, parts, strlen(name)) != 0)
            return false;
        parts = end + 1;
    }
    return json_value_kind(sources) == JSON_ARRAY && *parts == '\0';
}

static bool is_file(const struct manifest_entry *entry, const struct output_file *wanted)
{
    const struct output_file *file = &entry->file;
    bool image = wanted->width > 0;

    return strcmp(file->kind, wanted->kind) == 0 && strcmp(file->digest, wanted->digest) == 0 &&
           strcmp(file->source, wanted->source) == 0 && strcmp(file->module, wanted->module) == 0 &&
           file->size == wanted->size && file->kept == wanted->kept &&
           file->width == wanted->width && file->height == (image ? wanted->height : 0) &&
           is_same_text(file->theme, image ? wanted->theme : NULL) &&
           is_same_text(file->caption, image ? wanted->caption : NULL) &&
           is_same_text(file->alternative, image ? wanted->alternative : NULL) &&
           are_sources(entry->sources, wanted->parts);
}

/* NULL, or the name of the first file whose entry is wrong. Neither side has duplicate names. */
static const char *find_wrong_file(const struct manifest *manifest,
                                   const struct output_file files[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct manifest_entry *entry = manifest_find(manifest, files[i].name);
        if (entry == NULL || !is_file(entry, &files[i]))
            return files[i].name;
    }
    return manifest->count == count ? NULL : MANIFEST_FILES;
}

/* ---- Parameters ------------------------------------------------------------------------------ */

static bool is_parameter(struct json_value value, const struct parameter *wanted)
{
    switch (wanted->kind) {
    case PARAMETER_REALS:
        return wanted->count == 1 ? is_real(value, wanted->reals[0])
                                  : are_reals(value, wanted->reals, wanted->count);
    case PARAMETER_WHOLE:
        return is_whole(value, wanted->whole);
    case PARAMETER_TEXT:
        return is_string(value, wanted->text);
    case PARAMETER_TEXTS:
        return are_strings(value, wanted->texts, wanted->count);
    default:
        return is_flag(value, wanted->flag);
    }
}

/* NULL, or the name of the first wrong parameter. */
static const char *find_wrong_parameter(struct json_value parameters,
                                        const struct run_summary *summary)
{
    for (size_t i = 0; i < summary->parameter_count; i++) {
        const struct parameter *wanted = &summary->parameters[i];
        if (!is_parameter(json_value_member(parameters, wanted->name), wanted))
            return wanted->name;
    }
    return json_value_count(parameters) == summary->parameter_count ? NULL : MANIFEST_PARAMETERS;
}

/* ---- Results --------------------------------------------------------------------------------- */

static bool is_iteration(struct json_value value, bool found, size_t iteration)
{
    return found ? is_whole(value, iteration) : json_value_kind(value) == JSON_NULL;
}

static bool is_result(struct json_value result, const struct run_summary *summary,
                      const struct trajectory *t)
{
    size_t last = t->count - 1, first = 0, final = 0;
    bool reached = trajectory_first_below(t, summary->threshold, &first);
    bool stays = trajectory_stays_below(t, summary->threshold, &final);

    return json_value_count(result) == 7 &&
           is_iteration(json_value_member(result, "below_from_iteration"), stays, final) &&
           is_flag(json_value_member(result, "diverged"), t->diverged) &&
           are_reals(json_value_member(result, "final_point"), trajectory_point(t, last),
                     t->variables) &&
           is_real(json_value_member(result, "final_value"), t->f[last]) &&
           is_iteration(json_value_member(result, "first_iteration_below"), reached, first) &&
           is_whole(json_value_member(result, "iterations"), last) &&
           is_real(json_value_member(result, "tolerance"), summary->tolerance);
}

static bool is_interval(struct json_value value, const struct statistics_interval *wanted)
{
    return are_reals(value, (double[]){wanted->low, wanted->high}, 2);
}

static bool are_intervals(struct json_value value, const struct ensemble *ensemble)
{
    struct json_value median = json_value_member(value, "median_interval");
    struct statistics_interval share = statistics_share(ensemble->reached, ensemble->run_count);

    return is_interval(json_value_member(value, "reached_interval"), &share) &&
           (ensemble->has_median_interval ? is_interval(median, &ensemble->median_interval)
                                          : json_value_kind(median) == JSON_NULL);
}

static bool is_ensemble(struct json_value value, const struct ensemble *ensemble)
{
    static const struct {
        const char *name;
        size_t quantile;
    } quantiles[] = {{"median", ENSEMBLE_MEDIAN},
                     {"quantile_10", ENSEMBLE_Q10},
                     {"quantile_25", ENSEMBLE_Q25},
                     {"quantile_75", ENSEMBLE_Q75},
                     {"quantile_90", ENSEMBLE_Q90}};

    for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++)
        if (!is_real(json_value_member(value, quantiles[i].name),
                     ensemble->final[quantiles[i].quantile]))
            return false;
    return json_value_count(value) == 12 && are_intervals(value, ensemble) &&
           is_whole(json_value_member(value, "diverged"), ensemble->ended) &&
           is_real(json_value_member(value, "expected_running_time"), ensemble->running_time) &&
           is_real(json_value_member(value, "mean"), ensemble->mean) &&
           is_whole(json_value_member(value, "reached"), ensemble->reached) &&
           is_whole(json_value_member(value, "runs"), ensemble->run_count);
}

static bool is_tuned_setting(struct json_value value, const struct tuned *tuned)
{
    const struct tuning_plan *plan = &tuned->plan;

    for (size_t k = 0; k < plan->axis_count; k++) {
        const struct sweep_axis *axis = &plan->axes[k];
        const char *name = method_parameter(&plan->method, axis->parameter)->name;
        size_t place = tuning_place(plan, tuned->tuning.best, k);
        if (!is_real(json_value_member(value, name), sweep_axis_value(axis, place)))
            return false;
    }
    return json_value_count(value) == plan->axis_count;
}

static bool is_tuning(struct json_value value, const struct tuned *tuned)
{
    if (tuned == NULL)
        return json_value_kind(value) == JSON_ABSENT;
    const struct tuning_score *score = &tuned->tuning.scores[tuned->tuning.best];
    return json_value_count(value) == 8 &&
           is_tuned_setting(json_value_member(value, "best"), tuned) &&
           is_whole(json_value_member(value, "diverged"), score->diverged) &&
           is_real(json_value_member(value, "expected_running_time"), score->runtime) &&
           is_real(json_value_member(value, "median"), score->median) &&
           is_whole(json_value_member(value, "reached"), score->reached) &&
           is_whole(json_value_member(value, "runs"), score->runs) &&
           is_whole(json_value_member(value, "seed"), tuned->plan.seed) &&
           is_whole(json_value_member(value, "settings"), tuned->tuning.count);
}

static bool is_optimizer(struct json_value value, const struct run_summary *summary,
                         const struct optimizer_result *wanted)
{
    struct json_value ensemble = json_value_member(value, "ensemble");

    return json_value_count(value) == 2U + (wanted->ensemble != NULL) + (wanted->tuned != NULL) &&
           is_tuning(json_value_member(value, "tuning"), wanted->tuned) &&
           (wanted->ensemble == NULL || is_ensemble(ensemble, wanted->ensemble)) &&
           is_string(json_value_member(value, "label"), wanted->label) &&
           is_result(json_value_member(value, MANIFEST_RESULT), summary, wanted->trajectory);
}

static bool are_optimizers(struct json_value value, const struct run_summary *summary)
{
    if (summary->result_count == 1 && summary->results[0].ensemble == NULL)
        return json_value_kind(value) == JSON_ABSENT;
    for (size_t i = 0; i < summary->result_count; i++)
        if (!is_optimizer(json_value_member(value, summary->results[i].column), summary,
                          &summary->results[i]))
            return false;
    return json_value_count(value) == summary->result_count;
}

static bool is_comparison(struct json_value value, const struct run_summary *summary,
                          const struct optimizer_pair *pair)
{
    const struct statistics_comparison *with = &pair->comparison;

    return json_value_count(value) == 8 &&
           is_string(json_value_member(value, "a"), summary->results[pair->first].column) &&
           is_string(json_value_member(value, "b"), summary->results[pair->second].column) &&
           is_whole(json_value_member(value, "a_better"), with->better) &&
           is_whole(json_value_member(value, "b_better"), with->worse) &&
           is_whole(json_value_member(value, "equal"), with->ties) &&
           is_real(json_value_member(value, "effect_size"), with->effect) &&
           is_real(json_value_member(value, "p"), with->p) &&
           is_real(json_value_member(value, "corrected_p"), pair->corrected_p);
}

static bool are_comparisons(struct json_value list, const struct run_summary *summary)
{
    struct json_walk walk = json_walk(list);

    if (summary->pair_count == 0)
        return json_value_kind(list) == JSON_ABSENT;
    if (json_value_kind(list) != JSON_ARRAY || json_value_count(list) != summary->pair_count)
        return false;
    for (size_t i = 0; json_walk_next(&walk); i++)
        if (!is_comparison(walk.value, summary, &summary->pairs[i]))
            return false;
    return true;
}

/* The values of the two axes at the best setting. */
static bool is_setting(struct json_value value, const struct run_summary *summary)
{
    const struct sweep *sweep = summary->sweep;
    const struct sweep_plan *plan = summary->sweep_plan;

    for (size_t k = 0; k < plan->axis_count; k++) {
        const char *name = method_parameter(&plan->method, plan->axes[k].parameter)->name;
        if (!is_real(json_value_member(value, name), sweep_cell_value(plan, sweep->best, k)))
            return false;
    }
    return json_value_count(value) == plan->axis_count;
}

static bool is_sweep(struct json_value value, const struct run_summary *summary)
{
    const struct sweep *sweep = summary->sweep;
    struct json_value best = json_value_member(value, "best");

    if (sweep == NULL)
        return json_value_kind(value) == JSON_ABSENT;
    if (!is_whole(json_value_member(value, "settings"), sweep->counts[0] * sweep->counts[1]))
        return false;
    if (!sweep->has_best)
        return json_value_count(value) == 2 && json_value_kind(best) == JSON_NULL;
    const struct outcome *cell = &sweep->cells[sweep->best];
    return json_value_count(value) == 5 && is_setting(best, summary) &&
           is_iteration(json_value_member(value, "below_from_iteration"),
                        cell->stays != OUTCOME_NEVER, (size_t)cell->stays) &&
           is_real(json_value_member(value, "final_value"), cell->value) &&
           is_iteration(json_value_member(value, "first_iteration_below"),
                        cell->first != OUTCOME_NEVER, (size_t)cell->first);
}

static bool are_minima(struct json_value value, const struct basins *basins)
{
    struct json_walk walk = json_walk(value);

    if (json_value_kind(value) != JSON_ARRAY || json_value_count(value) != basins->minima_count)
        return false;
    for (size_t k = 0; json_walk_next(&walk); k++) {
        const struct basins_minimum *minimum = &basins->minima[k];
        struct json_value found = json_value_member(walk.value, "found");
        if (json_value_count(walk.value) != 4 ||
            !is_real(json_value_member(walk.value, "f"), minimum->f) ||
            json_value_kind(found) != (minimum->is_found ? JSON_TRUE : JSON_FALSE) ||
            !is_whole(json_value_member(walk.value, "starts"), minimum->starts) ||
            !are_reals(json_value_member(walk.value, "x"), minimum->x, 2))
            return false;
    }
    return true;
}

static bool is_basins(struct json_value value, const struct basins *basins)
{
    if (basins == NULL)
        return json_value_kind(value) == JSON_ABSENT;
    return json_value_count(value) == 4 &&
           is_whole(json_value_member(value, "diverged"), basins->diverged) &&
           are_minima(json_value_member(value, "minima"), basins) &&
           is_whole(json_value_member(value, "none"), basins->none) &&
           is_whole(json_value_member(value, "starts"), basins->side * basins->side);
}

static bool is_merged(struct json_value value, const struct run_summary *summary)
{
    struct json_walk walk = json_walk(value);

    if (summary->merged == NULL)
        return json_value_kind(value) == JSON_ABSENT;
    for (size_t i = 0; json_walk_next(&walk); i++)
        if (i == summary->merged_count || json_value_count(walk.value) != 2 ||
            !is_whole(json_value_member(walk.value, MANIFEST_MERGED_RUNS),
                      summary->merged[i].count) ||
            !is_whole(json_value_member(walk.value, MANIFEST_MERGED_SEED),
                      summary->merged[i].first))
            return false;
    return json_value_kind(value) == JSON_ARRAY && json_value_count(value) == summary->merged_count;
}

/* ---- Suites ---------------------------------------------------------------------------------- */

static bool is_suite_result(struct json_value value, const struct suite_result *wanted,
                            const struct tuned *tuned)
{
    return json_value_count(value) == (tuned == NULL ? 5 : 6) &&
           is_tuning(json_value_member(value, "tuning"), tuned) &&
           is_whole(json_value_member(value, "diverged"), wanted->diverged) &&
           is_real(json_value_member(value, "median_excess"), wanted->median) &&
           is_real(json_value_member(value, "rank"), wanted->rank) &&
           is_whole(json_value_member(value, "reached"), wanted->reached) &&
           is_real(json_value_member(value, "running_time"), wanted->running_time);
}

static bool is_suite_problem(struct json_value value, const struct run_summary *summary,
                             size_t problem)
{
    for (size_t i = 0; i < summary->result_count; i++)
        if (!is_suite_result(json_value_member(value, summary->results[i].column),
                             suite_result_of(summary->suite, problem, i),
                             run_summary_tuned(summary, problem, i)))
            return false;
    return json_value_count(value) == summary->result_count;
}

static bool are_suite_optimizers(struct json_value value, const struct run_summary *summary)
{
    const struct suite *suite = summary->suite;

    for (size_t i = 0; i < summary->result_count; i++) {
        struct json_value one = json_value_member(value, summary->results[i].column);
        if (json_value_count(one) != 3 ||
            !is_string(json_value_member(one, "label"), summary->results[i].label) ||
            !is_real(json_value_member(one, "mean_rank"), suite->mean_ranks[i]) ||
            !is_whole(json_value_member(one, "solved"), performance_solved(&suite->profile, i)))
            return false;
    }
    return json_value_count(value) == summary->result_count;
}

static bool is_suite(struct json_value value, const struct run_summary *summary)
{
    const struct suite *suite = summary->suite;
    struct json_value all = json_value_member(value, "problems");

    for (size_t p = 0; p < suite->problem_count; p++)
        if (!is_suite_problem(json_value_member(all, summary->suite_plan->problems[p].name),
                              summary, p))
            return false;
    return json_value_count(value) == 4 && json_value_count(all) == suite->problem_count &&
           is_whole(json_value_member(value, "instances"), suite->profile.instances) &&
           are_suite_optimizers(json_value_member(value, MANIFEST_OPTIMIZERS), summary) &&
           is_whole(json_value_member(value, "unsolved"), suite->profile.unsolved);
}

/* ---- Problem and renderer -------------------------------------------------------------------- */

static bool is_problem(struct json_value value, const struct run_summary *summary)
{
    const struct problem *problem = summary->problem;
    const struct bounds *b = &summary->bounds;
    struct json_value minima = json_value_member(value, "minima");
    struct json_walk walk = json_walk(minima);

    if (json_value_count(minima) != problem->minima_count)
        return false;
    for (size_t i = 0; json_walk_next(&walk); i++)
        if (!are_reals(walk.value, problem->minima[i], problem->variables))
            return false;
    return json_value_count(value) == 4 && json_value_kind(minima) == JSON_ARRAY &&
           are_reals(json_value_member(value, "bounds"),
                     (double[]){b->min[0], b->max[0], b->min[1], b->max[1]}, 4) &&
           is_string(json_value_member(value, "formula"), problem->formula) &&
           is_string(json_value_member(value, "name"), problem->name);
}

static bool is_renderer(struct json_value value, const struct run_summary *summary)
{
    if (*summary->gnuplot == '\0')
        return json_value_kind(value) == JSON_NULL;
    return json_value_count(value) == 3 &&
           is_string(json_value_member(value, MANIFEST_FONT), summary->font) &&
           is_string(json_value_member(value, MANIFEST_FONT_DIGEST), summary->font_digest) &&
           is_string(json_value_member(value, MANIFEST_GNUPLOT), summary->gnuplot);
}

/* ---- All of it ------------------------------------------------------------------------------- */

/* Of a run on one problem: NULL, or the name of the wrong member. */
static const char *find_wrong_result(struct json_value root, const struct run_summary *summary)
{
    bool several = summary->result_count > 1 || summary->results[0].ensemble != NULL;
    size_t members = 8 + (size_t)several + (size_t)(summary->sweep != NULL) +
                     (size_t)(summary->basins != NULL) + (size_t)(summary->merged != NULL) +
                     (size_t)(summary->pair_count > 0);

    if (!is_problem(json_value_member(root, MANIFEST_PROBLEM), summary))
        return MANIFEST_PROBLEM;
    if (!is_result(json_value_member(root, MANIFEST_RESULT), summary,
                   summary->results[0].trajectory))
        return MANIFEST_RESULT;
    if (!are_optimizers(json_value_member(root, MANIFEST_OPTIMIZERS), summary))
        return MANIFEST_OPTIMIZERS;
    if (!are_comparisons(json_value_member(root, MANIFEST_COMPARISONS), summary))
        return MANIFEST_COMPARISONS;
    if (!is_sweep(json_value_member(root, MANIFEST_SWEEP), summary))
        return MANIFEST_SWEEP;
    if (!is_basins(json_value_member(root, MANIFEST_BASINS), summary->basins))
        return MANIFEST_BASINS;
    if (!is_merged(json_value_member(root, MANIFEST_MERGED), summary))
        return MANIFEST_MERGED;
    return json_value_count(root) == members ? NULL : "number of members";
}

/* NULL, or the name of the wrong member. */
static const char *find_wrong_member(struct json_value root, const struct run_summary *summary)
{
    if (!is_string(json_value_member(root, MANIFEST_PROGRAM), summary->program))
        return MANIFEST_PROGRAM;
    if (!is_string(json_value_member(root, MANIFEST_TITLE), summary->title))
        return MANIFEST_TITLE;
    if (!is_renderer(json_value_member(root, MANIFEST_RENDERER), summary))
        return MANIFEST_RENDERER;
    if (summary->suite == NULL)
        return find_wrong_result(root, summary);
    if (!is_suite(json_value_member(root, MANIFEST_SUITE), summary))
        return MANIFEST_SUITE;
    return json_value_count(root) == 7 ? NULL : "number of members";
}

enum status manifest_check(const char *bytes, size_t length, const struct run_summary *summary,
                           const struct output_file files[], size_t count, struct error *error)
{
    struct manifest manifest;
    enum status status = manifest_parse(bytes, length, &manifest, error);

    if (status == STATUS_OK) {
        const char *wrong = find_wrong_file(&manifest, files, count);
        if (wrong == NULL)
            wrong = find_wrong_parameter(json_value_member(manifest.root, MANIFEST_PARAMETERS),
                                         summary);
        if (wrong == NULL)
            wrong = find_wrong_member(manifest.root, summary);
        if (wrong != NULL)
            status =
                error_set(error, STATUS_BAD_INPUT, "internal error: wrong value of %.255s", wrong);
    }
    manifest_free(&manifest);
    if (status == STATUS_BAD_INPUT)
        return error_prefix(error, STATUS_FAILED, "cannot write " ARTIFACT_MANIFEST);
    return status;
}
