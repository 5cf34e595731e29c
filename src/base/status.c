#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}

enum status error_out_of_memory(struct error *error)
{
    return error_set(error, STATUS_FAILED, "out of memory");
}

enum status error_prefix(struct error *error, enum status status, const char *format, ...)
{
    char context[sizeof error->message];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    size_t length = strlen(context), kept = strlen(error->message);
    if (length + 2 >= sizeof error->message)
        return status;
    if (kept > sizeof error->message - length - 3)
        kept = sizeof error->message - length - 3;
    memmove(error->message + length + 2, error->message, kept);
    memcpy(error->message, context, length);
    memcpy(error->message + length, ": ", 2);
    error->message[length + 2 + kept] = '\0';
    return status;
}

enum status error_extend(struct error *error, enum status status, const char *format, ...)
{
    size_t length = strlen(error->message);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error->message + length, sizeof error->message - length, format, arguments);
    va_end(arguments);
    return status;
}

void error_append(struct error *error, const char *format, ...)
{
    struct error more;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(more.message, sizeof more.message, format, arguments);
    va_end(arguments);
    size_t length = strlen(error->message);
    snprintf(error->message + length, sizeof error->message - length, "; %s", more.message);
}
