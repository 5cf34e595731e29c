#include "plot/layout.h"

#include <math.h>

#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

/* A point of a font, in points of the page. */
#define FONT_POINT (4.0 / 3.0)

/* From the middle of a text to its upper and lower edges, in units of the font size; and the same
 * for a text with indices and powers. */
#define ASCENT 0.49
#define DESCENT 0.58
#define ASCENT_OF_FORMULA 0.72
#define DESCENT_OF_FORMULA 0.76

/* How far the first or last character can extend beyond the end of a text, likewise. */
#define OVERHANG 0.12

/* How much wider a text can be if the widths of its characters are rounded to whole pixels, as a
 * fraction of its width. */
#define GROWTH 0.04

/* Margin around a text, in pixels: its position within a pixel varies between systems. */
#define PADDING 1.5

static size_t pixel(double at, double most)
{
    return (size_t)fmax(0, fmin(at, most));
}

/* Whole pixels: from the corners outward. */
static void add_box(struct layout *layout, const struct frame *frame)
{
    double scale = layout->scale;
    double width = round(layout->width * scale), height = round(layout->height * scale);
    size_t left = pixel(floor(frame->left * scale - PADDING), width);
    size_t right = pixel(ceil(frame->right * scale + PADDING), width);
    size_t top = pixel(floor(height - frame->top * scale - PADDING), height);
    size_t bottom = pixel(ceil(height - frame->bottom * scale + PADDING), height);

    if (right > left && bottom > top && layout->boxes.count < TEXT_BOXES_MAX)
        layout->boxes.list[layout->boxes.count++] = (struct text_box){
            .left = left, .top = top, .width = right - left, .height = bottom - top};
}

/* The extents of the unrotated line of text from its position, in points. */
static struct frame extent_of(enum text_anchor anchor, double size, double width, bool is_formula)
{
    double em = FONT_POINT * size, length = (1 + GROWTH) * width * em, over = OVERHANG * em;
    double left = anchor == TEXT_LEFT ? 0 : anchor == TEXT_CENTER ? -0.5 * length : -length;

    return (struct frame){.left = left - over,
                          .right = left + length + over,
                          .bottom = -em * (is_formula ? DESCENT_OF_FORMULA : DESCENT),
                          .top = em * (is_formula ? ASCENT_OF_FORMULA : ASCENT)};
}

static void add_extent(struct layout *layout, double x, double y, const struct frame *extent)
{
    struct frame frame = {.left = x + extent->left,
                          .right = x + extent->right,
                          .bottom = y + extent->bottom,
                          .top = y + extent->top};

    add_box(layout, &frame);
}

void layout_add_text(struct layout *layout, enum text_anchor anchor, double x, double y,
                     double size, double width)
{
    struct frame extent = extent_of(anchor, size, width, false);

    add_extent(layout, x, y, &extent);
}

void layout_add_formula(struct layout *layout, enum text_anchor anchor, double x, double y,
                        double size, double width)
{
    struct frame extent = extent_of(anchor, size, width, true);

    add_extent(layout, x, y, &extent);
}

void layout_add_upright(struct layout *layout, double x, double y, double size, double width)
{
    struct frame flat = extent_of(TEXT_CENTER, size, width, true);
    struct frame extent = {
        .left = -flat.top, .right = -flat.bottom, .bottom = flat.left, .top = flat.right};

    add_extent(layout, x, y, &extent);
}

double layout_points(double size, double width)
{
    return FONT_POINT * size * width;
}

double axis_line_x(const struct axis_line *line, const struct axis *axis, double value)
{
    return line->x0 + (value - axis->min) / (axis->max - axis->min) * (line->x1 - line->x0);
}

double axis_line_y(const struct axis_line *line, const struct axis *axis, double value)
{
    return line->y0 + (value - axis->min) / (axis->max - axis->min) * (line->y1 - line->y0);
}

