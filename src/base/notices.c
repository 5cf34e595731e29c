#include "base/notices.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/unicode.h"

void notices_add(struct text *notices, const char *format, ...)
{
    struct error line; /* as long as any message */
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line.message, sizeof line.message, format, arguments);
    va_end(arguments);
    unicode_printable(notices, line.message);
    text_append(notices, "\n");
}
