#include "run/recorded_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/json_value.h"
#include "base/text.h"
#include "base/version.h"
#include "report/manifest_reader.h"
#include "run/run_options.h"

#define MANIFEST_PREFIX ARTIFACT_MANIFEST ": "
#define PARAMETER_PREFIX MANIFEST_PREFIX MANIFEST_PARAMETERS "."

/* Maximum length of a parameter name, in bytes. */
#define MOST_NAME 32

void recorded_run_free(struct recorded_run *run)
{
    for (int i = 0; i < run->count; i++)
        free(run->arguments[i]);
    free(run->epoch);
    free(run->merged.ranges);
    *run = (struct recorded_run){0};
}

/* ---- Values ---------------------------------------------------------------------------------- */

static enum status reject(const char *name, const char *must_be, struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT, PARAMETER_PREFIX "%.64s: must be %s", name, must_be);
}

/* Whole numbers are formatted without a point or an exponent, as the options require: JSON can
 * write 60 as 60.0 or 6e1. */
static bool append_number(struct text *out, struct json_value value)
{
    char digits[64];
    size_t length;
    const char *bytes = json_value_bytes(value, &length);

    if (length >= sizeof digits)
        return false;
    memcpy(digits, bytes, length);
    digits[length] = '\0';
    double number = strtod(digits, NULL);
    if (!isfinite(number))
        return false;
    if (number == floor(number) && fabs(number) < 1e15)
        text_appendf(out, "%.0f", number);
    else
        text_append_shortest(out, number);
    return true;
}

/* A string without NUL, or a finite number. */
static enum status append_value(struct text *out, const char *name, struct json_value value,
                                struct error *error)
{
    const char *string = json_value_string(value);

    if (string != NULL)
        text_append(out, string);
    else if (json_value_kind(value) != JSON_NUMBER || !append_number(out, value))
        return reject(name, "a string, a number, or a list of strings and numbers", error);
    return STATUS_OK;
}

/* A list with this separator. */
static enum status append_values(struct text *out, const char *name, struct json_value value,
                                 const char *separator, struct error *error)
{
    struct json_walk walk = json_walk(value);
    enum status status = STATUS_OK;
    bool first = true;

    if (json_value_kind(value) != JSON_ARRAY)
        return append_value(out, name, value, error);
    for (; status == STATUS_OK && json_walk_next(&walk); first = false) {
        text_append(out, first ? "" : separator);
        status = append_value(out, name, walk.value, error);
    }
    return status;
}

/* ---- Arguments ------------------------------------------------------------------------------- */

/* Takes ownership of the text. */
static enum status add(struct recorded_run *run, struct text *argument, struct error *error)
{
    text_append(argument, ""); /* a string, even if it is empty */
    enum status status = text_check(argument, error);
    if (status == STATUS_OK && run->count == RECORDED_RUN_MAX)
        status = error_set(error, STATUS_BAD_INPUT,
                           MANIFEST_PREFIX MANIFEST_PARAMETERS ": too many parameters");
    if (status == STATUS_OK)
        run->arguments[run->count++] = argument->data;
    else
        text_free(argument);
    return status;
}

/* "--name=value" in one argument, so that a value cannot be mistaken for an option. */
static enum status add_option(struct recorded_run *run, const char *option, const char *name,
                              struct json_value value, const char *separator, struct error *error)
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
                            struct json_value value, struct error *error)
{
    struct text argument = {0};

    if (json_value_kind(value) == JSON_FALSE)
        return STATUS_OK;
    if (json_value_kind(value) != JSON_TRUE)
        return reject(name, "true or false", error);
    text_appendf(&argument, "--%s", option);
    return add(run, &argument, error);
}

/* Adds an option for each element of a list. */
static enum status add_each(struct recorded_run *run, const char *option, struct json_value list,
                            struct error *error)
{
    struct json_walk walk = json_walk(list);
    enum status status = STATUS_OK;

    while (status == STATUS_OK && json_walk_next(&walk))
        status = add_option(run, option, option, walk.value, "", error);
    return status;
}

/* An empty list of figures is --figure=none. */
static enum status add_figures(struct recorded_run *run, struct json_value parameters,
                               struct error *error)
{
    struct json_value list = json_value_member(parameters, "figure");
    struct text none = {0};

    if (json_value_kind(list) != JSON_ARRAY)
        return reject("figure", "a list of names", error);
    if (json_value_count(list) > 0)
        return add_each(run, "figure", list, error);
    text_append(&none, "--figure=none");
    return add(run, &none, error);
}

