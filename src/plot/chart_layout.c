#include "plot/chart_layout.h"

#include <math.h>
#include <string.h>

#include "plot/gnuplot_text.h"
#include "plot/legend_layout.h"
#include "plot/text_width.h"

static double width_of(const char *text)
{
    return text_width(text, strlen(text));
}

static void place_heading(struct layout *layout, struct text *script, double x, double y,
                          double width)
{
    gnuplot_variable(script, "heading", "_x", x);
    gnuplot_variable(script, "heading", "_y", y);
    layout_add_formula(layout, TEXT_CENTER, x, y, HEADING_SIZE, width);
}

/* ---- Charts ---------------------------------------------------------------------------------- */

/* The minimum distance between lines of text. */
#define LEADING 16.0

/* The names next to the ends of the lines or, if they are too long for that, in rows above. */
struct names {
    bool at_ends;
    double width; /* at the ends, in points */
    double item;  /* in a row */
    size_t columns, rows;
};

static struct names names_of(const struct layout *layout, const struct figure_subject *subject)
{
    size_t longest = legend_longest(subject), count = subject->result_count;
    struct names names = {.width = 20 + 7.4 * (double)longest, .item = 44 + 7.2 * (double)longest};

    names.at_ends = names.width < 0.36 * layout->width;
    names.columns = legend_fit(layout->width - 20, names.item, count);
    names.rows = names.at_ends ? 0 : (count + names.columns - 1) / names.columns;
    return names;
}

