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

/* The name of the file for a subject: "bands.dat" or, if it has a suffix, "bands-booth.dat". */
struct figure_data_name {
    char string[64];
};
struct figure_data_name figure_data_name(const struct figure_data *data,
                                         const struct figure_subject *subject);

/* The map's loops, separated by blank lines: x1 x2 c, where c in (0, 1) is the middle of the band
 * as a fraction of the range of the levels. The map's blocks are separated by two blank lines;
 * those with odd numbers have the loops around regions without a value. */
extern const struct figure_data figure_bands;

/* The same of the panel_map, in figure_data_panel_bands() bands. */
extern const struct figure_data figure_panel_bands;
size_t figure_data_panel_bands(const struct figure_subject *subject);

/* The surface as a mesh, scan lines separated by blank lines: x1 x2 f, f on the scale of the
 * levels. */
extern const struct figure_data figure_mesh;

/* The visible part of a surface that is too steep for a mesh, in two blocks, with blank lines
 * between the items: x y c, the outlines of regions of one color, c as in the bands; x y, lines on
 * the surface along which x1 or x2 is constant. Positions are in the image, in sides of the floor
 * from the center of the box. */
extern const struct figure_data figure_faces;

/* The same with fewer bands, lines and points, for small images side by side. */
extern const struct figure_data figure_panels;

/* Whether the charts can show the subject, as in struct figure: the excess at the start is finite.
 */
enum status figure_check_convergence(const struct figure_subject *subject, struct error *error);
enum status figure_check_ensemble(const struct figure_subject *subject, struct error *error);
enum status figure_check_sweep(const struct figure_subject *subject, struct error *error);

/* Whether a surface is steep: a mesh would show valleys as rows of teeth. */
enum status figure_data_is_steep(const struct figure_subject *subject, int interrupt_fd,
                                 bool *steep, struct error *error);

/* The points of the first trajectory: x1 x2, without those closer than the tolerance to the
 * previous one, and with points far outside of the bounds, which gnuplot could not draw, moved
 * along the lines to them; and those of all trajectories, in blocks separated by two blank lines,
 * with a blank line in gaps where a path overlaps others: see path_overlap.h. */
extern const struct figure_data figure_path, figure_paths;

/* The same without gaps. */
extern const struct figure_data figure_path_panels;

/* The same files for a subject whose bounds are the enlarged region. */
extern const struct figure_data figure_zoom_bands, figure_zoom_path, figure_zoom_paths,
    figure_zoom_path_panels, figure_zoom_panel_bands;

/* The same on the surface, in the image like the faces: x visible_y hidden_y, one of which is NaN.
 * A line that leaves the bounds ends with a stroke across it. */
extern const struct figure_data figure_surface_paths;

/* t, and the excess of each result; NaN after the end of a search that ended early. If several
 * points share a column of the chart, a row for each column: t in its middle, and for each result
 * the least, the median and the largest excess in it. STATUS_USAGE, here and below, if the excess
 * of the start is not finite. */
extern const struct figure_data figure_convergence;

/* t, and the 10 % quantile, median and 90 % quantile of each result's excess. */
extern const struct figure_data figure_ensemble;

/* The lines of the figure state, in blocks separated by two blank lines: for each row, in each
 * variable, each line: x, the logarithm of t, and y, the position in the panel, from 0 to 1. Each
 * block begins with a point outside of the panel, since it must not be empty. */
extern const struct figure_data figure_state;

/* Rectangles of equal color in the unit square of a sweep, separated by blank lines: x y c. In
 * three blocks: cells with a color, cells that do not reach the threshold, or do not stay below it,
 * and cells that diverge. */
extern const struct figure_data figure_cells;

/* The number of significant digits in these files: enough for a thousandth of a pixel, also with
 * bounds far from the origin; fewer than in the files for users, since gnuplot reads them slowly.
 */
int figure_data_digits(double min, double max);

/* Appends both coordinates, each followed by a space. */
void figure_data_append_place(struct text *data, const struct bounds *bounds, double x1, double x2);

/* The range of a sweep's colors: of the iterations, or of the logarithms of the excess. least <
 * most; false if no cell has a color. */
bool figure_cells_range(const struct figure_subject *subject, double *least, double *most);

/* The number of a sweep's cells with this rank, by the criterion of the colors. */
size_t figure_cells_count(const struct figure_subject *subject, enum outcome_rank rank);

/* Appends f on the scale of the levels, rounded so that it stays within the range: gnuplot leaves a
 * hole where a value is outside. */
void figure_data_append_level(struct text *data, const struct level_scale *scale, double f);

#endif
