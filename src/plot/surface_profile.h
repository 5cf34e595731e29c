/* The height of a surface along a line: as exact as the eye can see, also across narrow valleys. */
#ifndef ADAM_REPORT_PLOT_SURFACE_PROFILE_H
#define ADAM_REPORT_PLOT_SURFACE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/problem.h"
#include "plot/objective_map.h"
#include "plot/surface_view.h"

/* The objective over the floor of a box, on the scale of the levels, and the view of the box. */
struct surface {
    const struct problem *problem;
    struct bounds bounds;
    const struct level_scale *scale;
    struct surface_view view;
};

/* A position is in fractions of the box from its center, -0.5 to 0.5 in each direction; so is the
 * height: for a value beyond the scale it is that of the end of the scale, and NaN where f has no
 * finite value. */
struct surface_point {
    double part[2], height;
};

double surface_height(const struct surface *surface, const double part[2]);

/* The points of a polyline: between two of them, a straight line is close to the surface. Where the
 * surface ends, there is a point with the height NaN. */
struct profile {
    struct surface_point *points;
    size_t count, capacity;
    struct surface_point *samples; /* work space */
    size_t sample_capacity;
};

/* Appends the profile between two positions, with both ends. The lowest and highest points of
 * creases are among its points, so that lines side by side show a valley as a smooth curve. False
 * if out of memory. A profile must be initialized to {0} and freed by its owner. */
bool profile_append(struct profile *profile, const struct surface *surface, const double from[2],
                    const double to[2]);
void profile_free(struct profile *profile);

#endif
