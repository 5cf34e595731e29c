/* The layout of a figure's page: positions in points from the lower left corner, which the scripts
 * get as variables, and the boxes around all texts. */
#ifndef ADAM_REPORT_PLOT_LAYOUT_H
#define ADAM_REPORT_PLOT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "base/text_boxes.h"
#include "plot/axis.h"
#include "plot/title.h"

/* Font sizes: of labels, of the names of axes, of the heading. */
#define LABEL_SIZE 10.0
#define NAME_SIZE 11.0
#define HEADING_SIZE 12.0

/* Between the title and the edges of the page. */
#define TITLE_MARGIN 14.0

/* The approximate width of a digit in the labels of the axes. */
#define DIGIT_WIDTH 6.4

/* From an axis to the centers of the labels below it, and to the ends of the labels on its left. */
#define BELOW_AXIS 19.0
#define BESIDE_AXIS 10.75

struct layout {
    double width, height;    /* of the page */
    double scale;            /* pixels of the PNG for each point */
    struct title title;      /* the user's */
    struct text_boxes boxes; /* in the PNG's pixels */
};

/* The height of the user's title, at the top of the page. */
double layout_title_height(const struct layout *layout);

/* The point of a text that is at its position. */
enum text_anchor { TEXT_LEFT, TEXT_CENTER, TEXT_RIGHT };

/* Adds the box of a text with this font size and a width in units of it, anchored at x and centered
 * vertically at y. */
void layout_add_text(struct layout *layout, enum text_anchor anchor, double x, double y,
                     double size, double width);

/* The same for enhanced text with indices and powers, and for text that reads upward, centered at
 * (x, y). */
void layout_add_formula(struct layout *layout, enum text_anchor anchor, double x, double y,
                        double size, double width);
void layout_add_upright(struct layout *layout, double x, double y, double size, double width);

/* The labels of an axis, along a line from (x0, y0) to (x1, y1). */
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

/* The title's lines, centered above the plot or, if too long for that, shifted to the side: appends
 * title_middle. */
void layout_place_title(struct layout *layout, struct text *script, double plot_middle);

/* The color bar with its labels and its name, whose width is in units of NAME_SIZE. Appends its
 * variables. */
void layout_place_color_bar(struct layout *layout, struct text *script, const struct frame *bar,
                            const struct axis *f, bool has_labels, double name_width);

#endif
