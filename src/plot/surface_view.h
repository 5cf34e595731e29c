/* Views of a surface: a box with a square floor, rotated by 60 degrees, without perspective. On a
 * 4:3 page, it is seen from 30 degrees above the horizon; so that the box fills other pages, it is
 * lower and seen from less far above on a wide one, and the opposite on a high one. */
#ifndef ADAM_REPORT_PLOT_SURFACE_VIEW_H
#define ADAM_REPORT_PLOT_SURFACE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct surface_view {
    double elevation;    /* degrees above the horizon */
    double sine, cosine; /* of the elevation */
    double height;       /* of the box, in sides of its floor */
};

/* The width of the box in the image, in sides of its floor. */
#define VIEW_BOX_WIDTH 1.366

/* Its height in the image, likewise. */
double view_box_height(const struct surface_view *view);

/* The view for a page of this shape: from -1 (twice as high as wide) through 0 (4:3) to 1 (16:9);
 * beyond that, as for these. */
struct surface_view view_for_shape(double shape);

/* The shape of a page of this size, in points; and the one that makes the boxes of this many panels
 * on it the largest. */
double view_shape_of_page(double width, double height);
double view_shape_of_panels(double width, double height, size_t count);

/* Whether the color bar of panels is below them, since the page is high. */
bool view_panels_above_bar(double width, double height);

/* The position of a point in the image, in sides from the center of the box, and its distance in
 * front of the center, measured along the floor. */
struct view_point {
    double x, y, depth;
};

/* A point is given in fractions of the box from its center: inside of it, from -0.5 to 0.5. */
struct view_point view_project(const struct surface_view *view, double part1, double part2,
                               double part_f);

/* The point on the plane of x1 and x2 below the point at x in the image, at this depth. */
void view_place(double x, double depth, double part[2]);

#endif
