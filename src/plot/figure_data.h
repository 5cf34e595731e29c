/* The data that the figures are drawn from, as files for gnuplot. */
#ifndef ADAM_REPORT_PLOT_FIGURE_DATA_H
#define ADAM_REPORT_PLOT_FIGURE_DATA_H

#include "base/status.h"
#include "base/text.h"
#include "plot/figure.h"

/* The names by which the scripts read them. All figures need FIGURE_BANDS_DATA, since the colours
 * of every one have the range of the bands. */
#define FIGURE_SURFACE_DATA "surface_mesh.dat"
#define FIGURE_BANDS_DATA "bands.dat"
#define FIGURE_PATH_DATA "path.dat"

/* Each appends a header line and: the mesh of the surface, columns x1 x2 f; the loops between the
 * bands, columns x1 x2 c, where c in (0, 1) is the middle of the band in parts of the range of
 * values; or the points of the trajectory, columns x1 x2, but for those that are nearer than the
 * tolerance to the one before. figure_bands_data also fills in what the subject says of the
 * objective. */
enum status figure_surface_data(const struct figure_subject *subject, struct text *data,
                                struct error *error);
enum status figure_bands_data(struct figure_subject *subject, size_t levels, struct text *data,
                              struct error *error);
enum status figure_path_data(const struct figure_subject *subject, struct text *data,
                             struct error *error);

#endif
