#include "base/option_value.h"

#include <string.h>

#include "base/number.h"
#include "base/unicode.h"

enum status option_value_must_be(const struct option_argument *argument, const char *allowed,
                                 struct error *error)
{
    return error_set(error, STATUS_USAGE, "--%s '%.255s': must be %s", argument->row->name,
                     argument->value, allowed);
}

enum status option_value_reject(const struct option_argument *argument, struct error *error)
{
    struct text values = {0};

    option_row_values(argument->row, &values);
    enum status status = option_value_must_be(argument, text_string(&values), error);
    text_free(&values);
    return status;
}

enum status option_value_unknown(const struct option_argument *argument, const char *part,
                                 size_t length, const char *nearest, struct error *error)
{
    const char *kind = argument->row->name;

    if (nearest == NULL)
        return option_value_reject(argument, error);
    if (length == strlen(argument->value))
        return error_set(error, STATUS_USAGE, "--%s '%.255s': unknown %s; did you mean '%s'?", kind,
                         argument->value, kind, nearest);
    return error_set(error, STATUS_USAGE, "--%s '%.255s': unknown %s '%.*s'; did you mean '%s'?",
                     kind, argument->value, kind, length > 64 ? 64 : (int)length, part, nearest);
}

enum status option_value_part(const struct option_argument *argument, const char *part,
                              size_t length, size_t *place, struct error *error)
{
    name_list *names = argument->row->names;

    *place = name_find(part, length, names);
    return names(*place) != NULL
               ? STATUS_OK
               : option_value_unknown(argument, part, length, suggestion_find(part, length, names),
                                      error);
}

enum status option_value_name(const struct option_argument *argument, size_t *place,
                              struct error *error)
{
    return option_value_part(argument, argument->value, strlen(argument->value), place, error);
}

/* One number only, as in 0,02: where several are expected, the comma is not decimal. */
static enum status reject_real(const struct option_argument *argument, struct error *error)
{
    double parts[2];
    enum status status = option_value_reject(argument, error);

    if (number_read_list(argument->value, parts, 2))
        error_append(error, "use a period as the decimal point");
    return status;
}

enum status option_value_real(const struct option_argument *argument, double *number,
                              struct error *error)
{
    const struct option_row *row = argument->row;
    double value;

    if (!number_read_list(argument->value, &value, 1) || value < row->least || value > row->most ||
        (row->interval == INTERVAL_OPEN_BELOW && value == row->least) ||
        (row->interval == INTERVAL_OPEN_ABOVE && value == row->most))
        return reject_real(argument, error);
    *number = value;
    return STATUS_OK;
}

enum status option_value_whole(const struct option_argument *argument, unsigned long long *number,
                               struct error *error)
{
    const struct option_row *row = argument->row;

    return number_read_whole(argument->value, row->least, row->most, number)
               ? STATUS_OK
               : option_value_reject(argument, error);
}

enum status option_read_real(void *member, const struct option_argument *argument,
                             struct error *error)
{
    return option_value_real(argument, member, error);
}

enum status option_read_whole(void *member, const struct option_argument *argument,
                              struct error *error)
{
    unsigned long long value = 0;
    enum status status = option_value_whole(argument, &value, error);

    if (status == STATUS_OK)
        *(size_t *)member = (size_t)value;
    return status;
}

enum status option_read_text(void *member, const struct option_argument *argument,
                             struct error *error)
{
    const char *rest = argument->value;
    size_t most = (size_t)argument->row->most;

    for (size_t count = 0; *rest != '\0'; count++) {
        unsigned long character = 0;
        rest = unicode_read(rest, &character);
        if (rest == NULL || !unicode_is_printable(character) || count == most)
            return option_value_reject(argument, error);
    }
    *(const char **)member = argument->value;
    return STATUS_OK;
}

enum status option_read_path(void *member, const struct option_argument *argument,
                             struct error *error)
{
    if (*argument->value == '\0')
        return option_value_must_be(argument, "a path", error);
    *(const char **)member = argument->value;
    return STATUS_OK;
}

enum status option_read_flag(void *member, const struct option_argument *argument,
                             struct error *error)
{
    (void)argument;
    (void)error;
    *(bool *)member = true;
    return STATUS_OK;
}
