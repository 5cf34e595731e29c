/* Paints level loops as gnuplot does, so that tests can examine the pixels. */
#ifndef ADAM_REPORT_TESTS_UNIT_PAINTER_H
#define ADAM_REPORT_TESTS_UNIT_PAINTER_H

#include "plot/contour.h"

#define NOT_PAINTED (-2)

/* The band of the last of the loops that the point is in; NOT_PAINTED if it is in none. */
int painted_band(const struct contours *contours, double x1, double x2);

/* What holds for any loops: each has three points or more within the bounds, the area that these
 * points enclose, and a band that exists. Their order shows when they are painted. */
void assert_loops_are_sound(const struct contours *contours, const struct grid *grid,
                            size_t level_count);

/* The band of a value, by the definition in contour.h. */
int band_of(double f, const double levels[], size_t level_count);

/* A grid of these values; f stays the caller's. */
struct grid grid_of(double f[], size_t nodes1, size_t nodes2, struct bounds bounds);

struct contours loops_of(const struct grid *grid, const double levels[], size_t level_count);

#endif
