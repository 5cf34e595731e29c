/* The settings of the script of basins of attraction. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/basins_map.h"
#include "plot/chart_variables.h"
#include "plot/gnuplot_text.h"
#include "plot/plane_layout.h"
#include "plot/text_width.h"

/* So many minima are numbered, and listed in the legend; if there are more, their number is. */
#define MOST_LISTED 8

/* Of these, the marks would hide the basins: dots instead of crosses. */
#define MOST_CROSSES 16

#define MOST_ITEMS (MOST_LISTED + 2)
#define ITEM_TEXT 96

/* Between items, and from the start of an item to its text. */
#define ITEM_GAP 16.0
#define ITEM_MARK 19.0
#define MARGIN 12.0

struct item {
    char text[ITEM_TEXT]; /* plain text */
    const char *kind;     /* "minimum", "none" or "ended" */
    unsigned color;       /* of a minimum */
};

struct legend_items {
    struct item list[MOST_ITEMS];
    size_t count;
};

static void append_to(char text[], const char *more)
{
    size_t length = strlen(text);

    snprintf(text + length, ITEM_TEXT - length, "%s", more);
}

/* With the sign that gnuplot uses for axes. */
static void append_coordinate(char text[], size_t size, double value)
{
    char digits[32];
    size_t length = strlen(text);

    snprintf(digits, sizeof digits, "%.3g", value == 0 ? 0 : value);
    for (const char *c = digits; *c != '\0' && length + 4 < size; c++)
        length += (size_t)snprintf(text + length, size - length, "%s",
                                   *c == '-' ? "−" : (char[]){*c, '\0'});
}

static void append_share(char text[], size_t starts, const struct basins *basins)
{
    struct text share = {0};

    basins_append_share(&share, basins, starts);
    append_to(text, ", ");
    append_to(text, text_string(&share));
    text_free(&share);
}

static struct item *add_item(struct legend_items *items, const char *kind)
{
    struct item *item = &items->list[items->count++];

    item->kind = kind;
    return item;
}

static void list_minima(struct legend_items *items, const struct basins *basins)
{
    size_t starts = 0;

    for (size_t k = 0; k < basins->minima_count; k++)
        starts += basins->minima[k].starts;
    if (basins->minima_count > MOST_LISTED) {
        struct item *item = add_item(items, "minimum");
        item->color = basins_color(0, BASINS_BANDS / 2);
        snprintf(item->text, ITEM_TEXT, "%s%zu minima, in %d hues",
                 basins->has_more ? "more than " : "", basins->minima_count, BASINS_HUES);
        append_share(item->text, starts, basins);
        return;
    }
    for (size_t k = 0; k < basins->minima_count; k++) {
        struct item *item = add_item(items, "minimum");
        item->color = basins_color(k, BASINS_BANDS / 2);
        snprintf(item->text, ITEM_TEXT, "%zu: (", k + 1);
        append_coordinate(item->text, ITEM_TEXT, basins->minima[k].x[0]);
        append_to(item->text, ", ");
        append_coordinate(item->text, ITEM_TEXT, basins->minima[k].x[1]);
        append_to(item->text, ")");
        append_share(item->text, basins->minima[k].starts, basins);
    }
}

static struct legend_items list_items(const struct basins *basins)
{
    struct legend_items items = {.count = 0};

    list_minima(&items, basins);
    if (basins->none > 0) {
        struct item *item = add_item(&items, "none");
        append_to(item->text, "at no minimum");
        append_share(item->text, basins->none, basins);
    }
    if (basins->diverged > 0) {
        struct item *item = add_item(&items, "ended");
        append_to(item->text, "diverged");
        append_share(item->text, basins->diverged, basins);
    }
    return items;
}

static double item_width(const struct item *item)
{
    return ITEM_MARK + layout_label_points(item->text);
}

/* The items of a row, beginning with `first`: returns the first item of the next row. */
static size_t row_end(const struct layout *layout, const struct legend_items *items, size_t first,
                      double *length)
{
    size_t i = first;

    *length = -ITEM_GAP;
    for (; i < items->count; i++) {
        double longer = item_width(&items->list[i]) + ITEM_GAP;
        if (i > first && *length + longer > layout->width - 2 * MARGIN)
            break;
        *length += longer;
    }
    return i;
}

static size_t count_rows(const struct layout *layout, const struct legend_items *items)
{
    size_t rows = 0;
    double length;

    for (size_t i = 0; i < items->count; i = row_end(layout, items, i, &length))
        rows++;
    return rows > 0 ? rows : 1;
}

/* $basins_legend: the kind, x, y and color of each item, and its text. */
static void place_items(struct layout *layout, struct text *script,
                        const struct legend_items *items, double middle, double y)
{
    double length;

    text_append(script, "$basins_legend << END\n");
    for (size_t i = 0; i < items->count; y -= LEGEND_LEADING) {
        size_t end = row_end(layout, items, i, &length);
        double x = fmax(MARGIN, fmin(middle - 0.5 * length, layout->width - MARGIN - length));
        for (; i < end; i++) {
            const struct item *item = &items->list[i];
            text_appendf(script, "%s %.9g %.9g %u %s\n", item->kind, x, y, item->color, item->text);
            layout_add_text(layout, TEXT_LEFT, x + ITEM_MARK, y, LABEL_SIZE,
                            text_width_of(item->text));
            x += item_width(item) + ITEM_GAP;
        }
    }
    text_append(script, "END\n");
}