/* The paths' numbers, from the line that ends highest to the lowest. */
static void sort_by_height(const struct chart *chart, size_t order[])
{
    size_t count = chart->subject->result_count;

    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && chart->ends[order[at - 1]] < chart->ends[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static double line_height(const struct chart *chart, const struct frame *box, size_t i)
{
    const struct axis *excess = &chart->excess;

    return box->bottom +
           (box->top - box->bottom) * (chart->ends[i] - excess->min) / (excess->max - excess->min);
}

/* The heights of the names: where the lines end, but at least a line of text apart. From the
 * highest line to the lowest, each name is placed below the previous one; then, from the lowest up,
 * names that are too low are raised. */
static void find_heights(const struct chart *chart, const struct frame *box, double heights[])
{
    size_t order[OPTIMIZER_RESULT_MAX], count = chart->subject->result_count;
    double limit = INFINITY;

    sort_by_height(chart, order);
    for (size_t k = 0; k < count; k++) {
        heights[order[k]] = fmin(line_height(chart, box, order[k]), limit);
        limit = heights[order[k]] - LEADING;
    }
    limit = box->bottom;
    for (size_t k = count; k-- > 0;) {
        heights[order[k]] = fmax(heights[order[k]], limit);
        limit = heights[order[k]] + LEADING;
    }
}

static void place_names_at_ends(struct layout *layout, struct text *script,
                                const struct chart *chart, const struct frame *box)
{
    const struct figure_subject *subject = chart->subject;
    double heights[OPTIMIZER_RESULT_MAX];

    find_heights(chart, box, heights);
    for (size_t i = 0; i < subject->result_count; i++) {
        text_appendf(script, "name_y_%zu = ", i + 1);
        gnuplot_real(script, heights[i]);
        layout_add_text(layout, TEXT_LEFT, box->right + 12, heights[i], LABEL_SIZE,
                        width_of(subject->results[i].label));
    }
}

static void place_names_in_rows(struct layout *layout, struct text *script,
                                const struct chart *chart, const struct frame *box,
                                const struct names *names)
{
    const struct figure_subject *subject = chart->subject;
    double length = (double)names->columns * names->item - 20;
    double left = 0.5 * (box->left + box->right) - 0.5 * length;

    if (left + length > layout->width - 8)
        left = layout->width - 8 - length;
    left = fmax(left, 8);
    for (size_t i = 0; i < subject->result_count; i++) {
        double x = left + (double)(i % names->columns) * names->item;
        size_t rows_above = i / names->columns;
        double y = box->top + 4 + LEADING * ((double)(names->rows - rows_above) - 0.5);
        text_appendf(script, "name_x_%zu = %.17g\nname_y_%zu = %.17g\n", i + 1, x, i + 1, y);
        layout_add_text(layout, TEXT_LEFT, x + 23, y, LABEL_SIZE,
                        width_of(subject->results[i].label));
    }
}

static void add_chart_axes(struct layout *layout, const struct chart *chart,
                           const struct frame *box)
{
    struct axis_line t = {.x0 = box->left,
                          .y0 = box->bottom - BELOW_AXIS,
                          .x1 = box->right,
                          .y1 = box->bottom - BELOW_AXIS,
                          .anchor = TEXT_CENTER};
    struct axis_line excess = {.x0 = box->left - 7,
                               .y0 = box->bottom,
                               .x1 = box->left - 7,
                               .y1 = box->top,
                               .anchor = TEXT_RIGHT};

    layout_add_labels(layout, &chart->t, &t);
    layout_add_labels(layout, &chart->excess, &excess);
    layout_add_text(layout, TEXT_CENTER, 0.5 * (box->left + box->right), box->bottom - 36,
                    NAME_SIZE, width_of("iterations"));
    layout_add_upright(layout, 18, 0.5 * (box->bottom + box->top), NAME_SIZE,
                       text_width_enhanced(chart->excess_name));
}

void chart_place(struct layout *layout, struct text *script, struct chart *chart)
{
    struct names names = names_of(layout, chart->subject);
    struct frame box = {.left = 76, .bottom = 52};

    box.right = layout->width - 20 - (names.at_ends ? names.width : 0);
    box.top = layout->height - 44 - layout_title_height(layout) - LEADING * (double)names.rows;
    double middle = 0.5 * (box.left + box.right);
    axis_thin(&chart->t, box.right - box.left, 12);
    gnuplot_axis(script, "t", &chart->t);
    gnuplot_axis(script, "excess", &chart->excess);
    text_appendf(script, "excess_name = '%s'\n", chart->excess_name);
    layout_define_frame(script, "box", &box);
    gnuplot_variable(script, "plot", "_middle", middle);
    place_heading(layout, script, 0.5 * layout->width + 14,
                  box.top + 20 + LEADING * (double)names.rows, chart->heading);
    text_appendf(script, "at_ends = %d\n", names.at_ends);
    if (names.at_ends)
        place_names_at_ends(layout, script, chart, &box);
    else
        place_names_in_rows(layout, script, chart, &box, &names);
    add_chart_axes(layout, chart, &box);
    layout_place_title(layout, script, middle);
}

/* ---- Sweeps ---------------------------------------------------------------------------------- */

#define BAR_GAP 20.0
#define BAR_WIDTH 14.0

/* Keeps the marks whose labels are at least the gap away from the previous one: `half` is half the
 * extent of a character along the axis, `line` half the extent common to all labels. */
static void thin_marks(struct sweep_marks *marks, double begin, double end, double half, double gap)
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

static void define_marks(struct text *script, const char *name, const struct sweep_marks *marks)
{
    text_appendf(script, "$%s_marks << END\n", name);
    for (size_t i = 0; i < marks->count; i++)
        text_appendf(script, "%.9g %s\n", marks->list[i].place, marks->list[i].label);
    text_append(script, "END\n");
}

static void add_sweep_labels(struct layout *layout, const struct sweep_page *page,
                             const struct frame *box)
{
    const struct sweep_marks *x = &page->marks[0], *y = &page->marks[1];

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
    layout_add_upright(layout, 20, 0.5 * (box->bottom + box->top), NAME_SIZE,
                       text_width_enhanced(page->names[1]));
}

/* The height of the legend below. */
#define LEGEND_Y 20.0

/* One item: a mark at this position, followed by its text. Appends NAME_legend and returns the
 * position of the next item. */
static double place_item(struct layout *layout, struct text *script, const char *name, double place,
                         double mark, const char *text, double length)
{
    gnuplot_variable(script, name, "_legend", place);
    layout_add_text(layout, TEXT_LEFT, place + mark, LEGEND_Y, LABEL_SIZE, width_of(text));
    return place + length;
}

/* The cells without a color, and the two settings. */
static void place_sweep_legend(struct layout *layout, struct text *script,
                               const struct sweep_page *page, const struct frame *box)
{
    double place = layout->width < 540 ? 14 : box->left;

    gnuplot_variable(script, "legend", "_y", LEGEND_Y);
    if (page->has_never)
        place = place_item(layout, script, "never", place, 19, "never below", 110);
    place = place_item(layout, script, "ended", place, 19, "diverged", 130);
    if (page->best != NULL)
        place = place_item(layout, script, "best", place, 17, page->best,
                           strlen(page->best) > 4 ? 136 : 64);
    if (page->has_chosen)
        place_item(layout, script, "chosen", place, 17, "this run", 0);
}

void sweep_place(struct layout *layout, struct text *script, struct sweep_page *page)
{
    size_t longest = 4;

    for (size_t i = 0; i < page->marks[1].count; i++)
        if (page->marks[1].list[i].characters > longest)
            longest = page->marks[1].list[i].characters;
    struct frame box = {.left = 46 + 8.6 * (double)longest,
                        .right = layout->width - BAR_GAP - BAR_WIDTH - 52 -
                                 DIGIT_WIDTH * page->f.characters,
                        .bottom = 84,
                        .top = layout->height - 48 - layout_title_height(layout)};
    struct frame bar = {.left = box.right + BAR_GAP,
                        .right = box.right + BAR_GAP + BAR_WIDTH,
                        .bottom = box.bottom,
                        .top = box.top};
    double middle = 0.5 * (box.left + box.right);
    thin_marks(&page->marks[0], box.left, box.right, 3.6, 8);
    thin_marks(&page->marks[1], box.bottom, box.top, 0, 16);
    define_marks(script, "x", &page->marks[0]);
    define_marks(script, "y", &page->marks[1]);
    gnuplot_axis(script, "f", &page->f);
    text_appendf(script, "bar_name = '%s'\n", page->bar_name);
    layout_define_frame(script, "box", &box);
    gnuplot_variable(script, "plot", "_middle", middle);
    layout_place_color_bar(layout, script, &bar, &page->f, page->colored,
                           text_width_enhanced(page->bar_name));
    place_heading(layout, script, middle, box.top + 22, page->heading);
    place_sweep_legend(layout, script, page, &box);
    add_sweep_labels(layout, page, &box);
    layout_place_title(layout, script, middle);
}
