/* The data files of the figures. */
#ifndef ADAM_REPORT_PLOT_FIGURE_DATA_H
#define ADAM_REPORT_PLOT_FIGURE_DATA_H

#include <stdbool.h>

#include "base/status.h"
#include "base/text.h"
#include "plot/figure.h"

/* A file for gnuplot: a header line, then rows. */
struct figure_data {
    const char *name; /* "bands.dat" */
    bool needs_map;
    /* Appends its text. STATUS_INTERRUPTED as in base/deadline.h. */
    enum status (*write)(const struct figure_subject *subject, int interrupt_fd, struct text *data,
                         struct error *error);
};

/* The map's loops, separated by blank lines: x1 x2 c, where c in (0, 1) is the middle of the band
 * as a fraction of the range of the levels. The map's blocks are separated by two blank lines;
 * those with odd numbers have the loops around regions without a value. */
extern const struct figure_data figure_bands;

/* The surface, scan lines separated by blank lines: x1 x2 f, f on the scale of the levels. */
extern const struct figure_data figure_mesh;

/* The points of the first trajectory: x1 x2, without those closer than the tolerance to the
 * previous one; and those of all trajectories, in blocks separated by two blank lines. */
extern const struct figure_data figure_path, figure_paths;

/* The same on the surface, within the bounds: x1 x2 f point. Between the points (1), others (0) are
 * inserted so that a line through them stays on the surface. */
extern const struct figure_data figure_surface_paths;

/* t, and the excess of each result; NaN after the end of a search that ended early. STATUS_USAGE,
 * here and below, if the excess of the start is not finite. */
extern const struct figure_data figure_convergence;

/* t, and the 10 % quantile, median and 90 % quantile of each result's excess. */
extern const struct figure_data figure_ensemble;

/* Rectangles of equal color in the unit square of a sweep, separated by blank lines: x y c. In
 * three blocks: cells with a color, cells that never reach the threshold, cells that diverge. */
extern const struct figure_data figure_cells;

/* The number of significant digits in these files: enough for a thousandth of a pixel, also with
 * bounds far from the origin; fewer than in the files for users, since gnuplot reads them slowly.
 */
int figure_data_digits(double min, double max);

/* The range of a sweep's colors: of the first iterations, or of the logarithms of the excess.
 * least < most; false if no cell has a color. */
bool figure_cells_range(const struct figure_subject *subject, double *least, double *most);

/* Appends f on the scale of the levels, rounded so that it stays within the range: gnuplot leaves a
 * hole where a value is outside. */
void figure_data_append_level(struct text *data, const struct level_scale *scale, double f);

#endif
