#include "plot/state_layout.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "optimize/bias.h"
#include "plot/axis_marks.h"
#include "plot/gnuplot_text.h"
#include "plot/layout.h"
#include "plot/state_panels.h"
#include "plot/text_width.h"

/* The margins of the page, the line above each row of panels, and the gap below it. */
#define RIGHT_MARGIN 16.0
#define BOTTOM 52.0
#define HEADING_HEIGHT 38.0
#define COLUMN_HEAD 20.0
#define ROW_HEAD 17.0
#define ROW_GAP 7.0

/* Between the columns, in addition to the labels of the right one. */
#define COLUMN_GAP 18.0

/* In the line above a row: a sample of a line, and the gaps after it and between the texts. */
#define SAMPLE 16.0
#define SAMPLE_GAP 5.0
#define ITEM_GAP 14.0
#define LEAST_ITEM_GAP 4.0

/* The minimum distance of labels: next to an axis, and below it. */
#define LABEL_DISTANCE 18.0
#define POWER_DISTANCE 16.0 /* on logarithmic axes, and otherwise at least */
#define LEAST_POWER_DISTANCE 14.0
#define T_LABEL_DISTANCE 34.0

/* A label closer than this to the upper edge of a panel is next to the texts above it. */
#define NEAR_EDGE 12.0

/* Between the labels of a linear axis. */
#define MOST_INTERVALS 5

/* Updates from here on are powers of ten. */
#define MOST_WRITTEN_OUT 9999.5

/* Space for the dot of the first update, as a fraction of the horizontal range. */
#define LEFT_OF_FIRST 0.025

#define COLUMNS PROBLEM_MAX_VARIABLES

struct page {
    const struct figure_subject *subject;
    struct state_row rows[STATE_ROWS];
    size_t row_count;
    struct frame panels[STATE_ROWS][COLUMNS];
    struct axis_marks marks[STATE_ROWS][COLUMNS], t_marks;
    double t_low, t_high;                    /* the horizontal range: logarithms */
    struct text keys, notes, titles, labels; /* of the script */
};

/* ---- Axes ------------------------------------------------------------------------------------ */

/* With a minus sign instead of a hyphen. */
static void append_mark(struct axis_marks *marks, double place, double value)
{
    char label[sizeof marks->list->label];
    size_t count = marks->count;

    axis_marks_append(marks, place, fabs(value), "%.4g");
    if (!(value < 0) || marks->count == count)
        return;
    snprintf(label, sizeof label, "−%.*s", (int)sizeof label - 4, marks->list[count].label);
    memcpy(marks->list[count].label, label, sizeof label);
}

/* The finest steps whose labels are far enough apart; closer ones rather than a single label. */
static void mark_linear(struct axis_marks *marks, const struct state_row *row,
                        const struct state_range *range, double height)
{
    struct tics tics = tics_choose(range->low, range->high, MOST_INTERVALS, INT_MIN / 2);

    for (int most = MOST_INTERVALS - 1; most > 0; most--) {
        double distance = height * (tics.step / (range->high - range->low));
        struct tics coarser = tics_choose(range->low, range->high, most, INT_MIN / 2);
        if (distance >= LABEL_DISTANCE ||
            (distance >= POWER_DISTANCE && coarser.last <= coarser.first))
            break;
        tics = coarser;
    }
    for (long i = tics.first; i <= tics.last; i++) {
        double value = (double)i * tics.step;
        append_mark(marks, state_place(row, range, value), value);
    }
}

/* In the lowest panels, even two labels are too many. */
static void mark_powers(struct axis_marks *marks, const struct state_range *range, double height)
{
    size_t kept = 0;

    axis_marks_of_powers(marks, range->low, range->high,
                         (size_t)fmax(2, fmin(5, floor(height / POWER_DISTANCE))));
    for (size_t i = 0; i < marks->count; i++)
        if (kept == 0 ||
            (marks->list[i].place - marks->list[kept - 1].place) * height >= LEAST_POWER_DISTANCE)
            marks->list[kept++] = marks->list[i];
    marks->count = kept;
}

static void mark_panel(struct axis_marks *marks, const struct state_row *row,
                       const struct state_range *range, double height)
{
    if (range->is_zero)
        axis_marks_append(marks, row->is_logarithmic ? 0 : 0.5, 0, "%g");
    else if (row->is_logarithmic)
        mark_powers(marks, range, height);
    else
        mark_linear(marks, row, range, height);
}

static void mark_axes(struct page *page, double height)
{
    for (size_t i = 0; i < page->row_count; i++)
        for (size_t v = 0; v < COLUMNS; v++) {
            struct state_range range = state_range_of(page->subject, &page->rows[i], v);
            mark_panel(&page->marks[i][v], &page->rows[i], &range, height);
        }
}

