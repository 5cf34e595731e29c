/* The page of a figure: where its parts are, in points from the lower left corner, which the
 * scripts are told as variables, and the boxes around its texts. */
#ifndef ADAM_REPORT_PLOT_LAYOUT_H
#define ADAM_REPORT_PLOT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "base/text_boxes.h"
#include "plot/axis.h"
#include "plot/title.h"

/* Sizes of the font: of labels, of the names of axes, of the heading. */
#define LABEL_SIZE 10.0
#define NAME_SIZE 11.0
#define HEADING_SIZE 12.0

/* A point of a font is so many of the page's. */
#define FONT_POINT (4.0 / 3.0)

/* Between the title and the edges of the page. */
#define TITLE_MARGIN 14.0

/* About the width of a digit in the labels of the axes. */
#define DIGIT_WIDTH 6.4

/* From an axis to the middles of the labels below it, and to the ends of those on its left. */
#define BELOW_AXIS 19.0
#define BESIDE_AXIS 10.75

struct layout {
    double width, height;    /* of the page */
    double scale;            /* pixels of the PNG for each point */
    struct title title;      /* the user's */
    struct text_boxes boxes; /* in the PNG's pixels */
};

/* What the user's title takes of the page, at its top. */
double layout_title_height(const struct layout *layout);

/* What of a text is at its place. */
enum text_anchor { TEXT_LEFT, TEXT_CENTER, TEXT_RIGHT };

/* Adds the box of a text in a font of that size, so many times as wide as the size: at x from the
 * left, and with its middle at y. */
void layout_add_text(struct layout *layout, enum text_anchor anchor, double x, double y,
                     double size, double width);

/* The same for enhanced text with indices and powers, and for text that is read from below with its
 * middle at (x, y). */
void layout_add_formula(struct layout *layout, enum text_anchor anchor, double x, double y,
                        double size, double width);
void layout_add_upright(struct layout *layout, double x, double y, double size, double width);

/* The labels of an axis along a line that goes from (x0, y0) to (x1, y1). */
struct axis_line {
    double x0, y0, x1, y1;
    enum text_anchor anchor;
};
void layout_add_labels(struct layout *layout, const struct axis *axis,
                       const struct axis_line *line);

/* A rectangle. */
struct frame {
    double left, right, bottom, top;
};

/* Appends the variables NAME_left, NAME_right, NAME_bottom and NAME_top. */
void layout_define_frame(struct text *script, const char *name, const struct frame *frame);

/* The title's lines, above the middle of the plot or as far to the side as they must: appends
 * title_middle. */
void layout_place_title(struct layout *layout, struct text *script, double plot_middle);

/* The heading, so many times as wide as HEADING_SIZE, with its middle at (x, y): appends heading_x
 * and heading_y. */
void layout_place_heading(struct layout *layout, struct text *script, double x, double y,
                          double width);

/* How many points wide a text is in the font of labels. */
double layout_label_points(const char *text);

/* The color bar: its labels and its name, so many times as wide as NAME_SIZE. Appends its
 * variables. */
void layout_place_color_bar(struct layout *layout, struct text *script, const struct frame *bar,
                            const struct axis *f, bool has_labels, double name_width);

#endif
