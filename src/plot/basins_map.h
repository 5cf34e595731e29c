/* The map of basins of attraction: its colors and its data. */
#ifndef ADAM_REPORT_PLOT_BASINS_MAP_H
#define ADAM_REPORT_PLOT_BASINS_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/figure.h"
#include "plot/figure_data.h"

/* The number of hues: further minima use them again. */
#define BASINS_HUES 8

/* The bands of the lightness, from early to late. */
#define BASINS_BANDS 10

/* The range of the iterations, least < most; exponents of ten if it is logarithmic. */
struct basins_scale {
    double least, most;
    bool logarithmic;
};

struct basins_scale basins_scale_of(const struct basins *basins);

/* 0xRRGGBB: the color of the basin of minimum k in this band. */
unsigned basins_color(size_t k, int band);

/* The color of a band without a hue, in the color bar. */
unsigned basins_gray(int band);

/* Rectangles in the unit square of the bounds, separated by blank lines: x y color. In three
 * blocks: starting points from which a minimum is reached, from which none is, and from which the
 * search diverges. */
extern const struct figure_data figure_basins;

#endif
