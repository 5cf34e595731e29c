#include "plot/sweep_layout.h"

#include <math.h>

#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

/* From one line of the message to the next. */
#define LEADING 16.0

#define BAR_GAP 20.0
#define BAR_WIDTH 14.0

/* Keeps the marks whose labels are at least the gap away from the previous one: `half` is half the
 * extent of a character along the axis, `line` half the extent common to all labels. */
static void thin_marks(struct axis_marks *marks, double begin, double end, double half, double gap)
{
    double taken = -1000;
    size_t kept = 0;

    for (size_t i = 0; i < marks->count; i++) {
        double at = begin + marks->list[i].place * (end - begin);
        double reach = half * (double)marks->list[i].characters;
        if (!(at - reach > taken + gap))
            continue;
        taken = at + reach;
        marks->list[kept++] = marks->list[i];
    }
    marks->count = kept;
}

static void add_sweep_labels(struct layout *layout, const struct sweep_page *page,
                             const struct frame *box)
{
    const struct axis_marks *x = &page->marks[0], *y = &page->marks[1];

    for (size_t i = 0; i < x->count; i++)
        layout_add_formula(
            layout, TEXT_CENTER, box->left + x->list[i].place * (box->right - box->left),
            box->bottom - BELOW_AXIS, LABEL_SIZE, text_width_enhanced(x->list[i].label));
    for (size_t i = 0; i < y->count; i++)
        layout_add_formula(layout, TEXT_RIGHT, box->left - BESIDE_AXIS,
                           box->bottom + y->list[i].place * (box->top - box->bottom), LABEL_SIZE,
                           text_width_enhanced(y->list[i].label));
    layout_add_text(layout, TEXT_CENTER, 0.5 * (box->left + box->right), box->bottom - 36,
                    NAME_SIZE, text_width_enhanced(page->names[0]));
}

/* The height of the last row of the legend, and the gap between its items. */
#define LEGEND_Y 20.0
#define LEGEND_GAP 18.0

/* From the last row of the legend to the box, without further rows. */
#define BELOW_BOX 64.0

/* The name of the vertical axis can extend from above the legend to below the heading. */
#define NAME_BELOW 52.0
#define NAME_ABOVE 10.0

/* Next to the middle of the box, or lower if it is long. */
static void place_upright_name(struct layout *layout, struct text *script,
                               const struct sweep_page *page, const struct frame *box)
{
    const char *name = page->names[1];
    double top = box->top + NAME_ABOVE, bottom = box->bottom - NAME_BELOW,
           length = layout_points(NAME_SIZE, text_width_enhanced(name));

    if (length > top - bottom) {
        name = page->key;
        length = layout_points(NAME_SIZE, text_width_enhanced(name));
    }
    double y = fmin(0.5 * (box->bottom + box->top), top - 0.5 * length);
    text_appendf(script, "y_name = '%s'\n", name);
    gnuplot_variable(script, "y", "_name_y", y);
    layout_add_upright(layout, 20, y, NAME_SIZE, text_width_enhanced(name));
}

static double item_width(const struct sweep_page *page, size_t i)
{
    return 19 + layout_label_points(page->legend[i]);
}

/* The items of a row, beginning with `first`: returns the first item of the next row. */
static size_t row_end(const struct layout *layout, const struct sweep_page *page, size_t first,
                      double *length)
{
    size_t i = first;

    *length = -LEGEND_GAP;
    for (; i < SWEEP_LEGEND; i++) {
        double longer = page->legend[i] == NULL ? 0 : item_width(page, i) + LEGEND_GAP;
        if (*length > 0 && *length + longer > layout->width - 28)
            break;
        *length += longer;
    }
    return i;
}

static size_t count_rows(const struct layout *layout, const struct sweep_page *page)
{
    size_t rows = 0;
    double length;

    for (size_t i = 0; i < SWEEP_LEGEND; i = row_end(layout, page, i, &length))
        rows++;
    return rows;
}

/* An item's mark is at NAME_legend, its text follows. Variables of missing items are negative. */
static void place_item(struct layout *layout, struct text *script, const struct sweep_page *page,
                       size_t i, double x, double y)
{
    static const char *const names[SWEEP_LEGEND] = {"never",     "ended", "above",
                                                    "tolerance", "best",  "chosen"};

    gnuplot_variable(script, names[i], "_legend", page->legend[i] == NULL ? -1 : x);
    if (page->legend[i] == NULL)
        return;
    gnuplot_variable(script, names[i], "_legend_y", y);
    text_appendf(script, "%s_text = '%s'\n", names[i], page->legend[i]);
    layout_add_text(layout, TEXT_LEFT, x + 19, y, LABEL_SIZE, text_width_of(page->legend[i]));
}