/* The space for the labels of a column of panels. */
static double labels_width(const struct page *page, size_t column)
{
    double widest = 0;

    for (size_t i = 0; i < page->row_count; i++)
        widest = fmax(widest, axis_marks_width(&page->marks[i][column]));
    return BESIDE_AXIS + layout_points(LABEL_SIZE, widest);
}

/* ---- Panels ---------------------------------------------------------------------------------- */

static void place_panels(const struct layout *layout, struct page *page)
{
    double top = layout->height - HEADING_HEIGHT - COLUMN_HEAD - layout_title_height(layout);
    double each = (top - BOTTOM) / (double)page->row_count;

    mark_axes(page, each - ROW_HEAD - ROW_GAP);
    double left = 12 + labels_width(page, 0), gap = COLUMN_GAP + labels_width(page, 1);
    double width = 0.5 * (layout->width - RIGHT_MARGIN - left - gap);
    for (size_t i = 0; i < page->row_count; i++)
        for (size_t v = 0; v < COLUMNS; v++) {
            double x = left + (double)v * (width + gap), y = top - (double)i * each - ROW_HEAD;
            double bottom = top - (double)(i + 1) * each + (i + 1 < page->row_count ? ROW_GAP : 0);
            page->panels[i][v] =
                (struct frame){.left = x, .right = x + width, .bottom = bottom, .top = y};
        }
}

static void define_panels(struct text *script, const struct page *page)
{
    char name[32];

    for (size_t i = 0; i < page->row_count; i++)
        for (size_t v = 0; v < COLUMNS; v++) {
            snprintf(name, sizeof name, "panel_%zu", i * COLUMNS + v + 1);
            layout_define_frame(script, name, &page->panels[i][v]);
        }
    for (size_t i = 0; i < page->row_count; i++)
        text_appendf(script, "lines_%zu = %zu\nis_log_%zu = %d\n", i + 1, page->rows[i].line_count,
                     i + 1, page->rows[i].is_logarithmic);
}

/* Lines of panel, position and label. */
static void add_labels(struct layout *layout, struct page *page)
{
    for (size_t i = 0; i < page->row_count; i++)
        for (size_t v = 0; v < COLUMNS; v++) {
            const struct axis_marks *marks = &page->marks[i][v];
            const struct frame *panel = &page->panels[i][v];
            for (size_t k = 0; k < marks->count; k++) {
                const struct axis_mark *mark = &marks->list[k];
                text_appendf(&page->labels, "%zu %.9g %s\n", i * COLUMNS + v + 1, mark->place,
                             mark->label);
                layout_add_formula(layout, TEXT_RIGHT, panel->left - BESIDE_AXIS + 3,
                                   panel->bottom + mark->place * (panel->top - panel->bottom),
                                   LABEL_SIZE, text_width_enhanced(mark->label));
            }
        }
}

/* Whole numbers, written out unless they are long; between them is no update. */
static void keep_whole(struct axis_marks *marks, double high)
{
    struct axis_marks kept = {.count = 0};

    for (size_t i = 0; i < marks->count; i++) {
        double place = marks->list[i].place, t = elementary_pow(10, place * high);
        if (fabs(t - round(t)) < 1e-6 * t)
            axis_marks_append(&kept, place, round(t), t < MOST_WRITTEN_OUT ? "%.0f" : "%.0e");
    }
    *marks = kept;
}

/* The labels of the updates, below the lowest panels. */
static void add_t_labels(struct layout *layout, struct page *page)
{
    const struct frame *panels = page->panels[page->row_count - 1];
    double width = panels[0].right - panels[0].left;

    axis_marks_of_powers(&page->t_marks, 0, page->t_high,
                         (size_t)fmax(2, floor(width / T_LABEL_DISTANCE)));
    keep_whole(&page->t_marks, page->t_high);
    for (size_t k = 0; k < page->t_marks.count; k++)
        page->t_marks.list[k].place = (page->t_marks.list[k].place * page->t_high - page->t_low) /
                                      (page->t_high - page->t_low);
    for (size_t v = 0; v < COLUMNS; v++)
        for (size_t k = 0; k < page->t_marks.count; k++) {
            const struct axis_mark *mark = &page->t_marks.list[k];
            layout_add_formula(layout, TEXT_CENTER, panels[v].left + mark->place * width,
                               panels[v].bottom - BELOW_AXIS + 4, LABEL_SIZE,
                               text_width_enhanced(mark->label));
        }
}

/* ---- The lines above the rows ---------------------------------------------------------------- */

