#include "plot/surface_view.h"

#include <math.h>

#include "base/elementary.h"

/* Of the rotation by 60 degrees, and of the elevation on a 4:3 page. */
#define COSINE 0.8660254037844386
#define SINE 0.5

#define RADIAN (3.14159265358979323846 / 180)

/* The view of a 4:3 page, and the changes for a wide and for a high one. */
#define ELEVATION 30.0
#define HEIGHT 0.95
#define WIDE_ELEVATION (-5.0)
#define WIDE_HEIGHT (-0.4)
#define HIGH_ELEVATION 12.0
#define HIGH_HEIGHT 1.05

double view_box_height(const struct surface_view *view)
{
    return VIEW_BOX_WIDTH * view->sine + view->cosine * view->height;
}

struct surface_view view_for_shape(double shape)
{
    double wide = fmax(0, fmin(shape, 1)), high = fmax(0, fmin(-shape, 1));
    struct surface_view view = {.elevation = ELEVATION,
                                .sine = SINE,
                                .cosine = COSINE,
                                .height = HEIGHT + wide * WIDE_HEIGHT + high * HIGH_HEIGHT};

    if (wide > 0 || high > 0) { /* otherwise, sine and cosine are exact */
        view.elevation += round(wide * WIDE_ELEVATION + high * HIGH_ELEVATION);
        view.sine = elementary_sin(RADIAN * view.elevation);
        view.cosine = elementary_cos(RADIAN * view.elevation);
    }
    return view;
}

double view_shape_of_page(double width, double height)
{
    double shape = width / height / (4.0 / 3), limit = 16.0 / 9 / (4.0 / 3) - 1;

    return shape >= 1 ? fmin(1, (shape - 1) / limit) : fmax(-1, 0.6 * (1 - 1 / shape));
}

/* The shape whose box has this ratio of width to height. */
static double shape_for_ratio(double ratio)
{
    struct surface_view usual = view_for_shape(0), wide = view_for_shape(1);
    struct surface_view high = view_for_shape(-1);
    double middle = VIEW_BOX_WIDTH / view_box_height(&usual);

    if (ratio >= middle)
        return fmin(1, (ratio - middle) / (VIEW_BOX_WIDTH / view_box_height(&wide) - middle));
    return -fmin(1,
                 (1 / ratio - 1 / middle) / (view_box_height(&high) / VIEW_BOX_WIDTH - 1 / middle));
}

bool view_panels_above_bar(double width, double height)
{
    return height > 1.4 * width;
}

/* Shapes that differ from the usual one are only used if the boxes are larger by this part. */
#define WIDE_LOSS 0.15
#define HIGH_LOSS 0.35

/* The space for titles, legend and color bar, and around each box: close to that in
 * plane_layout.c. */
double view_shape_of_panels(double width, double height, size_t count)
{
    double shape = 0, largest = 0;
    bool above = view_panels_above_bar(width, height);

    width -= above ? 24 : 116;
    height -= above ? 150 : 80;
    for (size_t columns = 1; columns <= count; columns++) {
        size_t rows = (count + columns - 1) / columns;
        double space_x = fmax(1, width / (double)columns - 40);
        double space_y = fmax(1, height / (double)rows - 44);
        double fitting = shape_for_ratio(space_x / space_y);
        struct surface_view view = view_for_shape(fitting);
        double box = view_box_height(&view);
        double side = fmin(space_x / VIEW_BOX_WIDTH, space_y / box);
        double area =
            side * side * box * (1 - (fitting < 0 ? HIGH_LOSS : WIDE_LOSS) * fabs(fitting));
        if (area <= largest)
            continue;
        largest = area;
        shape = fitting;
    }
    return shape;
}

struct view_point view_project(const struct surface_view *view, double part1, double part2,
                               double part_f)
{
    double depth = SINE * part1 - COSINE * part2;

    return (struct view_point){.x = COSINE * part1 + SINE * part2,
                               .y = view->cosine * view->height * part_f - view->sine * depth,
                               .depth = depth};
}

void view_place(double x, double depth, double part[2])
{
    part[0] = COSINE * x + SINE * depth;
    part[1] = SINE * x - COSINE * depth;
}
