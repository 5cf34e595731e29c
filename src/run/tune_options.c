#include "run/tune_options.h"

#include <string.h>

#include "base/option_value.h"
#include "optimize/tuning.h"
#include "run/axis_options.h"
#include "run/run_options.h"

#define EXAMPLE "adam:alpha=0.001:1:20:log"

enum status tune_options_add(void *member, const struct option_argument *argument,
                             struct error *error)
{
    struct method_options *options = member;

    if (options->tune_count == METHODS_MAX)
        return error_set(error, STATUS_USAGE,
                         "--tune '%.128s': too many optimizers; a run can have at most %d",
                         argument->value, METHODS_MAX);
    options->tunes[options->tune_count++] = argument->value;
    return STATUS_OK;
}

/* ---- One --tune ------------------------------------------------------------------------------ */

static enum status reject_count(const struct axis_source *source, struct error *error)
{
    return error_set(error, STATUS_USAGE,
                     "%s '%.128s': too many optimizers; a run can have at most %d", source->option,
                     source->value, METHODS_MAX);
}

static enum status read_axis(const struct axis_source *source, struct named_method *named,
                             const char *text, const char *end, struct error *error)
{
    const struct method *method = &named->method;
    struct sweep_axis axis;
    enum status status = axis_options_read(source, method, text, end, &axis, error);

    if (status != STATUS_OK)
        return status;
    if (named->set[axis.parameter])
        return error_set(error, STATUS_USAGE,
                         "%s '%.128s': %s is set in --optimizer '%s:%.128s'; a parameter can be "
                         "either set or tuned",
                         source->option, source->value,
                         method_parameter(method, axis.parameter)->name, method->optimizer->name,
                         named->given);
    for (size_t k = 0; k < named->axis_count; k++)
        if (named->axes[k].parameter == axis.parameter)
            return axis_options_reject(source, "duplicate parameter", error);
    named->axes[named->axis_count++] = axis;
    return STATUS_OK;
}

/* KEY=LO:HI:N[:log],... */
static enum status read_axes(const struct axis_source *source, struct named_method *named,
                             const char *text, struct error *error)
{
    enum status status = STATUS_OK;

    for (; status == STATUS_OK; text++) {
        const char *end = text + strcspn(text, ",");
        status = read_axis(source, named, text, end, error);
        text = end;
        if (*text == '\0')
            break;
    }
    return status;
}

/* Tunes the optimizer, which is not tuned yet; left unchanged if that is not possible. */
static enum status tune(const struct axis_source *source, struct named_method *named,
                        const char *axes, struct error *error)
{
    struct named_method tuned = *named;
    enum status status = read_axes(source, &tuned, axes, error);

    if (status != STATUS_OK)
        return status;
    double settings = 1;
    for (size_t k = 0; k < tuned.axis_count; k++)
        settings *= (double)tuned.axes[k].count;
    if (settings > TUNING_MAX_SETTINGS)
        return error_set(error, STATUS_USAGE,
                         "%s '%.128s': must have at most %d settings, not %.0f", source->option,
                         source->value, TUNING_MAX_SETTINGS, settings);
    *named = tuned;
    return STATUS_OK;
}

static enum status tune_added(struct method_options *options, const struct axis_source *source,
                              const struct optimizer *optimizer, const char *axes,
                              struct error *error)
{
    if (options->count == METHODS_MAX)
        return reject_count(source, error);
    struct named_method *named = &options->list[options->count];
    *named = (struct named_method){.method = method_of(optimizer), .given = ""};
    enum status status = tune(source, named, axes, error);
    options->count += status == STATUS_OK;
    return status;
}

/* Tunes one of the optimizers of --optimizer, which are the first `given` of the list, or adds one.
 * If none can be tuned, the message is about the last of this name. */
static enum status place(struct method_options *options, const struct axis_source *source,
                         const struct optimizer *optimizer, const char *axes, size_t given,
                         struct error *error)
{
    size_t found = 0, tuned = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < given; i++) {
        struct named_method *named = &options->list[i];
        if (named->method.optimizer != optimizer)
            continue;
        found++;
        tuned += named->axis_count > 0;
        if (named->axis_count > 0)
            continue;
        status = tune(source, named, axes, error);
        if (status != STATUS_USAGE)
            return status;
    }
    if (found == 0)
        return tune_added(options, source, optimizer, axes, error);
    if (tuned == found)
        return error_set(error, STATUS_USAGE, "%s '%.128s': every --optimizer %s is already tuned",
                         source->option, source->value, optimizer->name);
    return status;
}

static enum status place_tune(struct method_options *options, const struct axis_source *source,
                              size_t given, struct error *error)
{
    size_t length = strcspn(source->value, ":");
    const struct option_argument argument = {.row = option_table_find(&run_option_table, "tune"),
                                             .value = source->value};
    const struct optimizer *optimizer;
    enum status status = method_options_find(&argument, source->value, length, &optimizer, error);

    if (status != STATUS_OK)
        return status;
    if (source->value[length] == '\0')
        return axis_options_reject(source, "expected OPTIMIZER:KEY=LO:HI:N[:log],...", error);
    return place(options, source, optimizer, source->value + length + 1, given, error);
}

/* ---- All of them ----------------------------------------------------------------------------- */

static size_t settings_of(const struct named_method *named)
{
    size_t settings = 1;

    for (size_t k = 0; k < named->axis_count; k++)
        settings *= named->axes[k].count;
    return settings;
}

/* A comparison is only fair if all tuned optimizers had the same chances. */
static enum status check_settings(const struct method_options *options, struct error *error)
{
    size_t first = 0, differing = 0, tuned = 0;

    for (size_t i = 0; i < options->count; i++) {
        if (options->list[i].axis_count == 0)
            continue;
        size_t settings = settings_of(&options->list[i]);
        first = tuned++ == 0 ? settings : first;
        differing += settings != first;
    }
    if (differing == 0)
        return STATUS_OK;
    error_set(error, STATUS_USAGE,
              "--tune: all tuned optimizers must have the same number of settings, not ");
    for (size_t i = 0, listed = 0; i < options->count; i++) {
        const struct named_method *named = &options->list[i];
        if (named->axis_count == 0)
            continue;
        listed++;
        error_extend(error, STATUS_USAGE, "%s%s %zu",
                     listed == 1       ? ""
                     : listed == tuned ? " and "
                                       : ", ",
                     named->method.optimizer->name, settings_of(named));
    }
    return STATUS_USAGE;
}

enum status tune_options_finish(struct method_options *options, struct error *error)
{
    size_t given = options->count;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < options->tune_count && status == STATUS_OK; i++) {
        const struct axis_source source = {"--tune", options->tunes[i], EXAMPLE};
        status = place_tune(options, &source, given, error);
    }
    return status == STATUS_OK ? check_settings(options, error) : status;
}

void tune_options_append(const struct named_method *named, struct text *out)
{
    text_append(out, named->method.optimizer->name);
    for (size_t k = 0; k < named->axis_count; k++) {
        const struct sweep_axis *axis = &named->axes[k];
        text_appendf(out, "%c%s=", k == 0 ? ':' : ',',
                     method_parameter(&named->method, axis->parameter)->name);
        text_append_readable(out, axis->low);
        text_append(out, ":");
        text_append_readable(out, axis->high);
        text_appendf(out, ":%zu%s", axis->count, axis->logarithmic ? ":log" : "");
    }
}
