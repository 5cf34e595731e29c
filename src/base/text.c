#include "base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_free(struct text *text)
{
    free(text->data);
    *text = (struct text){0};
}

char *text_reserve(struct text *text, size_t space)
{
    if (space > SIZE_MAX / 2 - text->length - 1) {
        text->failed = true;
        return NULL;
    }
    size_t needed = text->length + space + 1;
    if (needed > text->capacity) {
        size_t capacity = text->capacity < 256 ? 256 : text->capacity;
        while (capacity < needed)
            capacity += capacity / 2;
        char *data = realloc(text->data, capacity);
        if (data == NULL) {
            text->failed = true;
            return NULL;
        }
        text->data = data;
        text->data[text->length] = '\0';
        text->capacity = capacity;
    }
    return text->data + text->length;
}

void text_grew(struct text *text, size_t length)
{
    text->length += length;
    text->data[text->length] = '\0';
}

void text_append_bytes(struct text *text, const void *bytes, size_t length)
{
    char *end = text_reserve(text, length);

    if (end == NULL)
        return;
    if (length > 0)
        memcpy(end, bytes, length);
    text_grew(text, length);
}

void text_append(struct text *text, const char *string)
{
    text_append_bytes(text, string, strlen(string));
}

void text_appendf(struct text *text, const char *format, ...)
{
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    char *end = text_reserve(text, 128);
    int length = end == NULL ? -1 : vsnprintf(end, 129, format, arguments);
    if (length > 128) {
        end = text_reserve(text, (size_t)length);
        length = end == NULL ? -1 : vsnprintf(end, (size_t)length + 1, format, again);
    }
    if (length >= 0)
        text_grew(text, (size_t)length);
    else
        text->failed = true;
    va_end(again);
    va_end(arguments);
}

void text_append_double(struct text *text, double value)
{
    if (isnan(value)) /* the sign of NaN is meaningless and depends on the compiler */
        text_append(text, "nan");
    else
        text_appendf(text, "%.17g", value);
}

static void append_from(struct text *text, int precision, double value)
{
    char digits[32];

    for (; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    text_append(text, digits);
}

void text_append_shortest(struct text *text, double value)
{
    append_from(text, 1, value);
}

void text_append_readable(struct text *text, double value)
{
    append_from(text, 6, value);
}

const char *text_string(const struct text *text)
{
    return text->data == NULL ? "" : text->data;
}

enum status text_check(const struct text *text, struct error *error)
{
    return text->failed ? error_out_of_memory(error) : STATUS_OK;
}