void layout_add_labels(struct layout *layout, const struct axis *axis, const struct axis_line *line)
{
    for (size_t i = 0; i < axis->label_count; i++) {
        const struct axis_label *label = &axis->labels[i];
        double x = axis_line_x(line, axis, label->value);
        double y = axis_line_y(line, axis, label->value);
        if (axis_has_powers(axis))
            layout_add_formula(layout, line->anchor, x, y, LABEL_SIZE, label->width);
        else
            layout_add_text(layout, line->anchor, x, y, LABEL_SIZE, label->width);
    }
}

/* The minimum distance of lines of labels. */
#define LABEL_LEADING 16.0

/* The left end of a label. */
static double label_left(const struct axis_line *line, const struct axis *axis,
                         const struct axis_label *label)
{
    double x = axis_line_x(line, axis, label->value),
           width = layout_points(LABEL_SIZE, label->width);

    return line->anchor == TEXT_LEFT     ? x
           : line->anchor == TEXT_CENTER ? x - 0.5 * width
                                         : x - width;
}

static bool is_apart(const struct axis_line *line, const struct axis *axis, size_t i, double gap)
{
    const struct axis_label *a = &axis->labels[i], *b = &axis->labels[i + 1];
    double end = label_left(line, axis, a) + layout_points(LABEL_SIZE, a->width);
    double rise = axis_line_y(line, axis, b->value) - axis_line_y(line, axis, a->value);

    return label_left(line, axis, b) - end >= gap || fabs(rise) >= LABEL_LEADING;
}

static bool labels_fit(const struct axis_line *line, const struct axis *axis, double gap)
{
    for (size_t i = 0; i + 1 < axis->label_count; i++)
        if (!is_apart(line, axis, i, gap))
            return false;
    return true;
}

void axis_line_fit(const struct axis_line *line, struct axis *axis, double gap)
{
    while (!labels_fit(line, axis, gap))
        if (!axis_coarsen(axis)) {
            axis_keep_ends(axis);
            return;
        }
}

bool axis_line_meets(const struct axis_line *line, const struct axis *axis,
                     const struct frame *frame, double gap)
{
    for (size_t i = 0; i < axis->label_count; i++) {
        const struct axis_label *label = &axis->labels[i];
        double left = label_left(line, axis, label);
        double right = left + layout_points(LABEL_SIZE, label->width);
        double y = axis_line_y(line, axis, label->value);
        if (left < frame->right + gap && right > frame->left - gap &&
            y - 0.5 * LABEL_LEADING < frame->top && y + 0.5 * LABEL_LEADING > frame->bottom)
            return true;
    }
    return false;
}

void layout_define_frame(struct text *script, const char *name, const struct frame *frame)
{
    gnuplot_variable(script, name, "_left", frame->left);
    gnuplot_variable(script, name, "_right", frame->right);
    gnuplot_variable(script, name, "_bottom", frame->bottom);
    gnuplot_variable(script, name, "_top", frame->top);
}

double layout_title_height(const struct layout *layout)
{
    const struct title *title = &layout->title;

    return title->lines > 0 ? 8 + TITLE_LEADING * title->size * (double)title->lines : 0;
}

void layout_place_title(struct layout *layout, struct text *script, double plot_middle)
{
    const struct title *title = &layout->title;
    double middle = plot_middle, half = 0.5 * title->width;

    if (middle + half > layout->width - TITLE_MARGIN)
        middle = layout->width - TITLE_MARGIN - half;
    if (middle - half < TITLE_MARGIN)
        middle = TITLE_MARGIN + half;
    gnuplot_variable(script, "title", "_middle", middle);
    for (size_t i = 0; i < title->lines; i++)
        layout_add_text(layout, TEXT_CENTER, middle,
                        layout->height - 10 - TITLE_LEADING * title->size * ((double)i + 0.5),
                        title->size, title->width / (FONT_POINT * title->size));
}

double layout_label_points(const char *text)
{
    return layout_points(LABEL_SIZE, text_width_of(text));
}

/* The minimum distance of a heading from the edges of the page. */
#define HEADING_MARGIN 10.0

double layout_heading_room(const struct layout *layout)
{
    return layout->width - 2 * HEADING_MARGIN;
}

