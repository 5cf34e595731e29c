/* The objective over the bounds, for figures: its range, the scale of the levels, and the contours
 * between the color bands. */
#ifndef ADAM_REPORT_PLOT_OBJECTIVE_MAP_H
#define ADAM_REPORT_PLOT_OBJECTIVE_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "optimize/problem.h"
#include "plot/contour.h"

struct level_scale {
    enum level_spacing spacing;
    double f_min, f_max; /* f_min < f_max; around the value if the objective is constant */
    /* The same on the scale of the levels. If that is logarithmic: logarithms to base 10, with an
     * integer not far below the maximum as the minimum. */
    double level_min, level_max;
    double least; /* 10^level_min, if the levels are logarithmic */
    double lowest[PROBLEM_MAX_VARIABLES], highest[PROBLEM_MAX_VARIABLES]; /* the first such nodes */
};

/* A value on the scale of the levels: if that is logarithmic, its logarithm, but at least
 * level_min. */
double level_scale_level(const struct level_scale *scale, double f);

/* Contours with more points are simplified with twice the tolerance, which limits the size of
 * vector images. */
#define OBJECTIVE_MAP_MANY 60000

/* The tolerance for an image of this size, in pixels, of which it is a tenth: too small a distance
 * to be visible. */
double objective_map_tolerance(double width, double height);

struct objective_map_plan {
    const struct problem *problem;
    struct bounds bounds;
    enum level_spacing spacing;
    size_t bands;     /* of equal height on the scale of the levels */
    double tolerance; /* maximum error of a loop, as a fraction of the bounds, >= 0;
                       * twice as much if there are very many points */
};

struct objective_map {
    struct level_scale scale;
    size_t bands;
    struct contours contours;
    bool has_holes; /* the objective has no value (NaN) at some nodes */
};

/* Samples the objective as finely as the eye can see. STATUS_USAGE if the levels are logarithmic
 * and the objective is negative; STATUS_INTERRUPTED as in base/deadline.h. After STATUS_OK the
 * caller owes an objective_map_free(), which also accepts {0}. */
enum status objective_map_make(struct objective_map *map, const struct objective_map_plan *plan,
                               int interrupt_fd, struct error *error);
void objective_map_free(struct objective_map *map);

/* Whether a loop is painted separately from the previous ones: so are the first ones, which are the
 * largest, since gnuplot takes several times as long for polygons drawn together, and the first of
 * each run of loops with a value, or without one. */
bool objective_map_begins_block(const struct objective_map *map, size_t loop);

#endif
