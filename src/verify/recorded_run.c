#include "verify/recorded_run.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/text.h"
#include "base/version.h"
#include "run/run_options.h"

#define MANIFEST_PREFIX ARTIFACT_MANIFEST ": "
#define PARAMETER_PREFIX MANIFEST_PREFIX MANIFEST_PARAMETERS "."

/* Bytes of a parameter's name. */
#define MOST_NAME 32

void recorded_run_free(struct recorded_run *run)
{
    for (int i = 0; i < run->count; i++)
        free(run->arguments[i]);
    free(run->epoch);
    *run = (struct recorded_run){0};
}

/* ---- Values ---------------------------------------------------------------------------------- */

static enum status reject(const char *name, const char *must_be, struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT, PARAMETER_PREFIX "%.64s: must be %s", name, must_be);
}

/* Whole numbers without a point or an exponent, as the options of that kind want them. */
static void append_number(struct text *out, double number)
{
    if (number == floor(number) && fabs(number) < 1e15)
        text_appendf(out, "%.0f", number);
    else
        text_append_shortest(out, number);
}

/* A text without NUL, or a finite number. */
static enum status append_value(struct text *out, const char *name, const json_t *value,
                                struct error *error)
{
    if (json_is_string(value) && strlen(json_string_value(value)) == json_string_length(value))
        text_append(out, json_string_value(value));
    else if (json_is_number(value) && isfinite(json_number_value(value)))
        append_number(out, json_number_value(value));
    else
        return reject(name, "a text or a number, or a list of those", error);
    return STATUS_OK;
}

/* A list with this between its members. */
static enum status append_values(struct text *out, const char *name, const json_t *value,
                                 const char *separator, struct error *error)
{
    enum status status = STATUS_OK;

    if (!json_is_array(value))
        return append_value(out, name, value, error);
    for (size_t i = 0; i < json_array_size(value) && status == STATUS_OK; i++) {
        text_append(out, i == 0 ? "" : separator);
        status = append_value(out, name, json_array_get(value, i), error);
    }
    return status;
}

/* ---- Arguments ------------------------------------------------------------------------------- */

/* Takes the text over. */
static enum status add(struct recorded_run *run, struct text *argument, struct error *error)
{
    text_append(argument, ""); /* a string, even if it is empty */
    enum status status = text_check(argument, error);
    if (status == STATUS_OK && run->count == RECORDED_RUN_MAX)
        status =
            error_set(error, STATUS_BAD_INPUT,
                      MANIFEST_PREFIX MANIFEST_PARAMETERS ": there are more than a run can have");
    if (status == STATUS_OK)
        run->arguments[run->count++] = argument->data;
    else
        text_free(argument);
    return status;
}

/* "--name=value" in one argument: so that no value can be taken for an option. */
static enum status add_option(struct recorded_run *run, const char *option, const char *name,
                              const json_t *value, const char *separator, struct error *error)
{
    struct text argument = {0};

    text_appendf(&argument, "--%s=", option);
    enum status status = append_values(&argument, name, value, separator, error);
    if (status == STATUS_OK)
        return add(run, &argument, error);
    text_free(&argument);
    return status;
}

static enum status add_flag(struct recorded_run *run, const char *option, const char *name,
                            const json_t *value, struct error *error)
{
    struct text argument = {0};

    if (!json_is_boolean(value))
        return reject(name, "true or false", error);
    if (json_is_false(value))
        return STATUS_OK;
    text_appendf(&argument, "--%s", option);
    return add(run, &argument, error);
}

/* Each member of a list by itself; of an empty one, "none". */
static enum status add_figures(struct recorded_run *run, const json_t *parameters,
                               struct error *error)
{
    const json_t *list = json_object_get(parameters, "figure");
    json_t *none = json_string("none");
    enum status status = none == NULL ? error_out_of_memory(error) : STATUS_OK;

    if (status == STATUS_OK && !json_is_array(list))
        status = reject("figure", "a list of names", error);
    if (status == STATUS_OK && json_array_size(list) == 0)
        status = add_option(run, "figure", "figure", none, "", error);
    for (size_t i = 0; i < json_array_size(list) && status == STATUS_OK; i++)
        status = add_option(run, "figure", "figure", json_array_get(list, i), "", error);
    json_decref(none);
    return status;
}

/* 50 and "logarithmic" are --levels=50:log. */
static enum status add_levels(struct recorded_run *run, const json_t *parameters,
                              struct error *error)
{
    const json_t *spacing = json_object_get(parameters, "spacing");
    struct text argument = {0};

    if (spacing != NULL &&
        (!json_is_string(spacing) || strcmp(json_string_value(spacing), "logarithmic") != 0))
        return reject("spacing", "\"logarithmic\", or not there", error);
    text_append(&argument, "--levels=");
    enum status status =
        append_value(&argument, "levels", json_object_get(parameters, "levels"), error);
    text_append(&argument, spacing != NULL ? ":log" : ":linear");
    if (status == STATUS_OK)
        return add(run, &argument, error);
    text_free(&argument);
    return status;
}

/* Parameters of one optimizer are parameters of the run; those without an option of their own go
 * with its name: --optimizer=momentum:mu=0.9. */
static enum status add_optimizer(struct recorded_run *run, const json_t *parameters,
                                 const struct optimizer *optimizer, struct error *error)
{
    struct text argument = {0};
    enum status status = STATUS_OK;
    const char *separator = ":";

    text_appendf(&argument, "--optimizer=%s", optimizer->name);
    for (size_t k = 0; k < optimizer->parameter_count && status == STATUS_OK; k++) {
        const char *name = optimizer->parameters[k].name;
        const json_t *value = json_object_get(parameters, name);
        if (option_table_find(&run_option_table, name) != NULL || value == NULL)
            continue;
        text_appendf(&argument, "%s%s=", separator, name);
        status = append_value(&argument, name, value, error);
        separator = ",";
    }
    if (status == STATUS_OK)
        return add(run, &argument, error);
    text_free(&argument);
    return status;
}

