/* The data files that figures are drawn from. */
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
    /* Appends its text. STATUS_INTERRUPTED as base/deadline.h has it. */
    enum status (*write)(const struct figure_subject *subject, int interrupt_fd, struct text *data,
                         struct error *error);
};

/* The map's loops, separated by blank lines: x1 x2 c, where c in (0, 1) is the middle of the band
 * as a part of the range of the levels. Loops without a value are in the odd ones of the map's
 * blocks, which two blank lines separate. */
extern const struct figure_data figure_bands;

/* The surface as a mesh, scan lines separated by blank lines: x1 x2 f, f on the scale of the
 * levels. */
extern const struct figure_data figure_mesh;

/* The visible part of a surface that is too steep for a mesh, in two blocks, with blank lines
 * between what belongs together: x y c, the outlines of regions of one color, c as in the bands;
 * x y, lines on the surface where x1 or x2 does not change. Places are in the image, in sides of
 * the floor from the middle of the box. */
extern const struct figure_data figure_faces;

/* The same with fewer bands, lines and points, for small images side by side. */
extern const struct figure_data figure_panels;
size_t figure_data_panel_bands(const struct figure_subject *subject);

/* Whether a surface is steep: a mesh would show valleys as rows of teeth. */
enum status figure_data_is_steep(const struct figure_subject *subject, int interrupt_fd,
                                 bool *steep, struct error *error);

/* The points of the first trajectory: x1 x2, without those nearer than the tolerance to the one
 * before; and those of each, in blocks separated by two blank lines, with a blank line in gaps
 * where a path lies on others: see path_overlap.h. */
extern const struct figure_data figure_path, figure_paths;

/* The same without gaps. */
extern const struct figure_data figure_path_panels;

/* The same on the surface, in the image as the faces are: x visible_y hidden_y, one of which is
 * NaN. A line that leaves the bounds ends with a stroke across it. */
extern const struct figure_data figure_surface_paths;

/* t, and the excess of each result; NaN after the end of one that ended early. Where several points
 * share a column of the chart, a row for each column: t in its middle, and of each result the
 * least, the median and the largest excess in it. STATUS_USAGE, here and below, if the excess of
 * the start is no finite number. */
extern const struct figure_data figure_convergence;

/* t, and of each result the 10 % quantile, median, and 90 % quantile of the excess. */
extern const struct figure_data figure_ensemble;

/* Rectangles of equal color in the plane of a sweep, whose sides have length 1: x y c, with blank
 * lines between; in three blocks: those with a color, those that did not reach the threshold, or
 * not to stay, and those that ended early. */
extern const struct figure_data figure_cells;

/* Fewer digits than in the files that users read, since gnuplot takes its time to read them: enough
 * for a thousandth of a pixel, also where the bounds are far from the origin. */
int figure_data_digits(double min, double max);

/* Appends both coordinates, with a space behind each. */
void figure_data_append_place(struct text *data, const struct bounds *bounds, double x1, double x2);

/* What a sweep's colors mean: the range of the iterations, or of the logarithms of the
 * excess. least < most; false if no cell has a color. */
bool figure_cells_range(const struct figure_subject *subject, double *least, double *most);

/* How many cells of a sweep have that rank, by the criterion of the colors. */
size_t figure_cells_count(const struct figure_subject *subject, enum sweep_rank rank);

/* Appends f on the scale of the levels. gnuplot leaves a hole where a value is beyond the range:
 * rounding does not take it there. */
void figure_data_append_level(struct text *data, const struct level_scale *scale, double f);

#endif
