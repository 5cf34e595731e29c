#include "plot/chart_layout.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/gnuplot_text.h"
#include "plot/legend_layout.h"
#include "plot/text_width.h"

/* The minimum distance between lines of text. */
#define LEADING 16.0

/* The minimum distance of the labels of the scale, and their approximate maximum number. */
#define LABEL_DISTANCE 20.0
#define MOST_LABELS 9.0

/* The margins of the page: below the box are the labels, the name of the axis, and the legend. */
#define RIGHT_MARGIN 20.0
#define BOTTOM 70.0
#define LEGEND_Y 14.0
#define LEGEND_GAP 18.0

/* ---- The names of the lines ------------------------------------------------------------------ */

/* The names next to the ends of the lines or, if they are too long for that, in rows above. */
struct names {
    bool at_ends;
    double width; /* at the ends, in points */
    double item;  /* in a row */
    size_t columns, rows;
};

static struct names names_of(const struct layout *layout, const struct chart *chart)
{
    size_t longest = legend_longest(chart->subject), count = chart->subject->result_count;
    struct names names = {.item = 44 + 7.2 * (double)longest};

    for (size_t i = 0; i < count; i++)
        if (!chart->leaves[i])
            names.width = fmax(names.width, 20 + 7.4 * (double)strlen(chart->names[i]));
    names.at_ends = 20 + 7.4 * (double)longest < 0.36 * layout->width;
    names.columns = legend_fit(layout->width - 20, names.item, count);
    names.rows = names.at_ends ? 0 : (count + names.columns - 1) / names.columns;
    return names;
}

bool chart_has_names_at_ends(const struct layout *layout, const struct chart *chart)
{
    return names_of(layout, chart).at_ends;
}

/* The numbers of the paths that do not leave, ordered from the line that ends highest to the
 * lowest. Returns how many. */