/* The color of a line: that of the last one of a row is 1, of the others 2, 3. A gradient with
 * noise is in the color of what is shown for comparison, 0. */
static size_t color_of(const struct state_row *row, size_t line)
{
    if (row->lines[row->line_count - 1].kind == STATE_GRADIENT && row->line_count > 1)
        return line;
    return line + 1 == row->line_count ? 1 : line + 2;
}

/* Plain text in enhanced text, for the characters that occur in names of lines. */
static void add_title(struct layout *layout, struct page *page, double x, double y,
                      const char *title)
{
    text_appendf(&page->titles, "%.9g %.9g %s\n", x, y, title);
    layout_add_text(layout, TEXT_LEFT, x, y, LABEL_SIZE, text_width_of(title));
}

static const char *name_of(const struct state_line *line, bool is_brief)
{
    return is_brief && line->brief != NULL ? line->brief : line->name;
}

static double keys_width(const struct state_row *row, bool is_brief)
{
    double width = layout_label_points(row->title);

    for (size_t k = 0; k < row->line_count; k++)
        width +=
            ITEM_GAP + SAMPLE + SAMPLE_GAP + layout_label_points(name_of(&row->lines[k], is_brief));
    return width;
}

/* How far the texts on the left above a row can extend to the right: to the labels of the right
 * panel that are close to its upper edge. */
static double keys_limit(const struct page *page, size_t i)
{
    const struct frame *panel = &page->panels[i][1];
    const struct axis_marks *marks = &page->marks[i][1];
    double limit = panel->left;

    for (size_t k = 0; k < marks->count; k++) {
        double width = layout_points(LABEL_SIZE, text_width_enhanced(marks->list[k].label));
        if ((1 - marks->list[k].place) * (panel->top - panel->bottom) < NEAR_EDGE)
            limit = fmin(limit, panel->left - BESIDE_AXIS - width);
    }
    return limit;
}

/* The gap between the texts above a row that are `width` wide with ITEM_GAP: smaller if they would
 * extend too far. */
static double item_gap(const struct page *page, size_t i, double width)
{
    double excess = page->panels[i][0].left + width + LEAST_ITEM_GAP - keys_limit(page, i);

    return fmax(LEAST_ITEM_GAP, ITEM_GAP - fmax(0, excess) / (double)page->rows[i].line_count);
}

/* The title of a row, and its lines with their names. Returns where they end. */
static double place_keys(struct layout *layout, struct page *page, size_t i)
{
    const struct state_row *row = &page->rows[i];
    const struct frame *panel = &page->panels[i][0];
    double x = panel->left, y = panel->top + 0.5 * ROW_HEAD;
    bool is_brief = x + keys_width(row, false) > keys_limit(page, i);
    double gap = item_gap(page, i, keys_width(row, is_brief));

    add_title(layout, page, x, y, row->title);
    x += layout_label_points(row->title) + gap;
    for (size_t k = 0; k < row->line_count; k++) {
        const char *name = name_of(&row->lines[k], is_brief);
        text_appendf(&page->keys, "%.9g %.9g %zu %s\n", x, y, color_of(row, k), name);
        layout_add_text(layout, TEXT_LEFT, x + SAMPLE + SAMPLE_GAP, y, LABEL_SIZE,
                        text_width_of(name));
        x += SAMPLE + SAMPLE_GAP + layout_label_points(name) + gap;
    }
    return x;
}

/* The correction of a bias, in the longest form that fits. */
static void append_bias(const struct trajectory *trajectory, const struct state_line *line,
                        double width, struct text *note)
{
    static const char *const forms[] = {"; within 1%% from t = %zu on", ", ±1%% from t = %zu",
                                        NULL};
    const char *raw;
    struct bias bias;

    if (!bias_find(trajectory, line->quantity, &bias))
        return;
    raw = record_symbol(trajectory->record.optimizer, bias.raw);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        text_free(note);
        text_appendf(note, "%s = %.4g %s at t = 1", line->name, bias.ratio, raw);
        if (forms[i] != NULL && bias.settled > 1)
            text_appendf(note, forms[i], bias.settled);
        if (layout_label_points(text_string(note)) <= width)
            return;
    }
}

/* With two digits: "0.14", "29000", "2.9e+20". */
static void append_rounded(struct text *out, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.2g", value);
    text_append_readable(out, strtod(digits, NULL));
}

