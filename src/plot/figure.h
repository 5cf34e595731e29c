/* The figures: which there are, what data each one is drawn from, and the script that draws it. */
#ifndef ADAM_REPORT_PLOT_FIGURE_H
#define ADAM_REPORT_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "optimize/problem.h"
#include "optimize/trajectory.h"

/* Room for every figure that there is. */
#define FIGURE_MAX 16

#define FIGURE_MAX_PARTS 4

struct figure {
    const char *name; /* of the picture, without .png */
    /* The scripts that draw it, one after the other, without .gp; NULL behind the last one. */
    const char *parts[FIGURE_MAX_PARTS + 1];
    bool needs_surface; /* reads FIGURE_SURFACE_DATA */
    bool needs_path;    /* reads FIGURE_PATH_DATA */
};

extern const struct figure figures[];
extern const size_t figure_count;

/* The files that the figures read, made for them by figure_surface_data, figure_bands_data (which
 * all figures need) and figure_path_data. */
#define FIGURE_SURFACE_DATA "surface_mesh.dat"
#define FIGURE_BANDS_DATA "bands.dat"
#define FIGURE_PATH_DATA "path.dat"

/* The figure of that name, or NULL. */
const struct figure *figure_find(const char *name);

/* How the pictures are to be. */
struct figure_settings {
    double width, height; /* points, of which 72 make an inch */
    double scale;         /* pixels for each point */
    size_t levels;        /* bands between the least and the largest value, >= 2 */
    const char *scripts;  /* a directory with the scripts; NULL: those built in */
};

/* The picture's size in pixels: points times scale, rounded. */
size_t figure_pixels(double points, double scale);

/* What is too small to be seen in such a picture, in parts of the bounds: for figure_subject. */
double figure_tolerance(const struct figure_settings *settings);

/* What is drawn. */
struct figure_subject {
    const struct problem *problem;
    struct bounds bounds;
    const struct trajectory *trajectory;
    double tolerance;    /* parts of the bounds by which a curve may be off; 0: not at all */
    double f_min, f_max; /* of the objective within the bounds; f_min < f_max */
};

/* The figures' data: appends the mesh of the surface, columns x1 x2 f; the loops between the bands,
 * columns x1 x2 c, where c in (0, 1) is the middle of the band in parts of the range of values; or
 * the points of the trajectory, columns x1 x2, but for those that are nearer than the tolerance to
 * the one before. figure_bands_data also fills in the subject's f_min and f_max. */
enum status figure_surface_data(const struct figure_subject *subject, struct text *data,
                                struct error *error);
enum status figure_bands_data(struct figure_subject *subject, size_t levels, struct text *data,
                              struct error *error);
enum status figure_path_data(const struct figure_subject *subject, struct text *data,
                             struct error *error);

/* All that gnuplot is told for a figure: settings from the program, then the figure's parts. */
struct figure_script {
    struct text text;
    size_t lines[1 + FIGURE_MAX_PARTS]; /* of the settings and of each part */
};

/* After STATUS_OK or not, the caller owes a figure_script_free(). STATUS_USAGE if a script is not
 * in the directory that the user named. */
enum status figure_compose(const struct figure *figure, const struct figure_subject *subject,
                           const struct figure_settings *settings, struct figure_script *script,
                           struct error *error);
void figure_script_free(struct figure_script *script);

/* Where a line of the whole script, counted from 1, comes from: appends "PART.gp:LINE". */
void figure_script_locate(const struct figure_script *script, const struct figure *figure,
                          long line, struct text *where);

#endif
