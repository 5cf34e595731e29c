#include "run/study_options.h"

#include <string.h>

#include "base/option_value.h"
#include "run/axis_options.h"

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

enum status study_options_finish(struct study_options *options,
                                 const struct method_options *methods, struct error *error)
{
    const struct method *method = &methods->list[0].method;
    const struct axis_source source = {"--sweep", options->sweep,
                                       "alpha=0.001:1:50:log,beta1=0:0.99:50"};

    if (options->basins > 0 && methods->count > 1)
        return error_set(error, STATUS_USAGE,
                         "--basins '%zu': requires a single --optimizer, not %zu; specify one "
                         "of them",
                         options->basins, methods->count);
    if (options->sweep == NULL)
        return STATUS_OK;
    if (options->view_given && !options->criterion_given && options->view == SWEEP_VIEW_VALUE)
        options->criterion = CRITERION_FINAL;
    if (options->criterion_given && !options->view_given && options->criterion == CRITERION_FINAL)
        options->view = SWEEP_VIEW_VALUE;
    if (methods->count > 1)
        return axis_options_reject(&source, "requires a single --optimizer", error);
    const char *begin = options->sweep;
    size_t count = 1 + (strchr(begin, ',') != NULL);
    if (count == 2 && strchr(begin, ',') != strrchr(begin, ','))
        return axis_options_reject(&source, "must specify one or two parameters", error);
    enum status status = STATUS_OK;
    for (size_t k = 0; k < count && status == STATUS_OK; k++) {
        const char *end = begin + strcspn(begin, ",");
        status = axis_options_read(&source, method, begin, end, &options->axes[k], error);
        begin = end + 1;
    }
    if (status == STATUS_OK && count == 2 &&
        options->axes[0].parameter == options->axes[1].parameter)
        return axis_options_reject(&source, "must specify two different parameters", error);
    options->axis_count = count;
    options->swept = status == STATUS_OK;
    return status;
}
