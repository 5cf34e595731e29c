/* The figures: which there are, and what can be asked of them. */
#ifndef ADAM_REPORT_PLOT_FIGURE_H
#define ADAM_REPORT_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/optimizer_result.h"
#include "optimize/problem.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"

/* Room for every figure that there is. */
#define FIGURE_MAX 16

#define FIGURE_MAX_PARTS 14

enum figure_kind {
    FIGURE_SURFACE,
    FIGURE_CONTOUR,
    FIGURE_CONTOUR_PATH,
    FIGURE_SURFACE_PATH,
    FIGURE_CONVERGENCE,
    FIGURE_ENSEMBLE,
    FIGURE_SWEEP,
};

/* When a figure is drawn that nobody has asked for by name. */
enum figure_use {
    FIGURE_ALWAYS,
    FIGURE_OF_SEVERAL,  /* optimizers */
    FIGURE_OF_ENSEMBLE, /* which it needs */
    FIGURE_OF_SWEEP,    /* which it needs */
    FIGURE_ON_REQUEST,
};

/* The files that a figure's script reads, in the order in which its source names them. */
enum figure_data {
    FIGURE_DATA_BANDS,
    FIGURE_DATA_MESH,
    FIGURE_DATA_PATH,
    FIGURE_DATA_PATHS,
    FIGURE_DATA_SURFACE_PATHS,
    FIGURE_DATA_CONVERGENCE,
    FIGURE_DATA_ENSEMBLE,
    FIGURE_DATA_CELLS,
};
#define FIGURE_DATA_FILES 8
#define FIGURE_READS(data) (1u << (data))

/* The scripts that draw it, one after the other, without .gp; NULL behind the last one. */
typedef const char *figure_parts[FIGURE_MAX_PARTS + 1];

struct figure {
    const char *name; /* of the image, without .png */
    enum figure_kind kind;
    enum figure_use use;
    const char *about; /* what it shows, in a line */
    figure_parts parts;
    unsigned reads, reads_of_several; /* FIGURE_READS of each file */
    /* In place of the parts and files: where the one optimizer is not Adam; where there are
     * several. NULL: there is no difference. */
    const figure_parts *parts_of_another;
    const figure_parts *parts_of_several;
    /* The figure whose images are the frames of its animation, or NULL if it has none. It is no
     * row of the table. */
    const struct figure *frames;
};

extern const struct figure figures[];
extern const size_t figure_count;

/* The figure of that name, or NULL. */
const struct figure *figure_find(const char *name);

/* What it is drawn with, for these optimizers. */
const char *const *figure_parts_for(const struct figure *figure,
                                    const struct optimizer_result results[], size_t count);
unsigned figure_reads_for(const struct figure *figure, size_t results);

/* "bands.dat" */
const char *figure_data_name(enum figure_data data);

/* The page that an image is for. */
enum figure_theme { FIGURE_LIGHT, FIGURE_DARK };
#define FIGURE_THEMES 2

const char *figure_theme_name(enum figure_theme theme);

/* Colours from the least value to the largest. */
struct figure_palette {
    const char *name;       /* as scripts/figures/palette.gp knows it */
    const char *low, *high; /* what the colours at both ends are called */
};

extern const struct figure_palette figure_palettes[];
extern const size_t figure_palette_count;

/* The palette of that name, or NULL. */
const struct figure_palette *figure_palette_find(const char *name);

/* How the images are to be. */
struct figure_settings {
    double width, height; /* points, of which 72 make an inch */
    double scale;         /* pixels for each point, in a PNG */
    size_t levels;        /* bands between the least and the largest value, >= 2 */
    enum level_spacing spacing;
    const char *title; /* UTF-8 without control characters; "": none */
    const struct figure_palette *palette;
    bool transparent;    /* no background */
    const char *scripts; /* a directory with the scripts; NULL: those built in */
};

/* The image's size in pixels: points times scale, rounded. */
size_t figure_pixels(double points, double scale);

/* What is too small to be seen in such an image, in parts of the bounds: for figure_subject. */
double figure_tolerance(const struct figure_settings *settings);

/* A sweep, as an image shows it. */
struct figure_sweep {
    const struct sweep_plan *plan; /* NULL: there is none */
    const struct sweep *sweep;
    bool of_values; /* the objective in the end, and not the first iteration below the threshold */
};

/* What is drawn. */
struct figure_subject {
    const struct problem *problem;
    struct bounds bounds;
    const struct trajectory *trajectory; /* of the first result */
    const struct optimizer_result *results;
    size_t result_count;
    struct figure_sweep sweep;
    double tolerance; /* parts of the bounds by which a curve may be off; 0: not at all */
    /* What the excess is counted from: the least objective there is, or where that is not known,
     * the least one found. */
    double minimum;
    bool minimum_known;

    /* Of the objective on the grid that the bands come from: filled in by figure_bands_data. */
    enum level_spacing spacing;
    double f_min, f_max; /* f_min < f_max: around the value where it is the same everywhere */
    /* The same on the scale of the levels: logarithms to base 10 if they are logarithmic, and then
     * from a whole number that is not far below the largest. */
    double level_min, level_max;
    /* Blocks of the bands' loops, more than 1 if the objective is NaN somewhere: the odd ones,
     * counted from 0, have no value. */
    size_t hole_blocks;
    double lowest[PROBLEM_MAX_VARIABLES], highest[PROBLEM_MAX_VARIABLES]; /* the first such nodes */
};

#endif
