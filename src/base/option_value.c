#include "base/option_value.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"

enum status option_value_reject(const struct option_argument *argument, const char *allowed,
                                struct error *error)
{
    return error_set(error, STATUS_USAGE, "--%s '%.255s': must be %s", argument->option,
                     argument->value, allowed);
}

/* A number in the decimal or hexadecimal notation of C that fits a double; the end is returned, or
 * NULL if there is none. White space and words (inf, nan) are not numbers. */
static const char *read_number(const char *text, double *number)
{
    char *end;

    if (strchr("+-.0123456789", *text) == NULL || *text == '\0')
        return NULL;
    errno = 0;
    *number = strtod(text, &end);
    if (end == text || !isfinite(*number) || (errno == ERANGE && fabs(*number) > 1))
        return NULL;
    return end;
}

bool option_value_numbers(const char *text, double numbers[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text = read_number(text, &numbers[i]);
        if (text == NULL || *text != (i + 1 < count ? ',' : '\0'))
            return false;
        text++;
    }
    return true;
}

enum status option_value_real(const struct option_argument *argument, enum interval interval,
                              double least, double most, const char *allowed, double *number,
                              struct error *error)
{
    double value;

    if (!option_value_numbers(argument->value, &value, 1) || value < least || value > most ||
        (interval == INTERVAL_OPEN_BELOW && value == least) ||
        (interval == INTERVAL_OPEN_ABOVE && value == most))
        return option_value_reject(argument, allowed, error);
    *number = value;
    return STATUS_OK;
}

enum status option_value_whole(const struct option_argument *argument, unsigned long long least,
                               unsigned long long most, const char *allowed,
                               unsigned long long *number, struct error *error)
{
    const char *text = argument->value;

    errno = 0;
    unsigned long long value = strtoull(text, NULL, 10);
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0' || errno == ERANGE ||
        value < least || value > most)
        return option_value_reject(argument, allowed, error);
    *number = value;
    return STATUS_OK;
}

enum status option_value_text(const struct option_argument *argument, size_t most,
                              const char **text, struct error *error)
{
    const char *rest = argument->value;
    char allowed[80];

    snprintf(allowed, sizeof allowed, "at most %zu characters of UTF-8 without control characters",
             most);
    for (size_t count = 0; *rest != '\0'; count++) {
        unsigned long character = 0;
        rest = unicode_read(rest, &character);
        if (rest == NULL || !unicode_is_printable(character) || count == most)
            return option_value_reject(argument, allowed, error);
    }
    *text = argument->value;
    return STATUS_OK;
}

enum status option_value_path(const struct option_argument *argument, const char **path,
                              struct error *error)
{
    if (*argument->value == '\0')
        return option_value_reject(argument, "a path", error);
    *path = argument->value;
    return STATUS_OK;
}