static enum status add_optimizers(struct recorded_run *run, const json_t *parameters,
                                  struct error *error)
{
    const json_t *value = json_object_get(parameters, "optimizer");
    enum status status = STATUS_OK;

    if (json_is_string(value)) {
        const struct optimizer *optimizer = optimizer_find(json_string_value(value));
        return optimizer == NULL ? reject("optimizer", "one that adam-report list prints", error)
                                 : add_optimizer(run, parameters, optimizer, error);
    }
    if (!json_is_array(value))
        return reject("optimizer", "a name or a list of names with parameters", error);
    for (size_t i = 0; i < json_array_size(value) && status == STATUS_OK; i++)
        status = add_option(run, "optimizer", "optimizer", json_array_get(value, i), "", error);
    return status;
}

static enum status read_epoch(struct recorded_run *run, const json_t *parameters,
                              struct error *error)
{
    const json_t *value = json_object_get(parameters, ARTIFACT_PARAMETER_EPOCH);
    struct text epoch = {0};

    if (value == NULL)
        return STATUS_OK;
    enum status status = append_value(&epoch, ARTIFACT_PARAMETER_EPOCH, value, error);
    if (status == STATUS_OK)
        status = text_check(&epoch, error);
    run->epoch = epoch.data;
    return status;
}

/* ---- Members of "parameters" ----------------------------------------------------------------- */

/* Those that are no option by themselves, or more than one. */
static const struct {
    const char *name;
    enum status (*add)(struct recorded_run *run, const json_t *parameters, struct error *error);
} special[] = {
    {"figure", add_figures},
    {"levels", add_levels},
    {"spacing", NULL}, /* with the levels */
    {"optimizer", add_optimizers},
    {ARTIFACT_PARAMETER_EPOCH, read_epoch},
};
#define SPECIAL (sizeof special / sizeof *special)

/* The option that has this name with - for _, if it is one that manifests record; else NULL. */
static const struct option_row *option_of(const char *name)
{
    char option[MOST_NAME];
    size_t length = strlen(name);

    if (length >= sizeof option || strchr(name, '-') != NULL)
        return NULL;
    for (size_t i = 0; i <= length; i++)
        option[i] = (char)(name[i] == '_' ? '-' : name[i]);
    const struct option_row *row = option_table_find(&run_option_table, option);
    return row != NULL && row->is_recorded ? row : NULL;
}

/* A parameter of the one optimizer, which has come with its name. */
static bool is_of_optimizer(const json_t *parameters, const char *name)
{
    const char *only = json_string_value(json_object_get(parameters, "optimizer"));
    const struct optimizer *optimizer = only == NULL ? NULL : optimizer_find(only);

    return optimizer != NULL &&
           optimizer_parameter_find(optimizer, name) < optimizer->parameter_count;
}

static enum status add_parameter(struct recorded_run *run, const json_t *parameters,
                                 const char *name, const json_t *value, struct error *error)
{
    const struct option_row *row = option_of(name);

    for (size_t i = 0; i < SPECIAL; i++)
        if (strcmp(name, special[i].name) == 0)
            return special[i].add == NULL ? STATUS_OK : special[i].add(run, parameters, error);
    if (row == NULL && is_of_optimizer(parameters, name))
        return STATUS_OK;
    if (row == NULL)
        return error_set(error, STATUS_BAD_INPUT,
                         PARAMETER_PREFIX "%.64s: no parameter of a run has this name", name);
    if (strcmp(row->name, "figures") == 0)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "the figures were drawn by scripts given with --figures, "
                                         "and verify runs only those that are built in");
    if (row->value == NULL)
        return add_flag(run, row->name, name, value, error);
    return add_option(run, row->name, name, value, strcmp(row->name, "size") == 0 ? "x" : ",",
                      error);
}

static enum status add_parameters(struct recorded_run *run, const json_t *parameters,
                                  struct error *error)
{
    struct text command = {0};
    const char *name;
    json_t *value;

    if (!json_is_object(parameters))
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "there are no " MANIFEST_PARAMETERS);
    text_append(&command, "run");
    enum status status = add(run, &command, error);
    json_object_foreach((json_t *)parameters, name, value)
    {
        if (status == STATUS_OK)
            status = add_parameter(run, parameters, name, value, error);
    }
    return status;
}

/* Only the same program makes the same bytes. */
static enum status check_program(const json_t *manifest, struct error *error)
{
    const char *program = json_string_value(json_object_get(manifest, MANIFEST_PROGRAM));

    if (program == NULL)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "does not say by which program it was made");
    if (strcmp(program, PROGRAM) != 0)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "was made by %.64s, and this is " PROGRAM
                                         ": only the same version can verify it",
                         program);
    return STATUS_OK;
}

enum status recorded_run_read(const char *json, size_t length, struct recorded_run *run,
                              struct error *error)
{
    json_error_t trouble;
    json_t *manifest = json_loadb(json, length, JSON_REJECT_DUPLICATES, &trouble);

    *run = (struct recorded_run){0};
    if (manifest == NULL && json_error_code(&trouble) == json_error_out_of_memory)
        return error_out_of_memory(error);
    if (manifest == NULL)
        return error_set(error, STATUS_BAD_INPUT, MANIFEST_PREFIX "line %d: %s", trouble.line,
                         trouble.text);
    enum status status = check_program(manifest, error);
    if (status == STATUS_OK)
        status = add_parameters(run, json_object_get(manifest, MANIFEST_PARAMETERS), error);
    json_decref(manifest);
    return status;
}
