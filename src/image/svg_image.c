#include "image/svg_image.h"

#include "image/svg_compact.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void append_escaped(struct text *out, const char *plain)
{
    for (const char *c = plain; *c != '\0'; c++) {
        const char *escaped = *c == '&' ? "&amp;" : *c == '<' ? "&lt;" : *c == '>' ? "&gt;" : NULL;
        if (escaped != NULL)
            text_append(out, escaped);
        else
            text_append_bytes(out, c, 1);
    }
}

static bool ends_with(const char *bytes, size_t length, const char *end)
{
    while (length > 0 && strchr(" \r\n", bytes[length - 1]) != NULL)
        length--;
    return length >= strlen(end) && memcmp(bytes + length - strlen(end), end, strlen(end)) == 0;
}

/* gnuplot defines its marks on every page, before it draws. */
static bool is_blank(const char *svg)
{
    static const char *const shapes[] = {"<path", "<polygon", "<text", "<use", "<rect", "<circle"};
    const char *drawn = strstr(svg, "</defs>");

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes && drawn != NULL; i++)
        if (strstr(drawn, shapes[i]) != NULL)
            return false;
    return true;
}

static enum status check(const char *svg, size_t length, const struct svg_description *description,
                         struct error *error)
{
    size_t width, height;
    const char *root = strstr(svg, "<svg");

    if (length == 0)
        return error_set(error, STATUS_FAILED, "no image");
    if (root == NULL || strncmp(svg, "<?xml", 5) != 0 || strlen(svg) != length)
        return error_set(error, STATUS_FAILED, "broken SVG: unexpected start");
    if (!ends_with(svg, length, "</svg>"))
        return error_set(error, STATUS_FAILED, "broken SVG: unexpected end");
    if (strstr(root + 1, "<svg") != NULL)
        return error_set(error, STATUS_FAILED, "broken SVG: more than one image");
    if (sscanf(root, "<svg width=\"%zu\" height=\"%zu\"", &width, &height) != 2)
        return error_set(error, STATUS_FAILED, "broken SVG: no size");
    if (width != description->width || height != description->height)
        return error_set(error, STATUS_FAILED, "the image has %zux%zu points instead of %zux%zu",
                         width, height, description->width, description->height);
    if (is_blank(svg))
        return error_set(error, STATUS_FAILED, "the image is blank");
    return STATUS_OK;
}

/* Who lacks the font should get one of the same widths; and a title inside, "'bands.dat' using
 * 1:2:3", would be shown by browsers where the mouse is. */
static const struct {
    const char *first, *last; /* what goes: from the one to the other */
    const char *instead;
} replacements[] = {
    {"font-family=\"DejaVu Sans", "\"", "font-family=\"DejaVu Sans, Verdana, sans-serif\""},
    {"<title>", "</title>", ""},
};

/* The end of a group with nothing in it, which gnuplot writes whenever it sets a line width; NULL
 * if none begins here. */
static const char *end_of_empty_group(const char *from)
{
    const char *end = strncmp(from, "<g fill=", 8) == 0 ? strchr(from, '>') : NULL;

    if (end == NULL)
        return NULL;
    end += 1 + strspn(end + 1, " \t\r\n");
    return strncmp(end, "</g>", 4) == 0 ? end + 4 : NULL;
}

/* What is shorter in our file, or not in it at all: appends that, and returns the end. */
static const char *copy_shorter(struct text *out, const char *from)
{
    const char *end = svg_compact_group(out, from);
    bool on_new_line = out->length > 0 && out->data[out->length - 1] == '\n';

    if (end == NULL)
        end = end_of_empty_group(from);
    return end == NULL ? NULL : end + (*end == '\n' && on_new_line);
}

/* Copies the rest of the image, with all that is to be replaced in it, and polygons made compact.
 */
static void copy_replacing(struct text *out, const char *from)
{
    for (const char *c = from; *c != '\0';) {
        size_t i = 0;
        const char *behind = *c == '<' ? copy_shorter(out, c) : NULL;
        if (behind != NULL) {
            c = behind;
            continue;
        }
        while (i < 2 && strncmp(c, replacements[i].first, strlen(replacements[i].first)) != 0)
            i++;
        const char *end =
            i < 2 ? strstr(c + strlen(replacements[i].first), replacements[i].last) : NULL;
        if (end == NULL) {
            text_append_bytes(out, c++, 1);
        } else {
            text_append(out, replacements[i].instead);
            c = end + strlen(replacements[i].last);
        }
    }
}

/* A piece of gnuplot's file that we replace: from *begin, which is moved behind it, up to the end
 * of `last`. NULL if it is not there. */
static const char *find_piece(const char *from, const char *first, const char *last,
                              const char **behind)
{
    const char *begin = strstr(from, first);
    const char *end = begin == NULL ? NULL : strstr(begin, last);

    if (end == NULL)
        return NULL;
    *behind = end + strlen(last);
    return begin;
}

enum status svg_image_finish(const void *bytes, size_t length,
                             const struct svg_description *description, struct text *out,
                             struct error *error)
{
    const char *svg = bytes, *behind = NULL;
    enum status status = check(svg, length, description, error);

    if (status != STATUS_OK)
        return status;
    const char *root = strstr(svg, "<svg");
    const char *piece = find_piece(root, "<title>Gnuplot</title>", "</desc>", &behind);
    if (piece == NULL)
        return error_set(error, STATUS_FAILED, "broken SVG: not in the form that gnuplot writes");
    text_append_bytes(out, svg, (size_t)(root - svg));
    text_append(out, "<svg role=\"img\""); /* named by its title, without ids that could clash */
    text_append_bytes(out, root + 4, (size_t)(piece - root - 4));
    text_append(out, "<title>");
    append_escaped(out, description->title);
    text_append(out, "</title>\n<desc>");
    append_escaped(out, description->description);
    text_append(out, "</desc>");
    copy_replacing(out, behind);
    return text_check(out, error);
}