/* 50 and "logarithmic" are --levels=50:log; 50 alone is --levels=50:linear. */
static enum status add_levels(struct recorded_run *run, struct json_value parameters,
                              struct error *error)
{
    struct json_value spacing = json_value_member(parameters, "spacing");
    bool linear = json_value_kind(spacing) == JSON_ABSENT;
    const char *name = linear ? "" : json_value_string(spacing);
    bool chosen = name != NULL && strcmp(name, ARTIFACT_SPACING_OF_PROBLEM) == 0;
    struct text argument = {0};

    if (!linear && !chosen && (name == NULL || strcmp(name, "logarithmic") != 0))
        return reject("spacing", "\"logarithmic\", \"" ARTIFACT_SPACING_OF_PROBLEM "\" or absent",
                      error);
    text_append(&argument, "--levels=");
    enum status status =
        append_value(&argument, "levels", json_value_member(parameters, "levels"), error);
    text_append(&argument, chosen ? "" : linear ? ":linear" : ":log");
    if (status == STATUS_OK)
        return add(run, &argument, error);
    text_free(&argument);
    return status;
}

/* The schedule that is recorded, or NULL. */
static const struct schedule *find_schedule(struct json_value parameters)
{
    const char *name = json_value_string(json_value_member(parameters, METHOD_SCHEDULE_KEY));

    return name == NULL ? NULL : schedule_find(name);
}

/* The parameters of a single optimizer are parameters of the run; those without a separate option
 * are appended to its name: --optimizer=momentum:mu=0.9. */
