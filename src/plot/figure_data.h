/* The data that the figures are drawn from, as files for gnuplot. */
#ifndef ADAM_REPORT_PLOT_FIGURE_DATA_H
#define ADAM_REPORT_PLOT_FIGURE_DATA_H

#include "base/status.h"
#include "base/text.h"
#include "plot/figure.h"

/* Appends the file's text: a header line, then rows.
 *
 *   bands          loops between the bands, parted by blank lines: x1 x2 c, where c in (0, 1) is
 * the middle of the band in parts of the levels' range. Where the objective has no value, such
 * loops are in blocks of their own, parted by two blank lines: of the blocks, counted from 0, those
 * with odd numbers mesh           the surface, scan lines parted by blank lines: x1 x2 f, f on the
 * levels' scale path           the points of the first trajectory: x1 x2 paths          the points
 * of each, in blocks parted by two blank lines: x1 x2 surface_paths  the same on the surface, x1 x2
 * f point: between the points (1) others (0), so that a line through them does not leave the
 * surface; without what is outside of the bounds convergence    t, and the excess of each result;
 * NaN after the end of one that ended early ensemble       t, and of each result the 10 %
 * quantile, median, and 90 % quantile of the excess cells          rectangles of equal colour in
 * the plane of a sweep, whose sides have length 1: x y c, with blank lines between; in three
 * blocks: those with a colour, those that never reached the threshold, those that ended
 *
 * Paths are without points nearer than the tolerance to the one before. The bands' function also
 * fills in what the subject says of the objective, and must come before mesh and surface_paths:
 * STATUS_USAGE if the levels are logarithmic and the objective is negative. */
typedef enum status figure_data_writer(struct figure_subject *subject, size_t levels,
                                       struct text *data, struct error *error);

figure_data_writer figure_bands_data, figure_mesh_data, figure_path_data, figure_paths_data,
    figure_surface_paths_data, figure_convergence_data, figure_ensemble_data, figure_cells_data;

/* Fewer digits than in the files that users read, since gnuplot takes its time to read them: enough
 * for a thousandth of a pixel, also where the bounds are far from the origin. */
int figure_data_digits(double min, double max);

/* A value on the scale of the subject's levels: its logarithm where they are logarithmic, but not
 * below level_min. */
double figure_level(const struct figure_subject *subject, double f);

/* What a sweep's colours mean: the range of the first iterations, or of the logarithms of the
 * excess. least < most; false if no cell has a colour. */
bool figure_cells_range(const struct figure_subject *subject, double *least, double *most);

#endif