void layout_place_heading(struct layout *layout, struct text *script, double x, double y,
                          double width)
{
    double room = layout_heading_room(layout), length = layout_points(HEADING_SIZE, width);
    double size = length > room ? floor(100 * HEADING_SIZE * room / length) / 100 : HEADING_SIZE;
    double half = fmin(0.5 * length, 0.5 * room);

    x = fmin(fmax(x, HEADING_MARGIN + half), layout->width - HEADING_MARGIN - half);
    gnuplot_variable(script, "heading", "_x", x);
    gnuplot_variable(script, "heading", "_y", y);
    gnuplot_variable(script, "heading", "_size", size);
    layout_add_formula(layout, TEXT_CENTER, x, y, size, width);
}

/* From a color bar to its labels, and from their ends to the center of the name. */
#define BAR_LABELS 8.0
#define BAR_NAME 11.87

/* From the end of a bar to the center of its note, which must not touch the label at the end. */
#define BAR_NOTE 16.0

double layout_beside_bar(const struct axis *f)
{
    return BAR_LABELS + layout_points(LABEL_SIZE, axis_widest_label(f)) + BAR_NAME;
}

/* Above the bar, shifted to the left as far as necessary; for a horizontal bar, next to its
 * name. */
static void place_bar_note(struct layout *layout, struct text *script, const struct color_bar *bar,
                           const struct axis *f)
{
    const struct frame *frame = &bar->frame;
    double width = axis_note_width(f), length = layout_points(LABEL_SIZE, width);
    double x = bar->lies ? frame->right - length : frame->left;
    double y = bar->lies ? frame->bottom - BELOW_BAR : frame->top + BAR_NOTE;

    x = fmin(x, layout->width - 8 - length);
    gnuplot_variable(script, "f", "_note_x", x);
    gnuplot_variable(script, "f", "_note_y", y);
    if (*f->note != '\0')
        layout_add_formula(layout, TEXT_LEFT, x, y, LABEL_SIZE, width);
}

static struct axis_line bar_line(const struct color_bar *bar)
{
    const struct frame *frame = &bar->frame;

    if (bar->lies)
        return (struct axis_line){.x0 = frame->left,
                                  .y0 = frame->bottom - BELOW_AXIS,
                                  .x1 = frame->right,
                                  .y1 = frame->bottom - BELOW_AXIS,
                                  .anchor = TEXT_CENTER};
    return (struct axis_line){.x0 = frame->right + BAR_LABELS,
                              .y0 = frame->bottom,
                              .x1 = frame->right + BAR_LABELS,
                              .y1 = frame->top,
                              .anchor = TEXT_LEFT};
}

/* Next to the labels or below them; at the left end of a horizontal bar if a note is at the right
 * one. */
static void place_bar_name(struct layout *layout, struct text *script, const struct color_bar *bar,
                           const struct axis *f)
{
    const struct frame *frame = &bar->frame;
    double half = 0.5 * layout_points(NAME_SIZE, bar->name_width);
    double x = frame->right + layout_beside_bar(f), y = 0.5 * (frame->bottom + frame->top);

    if (bar->lies) {
        x = *f->note != '\0' ? frame->left + half : 0.5 * (frame->left + frame->right);
        y = frame->bottom - BELOW_BAR;
    }
    gnuplot_variable(script, "bar", "_name_x", x);
    gnuplot_variable(script, "bar", "_name_y", y);
    if (!bar->has_labels)
        return;
    if (bar->lies)
        layout_add_formula(layout, TEXT_CENTER, x, y, NAME_SIZE, bar->name_width);
    else
        layout_add_upright(layout, x, y, NAME_SIZE, bar->name_width);
}

void layout_place_color_bar(struct layout *layout, struct text *script, const struct color_bar *bar,
                            struct axis *f)
{
    struct axis_line labels = bar_line(bar);

    if (!bar->has_labels) {
        f->label_count = 0;
        *f->note = '\0';
    }
    axis_line_fit(&labels, f, 10);
    gnuplot_axis(script, "f", f);
    layout_add_labels(layout, f, &labels);
    layout_define_frame(script, "bar", &bar->frame);
    text_appendf(script, "bar_lies = %d\n", bar->lies);
    place_bar_name(layout, script, bar, f);
    place_bar_note(layout, script, bar, f);
}
