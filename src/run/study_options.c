#include "run/study_options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/option_value.h"

enum status study_options_sweep(void *member, const struct option_argument *argument,
                                struct error *error)
{
    struct study_options *options = member;

    if (options->sweep != NULL)
        return error_set(
            error, STATUS_USAGE,
            "--sweep '%.128s': must not be repeated; specify both parameters in one --sweep",
            argument->value);
    options->sweep = argument->value;
    return STATUS_OK;
}

NAME_LIST(study_options_view_name, "iterations", "value")

enum status study_options_view(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct study_options *options = member;
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status == STATUS_OK)
        options->view = (enum sweep_view)place;
    options->view_given = !argument->is_default;
    return status;
}

NAME_LIST(study_options_criterion_name, "first", "stays", "final")

enum status study_options_criterion(void *member, const struct option_argument *argument,
                                    struct error *error)
{
    struct study_options *options = member;
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status == STATUS_OK)
        options->criterion = (enum criterion)place;
    options->criterion_given = !argument->is_default;
    return status;
}

static enum status reject(const struct study_options *options, const char *why, struct error *error)
{
    return error_set(error, STATUS_USAGE,
                     "--sweep '%.128s': %s; example: alpha=0.001:1:50:log,beta1=0:0.99:50",
                     options->sweep, why);
}

/* Copies the next part up to a colon; false if there is none or it is too long. */
static bool next_part(const char **text, const char *end, char part[], size_t size)
{
    size_t length = 0;

    if (*text >= end)
        return false;
    while (*text + length < end && (*text)[length] != ':')
        length++;
    if (length >= size)
        return false;
    memcpy(part, *text, length);
    part[length] = '\0';
    *text += length + (*text + length < end ? 1 : 0);
    return true;
}

static bool read_count(const char *part, size_t *count)
{
    double number;

    if (!option_value_numbers(part, &number, 1) || number < 2 || number > STUDY_MAX_SIDE ||
        number != (double)(size_t)number)
        return false;
    *count = (size_t)number;
    return true;
}

/* LO:HI:N[:log], from the text to its end. */
static enum status read_values(const struct study_options *options,
                               const struct optimizer_parameter *parameter, const char *text,
                               const char *end, struct sweep_axis *axis, struct error *error)
{
    char part[40];

    if (!next_part(&text, end, part, sizeof part) || !option_value_numbers(part, &axis->low, 1) ||
        !next_part(&text, end, part, sizeof part) || !option_value_numbers(part, &axis->high, 1))
        return reject(options, "expected LO:HI:N with numbers for each parameter", error);
    if (!next_part(&text, end, part, sizeof part) || !read_count(part, &axis->count))
        return reject(options, "N must be a whole number from 2 to 1000", error);
    if (next_part(&text, end, part, sizeof part)) {
        if (strcmp(part, "log") != 0 || text < end)
            return reject(options, "N can be followed by only :log", error);
        axis->logarithmic = true;
    }
    if (!(axis->low < axis->high))
        return reject(options, "LO must be below HI", error);
    if (axis->logarithmic && !(axis->low > 0))
        return reject(options, "LO must be above 0 for :log", error);
    if (axis->logarithmic && !isfinite(axis->high / axis->low))
        return reject(options, "HI must be at most 1e300 times LO", error);
    if (!optimizer_range_holds(parameter->range, axis->low) ||
        !optimizer_range_holds(parameter->range, axis->high))
        return error_set(error, STATUS_USAGE, "--sweep '%.128s': %s must be %s", options->sweep,
                         parameter->name, optimizer_range_text(parameter->range));
    return STATUS_OK;
}

static enum status read_axis(const struct study_options *options, const struct optimizer *optimizer,
                             const char *text, const char *end, struct sweep_axis *axis,
                             struct error *error)
{
    const char *equals = memchr(text, '=', (size_t)(end - text));
    char name[32];

    if (equals == NULL || (size_t)(equals - text) >= sizeof name)
        return reject(options, "expected KEY=LO:HI:N[:log] for each parameter", error);
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = '\0';
    axis->parameter = optimizer_parameter_find(optimizer, name);
    if (axis->parameter == optimizer->parameter_count)
        return method_options_unknown_key(optimizer, name, "--sweep", options->sweep, error);
    return read_values(options, &optimizer->parameters[axis->parameter], equals + 1, end, axis,
                       error);
}

enum status study_options_finish(struct study_options *options,
                                 const struct method_options *methods, struct error *error)
{
    const struct optimizer *optimizer = methods->list[0].method.optimizer;

    if (options->sweep == NULL)
        return STATUS_OK;
    if (options->view_given && !options->criterion_given && options->view == SWEEP_VIEW_VALUE)
        options->criterion = CRITERION_FINAL;
    if (options->criterion_given && !options->view_given && options->criterion == CRITERION_FINAL)
        options->view = SWEEP_VIEW_VALUE;
    if (methods->count > 1)
        return reject(options, "requires a single --optimizer", error);
    const char *comma = strchr(options->sweep, ',');
    if (comma == NULL || strchr(comma + 1, ',') != NULL)
        return reject(options, "must specify two parameters", error);
    enum status status =
        read_axis(options, optimizer, options->sweep, comma, &options->axes[0], error);
    if (status == STATUS_OK)
        status = read_axis(options, optimizer, comma + 1, comma + strlen(comma), &options->axes[1],
                           error);
    if (status == STATUS_OK && options->axes[0].parameter == options->axes[1].parameter)
        return reject(options, "must specify two different parameters", error);
    options->swept = status == STATUS_OK;
    return status;
}
