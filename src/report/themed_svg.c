#include "report/themed_svg.h"

#include <string.h>

/* More pairs of colors and opacities than a figure has. */
#define MOST_VALUES 64
#define MOST_VALUE_BYTES 24

struct value_pair {
    char light[MOST_VALUE_BYTES], dark[MOST_VALUE_BYTES];
};

struct themed_svg {
    struct value_pair values[MOST_VALUES];
    size_t count;
    const char *id;
    struct text body; /* what is inside of the element */
};

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The bytes of a color at the beginning of a text: "#0d1117" or "rgb( 38,  38,  38)"; 0: none. */
static size_t color_length(const char *text)
{
    size_t length;

    if (*text == '#') {
        length = strspn(text + 1, "0123456789abcdefABCDEF");
        return length == 6 ? 7 : 0;
    }
    if (!starts(text, "rgb("))
        return 0;
    length = 4 + strspn(text + 4, "0123456789, ");
    return text[length] == ')' ? length + 1 : 0;
}

static void copy_value(char to[MOST_VALUE_BYTES], const char *from, size_t length)
{
    memcpy(to, from, length);
    to[length] = '\0';
}

/* Appends a reference to the variable for a pair of values; false if there are too many. */
static bool append_variable(struct themed_svg *svg, const char *light, size_t light_length,
                            const char *dark, size_t dark_length)
{
    struct value_pair pair;
    size_t i = 0;

    if (light_length >= MOST_VALUE_BYTES || dark_length >= MOST_VALUE_BYTES)
        return false;
    copy_value(pair.light, light, light_length);
    copy_value(pair.dark, dark, dark_length);
    while (i < svg->count && (strcmp(svg->values[i].light, pair.light) != 0 ||
                              strcmp(svg->values[i].dark, pair.dark) != 0))
        i++;
    if (i == MOST_VALUES)
        return false;
    svg->values[i] = pair;
    svg->count += i == svg->count;
    text_appendf(&svg->body, "var(--v%zu)", i);
    return true;
}

static bool ends_with(const char *begin, const char *end, const char *with)
{
    size_t length = strlen(with);

    return (size_t)(end - begin) >= length && memcmp(end - length, with, length) == 0;
}

/* Whether an identifier follows, as its name or in a reference to it. */
static bool is_before_identifier(const char *begin, const char *at)
{
    static const char *const before[] = {" id='", " id=\"", "href='#", "href=\"#", "url(#"};

    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (ends_with(begin, at, before[i]))
            return true;
    return false;
}

/* The bytes of a color or an opacity that is the whole value of an attribute; 0: none. */
static size_t value_length(const char *begin, const char *at)
{
    size_t length = color_length(at);

    if (at < begin + 2 || at[-2] != '=' || (at[-1] != '"' && at[-1] != '\''))
        return 0;
    if (length == 0 && ends_with(begin, at - 2, "-opacity"))
        length = strspn(at, "0123456789.");
    return length > 0 && at[length] == at[-1] ? length : 0;
}

/* Both images in parallel, from the end of the first tag to that of the last. */
static bool merge(struct themed_svg *svg, const char *light, const char *dark, const char *end)
{
    const char *begin = light, *dark_begin = dark;

    while (light < end) {
        size_t a = value_length(begin, light), b = value_length(dark_begin, dark);
        bool differ = a > 0 && b > 0 && (a != b || memcmp(light, dark, a) != 0);
        if (is_before_identifier(begin, light))
            text_appendf(&svg->body, "%s-", svg->id);
        if (differ) {
            if (!append_variable(svg, light, a, dark, b))
                return false;
            light += a;
            dark += b;
        } else {
            if (*light != *dark)
                return false;
            text_append_bytes(&svg->body, light, 1);
            light++;
            dark++;
        }
    }
    return strcmp(light, dark) == 0;
}

/* The contents of an image: behind the metadata that precede the drawing. NULL: not found. */
static const char *find_drawing(const struct svg_bytes *image)
{
    return strlen(image->bytes) == image->length ? strstr(image->bytes, "<g id=\"gnuplot_canvas\">")
                                                 : NULL;
}

/* The attributes of the image with its size, which precede the drawing. */
static bool find_size(const char *image, const char *drawing, const char **size, size_t *length)
{
    const char *tag = strstr(image, "<svg ");
    const char *end = tag == NULL ? NULL : strchr(tag, '>');
    const char *from = tag == NULL ? NULL : strstr(tag, "width=\"");

    if (end == NULL || from == NULL || from > end || end > drawing)
        return false;
    const char *box = strstr(from, "viewBox=\"");
    const char *box_end = box == NULL ? NULL : strchr(box + strlen("viewBox=\""), '"');
    if (box_end == NULL || box_end > end)
        return false;
    *size = from;
    *length = (size_t)(box_end + 1 - from);
    return true;
}

static void append_style(struct text *out, const struct themed_svg *svg)
{
    text_appendf(out, "<style>\n#%s-drawing {", svg->id);
    for (size_t i = 0; i < svg->count; i++)
        text_appendf(out, " --v%zu: %s;", i, svg->values[i].light);
    text_appendf(out, " }\n@media screen and (prefers-color-scheme: dark) {\n#%s-drawing {",
                 svg->id);
    for (size_t i = 0; i < svg->count; i++)
        text_appendf(out, " --v%zu: %s;", i, svg->values[i].dark);
    text_append(out, " }\n}\n</style>\n");
}

bool themed_svg_append(struct text *out, const struct svg_bytes *light,
                       const struct svg_bytes *dark, const char *id, const char *label,
                       size_t label_length)
{
    const char *from = find_drawing(light), *with = find_drawing(dark), *sizes[2];
    const char *end = from == NULL ? NULL : strstr(from, "</svg>");
    struct themed_svg svg = {.id = id};
    size_t lengths[2];

    if (end == NULL || with == NULL || !find_size(light->bytes, from, &sizes[0], &lengths[0]) ||
        !find_size(dark->bytes, with, &sizes[1], &lengths[1]) || lengths[0] != lengths[1] ||
        memcmp(sizes[0], sizes[1], lengths[0]) != 0 || !merge(&svg, from, with, end)) {
        text_free(&svg.body);
        return false;
    }
    text_appendf(out, "<svg id=\"%s-drawing\" role=\"img\" aria-label=\"", id);
    text_append_bytes(out, label, label_length);
    text_append(out, "\" ");
    text_append_bytes(out, sizes[0], lengths[0]);
    text_append(out, ">\n");
    append_style(out, &svg);
    text_append_bytes(out, text_string(&svg.body), svg.body.length);
    text_append(out, "</svg>");
    out->failed = out->failed || svg.body.failed;
    text_free(&svg.body);
    return true;
}