static size_t sort_by_height(const struct chart *chart, size_t order[])
{
    size_t count = 0;

    for (size_t i = 0; i < chart->subject->result_count; i++) {
        if (chart->leaves[i])
            continue;
        size_t at = count++;
        for (; at > 0 && chart->ends[order[at - 1]] < chart->ends[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return count;
}

static double level_height(const struct chart *chart, const struct frame *box, double level)
{
    const struct chart_scale *scale = &chart->scale;

    return box->bottom +
           (box->top - box->bottom) * (level - scale->low) / (scale->high - scale->low);
}

/* The heights of the names: where the lines end, but at least a line of text apart. From the
 * highest line to the lowest, each name is placed below the previous one; then, from the lowest up,
 * names that are too low are raised. */
static void place_names_at_ends(struct layout *layout, struct text *script,
                                const struct chart *chart, const struct frame *box)
{
    size_t order[OPTIMIZER_RESULT_MAX], count = sort_by_height(chart, order);
    double heights[OPTIMIZER_RESULT_MAX] = {0}, limit = INFINITY;

    for (size_t k = 0; k < count; k++) {
        heights[order[k]] = fmin(level_height(chart, box, chart->ends[order[k]]), limit);
        limit = heights[order[k]] - LEADING;
    }
    limit = box->bottom;
    for (size_t k = count; k-- > 0;) {
        heights[order[k]] = fmax(heights[order[k]], limit);
        limit = heights[order[k]] + LEADING;
    }
    for (size_t i = 0; i < chart->subject->result_count; i++) {
        text_appendf(script, "name_y_%zu = ", i + 1);
        gnuplot_real(script, heights[i]);
        if (!chart->leaves[i])
            layout_add_text(layout, TEXT_LEFT, box->right + 12, heights[i], LABEL_SIZE,
                            text_width_of(chart->names[i]));
    }
}

static void place_names_in_rows(struct layout *layout, struct text *script,
                                const struct chart *chart, const struct frame *box,
                                const struct names *names)
{
    double length = (double)names->columns * names->item - 20;
    double left = 0.5 * (box->left + box->right) - 0.5 * length;

    left = fmax(14, fmin(left, layout->width - 6 - length));
    for (size_t i = 0; i < chart->subject->result_count; i++) {
        double x = left + (double)(i % names->columns) * names->item;
        size_t rows_above = i / names->columns;
        double y = box->top + 4 + LEADING * ((double)(names->rows - rows_above) - 0.5);
        text_appendf(script, "name_x_%zu = %.17g\nname_y_%zu = %.17g\n", i + 1, x, i + 1, y);
        layout_add_text(layout, TEXT_LEFT, x + 23, y, LABEL_SIZE, text_width_of(chart->names[i]));
    }
}

/* ---- The legend ------------------------------------------------------------------------------ */

/* The width of the mark before an item's text, or 0. */
static double mark_width(const struct chart *chart, size_t item)
{
    bool is_mark = item == CHART_ITEM_FIRST || item == CHART_ITEM_STAYS;
    bool is_absent = item == CHART_ITEM_TOLERANCE && !chart->scale.shows_tolerance;

    return is_absent ? 0 : is_mark ? 13 : 24;
}

static double item_width(const struct chart *chart, size_t item)
{
    return mark_width(chart, item) + layout_label_points(chart->items[item]);
}

/* The items of a row, beginning with `first`: returns the first item of the next row. */
static size_t row_end(const struct layout *layout, const struct chart *chart, size_t first,
                      double *length)
{
    size_t i = first;

    *length = -LEGEND_GAP;
    for (; i < CHART_ITEMS; i++) {
        double longer = chart->items[i] == NULL ? 0 : item_width(chart, i) + LEGEND_GAP;
        if (*length > 0 && *length + longer > layout->width - 24)
            break;
        *length += longer;
    }
    return i;
}

/* The height of the legend beyond one row. */
static double more_rows(const struct layout *layout, const struct chart *chart)
{
    double length, rows = 0;

    for (size_t i = 0; i < CHART_ITEMS; i = row_end(layout, chart, i, &length))
        rows++;
    return LEADING * (rows - 1);
}

/* The lower edge of the box. */
static double box_bottom(const struct layout *layout, const struct chart *chart)
{
    return BOTTOM + more_rows(layout, chart);
}

static void place_item(struct layout *layout, struct text *script, const struct chart *chart,
                       size_t i, double x, double y)
{
    static const char *const names[] = {"band", "median", "others", "tolerance", "first", "stays"};

    gnuplot_variable(script, names[i], "_item", chart->items[i] == NULL ? -1 : x);
    if (chart->items[i] == NULL)
        return;
    x += mark_width(chart, i);
    gnuplot_variable(script, names[i], "_text_x", x);
    gnuplot_variable(script, names[i], "_y", y);
    text_appendf(script, "%s_text = '%s'\n", names[i], chart->items[i]);
    layout_add_text(layout, TEXT_LEFT, x, y, LABEL_SIZE, text_width_of(chart->items[i]));
}

static void place_items(struct layout *layout, struct text *script, const struct chart *chart,
                        double middle)
{
    double y = LEGEND_Y + more_rows(layout, chart), length;

    for (size_t first = 0, end; first < CHART_ITEMS; first = end, y -= LEADING) {
        end = row_end(layout, chart, first, &length);
        double x = fmax(12, fmin(middle - 0.5 * length, layout->width - 12 - length));
        for (size_t i = first; i < end; i++) {
            place_item(layout, script, chart, i, x, y);
            x += chart->items[i] == NULL ? 0 : item_width(chart, i) + LEGEND_GAP;
        }
    }
}

/* ---- Lines that leave ------------------------------------------------------------------------ */

/* From an exit to its label. */
#define EXIT_GAP 10.0

static size_t count_exits(const struct chart *chart)
{
    size_t count = 0;

    for (size_t i = 0; i < chart->subject->result_count; i++)
        count += chart->leaves[i];
    return count;
}

/* The upper edge of the box. */
static double box_top(const struct layout *layout, const struct names *names)
{
    return layout->height - 44 - layout_title_height(layout) - LEADING * (double)names->rows;
}

void chart_make_room(const struct layout *layout, struct chart *chart)
{
    struct names names = names_of(layout, chart);
    double height = box_top(layout, &names) - box_bottom(layout, chart);
    struct chart_scale *scale = &chart->scale;

    chart->exits_room = count_exits(chart) > 0 ? LEADING * (double)count_exits(chart) + 8 : 0;
    scale->high = scale->low + (scale->high - scale->low) * height / (height - chart->exits_room);
}

static double exit_place(const struct chart *chart, const struct frame *box,
                         const struct chart_exit *exit)
{
    return box->left + (box->right - box->left) * exit->t / chart->t.max;
}

/* The left end of the label of a line that leaves: to the right of its exit, and of the lines that
 * rise through the label otherwise. */
static double exit_label_place(const struct chart *chart, const struct frame *box,
                               const struct chart_exit exits[], size_t i)
{
    double place = exit_place(chart, box, &exits[i]) + EXIT_GAP;
    double length = layout_label_points(chart->exit_texts[i]);

    for (size_t moved = 0; moved < chart->subject->result_count; moved++)
        for (size_t k = 0; k < chart->subject->result_count; k++) {
            double other = chart->leaves[k] ? exit_place(chart, box, &exits[k]) : -1;
            if (other + EXIT_GAP > place && other < place + length + EXIT_GAP)
                place = other + EXIT_GAP;
        }
    return place;
}

static size_t exit_row(const struct chart *chart, const struct chart_exit exits[], size_t i)
{
    size_t row = 0;

    for (size_t k = 0; k < chart->subject->result_count; k++)
        row += chart->leaves[k] && (exits[k].t > exits[i].t || (k < i && exits[k].t == exits[i].t));
    return row;
}

static void place_exit(struct layout *layout, struct text *script, const struct chart *chart,
                       const struct chart_exit exits[], const struct frame *box, size_t i)
{
    const char *text = chart->exit_texts[i];
    double x = exit_place(chart, box, &exits[i]), label = exit_label_place(chart, box, exits, i);
    double y = box->top - 12 - LEADING * (double)exit_row(chart, exits, i);
    bool is_left = label + layout_label_points(text) > layout->width - 8;

    label = is_left ? x - EXIT_GAP : label;
    text_appendf(script, "exit_inside_%zu = %d\nexit_left_%zu = %d\nexit_text_%zu = ", i + 1,
                 exits[i].inside, i + 1, is_left, i + 1);
    gnuplot_quoted(script, text, strlen(text));
    text_appendf(script, "exit_x_%zu = %.17g\nexit_y_%zu = %.17g\n", i + 1, x, i + 1,
                 level_height(chart, box, exits[i].level));
    text_appendf(script, "exit_label_x_%zu = %.17g\nexit_label_y_%zu = %.17g\n", i + 1, label,
                 i + 1, y);
    layout_add_text(layout, is_left ? TEXT_RIGHT : TEXT_LEFT, label, y, LABEL_SIZE,
                    text_width_of(text));
}

/* The labels below the upper edge, one per row, the rightmost one in the first: so the lines from
 * the exits down to their labels cross no other label. */
static void place_exits(struct layout *layout, struct text *script, const struct chart *chart,
                        const struct chart_exit exits[], const struct frame *box)
{
    for (size_t i = 0; i < chart->subject->result_count; i++) {
        text_appendf(script, "leaves_%zu = %d\n", i + 1, chart->leaves[i]);
        if (chart->leaves[i])
            place_exit(layout, script, chart, exits, box, i);
    }
}

/* ---- The axes -------------------------------------------------------------------------------- */

static void add_t_labels(struct layout *layout, const struct chart *chart, const struct frame *box)
{
    struct axis_line line = {.x0 = box->left,
                             .y0 = box->bottom - BELOW_AXIS,
                             .x1 = box->right,
                             .y1 = box->bottom - BELOW_AXIS,
                             .anchor = TEXT_CENTER};

    layout_add_labels(layout, &chart->t, &line);
}

/* As many labels as fit. */
static void fit_t(struct chart *chart, double length)
{
    struct axis_line line = {.x1 = length, .anchor = TEXT_CENTER};

    axis_line_fit(&line, &chart->t, 12);
}

static void add_excess_labels(struct layout *layout, const struct chart *chart,
                              const struct frame *box)
{
    for (size_t i = 0; i < chart->marks.count; i++)
        layout_add_formula(layout, TEXT_RIGHT, box->left - 7,
                           box->bottom + chart->marks.list[i].place * (box->top - box->bottom),
                           LABEL_SIZE, text_width_enhanced(chart->marks.list[i].label));
}

/* The left edge of the box: to the right of the name of the scale and its labels. */
static double left_edge(const struct chart *chart)
{
    return fmax(76, 46 + layout_points(LABEL_SIZE, axis_marks_width(&chart->marks)));
}

/* Below the texts of the exits, which the lines at the labels would cross. */
static void make_marks(struct chart *chart, double height)
{
    if (chart->of_shares) {
        int step = height < 5 * LABEL_DISTANCE ? 50 : height < 10 * LABEL_DISTANCE ? 20 : 10;
        for (int share = 0; share <= 100; share += step)
            axis_marks_append(&chart->marks, share / 100.0, share, "%g%%");
        return;
    }
    if (chart->scale.is_zero) { /* all lines are at the lower edge */
        axis_marks_append(&chart->marks, 0, 0, "%g");
        return;
    }
    double low = chart->scale.low, part = 1 - chart->exits_room / height;
    axis_marks_of_powers(&chart->marks, low, low + part * (chart->scale.high - low),
                         (size_t)fmax(2, fmin(MOST_LABELS, floor(part * height / LABEL_DISTANCE))));
    for (size_t i = 0; i < chart->marks.count; i++)
        chart->marks.list[i].place *= part;
}

static void define_scale(struct text *script, const struct chart *chart)
{
    gnuplot_variable(script, "excess", "_min", chart->scale.low);
    gnuplot_variable(script, "excess", "_max", chart->scale.high);
    axis_marks_define(&chart->marks, "excess", script);
    text_appendf(script, "shows_tolerance = %d\n", chart->scale.shows_tolerance);
    gnuplot_variable(script, "tolerance", "_level",
                     chart->scale.shows_tolerance ? chart->scale.tolerance : 0);
    text_appendf(script, "excess_name = '%s'\n", chart->excess_name);
}

static void place_axis_names(struct layout *layout, struct text *script, const struct chart *chart,
                             const struct frame *all)
{
    double x = 0.5 * (all->left + all->right), y = 0.5 * (all->bottom + all->top);

    const char *t_name = chart->t_name == NULL ? "iterations" : chart->t_name;

    text_appendf(script, "t_name = '%s'\n", t_name);
    gnuplot_variable(script, "t", "_name_x", x);
    gnuplot_variable(script, "t", "_name_y", all->bottom - 36);
    gnuplot_variable(script, "excess", "_name_y", y);
    layout_add_text(layout, TEXT_CENTER, x, all->bottom - 36, NAME_SIZE, text_width_of(t_name));
    layout_add_upright(layout, 18, y, NAME_SIZE, text_width_enhanced(chart->excess_name));
}

/* Above the box, closer to the center of the page if it is long. */
static void place_heading(struct layout *layout, struct text *script, const struct chart *chart,
                          double y)
{
    double half = 0.5 * layout_points(HEADING_SIZE, chart->heading), middle = 0.5 * layout->width;

    layout_place_heading(layout, script, fmax(middle, fmin(middle + 14, layout->width - 8 - half)),
                         y, chart->heading);
}

void chart_place(struct layout *layout, struct text *script, struct chart *chart,
                 const struct chart_exit exits[])
{
    struct names names = names_of(layout, chart);
    struct frame box = {.bottom = box_bottom(layout, chart), .top = box_top(layout, &names)};

    make_marks(chart, box.top - box.bottom);
    box.left = left_edge(chart);
    box.right = layout->width - RIGHT_MARGIN - (names.at_ends ? names.width : 0);
    double middle = 0.5 * (box.left + box.right);
    fit_t(chart, box.right - box.left);
    gnuplot_axis(script, "t", &chart->t);
    define_scale(script, chart);
    layout_define_frame(script, "box", &box);
    place_heading(layout, script, chart, box.top + 20 + LEADING * (double)names.rows);
    text_appendf(script, "at_ends = %d\n", names.at_ends);
    if (names.at_ends)
        place_names_at_ends(layout, script, chart, &box);
    else
        place_names_in_rows(layout, script, chart, &box, &names);
    place_exits(layout, script, chart, exits, &box);
    place_items(layout, script, chart, middle);
    add_t_labels(layout, chart, &box);
    add_excess_labels(layout, chart, &box);
    place_axis_names(layout, script, chart, &box);
    layout_place_title(layout, script, middle);
}

/* ---- Panels ---------------------------------------------------------------------------------- */

/* Above each panel: LEADING for each line of text, and some space above it. */
#define ABOVE_NAME 6.0

/* The preferred ratio of a panel's width to its height, and its minimum height. */
#define PANEL_SHAPE 1.5
#define PANEL_HEIGHT 36.0

/* From the left edge of a panel to its name; from the name to the note after it. */
#define NAME_INDENT 6.0
#define NOTE_GAP 10.0

/* The panels of a page. */
struct panels {
    struct frame all; /* without the space around the outer ones */
    size_t columns, rows;
    double gap;     /* between columns: keeps their labels of iterations apart */
    bool two_lines; /* the notes are below the names */
};

static double panels_width(const struct panels *panels)
{
    return (panels->all.right - panels->all.left - panels->gap * (double)(panels->columns - 1)) /
           (double)panels->columns;
}

/* The height of the texts above a panel. */
static double panels_head(const struct panels *panels)
{
    return ABOVE_NAME + LEADING * (panels->two_lines ? 2 : 1);
}

static double panels_height(const struct panels *panels)
{
    return (panels->all.top - panels->all.bottom - panels_head(panels) * (double)panels->rows) /
           (double)panels->rows;
}

static struct frame panel_frame(const struct panels *panels, size_t i)
{
    double width = panels_width(panels), height = panels_height(panels);
    size_t row = i / panels->columns;
    struct frame panel = {
        .left = panels->all.left + (width + panels->gap) * (double)(i % panels->columns),
        .top =
            panels->all.top - panels_head(panels) - (height + panels_head(panels)) * (double)row};

    panel.right = panel.left + width;
    panel.bottom = panel.top - height;
    return panel;
}

/* The space for the name of a panel, which may extend into the gap. */
static double head_room(const struct panels *panels)
{
    double beyond = panels->columns > 1 ? fmin(panels->gap, RIGHT_MARGIN) : RIGHT_MARGIN;

    return panels_width(panels) + beyond - NAME_INDENT - 2;
}

/* The width of the widest name and note of a panel, in one line or in two. */
static double widest_head(const struct chart *chart, bool two_lines)
{
    double widest = 0;

    for (size_t i = 0; i < chart->subject->result_count; i++) {
        double name = layout_label_points(chart->names[i]);
        double note = layout_label_points(chart->notes[i]);
        double both = name + (note > 0 ? NOTE_GAP + note : 0);
        widest = fmax(widest, two_lines ? fmax(name, note) : both);
    }
    return widest;
}

/* The penalty for a name that is cut, per fraction of the space by which it is too long. */
#define CUT_NAME 10

/* The penalty for the part of the page that stays empty. */
#define EMPTY_PART 10

/* Rates this number of columns: 1 for panels of the best shape, more for others; names that do not
 * fit and panels that are too low are worse. */
static double rate_columns(const struct chart *chart, struct panels *panels, size_t columns)
{
    size_t count = chart->subject->result_count;

    panels->columns = columns;
    panels->rows = (count + columns - 1) / columns;
    double room = head_room(panels);
    panels->two_lines = widest_head(chart, false) > room;
    double shape = panels_width(panels) / fmax(1, panels_height(panels));
    double rating = shape > PANEL_SHAPE ? shape / PANEL_SHAPE : PANEL_SHAPE / shape;
    rating += EMPTY_PART * (1 - (double)count / (double)(panels->columns * panels->rows));
    rating += CUT_NAME * fmax(0, widest_head(chart, panels->two_lines) / room - 1);
    return rating + (panels_height(panels) < PANEL_HEIGHT ? 1000 : 0);
}

static void choose_columns(const struct chart *chart, struct panels *panels)
{
    size_t count = chart->subject->result_count, best = 1, rows = 0;
    double least = INFINITY;

    for (size_t columns = 1; columns <= count; columns++) {
        double rating = rate_columns(chart, panels, columns);
        if (panels->rows != rows && rating < least) { /* no unnecessary columns */
            least = rating;
            best = columns;
        }
        rows = panels->rows;
    }
    rate_columns(chart, panels, best);
}

/* As much of a text as fits, with an ellipsis for the rest. */
static void append_fitting(struct text *out, const char *text, double points)
{
    size_t length = strlen(text);

    if (layout_label_points(text) <= points) {
        text_append(out, text);
        return;
    }
    while (length > 0 &&
           layout_points(LABEL_SIZE, text_width(text, length) + text_width_of("…")) > points)
        do
            length--;
        while (length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80U);
    text_append_bytes(out, text, length);
    text_append(out, "…");
}

static void place_head(struct layout *layout, struct text *script, const struct chart *chart,
                       const struct panels *panels, const struct frame *panel, size_t i)
{
    double room = head_room(panels);
    struct text name = {0}, note = {0};

    append_fitting(&name, chart->names[i], room);
    append_fitting(&note, chart->notes[i], room);
    double x = panel->left + NAME_INDENT, y = panel->top + 0.5 * LEADING + 2;
    double note_x = x + layout_label_points(text_string(&name)) + NOTE_GAP;
    double name_y = panels->two_lines && note.length > 0 ? y + LEADING : y;
    text_appendf(script, "panel_%zu_name = ", i + 1);
    gnuplot_quoted(script, text_string(&name), name.length);
    text_appendf(script, "panel_%zu_name_y = %.17g\npanel_%zu_note = '%s'\n", i + 1, name_y, i + 1,
                 text_string(&note));
    text_appendf(script, "panel_%zu_note_x = %.17g\npanel_%zu_note_y = %.17g\n", i + 1,
                 panels->two_lines ? x : note_x, i + 1, y);
    layout_add_text(layout, TEXT_LEFT, x, name_y, LABEL_SIZE, text_width_of(text_string(&name)));
    if (note.length > 0)
        layout_add_text(layout, TEXT_LEFT, panels->two_lines ? x : note_x, y, LABEL_SIZE,
                        text_width_of(text_string(&note)));
    script->failed = script->failed || name.failed || note.failed;
    text_free(&name);
    text_free(&note);
}

static void place_panel(struct layout *layout, struct text *script, const struct chart *chart,
                        const struct panels *panels, size_t i)
{
    struct frame panel = panel_frame(panels, i);
    bool is_last = i + panels->columns >= chart->subject->result_count;
    bool is_first = i % panels->columns == 0;
    char name[32];

    snprintf(name, sizeof name, "panel_%zu", i + 1);
    layout_define_frame(script, name, &panel);
    text_appendf(script, "%s_first = %d\n%s_last = %d\n", name, is_first, name, is_last);
    place_head(layout, script, chart, panels, &panel, i);
    if (is_last)
        add_t_labels(layout, chart, &panel);
    if (is_first)
        add_excess_labels(layout, chart, &panel);
}

void chart_place_panels(struct layout *layout, struct text *script, struct chart *chart)
{
    struct panels panels = {.all = {.left = 76,
                                    .right = layout->width - RIGHT_MARGIN,
                                    .bottom = box_bottom(layout, chart),
                                    .top = layout->height - 44 - layout_title_height(layout)}};

    panels.gap =
        14 + 0.5 * layout_points(LABEL_SIZE, text_width("0", 1) + axis_widest_label(&chart->t));
    choose_columns(chart, &panels);
    make_marks(chart, panels_height(&panels));
    panels.all.left = left_edge(chart);
    fit_t(chart, panels_width(&panels));
    gnuplot_axis(script, "t", &chart->t);
    define_scale(script, chart);
    for (size_t i = 0; i < chart->subject->result_count; i++)
        place_panel(layout, script, chart, &panels, i);
    double middle = 0.5 * (panels.all.left + panels.all.right);
    place_heading(layout, script, chart, panels.all.top + 20);
    place_items(layout, script, chart, middle);
    place_axis_names(layout, script, chart, &panels.all);
    layout_place_title(layout, script, middle);
}
