/* The view of a surface: a box with a square floor, VIEW_HEIGHT times as high as a side of it, seen
 * from 30 degrees above the horizon and turned by 60, without perspective. */
#ifndef ADAM_REPORT_PLOT_SURFACE_VIEW_H
#define ADAM_REPORT_PLOT_SURFACE_VIEW_H

#define VIEW_HEIGHT 0.95

/* How large the box is in the image, in sides of its floor. */
#define VIEW_BOX_WIDTH 1.366
#define VIEW_BOX_HEIGHT (0.683 + 0.866 * VIEW_HEIGHT)

/* Where a place is in the image, in sides from the middle of the box, and how far in front of it,
 * measured along the floor. */
struct view_point {
    double x, y, depth;
};

/* A place is so many parts of the box away from its middle: inside of it, from -0.5 to 0.5. */
struct view_point view_project(double part1, double part2, double part_f);

/* The place on the plane of x1 and x2 below what is at x in the image, at that depth. */
void view_place(double x, double depth, double part[2]);

#endif