static bool is_within(const struct bounds *bounds, const double x[2])
{
    return x[0] >= bounds->min[0] && x[0] <= bounds->max[0] && x[1] >= bounds->min[1] &&
           x[1] <= bounds->max[1];
}

/* The minima within the bounds. */
static size_t define_minima(struct text *script, const struct figure_subject *subject)
{
    const struct basins *basins = subject->basins;
    size_t shown = 0;

    text_append(script, "$minima << END\n");
    for (size_t k = 0; k < basins->minima_count; k++) {
        if (!is_within(&subject->bounds, basins->minima[k].x))
            continue;
        gnuplot_place(script, basins->minima[k].x[0]);
        text_append(script, " ");
        gnuplot_place(script, basins->minima[k].x[1]);
        text_append(script, "\n");
        shown++;
    }
    text_append(script, "END\n");
    text_appendf(script, "minima = %zu\nminimum_dots = %d\n", shown > MOST_CROSSES ? 0 : shown,
                 shown > MOST_CROSSES);
    return shown;
}

/* From a minimum to the center of its number, and half the size of the plate behind it. */
#define NUMBER_X 12.0
#define NUMBER_Y 9.0
#define PLATE_X 6.0
#define PLATE_Y 7.0

/* $basins_numbers: the centers, in points, and numbers of the minima, above and to the right of
 * their crosses, or where the box has space for them. */
static void place_numbers(struct layout *layout, struct text *script,
                          const struct figure_subject *subject)
{
    const struct basins *basins = subject->basins;
    const struct bounds *b = &subject->bounds;
    const struct frame *box = &layout->plane;

    text_append(script, "$basins_numbers << END\n");
    for (size_t k = 0; k < basins->minima_count && basins->minima_count <= MOST_LISTED; k++) {
        const double *at = basins->minima[k].x;
        if (!is_within(b, at))
            continue;
        double x =
            box->left + (at[0] - b->min[0]) / (b->max[0] - b->min[0]) * (box->right - box->left);
        double y =
            box->bottom + (at[1] - b->min[1]) / (b->max[1] - b->min[1]) * (box->top - box->bottom);
        x += x + NUMBER_X + PLATE_X > box->right ? -NUMBER_X : NUMBER_X;
        y += y + NUMBER_Y + PLATE_Y > box->top ? -NUMBER_Y : NUMBER_Y;
        char number[24];
        snprintf(number, sizeof number, "%zu", k + 1);
        text_appendf(script, "%.9g %.9g %s\n", x, y, number);
        layout_add_text(layout, TEXT_CENTER, x, y, LABEL_SIZE, text_width_of(number));
    }
    text_append(script, "END\n");
}

static void define_start(struct text *script, const struct figure_subject *subject)
{
    const double *start = trajectory_point(subject->trajectory, 0);

    text_appendf(script, "iterations = %zu\nstart_shown = %d\n", subject->trajectory->count - 1,
                 is_within(&subject->bounds, start));
    gnuplot_variable(script, "start", "_x1", start[0]);
    gnuplot_variable(script, "start", "_x2", start[1]);
}

/* The colors of the bar. */
static void define_palette(struct text *script)
{
    text_append(script, "basins_palette = '");
    for (int band = 0; band < BASINS_BANDS; band++)
        text_appendf(script, "%s0x%06x", band == 0 ? "" : " ", basins_gray(band));
    text_append(script, "'\n");
}

void variables_of_basins(struct text *script, const struct figure_subject *subject,
                         const struct figure_settings *settings, struct layout *layout)
{
    const char *label = subject->results[0].label;
    struct basins_scale scale = basins_scale_of(subject->basins);
    struct legend_items items = list_items(subject->basins);
    struct plane plane = {.x1 = axis_linear(subject->bounds.min[0], subject->bounds.max[0]),
                          .x2 = axis_linear(subject->bounds.min[1], subject->bounds.max[1]),
                          .f = scale.logarithmic ? axis_decades_of_counts(scale.least, scale.most)
                                                 : axis_whole(scale.least, scale.most),
                          .bar_name = "iterations",
                          .subject = subject};
    double before = text_width_of(label) + text_width_enhanced(" on " GNUPLOT_F_NAME " = ");
    double middle, y;

    (void)settings;
    text_appendf(script, "levels = %d\nband_file = ''\nband_blocks = ''\npaths = 1\noptimizer = ",
                 BASINS_BANDS);
    gnuplot_quoted(script, label, strlen(label));
    define_palette(script);
    plane.heading =
        before + gnuplot_formula(script, subject->problem, before, layout_heading_room(layout));
    define_start(script, subject);
    define_minima(script, subject);
    plane_place_items(layout, script, &plane, count_rows(layout, &items), &middle, &y);
    place_items(layout, script, &items, middle, y);
    place_numbers(layout, script, subject);
}
