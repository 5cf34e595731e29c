#define _GNU_SOURCE /* memmem */
#include "image/integrity.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "image/gif_image.h"

/* Some programs append a line or two to the end of a PDF. */
#define PDF_END 1024

static bool contains(const char *bytes, size_t length, const char *part)
{
    return memmem(bytes, length, part, strlen(part)) != NULL;
}

static enum status check_pdf(const struct text *bytes, struct error *error)
{
    size_t end = bytes->length < PDF_END ? bytes->length : PDF_END;

    if (!contains(text_string(bytes), end, "%PDF-"))
        return error_set(error, STATUS_BAD_INPUT, "not a PDF: wrong signature");
    if (!contains(text_string(bytes) + bytes->length - end, end, "%%EOF"))
        return error_set(error, STATUS_BAD_INPUT, "broken PDF: truncated");
    return STATUS_OK;
}

/* Behind the last element there may be white space and comments. */
static enum status check_svg(const struct text *bytes, struct error *error)
{
    const char *begin = text_string(bytes), *end = begin + bytes->length, *close = NULL;

    if (!contains(begin, bytes->length, "<svg"))
        return error_set(error, STATUS_BAD_INPUT, "not an SVG: no svg element");
    for (const char *c = begin; (c = memmem(c, (size_t)(end - c), "</svg>", 6)) != NULL;)
        close = c += 6;
    while (close != NULL && close < end && strchr(" \t\r\n", *close) != NULL)
        close++;
    if (close == NULL || (close < end && strncmp(close, "<!--", 4) != 0))
        return error_set(error, STATUS_BAD_INPUT, "broken SVG: truncated");
    return STATUS_OK;
}

enum status integrity_check(const char *name, const struct text *bytes, struct error *error)
{
    const char *extension = strrchr(name, '.');

    if (strcasecmp(extension, ".pdf") == 0)
        return check_pdf(bytes, error);
    if (strcasecmp(extension, ".svg") == 0)
        return check_svg(bytes, error);
    return gif_image_check(text_string(bytes), bytes->length, error);
}
