/* The figures: which there are, and what can be asked of them. */
#ifndef ADAM_REPORT_PLOT_FIGURE_H
#define ADAM_REPORT_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/problem.h"
#include "optimize/trajectory.h"

/* Room for every figure that there is. */
#define FIGURE_MAX 16

#define FIGURE_MAX_PARTS 9

struct figure {
    const char *name; /* of the picture, without .png */
    /* The scripts that draw it, one after the other, without .gp; NULL behind the last one. */
    const char *parts[FIGURE_MAX_PARTS + 1];
    bool needs_surface; /* reads FIGURE_SURFACE_DATA */
    bool needs_path;    /* reads FIGURE_PATH_DATA */
    /* The figure whose pictures are the frames of its animation, or NULL if it has none. It is no
     * row of the table. */
    const struct figure *frames;
};

extern const struct figure figures[];
extern const size_t figure_count;

/* The figure of that name, or NULL. */
const struct figure *figure_find(const char *name);

enum figure_format { FIGURE_PNG, FIGURE_SVG, FIGURE_PDF };
#define FIGURE_FORMATS 3

/* "png", which is the file name's ending too. */
const char *figure_format_name(enum figure_format format);

/* The page that a picture is for. */
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

/* How the pictures are to be. */
struct figure_settings {
    double width, height; /* points, of which 72 make an inch */
    double scale;         /* pixels for each point, in a PNG */
    size_t levels;        /* bands between the least and the largest value, >= 2 */
    const char *title;    /* UTF-8 without control characters; "": none */
    const struct figure_palette *palette;
    bool transparent;    /* no background */
    const char *scripts; /* a directory with the scripts; NULL: those built in */
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
    double tolerance; /* parts of the bounds by which a curve may be off; 0: not at all */

    /* Of the objective on the grid that the bands come from: filled in by figure_bands_data. */
    double f_min, f_max; /* f_min < f_max: around the value where it is the same everywhere */
    double lowest[PROBLEM_MAX_VARIABLES], highest[PROBLEM_MAX_VARIABLES]; /* the first such nodes */
};

#endif
