#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Reads a number in the decimal or hexadecimal notation of C that fits a double, and returns its
 * end, or NULL if it is invalid. Leading white space and words (inf, nan) are not accepted. */
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

bool number_read_list(const char *text, double numbers[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text = read_number(text, &numbers[i]);
        if (text == NULL || *text != (i + 1 < count ? ',' : '\0'))
            return false;
        text++;
    }
    return true;
}

bool number_read_whole(const char *text, double least, double most, unsigned long long *number)
{
    errno = 0;
    unsigned long long value = strtoull(text, NULL, 10);
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0' || errno == ERANGE ||
        value < (unsigned long long)least || value > (unsigned long long)most)
        return false;
    *number = value;
    return true;
}
