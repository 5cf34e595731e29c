#include "run/noise_options.h"

#include <stdio.h>

#include "base/option_value.h"

enum status noise_options_read(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct noise_options *options = member;
    struct text text = {0};

    options->given = true;
    if (!noise_parse(&options->noise, argument->value))
        return option_value_reject(argument, error);
    noise_append(&options->noise, &text);
    snprintf(options->text, sizeof options->text, "%s", text_string(&text));
    enum status status = text_check(&text, error);
    text_free(&text);
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
