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

/* Between the title and the edges of the page. */
#define TITLE_MARGIN 14.0

/* From an axis to the middles of the labels below it, and to the ends of those on its left. */
#define BELOW_AXIS 19.0
#define BESIDE_AXIS 10.75

/* A rectangle. */
struct frame {
    double left, right, bottom, top;
};

struct layout {
    double width, height;    /* of the page */
    double scale;            /* pixels of the PNG for each point */
    struct title title;      /* the user's */
    struct text_boxes boxes; /* in the PNG's pixels */
    struct frame plane;      /* where x1 and x2 are the page's axes: the box of the bounds */
};

/* What the user's title takes of the page, at its top. */
double layout_title_height(const struct layout *layout);

/* How many points a text is wide in a font of that size, of which it has so many parts. */
double layout_points(double size, double width);

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

/* Where on it the label of a value is. */
double axis_line_x(const struct axis_line *line, const struct axis *axis, double value);
double axis_line_y(const struct axis_line *line, const struct axis *axis, double value);

/* Takes coarser steps until the labels have room along the line, with a gap between those that are
 * side by side. There stay at least two, if there were as many. */
void axis_line_fit(const struct axis_line *line, struct axis *axis, double gap);

/* Whether a label comes nearer to the rectangle than so many points. */
bool axis_line_meets(const struct axis_line *line, const struct axis *axis,
                     const struct frame *frame, double gap);

/* Appends the variables NAME_left, NAME_right, NAME_bottom and NAME_top. */
void layout_define_frame(struct text *script, const char *name, const struct frame *frame);

/* The heading around x, or as far to the side as it must, and smaller where the page has no room
 * for it: so many parts of its size wide, with its middle at y. Appends heading_x, heading_y and
 * heading_size. */
void layout_place_heading(struct layout *layout, struct text *script, double x, double y,
                          double width);

/* How long a heading of HEADING_SIZE can be, in points. */
double layout_heading_room(const struct layout *layout);

/* The title's lines, above the middle of the plot or as far to the side as they must: appends
 * title_middle. */
void layout_place_title(struct layout *layout, struct text *script, double plot_middle);

/* How many points wide a text is in the font of labels. */
double layout_label_points(const char *text);

/* The color bar, upright or lying. */
struct color_bar {
    struct frame frame;
    bool lies;         /* labels and name are below it, and not on its right */
    bool has_labels;   /* there are colors */
    double name_width; /* in parts of NAME_SIZE */
};

/* Its labels, its name, and a note if the axis has one. Appends its variables, and the axis. */
void layout_place_color_bar(struct layout *layout, struct text *script, const struct color_bar *bar,
                            struct axis *f);

/* From an upright color bar to the middle of its name, in points, and from a lying one. */
double layout_beside_bar(const struct axis *f);
#define BELOW_BAR 38.0

#endif
