/* The layout of a figure's page: positions in points from the lower left corner, which the scripts
 * get as variables, and the boxes around all texts. */
#ifndef ADAM_REPORT_PLOT_LAYOUT_H
#define ADAM_REPORT_PLOT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "base/text_boxes.h"
#include "plot/axis.h"
#include "plot/frame_text.h"
#include "plot/title.h"

/* Font sizes: of labels, of the names of axes, of the heading. */
#define LABEL_SIZE 10.0
#define NAME_SIZE 11.0
#define HEADING_SIZE 12.0

/* Between the title and the edges of the page. */
#define TITLE_MARGIN 14.0

/* From an axis to the centers of the labels below it, and to the ends of the labels on its left. */
#define BELOW_AXIS 19.0
#define BESIDE_AXIS 10.75

/* A rectangle. */
struct frame {
    double left, right, bottom, top;
};

struct layout {
    double width, height;         /* of the page */
    double scale;                 /* pixels of the PNG for each point */
    struct title title;           /* the user's */
    struct text_boxes boxes;      /* in the PNG's pixels */
    struct frame plane;           /* if x1 and x2 are the axes of the page: the box of the bounds */
    struct frame_text frame_text; /* of an animation */
};

/* The height of the user's title, at the top of the page. */
double layout_title_height(const struct layout *layout);

/* The width in points of a text in a font of this size; `width` is in units of the size. */
double layout_points(double size, double width);

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

/* The position of the label of a value on it. */
double axis_line_x(const struct axis_line *line, const struct axis *axis, double value);
double axis_line_y(const struct axis_line *line, const struct axis *axis, double value);

/* Takes coarser steps until the labels fit along the line, with a gap between labels side by side.
 * Keeps at least two, if there were as many. */
void axis_line_fit(const struct axis_line *line, struct axis *axis, double gap);

/* Whether a label is closer to the rectangle than this number of points. */
bool axis_line_meets(const struct axis_line *line, const struct axis *axis,
                     const struct frame *frame, double gap);

/* Appends the variables NAME_left, NAME_right, NAME_bottom and NAME_top. */
void layout_define_frame(struct text *script, const char *name, const struct frame *frame);

/* The heading, centered at x or shifted to the side as far as necessary, and smaller if it does not
 * fit on the page; `width` is in units of its size, y its center. Appends heading_x, heading_y and
 * heading_size. */
void layout_place_heading(struct layout *layout, struct text *script, double x, double y,
                          double width);

/* The maximum length of a heading of HEADING_SIZE, in points. */
double layout_heading_room(const struct layout *layout);

/* The title's lines, centered above the plot or, if too long for that, shifted to the side: appends
 * title_middle. */
void layout_place_title(struct layout *layout, struct text *script, double plot_middle);

/* The width of a text in the font of labels, in points. */
double layout_label_points(const char *text);

/* The color bar, vertical or horizontal. */
struct color_bar {
    struct frame frame;
    bool lies;         /* horizontal: labels and name are below it instead of on its right */
    bool has_labels;   /* false: nothing has a color */
    double name_width; /* in units of NAME_SIZE */
};

/* Places its labels, its name, and a note if the axis has one. Appends its variables, and the
 * axis. */
void layout_place_color_bar(struct layout *layout, struct text *script, const struct color_bar *bar,
                            struct axis *f);

/* From a vertical color bar to the center of its name, in points, and from a horizontal one. */
double layout_beside_bar(const struct axis *f);
#define BELOW_BAR 38.0

#endif
