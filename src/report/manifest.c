#include "report/manifest.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"

#define DIGITS JSON_REAL_PRECISION(17)

/* The functions that make JSON return NULL when there is no memory (or for text that is no UTF-8,
 * which the options refuse), and jansson's own take such a NULL as an argument and fail in turn.
 * So one look at the end is enough. */

static json_t *array_of_reals(const double values[], size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(array, json_real(values[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *array_of_texts(const char *const texts[], size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(array, json_string(texts[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *parameter_value(const struct parameter *parameter)
{
    switch (parameter->kind) {
    case PARAMETER_REALS:
        return parameter->count == 1 ? json_real(parameter->reals[0])
                                     : array_of_reals(parameter->reals, parameter->count);
    case PARAMETER_WHOLE:
        return json_integer((json_int_t)parameter->whole);
    case PARAMETER_TEXT:
        return json_string(parameter->text);
    case PARAMETER_TEXTS:
        return array_of_texts(parameter->texts, parameter->count);
    default:
        return json_boolean(parameter->flag);
    }
}

static json_t *parameters_of(const struct run_summary *summary)
{
    json_t *object = json_object();

    for (size_t i = 0; i < summary->parameter_count; i++)
        if (json_object_set_new(object, summary->parameters[i].name,
                                parameter_value(&summary->parameters[i])) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static int append_dump(const char *bytes, size_t length, void *context)
{
    struct text *out = context;

    text_append_bytes(out, bytes, length);
    return out->failed ? -1 : 0;
}

/* Takes the JSON over. */
static enum status dump(json_t *json, size_t flags, struct text *out, struct error *error)
{
    int failed = json == NULL ||
                 json_dump_callback(json, append_dump, out, flags | JSON_SORT_KEYS | DIGITS) != 0;

    json_decref(json);
    return failed ? error_out_of_memory(error) : STATUS_OK;
}

enum status manifest_parameters(const struct run_summary *summary, struct text *out,
                                struct error *error)
{
    return dump(parameters_of(summary), JSON_COMPACT, out, error);
}

static json_t *iteration_or_null(bool found, size_t iteration)
{
    return found ? json_integer((json_int_t)iteration) : json_null();
}

static json_t *result_of(const struct run_summary *summary, const struct trajectory *t)
{
    size_t last = t->count - 1, first = 0, final = 0;
    bool reached = trajectory_first_below(t, summary->threshold, &first);
    bool stays = trajectory_stays_below(t, summary->threshold, &final);

    return json_pack("{s:b, s:o, s:f, s:I, s:f, s:o, s:o}", "diverged", t->diverged, "final_point",
                     array_of_reals(trajectory_point(t, last), t->variables), "final_value",
                     t->f[last], "iterations", (json_int_t)last, "tolerance", summary->tolerance,
                     "first_iteration_below", iteration_or_null(reached, first),
                     "below_from_iteration", iteration_or_null(stays, final));
}

/* JSON knows no infinity. */
static json_t *real_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *ensemble_of(const struct ensemble *ensemble)
{
    size_t last = ensemble->points - 1;

    return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "runs",
                     (json_int_t)ensemble->run_count, "mean", real_or_null(ensemble->mean),
                     "quantile_10", real_or_null(ensemble->quantiles[ENSEMBLE_Q10][last]),
                     "quantile_25", real_or_null(ensemble->quantiles[ENSEMBLE_Q25][last]), "median",
                     real_or_null(ensemble->quantiles[ENSEMBLE_MEDIAN][last]), "quantile_75",
                     real_or_null(ensemble->quantiles[ENSEMBLE_Q75][last]), "quantile_90",
                     real_or_null(ensemble->quantiles[ENSEMBLE_Q90][last]), "reached",
                     (json_int_t)ensemble->reached, "diverged", (json_int_t)ensemble->ended);
}

/* Each optimizer by the name that its columns have. */
static json_t *optimizers_of(const struct run_summary *summary)
{
    json_t *object = json_object();

    for (size_t i = 0; i < summary->result_count; i++) {
        const struct optimizer_result *result = &summary->results[i];
        json_t *entry = json_pack("{s:s, s:o}", "label", result->label, "result",
                                  result_of(summary, result->trajectory));
        if (result->ensemble != NULL)
            json_object_set_new(entry, "ensemble", ensemble_of(result->ensemble));
        if (json_object_set_new(object, result->column, entry) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *sweep_of(const struct run_summary *summary)
{
    const struct sweep *sweep = summary->sweep;
    const struct sweep_plan *plan = summary->sweep_plan;
    const struct sweep_cell *best = &sweep->cells[sweep->best];
    size_t at[2] = {sweep->best % sweep->counts[0], sweep->best / sweep->counts[0]};
    json_int_t settings = (json_int_t)sweep->counts[0] * (json_int_t)sweep->counts[1];

    if (!sweep->has_best)
        return json_pack("{s:I, s:n}", "settings", settings, "best");
    json_t *setting = json_object();
    for (size_t k = 0; k < 2; k++)
        json_object_set_new(setting,
                            plan->method.optimizer->parameters[plan->axes[k].parameter].name,
                            json_real(sweep_axis_value(&plan->axes[k], at[k])));
    return json_pack("{s:I, s:o, s:o, s:o}", "settings", settings, "best", setting,
                     "first_iteration_below",
                     iteration_or_null(best->first != SWEEP_NEVER, (size_t)best->first),
                     "final_value", real_or_null(best->value));
}

static json_t *minima_of(const struct problem *problem)
{
    json_t *array = json_array();

    for (size_t i = 0; i < problem->minima_count; i++)
        json_array_append_new(array, array_of_reals(problem->minima[i], problem->variables));
    return array;
}

static json_t *problem_of(const struct run_summary *summary)
{
    const struct bounds *b = &summary->bounds;

    return json_pack("{s:s, s:s, s:o, s:o}", "name", summary->problem->name, "formula",
                     summary->problem->formula, "bounds",
                     array_of_reals((double[]){b->min[0], b->max[0], b->min[1], b->max[1]}, 4),
                     "minima", minima_of(summary->problem));
}

static json_t *renderer_of(const struct run_summary *summary)
{
    if (*summary->gnuplot == '\0')
        return json_null();
    return json_pack("{s:s, s:s, s:s}", MANIFEST_GNUPLOT, summary->gnuplot, MANIFEST_FONT,
                     summary->font, MANIFEST_FONT_DIGEST, summary->font_digest);
}

/* The names in a text of manifest_source(). */
static json_t *names_of(const char *parts)
{
    json_t *names = json_array();

    while (*parts != '\0') {
        const char *name = parts + DIGEST_SIZE - 1 + strlen("  "), *end = strchr(name, '\n');
        json_array_append_new(names, json_stringn(name, (size_t)(end - name)));
        parts = end + 1;
    }
    return names;
}

/* What does not apply to a file is left out. */
static json_t *file_of(const struct output_file *file)
{
    json_t *object =
        json_pack("{s:s, s:s, s:s, s:s, s:I}", MANIFEST_FILE_NAME, file->name, MANIFEST_FILE_KIND,
                  file->kind, MANIFEST_FILE_DIGEST, file->digest, MANIFEST_FILE_SOURCE,
                  file->source, MANIFEST_FILE_SIZE, (json_int_t)file->size);

    if (file->parts != NULL)
        json_object_set_new(object, MANIFEST_FILE_SOURCES, names_of(file->parts));
    if (file->width > 0) {
        json_object_set_new(object, "width", json_integer((json_int_t)file->width));
        json_object_set_new(object, "height", json_integer((json_int_t)file->height));
        json_object_set_new(object, "theme", json_string(file->theme));
        json_object_set_new(object, "caption", json_string(file->caption));
        json_object_set_new(object, "alternative_text", json_string(file->alternative));
    }
    return object;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct output_file *)a)->name, ((const struct output_file *)b)->name);
}

/* The files in the order of their names; NULL if there is no memory. The caller frees the list. */
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

static json_t *files_of(const struct output_file files[], size_t count)
{
    struct output_file *sorted = sort(files, count);
    json_t *array = sorted == NULL ? NULL : json_array();

    for (size_t i = 0; i < count && array != NULL; i++)
        if (json_array_append_new(array, file_of(&sorted[i])) != 0) {
            json_decref(array);
            array = NULL;
        }
    free(sorted);
    return array;
}

enum status manifest_write(const struct run_summary *summary, const struct output_file files[],
                           size_t count, struct text *out, struct error *error)
{
    json_t *json =
        json_pack("{s:i, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "schema", MANIFEST_SCHEMA,
                  MANIFEST_PROGRAM, summary->program, "title", summary->title, "problem",
                  problem_of(summary), MANIFEST_PARAMETERS, parameters_of(summary), "result",
                  result_of(summary, summary->results[0].trajectory), MANIFEST_RENDERER,
                  renderer_of(summary), MANIFEST_FILES, files_of(files, count));

    /* What the tutorial's run does not have is not in its manifest. */
    if (summary->result_count > 1 || summary->results[0].ensemble != NULL)
        json_object_set_new(json, "optimizers", optimizers_of(summary));
    if (summary->sweep != NULL)
        json_object_set_new(json, "sweep", sweep_of(summary));
    enum status status = dump(json, JSON_INDENT(2), out, error);

    text_append(out, "\n");
    return status == STATUS_OK ? text_check(out, error) : status;
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