/* Rows that start below the box or, if they are too long for that, further to the left. */
static void place_sweep_legend(struct layout *layout, struct text *script,
                               const struct sweep_page *page, const struct frame *box)
{
    double y = box->bottom - BELOW_BOX, length;

    for (size_t i = 0; i < SWEEP_LEGEND; y -= LEADING) {
        size_t end = row_end(layout, page, i, &length);
        double x = fmax(14, fmin(box->left, layout->width - 14 - length));
        for (; i < end; i++) {
            place_item(layout, script, page, i, x, y);
            x += page->legend[i] == NULL ? 0 : item_width(page, i) + LEGEND_GAP;
        }
    }
}

/* Half the height of the message, with some margin. */
#define MESSAGE_REACH 44.0

/* Where the message hides no mark, as a fraction of the height. */
static double message_place(const struct sweep_page *page, double height)
{
    static const double places[] = {0.5, 0.75, 0.25};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bool is_free = true;
        for (size_t k = 0; k < 2; k++)
            is_free = is_free && (page->marked[k][0] < 0 ||
                                  fabs(page->marked[k][1] - places[i]) * height > MESSAGE_REACH);
        if (is_free)
            return places[i];
    }
    return places[0];
}

static void place_message(struct layout *layout, struct text *script, const struct sweep_page *page,
                          const struct frame *box)
{
    double y = box->bottom + message_place(page, box->top - box->bottom) * (box->top - box->bottom);
    double half = 0, x = 0.5 * (box->left + box->right);
    size_t lines = 0;

    for (; lines < SWEEP_MESSAGE_LINES && page->message[lines] != NULL; lines++)
        half = fmax(half, 0.5 * layout_label_points(page->message[lines]) + 12);
    text_appendf(script, "message_lines = %zu\n", lines);
    if (lines == 0)
        return;
    gnuplot_variable(script, "message", "_x", x);
    gnuplot_variable(script, "message", "_y", y);
    gnuplot_variable(script, "message", "_half", half);
    for (size_t i = 0; i < lines; i++) {
        double middle = y + LEADING * (0.5 * (double)(lines - 1) - (double)i);
        text_appendf(script, "message_%zu = '%s'\n", i + 1, page->message[i]);
        layout_add_text(layout, TEXT_CENTER, x, middle, LABEL_SIZE,
                        text_width_of(page->message[i]));
    }
}

void sweep_place(struct layout *layout, struct text *script, struct sweep_page *page)
{
    size_t longest = 4;

    for (size_t i = 0; i < page->marks[1].count; i++)
        if (page->marks[1].list[i].characters > longest)
            longest = page->marks[1].list[i].characters;
    struct frame box = {.left = 46 + 8.6 * (double)longest,
                        .right = layout->width - 20,
                        .bottom =
                            LEGEND_Y + BELOW_BOX + LEADING * (double)(count_rows(layout, page) - 1),
                        .top = layout->height - 48 - layout_title_height(layout)};
    if (page->colored && !page->is_chart)
        box.right = layout->width - BAR_GAP - BAR_WIDTH - layout_beside_bar(&page->f) - 16;
    struct color_bar bar = {.frame = {.left = box.right + BAR_GAP,
                                      .right = box.right + BAR_GAP + BAR_WIDTH,
                                      .bottom = box.bottom,
                                      .top = box.top},
                            .has_labels = page->colored,
                            .name_width = text_width_enhanced(page->bar_name)};
    double middle = 0.5 * (box.left + box.right);
    thin_marks(&page->marks[0], box.left, box.right, 3.6, 8);
    thin_marks(&page->marks[1], box.bottom, box.top, 0, 16);
    axis_marks_define(&page->marks[0], "x", script);
    axis_marks_define(&page->marks[1], "y", script);
    layout_define_frame(script, "box", &box);
    gnuplot_variable(script, "plot", "_middle", middle);
    if (!page->is_chart) {
        text_appendf(script, "bar_name = '%s'\n", page->bar_name);
        layout_place_color_bar(layout, script, &bar, &page->f);
    }
    place_message(layout, script, page, &box);
    layout_place_heading(layout, script, middle, box.top + 22, page->heading);
    place_sweep_legend(layout, script, page, &box);
    add_sweep_labels(layout, page, &box);
    place_upright_name(layout, script, page, &box);
    layout_place_title(layout, script, middle);
}
