#include "run/axis_options.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/option_value.h"
#include "run/method_options.h"

enum status axis_options_reject(const struct axis_source *source, const char *why,
                                struct error *error)
{
    return error_set(error, STATUS_USAGE, "%s '%.128s': %s; example: %s", source->option,
                     source->value, why, source->example);
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

    if (!number_read_list(part, &number, 1) || number < 2 || number > AXIS_OPTIONS_MAX_COUNT ||
        number != (double)(size_t)number)
        return false;
    *count = (size_t)number;
    return true;
}

/* Every value, since those of a whole number can lie between two of them. */
static enum status check_range(const struct axis_source *source,
                               const struct optimizer_parameter *parameter,
                               const struct sweep_axis *axis, struct error *error)
{
    for (size_t i = 0; i < axis->count; i++) {
        double value = sweep_axis_value(axis, i);
        if (optimizer_range_holds(parameter->range, value))
            continue;
        return error_set(error, STATUS_USAGE, "%s '%.128s': %s must be %s, not %.6g",
                         source->option, source->value, parameter->name,
                         optimizer_range_text(parameter->range), value);
    }
    return STATUS_OK;
}

/* LO:HI:N[:log] */
static enum status read_values(const struct axis_source *source, const char *text, const char *end,
                               struct sweep_axis *axis, struct error *error)
{
    char part[40];

    if (!next_part(&text, end, part, sizeof part) || !number_read_list(part, &axis->low, 1) ||
        !next_part(&text, end, part, sizeof part) || !number_read_list(part, &axis->high, 1))
        return axis_options_reject(source, "expected LO:HI:N with numbers for each parameter",
                                   error);
    if (!next_part(&text, end, part, sizeof part) || !read_count(part, &axis->count))
        return axis_options_reject(source, "N must be a whole number from 2 to 1000", error);
    if (next_part(&text, end, part, sizeof part)) {
        if (strcmp(part, "log") != 0 || text < end)
            return axis_options_reject(source, "N can be followed by only :log", error);
        axis->logarithmic = true;
    }
    if (!(axis->low < axis->high))
        return axis_options_reject(source, "LO must be below HI", error);
    if (axis->logarithmic && !(axis->low > 0))
        return axis_options_reject(source, "LO must be above 0 for :log", error);
    if (axis->logarithmic && !isfinite(axis->high / axis->low))
        return axis_options_reject(source, "HI must be at most 1e300 times LO", error);
    return STATUS_OK;
}

enum status axis_options_read(const struct axis_source *source, const struct method *method,
                              const char *text, const char *end, struct sweep_axis *axis,
                              struct error *error)
{
    const char *equals = memchr(text, '=', (size_t)(end - text));
    char name[32];

    if (equals == NULL || (size_t)(equals - text) >= sizeof name)
        return axis_options_reject(source, "expected KEY=LO:HI:N[:log] for each parameter", error);
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = '\0';
    if (name_matches(name, strlen(name), METHOD_SCHEDULE_KEY))
        return axis_options_reject(
            source, METHOD_SCHEDULE_KEY " has no range; specify it in --optimizer", error);
    *axis = (struct sweep_axis){.parameter = method_parameter_find(method, name)};
    if (axis->parameter == method_parameter_count(method))
        return method_options_unknown_key(method, name, source->option, source->value, error);
    enum status status = read_values(source, equals + 1, end, axis, error);
    return status == STATUS_OK
               ? check_range(source, method_parameter(method, axis->parameter), axis, error)
               : status;
}
