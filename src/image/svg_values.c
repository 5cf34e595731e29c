#include "image/svg_values.h"

#include <stdlib.h>
#include <string.h>

#include "image/svg_reader.h"

#define DIGITS "0123456789"
#define MOST_DIGITS 9

bool svg_read_number_at(const char **at, double *number)
{
    const char *c = *at;

    c += *c == '-';
    size_t whole = strspn(c, DIGITS), part = 0;
    c += whole;
    if (*c == '.') {
        part = strspn(c + 1, DIGITS);
        c += 1 + part;
    }
    if (whole + part == 0 || (part == 0 && c[-1] == '.') || whole > MOST_DIGITS ||
        part > MOST_DIGITS)
        return false;
    *number = strtod(*at, NULL);
    bool whole_number = strchr("eExXpP", *c) == NULL || *c == '\0'; /* strtod has read no more */
    *at = c;
    return whole_number;
}

bool svg_read_number(const char *text, double *number)
{
    return svg_read_number_at(&text, number) && *text == '\0';
}

static bool skip(const char **at, const char *prefix)
{
    size_t length = strlen(prefix);

    if (strncmp(*at, prefix, length) != 0)
        return false;
    *at += length;
    return true;
}

/* Behind "rgb(". gnuplot fills up with blanks. */
static bool read_components(const char *text, int32_t *color)
{
    *color = 0;
    for (int i = 0; i < 3; i++) {
        text += strspn(text, " ");
        size_t digits = strspn(text, DIGITS);
        if (digits == 0 || digits > 3)
            return false;
        long value = strtol(text, NULL, 10);
        text += digits;
        if (value > 255 || *text++ != (i < 2 ? ',' : ')'))
            return false;
        *color = *color << 8 | (int32_t)value;
    }
    return *text == '\0';
}

bool svg_read_color(const char *text, int32_t *color)
{
    static const struct {
        const char *name;
        int32_t color;
    } names[] = {{"none", SVG_NO_COLOR},
                 {"currentColor", SVG_CURRENT_COLOR},
                 {"black", 0},
                 {"white", 0xffffff}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text, names[i].name) == 0) {
            *color = names[i].color;
            return true;
        }
    if (skip(&text, "rgb("))
        return read_components(text, color);
    if (*text != '#' || strlen(text) != 7 || strspn(text + 1, DIGITS "abcdefABCDEF") != 6)
        return false;
    *color = (int32_t)strtol(text + 1, NULL, 16);
    return true;
}

bool svg_read_transform(const char *text, struct svg_transform *transform)
{
    *transform = (struct svg_transform){.scale = 1};
    if (!skip(&text, "translate(") || !svg_read_number_at(&text, &transform->x) ||
        !skip(&text, ",") || !svg_read_number_at(&text, &transform->y) || !skip(&text, ")"))
        return false;
    text += strspn(text, " ");
    if (skip(&text, "rotate(") &&
        (!svg_read_number_at(&text, &transform->angle) || !skip(&text, ")")))
        return false;
    text += strspn(text, " ");
    if (skip(&text, "scale(") &&
        (!svg_read_number_at(&text, &transform->scale) || !skip(&text, ")")))
        return false;
    return *text == '\0';
}

bool svg_read_plain(const char *text, char *out, size_t capacity)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS "_-+.,#() ";
    size_t length = strlen(text);

    if (length >= capacity || strspn(text, allowed) != length || strstr(text, "url") != NULL)
        return false;
    memcpy(out, text, length + 1);
    return true;
}
