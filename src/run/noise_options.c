#include "run/noise_options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/option_value.h"

#define RELATIVE "relative:"

enum status noise_options_read(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct noise_options *options = member;
    bool relative = strncmp(argument->value, RELATIVE, strlen(RELATIVE)) == 0;
    const char *number = argument->value + (relative ? strlen(RELATIVE) : 0);
    struct text size = {0};

    options->given = true;
    options->noise.kind = relative ? NOISE_RELATIVE : NOISE_ABSOLUTE;
    if (!option_value_numbers(number, &options->noise.size, 1) ||
        !(options->noise.size > 0 && isfinite(options->noise.size)))
        return option_value_reject(argument, error);
    text_append_readable(&size, options->noise.size);
    snprintf(options->text, sizeof options->text, "%s%s", relative ? RELATIVE : "",
             text_string(&size));
    enum status status = text_check(&size, error);
    text_free(&size);
    return status;
}

NAME_LIST(noise_options_vary_name, "start", "noise", "both")

enum status noise_options_vary(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct noise_options *options = member;
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status == STATUS_OK)
        options->vary = (enum vary)place;
    options->vary_given = true;
    return status;
}

enum status noise_options_finish(struct noise_options *options, size_t runs, struct error *error)
{
    const char *name = noise_options_vary_name((size_t)options->vary);

    if (!options->vary_given)
        options->vary = options->given ? VARY_BOTH : VARY_START;
    else if (runs == 0)
        return error_set(error, STATUS_USAGE, "--vary '%s': requires --runs", name);
    else if (!options->given && options->vary != VARY_START)
        return error_set(error, STATUS_USAGE, "--vary '%s': requires --noise", name);
    return STATUS_OK;
}
