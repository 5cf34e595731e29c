/* The view of a surface: a box with a square floor and a height of VIEW_HEIGHT sides, seen from 30
 * degrees above the horizon and rotated by 60 degrees, without perspective. */
#ifndef ADAM_REPORT_PLOT_SURFACE_VIEW_H
#define ADAM_REPORT_PLOT_SURFACE_VIEW_H

#define VIEW_HEIGHT 0.95

/* The size of the box in the image, in sides of its floor. */
#define VIEW_BOX_WIDTH 1.366
#define VIEW_BOX_HEIGHT (0.683 + 0.866 * VIEW_HEIGHT)

/* The position of a point in the image, in sides from the center of the box, and its distance in
 * front of the center, measured along the floor. */
struct view_point {
    double x, y, depth;
};

/* A point is given in fractions of the box from its center: inside of it, from -0.5 to 0.5. */
struct view_point view_project(double part1, double part2, double part_f);

/* The point on the plane of x1 and x2 below the point at x in the image, at this depth. */
void view_place(double x, double depth, double part[2]);

#endif
