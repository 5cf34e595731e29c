#include "plot/title.h"

#include <math.h>
#include <string.h>

#include "plot/text_width.h"

#define LARGEST 14.0

/* A point of a font is 4/3 of a point of the page in gnuplot's terminals. */
#define PAGE_POINTS (96.0 / 72.0)

/* A title whose font would be smaller than this on one line is set in two. */
#define SMALL 11.0

/* The space at which the lengths of the two lines differ least; the length if there is no space. */
static size_t best_break(const char *text, size_t length)
{
    double least = INFINITY;
    size_t best = length;

    for (size_t i = 1; i + 1 < length; i++) {
        if (text[i] != ' ')
            continue;
        double longer = fmax(text_width(text, i), text_width(text + i + 1, length - i - 1));
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
        longest = fmax(longest, text_width(text + title->start[i], title->length[i]));
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