static enum status add_optimizer(struct recorded_run *run, struct json_value parameters,
                                 const struct method *method, struct error *error)
{
    struct text argument = {0};
    enum status status = STATUS_OK;
    const char *separator = ":";

    text_appendf(&argument, "--optimizer=%s", method->optimizer->name);
    if (find_schedule(parameters) != NULL) {
        text_appendf(&argument, "%s" METHOD_SCHEDULE_KEY "=%s", separator, method->schedule->name);
        separator = ",";
    }
    for (size_t k = 0; k < method_parameter_count(method) && status == STATUS_OK; k++) {
        const char *name = method_parameter(method, k)->name;
        struct json_value value = json_value_member(parameters, name);
        if (option_table_find(&run_option_table, name) != NULL ||
            json_value_kind(value) == JSON_ABSENT)
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

/* The single optimizer that is recorded, with its schedule; false: none, or an unknown name. */
static bool find_method(struct json_value parameters, struct method *method)
{
    const char *only = json_value_string(json_value_member(parameters, "optimizer"));
    const struct optimizer *optimizer = only == NULL ? NULL : optimizer_find(only);
    const struct schedule *schedule = find_schedule(parameters);

    if (optimizer == NULL)
        return false;
    *method = method_of(optimizer);
    if (schedule != NULL)
        method_set_schedule(method, schedule);
    return true;
}

/* Adds nothing, since the schedule is part of the optimizer's argument. */
static enum status check_schedule(struct recorded_run *run, struct json_value parameters,
                                  struct error *error)
{
    struct method method;

    (void)run;
    return find_method(parameters, &method) && find_schedule(parameters) != NULL
               ? STATUS_OK
               : reject(METHOD_SCHEDULE_KEY, "the name of a schedule, of a single optimizer",
                        error);
}

static enum status add_optimizers(struct recorded_run *run, struct json_value parameters,
                                  struct error *error)
{
    struct json_value value = json_value_member(parameters, "optimizer");
    struct method method;

    if (json_value_kind(value) == JSON_ARRAY)
        return add_each(run, "optimizer", value, error);
    if (find_method(parameters, &method))
        return add_optimizer(run, parameters, &method, error);
    return reject("optimizer", "the name of an optimizer, or a list of optimizers with parameters",
                  error);
}

static enum status add_tunes(struct recorded_run *run, struct json_value parameters,
                             struct error *error)
{
    struct json_value list = json_value_member(parameters, "tune");

    return json_value_kind(list) == JSON_ARRAY
               ? add_each(run, "tune", list, error)
               : reject("tune", "a list of optimizers with ranges of parameters", error);
}

static enum status read_epoch(struct recorded_run *run, struct json_value parameters,
                              struct error *error)
{
    struct text epoch = {0};
    enum status status =
        append_value(&epoch, ARTIFACT_PARAMETER_EPOCH,
                     json_value_member(parameters, ARTIFACT_PARAMETER_EPOCH), error);

    if (status == STATUS_OK)
        status = text_check(&epoch, error);
    run->epoch = epoch.data;
    return status;
}

/* ---- Merged sets ----------------------------------------------------------------------------- */

static enum status reject_merged(struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT,
                     MANIFEST_PREFIX MANIFEST_MERGED
                     ": must be at most %d ranges of seeds, ascending, with gaps between them, and "
                     "at most %d runs",
                     STUDY_MAX_RANGES, STUDY_MAX_MERGED);
}

/* `after`: the least possible seed. */
static bool read_range(struct json_value value, uint64_t after, struct seed_range *range)
{
    uint64_t first, count;

    if (json_value_kind(value) != JSON_OBJECT ||
        !manifest_whole(json_value_member(value, MANIFEST_MERGED_SEED), &first) ||
        !manifest_whole(json_value_member(value, MANIFEST_MERGED_RUNS), &count) || first < after ||
        first > UINT32_MAX || count < 1 || count > STUDY_MAX_MERGED ||
        first + count - 1 > UINT32_MAX)
        return false;
    *range = (struct seed_range){.first = (uint32_t)first, .count = (size_t)count};
    return true;
}

static enum status read_merged(struct recorded_run *run, struct json_value list,
                               struct error *error)
{
    struct json_walk walk = json_walk(list);
    struct merged_parts *merged = &run->merged;
    size_t count = json_value_count(list), runs = 0;
    uint64_t after = 0;

    if (json_value_kind(list) == JSON_ABSENT)
        return STATUS_OK;
    if (json_value_kind(list) != JSON_ARRAY || count < 1 || count > STUDY_MAX_RANGES)
        return reject_merged(error);
    merged->ranges = calloc(count, sizeof *merged->ranges);
    if (merged->ranges == NULL)
        return error_out_of_memory(error);
    while (json_walk_next(&walk)) {
        struct seed_range *range = &merged->ranges[merged->range_count];
        if (!read_range(walk.value, after, range))
            return reject_merged(error);
        after = (uint64_t)seed_range_last(range) + 2; /* adjacent ranges would be one */
        runs += range->count;
        merged->range_count++;
    }
    return runs > STUDY_MAX_MERGED ? reject_merged(error) : STATUS_OK;
}

static size_t merged_runs(const struct merged_parts *merged)
{
    size_t runs = 0;

    for (size_t i = 0; i < merged->range_count; i++)
        runs += merged->ranges[i].count;
    return runs;
}

/* A merged ensemble can have more runs than --runs permits; recorded_run_options() sets their
 * number. */
static enum status add_runs(struct recorded_run *run, struct json_value parameters,
                            struct error *error)
{
    struct json_value value = json_value_member(parameters, "runs"),
                      seed = json_value_member(parameters, "seed");
    struct text argument = {0};
    uint64_t runs, first;

    if (run->merged.range_count == 0)
        return add_option(run, "runs", "runs", value, "", error);
    if (!manifest_whole(value, &runs) || runs != merged_runs(&run->merged))
        return reject("runs", "the number of merged runs", error);
    if (!manifest_whole(seed, &first) || first != run->merged.ranges[0].first)
        return reject("seed", "the first seed of the merged runs", error);
    text_appendf(&argument, "--runs=%d", runs < STUDY_MAX_RUNS ? (int)runs : STUDY_MAX_RUNS);
    return add(run, &argument, error);
}

/* ---- Members of "parameters" ----------------------------------------------------------------- */

/* Parameters that do not correspond to exactly one option. */
static const struct {
    const char *name;
    enum status (*add)(struct recorded_run *run, struct json_value parameters, struct error *error);
} special[] = {
    {"figure", add_figures},
    {"levels", add_levels},
    {"spacing", NULL}, /* handled with levels */
    {"optimizer", add_optimizers},
    {"tune", add_tunes},
    {METHOD_SCHEDULE_KEY, check_schedule},
    {"runs", add_runs},
    {ARTIFACT_PARAMETER_EPOCH, read_epoch},
};
#define SPECIAL (sizeof special / sizeof *special)

/* The option of this name, with - for _, if it is recorded in manifests; otherwise NULL. */
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

/* A parameter of the single optimizer, which was handled with its name. */
static bool is_of_optimizer(struct json_value parameters, const char *name)
{
    struct method method;

    return find_method(parameters, &method) &&
           method_parameter_find(&method, name) < method_parameter_count(&method);
}

static enum status add_parameter(struct recorded_run *run, struct json_value parameters,
                                 const char *name, struct json_value value, struct error *error)
{
    const struct option_row *row = option_of(name);

    for (size_t i = 0; i < SPECIAL; i++)
        if (strcmp(name, special[i].name) == 0)
            return special[i].add == NULL ? STATUS_OK : special[i].add(run, parameters, error);
    if (row == NULL && is_of_optimizer(parameters, name))
        return STATUS_OK;
    if (row == NULL)
        return error_set(error, STATUS_BAD_INPUT, PARAMETER_PREFIX "%.64s: unknown parameter",
                         name);
    if (strcmp(row->name, "figures") == 0)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "the figures were drawn by scripts given with --figures; "
                                         "only a run with the built-in scripts can be repeated");
    if (row->value == NULL)
        return add_flag(run, row->name, name, value, error);
    return add_option(run, row->name, name, value, strcmp(row->name, "size") == 0 ? "x" : ",",
                      error);
}

