#include "plot/frame_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot/gnuplot_text.h"
#include "plot/layout.h"
#include "plot/text_width.h"

/* Half the height of a character, in widths of a digit, with a margin. */
#define HALF_HEIGHT 1.1

/* The left edge of the characters on their image, in points. */
#define GLYPHS_LEFT 24.0

/* The distance of the line from the edges of the page, in points. */
#define MARGIN 16.0

static size_t longest(const struct figure_subject *subject)
{
    size_t count = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        if (subject->results[i].trajectory->count > count)
            count = subject->results[i].trajectory->count;
    return count;
}

/* The lowest value after an iteration. */
static double value_at(const struct figure_subject *subject, size_t iteration)
{
    double lowest = HUGE_VAL;

    for (size_t i = 0; i < subject->result_count; i++) {
        const struct trajectory *trajectory = subject->results[i].trajectory;
        size_t last = trajectory->count - 1;
        lowest = fmin(lowest, trajectory->f[iteration < last ? iteration : last]);
    }
    return lowest;
}

/* How many cells the numbers of all frames need. */
static struct frame_text measure(const struct figure_subject *subject)
{
    struct frame_text text = {.exponent = 2};
    size_t count = longest(subject);

    text.digits = (size_t)snprintf(NULL, 0, "%zu", count - 1);
    for (size_t t = 0; t < count; t++) {
        double value = value_at(subject, t), size = fabs(value);
        text.has_sign = text.has_sign || value < 0;
        if (size >= 9e99 || (size > 0 && size < 1e-99))
            text.exponent = 3;
    }
    return text;
}

/* Adds a cell as wide as a character, and returns its right edge. */
static double add_cell(struct frame_text *text, double left, const char *widest)
{
    double width = layout_label_points(widest);

    text->x[text->cells++] = left + 0.5 * width;
    return left + width;
}

static double add_iteration(struct frame_text *text, double x)
{
    for (size_t i = 0; i < text->digits; i++)
        x = add_cell(text, x, "0");
    return x;
}

/* As in -1.2e-03. */
static double add_value(struct frame_text *text, double x)
{
    if (text->has_sign)
        x = add_cell(text, x, "+"); /* as wide as a minus sign */
    x = add_cell(text, x, "0");
    x = add_cell(text, x, ".");
    x = add_cell(text, x, "0");
    x = add_cell(text, x, "e");
    x = add_cell(text, x, "+");
    for (size_t i = 0; i < text->exponent; i++)
        x = add_cell(text, x, "0");
    return x;
}

static void define(struct text *script, const struct frame_text *text, const char *name,
                   double iteration, double value)
{
    gnuplot_variable(script, "frame", "_iteration_x", iteration);
    gnuplot_variable(script, "frame", "_value_x", value);
    gnuplot_variable(script, "frame", "_y", text->y);
    text_appendf(script, "frame_value_name = '%s'\nglyphs = '" FRAME_TEXT_CHARACTERS "'\n", name);
    gnuplot_variable(script, "glyph", "_left", text->from_x[0]);
    gnuplot_variable(script, "glyph", "_pitch", text->from_x[1] - text->from_x[0]);
}

void frame_text_place(struct layout *layout, struct text *script,
                      const struct figure_subject *subject, double middle, double y)
{
    struct frame_text text = measure(subject);
    const char *name = subject->result_count > 1 ? ", lowest f =" : ", f =";
    double digit = layout_label_points("0"), space = layout_label_points(" ");
    double iteration = layout_label_points("iteration"); /* where the line begins at 0 */
    double value = add_iteration(&text, iteration + space);
    double end = add_value(&text, value + layout_label_points(name) + space);
    double left = fmax(MARGIN, fmin(middle - 0.5 * end, layout->width - MARGIN - end));

    for (size_t i = 0; i < text.cells; i++)
        text.x[i] += left;
    for (size_t i = 0; i < FRAME_TEXT_CHARACTER_COUNT; i++)
        text.from_x[i] = GLYPHS_LEFT + 2 * digit * (double)i;
    text.y = y;
    text.half_width = 0.5 * layout_label_points("+") + 1;
    text.half_height = HALF_HEIGHT * digit;
    define(script, &text, name, left + iteration, left + value);
    layout_add_text(layout, TEXT_LEFT, left, y, LABEL_SIZE, end / layout_points(LABEL_SIZE, 1));
    layout->frame_text = text;
}

/* Appends the parts of a number written as -1.2e-03. */
static void write_value(const struct frame_text *text, double value, char cells[])
{
    char number[32];

    snprintf(number, sizeof number, "%.1e", fabs(value));
    const char *exponent = strchr(number, 'e') + 1;
    if (text->has_sign)
        *cells++ = value < 0 ? '-' : ' ';
    memcpy(cells, number, 4); /* 1.2e */
    cells[4] = *exponent;
    snprintf(number, sizeof number, "%0*ld", (int)text->exponent, labs(strtol(exponent, NULL, 10)));
    memcpy(cells + 5, number, text->exponent);
}

void frame_text_write(const struct frame_text *text, const struct figure_subject *subject,
                      size_t iteration, char cells[])
{
    double value = value_at(subject, iteration);
    char number[32];

    memset(cells, ' ', text->cells);
    snprintf(number, sizeof number, "%*zu", (int)text->digits, iteration);
    memcpy(cells, number, text->digits);
    if (isfinite(value))
        write_value(text, value, cells + text->digits);
}
