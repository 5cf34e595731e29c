#include "image/svg_compact.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\n"
#define DIGITS "0123456789"
#define GROUP "<g stroke='none' shape-rendering='crispEdges'"

/* More digits before the point are not packed, so that sums are exact. */
#define MOST_DIGITS 6

static bool skip(const char **at, const char *prefix)
{
    size_t length = strlen(prefix);

    if (strncmp(*at, prefix, length) != 0)
        return false;
    *at += length;
    return true;
}

static void skip_blanks(const char **at)
{
    *at += strspn(*at, BLANKS);
}

/* "-12.34", in hundredths. */
static bool read_hundredths(const char **at, long *value)
{
    bool negative = skip(at, "-");
    size_t whole = strspn(*at, DIGITS);

    if (whole == 0 || whole > MOST_DIGITS || (*at)[whole] != '.' ||
        strspn(*at + whole + 1, DIGITS) != 2)
        return false;
    *value = 100 * strtol(*at, NULL, 10) + strtol(*at + whole + 1, NULL, 10);
    *value = negative ? -*value : *value;
    *at += whole + 3;
    return true;
}

static bool read_point(const char **at, long point[2])
{
    skip_blanks(at);
    return read_hundredths(at, &point[0]) && skip(at, ",") && read_hundredths(at, &point[1]);
}

/* Appends a step, with its command if it differs from the previous one's. */
static char append_step(struct text *out, char command, long x, long y)
{
    if (x == 0 || y == 0) {
        text_appendf(out, "%c%ld", y == 0 ? 'h' : 'v', y == 0 ? x : y);
        return 'h';
    }
    text_append(out, command != 'l' ? "l" : x < 0 ? "" : " ");
    text_appendf(out, y < 0 ? "%ld%ld" : "%ld %ld", x, y);
    return 'l';
}

/* The corners, up to the quote behind them. */
static bool pack_points(struct text *out, const char **at)
{
    long point[2], next[2];
    char command = 'm';

    if (!read_point(at, point))
        return false;
    text_appendf(out, "m%ld %ld", point[0], point[1]);
    for (skip_blanks(at); **at != '\''; skip_blanks(at)) {
        if (!read_point(at, next))
            return false;
        command = append_step(out, command, next[0] - point[0], next[1] - point[1]);
        memcpy(point, next, sizeof point);
    }
    return true;
}

static bool read_component(const char **at, unsigned *value)
{
    *at += strspn(*at, " ");
    size_t digits = strspn(*at, DIGITS);
    if (digits == 0 || digits > 3)
        return false;
    *value = (unsigned)strtoul(*at, NULL, 10);
    *at += digits;
    return *value <= 255;
}

static bool pack_polygon(struct text *out, const char **at)
{
    unsigned red, green, blue;

    if (!skip(at, "<polygon fill = 'rgb(") || !read_component(at, &red) || !skip(at, ",") ||
        !read_component(at, &green) || !skip(at, ",") || !read_component(at, &blue) ||
        !skip(at, ")'"))
        return false;
    text_appendf(out, "<path fill=\"#%02x%02x%02x\" ", red, green, blue);
    skip_blanks(at);
    if (skip(at, "fill-opacity='")) {
        size_t length = strspn(*at, DIGITS ".");
        text_appendf(out, "fill-opacity=\"%.*s\" ", (int)length, *at);
        *at += length;
        if (!skip(at, "'"))
            return false;
        skip_blanks(at);
    }
    if (!skip(at, "points = '"))
        return false;
    text_append(out, "d=\"");
    if (!pack_points(out, at) || !skip(at, "'/>"))
        return false;
    text_append(out, "z\"/>\n");
    return true;
}

static bool pack_group(struct text *out, const char **at)
{
    if (!skip(at, GROUP ">"))
        return false;
    text_append(out, GROUP " transform='" SVG_COMPACT_SCALE "'>\n");
    for (skip_blanks(at); !skip(at, "</g>"); skip_blanks(at))
        if (!pack_polygon(out, at))
            return false;
    text_append(out, "</g>");
    return true;
}

const char *svg_compact_group(struct text *out, const char *from)
{
    size_t length = out->length;

    if (pack_group(out, &from))
        return from;
    out->length = length;
    if (out->data != NULL)
        out->data[length] = '\0';
    return NULL;
}