static enum status add_parameters(struct recorded_run *run, struct json_value parameters,
                                  struct error *error)
{
    struct json_walk walk = json_walk(parameters);
    struct text command = {0};

    if (json_value_kind(parameters) != JSON_OBJECT)
        return error_set(error, STATUS_BAD_INPUT, MANIFEST_PREFIX "no " MANIFEST_PARAMETERS);
    text_append(&command, "run");
    enum status status = add(run, &command, error);
    while (status == STATUS_OK && json_walk_next(&walk)) {
        const char *name = json_value_string(walk.name);
        status = add_parameter(run, parameters, name == NULL ? "" : name, walk.value, error);
    }
    return status;
}

/* Only the same version of the program produces the same files. */
static enum status check_program(struct json_value manifest, struct error *error)
{
    const char *program = json_value_string(json_value_member(manifest, MANIFEST_PROGRAM));

    if (program == NULL)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "no name of the program that wrote it");
    if (strcmp(program, PROGRAM) != 0)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_PREFIX "written by %.64s, but this is " PROGRAM
                                         "; only that version makes the same files",
                         program);
    return STATUS_OK;
}

enum status recorded_run_read(const char *json, size_t length, struct recorded_run *run,
                              struct error *error)
{
    struct budget_account account = {0};
    struct json_tree manifest = {0};

    *run = (struct recorded_run){0};
    enum status status = json_tree_parse(json, length, &account, &manifest, error);
    if (status != STATUS_OK)
        status = error_prefix(error, status, ARTIFACT_MANIFEST);
    else if (manifest.too_large)
        status = error_set(error, STATUS_BAD_INPUT, MANIFEST_PREFIX "too large");
    if (status == STATUS_OK)
        status = check_program(manifest.root, error);
    if (status == STATUS_OK)
        status = read_merged(run, json_value_member(manifest.root, MANIFEST_MERGED), error);
    if (status == STATUS_OK)
        status = add_parameters(run, json_value_member(manifest.root, MANIFEST_PARAMETERS), error);
    json_tree_free(&manifest);
    budget_close(&account);
    return status;
}

static bool sets(const char *argument, const char *option)
{
    size_t length = strlen(option);

    return strncmp(argument, "--", 2) == 0 && strncmp(argument + 2, option, length) == 0 &&
           argument[2 + length] == '=';
}

enum status recorded_run_replace(struct recorded_run *run, const char *option, const char *value,
                                 struct error *error)
{
    struct text argument = {0};
    int count = 0;

    for (int i = 0; i < run->count; i++)
        if (sets(run->arguments[i], option))
            free(run->arguments[i]);
        else
            run->arguments[count++] = run->arguments[i];
    for (int i = count; i < run->count; i++)
        run->arguments[i] = NULL;
    run->count = count;
    text_appendf(&argument, "--%s=%s", option, value);
    return add(run, &argument, error);
}

enum status recorded_run_options(struct recorded_run *run, struct run_options *options,
                                 struct error *error)
{
    char *arguments[RECORDED_RUN_MAX + 2];

    memcpy(arguments, run->arguments, sizeof arguments); /* getopt_long rearranges them */
    enum status status = run_options_parse(options, run->count, arguments, run->epoch, error);
    if (status != STATUS_OK || run->merged.range_count == 0)
        return status;
    if (options->study.runs == 0)
        return error_set(error, STATUS_BAD_INPUT,
                         MANIFEST_MERGED ": requires the parameter 'runs'");
    options->study.runs = merged_runs(&run->merged);
    options->study.merged = &run->merged;
    return STATUS_OK;
}
