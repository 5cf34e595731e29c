#include "plot/title.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define LARGEST 14.0

/* gnuplot's terminals have 72 of the page's points to an inch, and 96 of a font's 72. */
#define PAGE_POINTS (96.0 / 72.0)

/* A title that would be smaller than this on one line is set on two. */
#define SMALL 11.0

/* Advance widths of DejaVu Sans from the space to the tilde, in hundredths of the font's size. */
static const unsigned char widths[] = {
    32, 40, 46, 84, 64, 95, 78, 27, 39,  39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69,  61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63,  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
};

/* In parts of the font's size. Other characters count as the widest ones: too small a title is
 * better than one that is cut off. */
static double width_of(const char *text, size_t length)
{
    double width = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool continues = (c & 0xc0) == 0x80; /* a further byte of the same character */
        if (c >= ' ' && c <= '~')
            width += widths[c - ' '] / 100.0;
        else if (!continues)
            width += 1;
    }
    return width;
}

/* The space at which two lines are most alike; the length where there is none. */
static size_t best_break(const char *text, size_t length)
{
    double least = INFINITY;
    size_t best = length;

    for (size_t i = 1; i + 1 < length; i++) {
        if (text[i] != ' ')
            continue;
        double longer = fmax(width_of(text, i), width_of(text + i + 1, length - i - 1));
        if (longer < least) {
            least = longer;
            best = i;
        }
    }
    return best;
}

static void set_lines(struct title *title, const char *text, double width)
{
    double longest = 0;

    for (size_t i = 0; i < title->lines; i++)
        longest = fmax(longest, width_of(text + title->start[i], title->length[i]));
    title->size = fmin(LARGEST, width / (PAGE_POINTS * longest));
    title->width = PAGE_POINTS * title->size * longest;
}

struct title title_set(const char *text, double width)
{
    size_t length = strlen(text);
    struct title title = {0};

    if (length == 0)
        return title;
    title.lines = 1;
    title.length[0] = length;
    set_lines(&title, text, width);
    size_t split = title.size < SMALL ? best_break(text, length) : length;
    if (split == length)
        return title;
    title.lines = 2;
    title.length[0] = split;
    title.start[1] = split + 1;
    title.length[1] = length - split - 1;
    set_lines(&title, text, width);
    return title;
}
