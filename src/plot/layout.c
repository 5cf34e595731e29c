#include "plot/layout.h"

#include <math.h>

#include "plot/gnuplot_text.h"

/* A point of a font is 4/3 of a point of the page. */
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

void layout_add_labels(struct layout *layout, const struct axis *axis, const struct axis_line *line)
{
    for (long i = axis_first(axis); i <= axis_last(axis); i++) {
        double value = (double)i * axis->step;
        double part = (value - axis->min) / (axis->max - axis->min);
        double x = line->x0 + part * (line->x1 - line->x0);
        double y = line->y0 + part * (line->y1 - line->y0);
        double width = axis_label_width(axis, value);
        if (axis_has_powers(axis))
            layout_add_formula(layout, line->anchor, x, y, LABEL_SIZE, width);
        else
            layout_add_text(layout, line->anchor, x, y, LABEL_SIZE, width);
    }
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

void layout_place_color_bar(struct layout *layout, struct text *script, const struct frame *bar,
                            const struct axis *f, bool has_labels, double name_width)
{
    struct axis_line labels = {.x0 = bar->right + 8,
                               .y0 = bar->bottom,
                               .x1 = bar->right + 8,
                               .y1 = bar->top,
                               .anchor = TEXT_LEFT};
    double name_x = bar->right + 22 + DIGIT_WIDTH * f->characters;

    layout_define_frame(script, "bar", bar);
    gnuplot_variable(script, "bar", "_name_x", name_x);
    if (has_labels)
        layout_add_labels(layout, f, &labels);
    layout_add_upright(layout, name_x, 0.5 * (bar->bottom + bar->top), NAME_SIZE, name_width);
}