/* How large the steps of gradient descent are, where they leave a panel. */
static void append_descent(const struct figure_subject *subject, const struct state_row *row,
                           struct text *note)
{
    for (size_t v = 0; v < COLUMNS; v++) {
        struct state_range range = state_range_of(subject, row, v);
        double largest = state_largest(subject, &row->lines[0], v);
        if (largest <= fmax(-range.low, range.high))
            continue;
        text_append(note, note->length == 0 ? "−α g up to " : ", ");
        append_rounded(note, largest);
        text_appendf(note, " in x%s", v == 0 ? "₁" : "₂");
    }
}

/* What a row shows in numbers, if that fits to the right of the texts that end at `left`. */
static void place_note(struct layout *layout, struct page *page, size_t i, double left)
{
    const struct state_row *row = &page->rows[i];
    const struct state_line *line = &row->lines[row->line_count - 1];
    double right = page->panels[i][1].right;
    double y = page->panels[i][1].top + 0.5 * ROW_HEAD;
    struct text note = {0};

    if (keys_limit(page, i) < page->panels[i][1].left)
        left = fmax(left, page->panels[i][1].left);
    if (line->kind == STATE_QUANTITY)
        append_bias(page->subject->results[0].trajectory, line, right - left, &note);
    if (line->kind == STATE_STEP)
        append_descent(page->subject, row, &note);
    double width = note.length == 0 ? 0 : layout_label_points(text_string(&note));
    if (width > 0 && width <= right - left) {
        text_appendf(&page->notes, "%.9g %.9g %s\n", right, y, text_string(&note));
        layout_add_text(layout, TEXT_RIGHT, right, y, LABEL_SIZE,
                        text_width_of(text_string(&note)));
    }
    page->notes.failed = page->notes.failed || note.failed;
    text_free(&note);
}

static void place_heads(struct layout *layout, struct text *script, struct page *page)
{
    for (size_t v = 0; v < COLUMNS; v++) {
        double x = 0.5 * (page->panels[0][v].left + page->panels[0][v].right);
        double y = page->panels[0][v].top + ROW_HEAD + 0.5 * COLUMN_HEAD;
        text_appendf(script, "column_%zu_x = %.9g\ncolumn_%zu_y = %.9g\n", v + 1, x, v + 1, y);
        layout_add_formula(layout, TEXT_CENTER, x, y, NAME_SIZE,
                           text_width_enhanced("x_{/*0.8 1}"));
    }
    for (size_t i = 0; i < page->row_count; i++)
        place_note(layout, page, i, place_keys(layout, page, i));
}

/* ---- The page -------------------------------------------------------------------------------- */

static void define_block(struct text *script, const char *name, struct text *block)
{
    text_appendf(script, "$%s << END\n%sEND\n", name, text_string(block));
    script->failed = script->failed || block->failed;
    text_free(block);
}

static double define_heading(struct text *script, const struct figure_subject *subject,
                             const struct layout *layout)
{
    const char *label = subject->results[0].label;
    double before = text_width_of("Inside ") + text_width_of(label) +
                    text_width_enhanced(" on " GNUPLOT_F_NAME " = ");

    text_append(script, "optimizer = ");
    gnuplot_quoted(script, label, strlen(label));
    return before + gnuplot_formula(script, subject->problem, before, layout_heading_room(layout));
}

void variables_of_state(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, struct layout *layout)
{
    size_t last = subject->results[0].trajectory->count - 1;
    struct page page = {.subject = subject, .t_high = fmax(0.3, elementary_log10((double)last))};

    (void)settings;
    page.t_low = -LEFT_OF_FIRST * page.t_high;
    page.row_count = state_rows(subject, page.rows);
    double heading = define_heading(script, subject, layout);
    place_panels(layout, &page);
    text_appendf(script, "rows = %zu\nt_low = %.9g\nt_high = %.9g\n", page.row_count, page.t_low,
                 page.t_high);
    define_panels(script, &page);
    place_heads(layout, script, &page);
    add_labels(layout, &page);
    add_t_labels(layout, &page);
    define_block(script, "state_titles", &page.titles);
    define_block(script, "state_keys", &page.keys);
    define_block(script, "state_notes", &page.notes);
    define_block(script, "state_labels", &page.labels);
    axis_marks_define(&page.t_marks, "t", script);
    double middle = 0.5 * (page.panels[0][0].left + page.panels[0][COLUMNS - 1].right);
    double top = page.panels[0][0].top + ROW_HEAD + COLUMN_HEAD;
    gnuplot_variable(script, "t", "_name_x", middle);
    gnuplot_variable(script, "t", "_name_y", BOTTOM - 34);
    layout_add_text(layout, TEXT_CENTER, middle, BOTTOM - 34, NAME_SIZE,
                    text_width_of("update t (logarithmic)"));
    layout_place_heading(layout, script, middle, top + 18, heading);
    layout_place_title(layout, script, middle);
}
