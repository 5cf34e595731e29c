/* What a figure is, what can be asked of it, and what it is drawn from. */
#ifndef ADAM_REPORT_PLOT_FIGURE_H
#define ADAM_REPORT_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "optimize/optimizer_result.h"
#include "optimize/problem.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "plot/objective_map.h"

/* Room for every figure that there is. */
#define FIGURE_MAX 16

/* When a figure is drawn that nobody has asked for by name. */
enum figure_use {
    FIGURE_ALWAYS,
    FIGURE_OF_SEARCHES, /* of several optimizers, or on another problem than the first one */
    FIGURE_OF_ENSEMBLE, /* which it needs */
    FIGURE_OF_SWEEP,    /* which it needs */
    FIGURE_ON_REQUEST,
};

struct figure_data;
struct figure_settings;
struct figure_subject;
struct layout;

/* Appends the variables that the program defines for a figure's scripts, and adds to the layout the
 * boxes of all texts. */
typedef void figure_variables(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout);

/* Appends what a figure shows, in words: plain UTF-8 on one line, in sentences. */
typedef void figure_words(const struct figure_subject *subject,
                          const struct figure_settings *settings, struct text *out);

/* More paths than that cannot be told apart: on one surface, and on one map of contours. */
#define FIGURE_MOST_TOGETHER 3
#define FIGURE_MOST_ON_CONTOURS 4

#define FIGURE_MAX_PARTS 16
#define FIGURE_MAX_DATA 4

/* How a figure is drawn and described. */
struct figure_form {
    /* The scripts that draw it, one after the other, without .gp; NULL behind the last one. */
    const char *parts[FIGURE_MAX_PARTS + 1];
    /* What they read, in the order in which the figure's source names it; NULL behind the last. */
    const struct figure_data *data[FIGURE_MAX_DATA + 1];
    figure_variables *define;
    figure_words *caption;     /* below it */
    figure_words *alternative; /* in its place, for those who do not see it */
    /* For a surface that is steep, and for more optimizers than `most`, which are in panels; NULL:
     * there is no difference. */
    const struct figure_form *steep, *many;
    size_t most;
};

struct figure {
    const char *name; /* of the image, without .png */
    enum figure_use use;
    const char *about;   /* what it shows, in a line */
    const char *palette; /* its colors, if no others are asked for; NULL: the first palette */
    const struct figure_form *form;
    const struct figure_form *form_of_several; /* optimizers; NULL: there is no difference */
    /* The figure whose images are the frames of its animation, or NULL if it has none. It is no row
     * of the table. */
    const struct figure *frames;
};

/* The table of figures, in figures.c. */
extern const struct figure figures[];
extern const size_t figure_count;

/* The figure of that name, as name_matches() takes names, or NULL. */
const struct figure *figure_find(const char *name);

/* Their names, as a name_list. */
const char *figure_name(size_t i);

/* How it is drawn for the subject's optimizers and surface. */
const struct figure_form *figure_form_for(const struct figure *figure,
                                          const struct figure_subject *subject);

/* The page that an image is for. */
enum figure_theme { FIGURE_LIGHT, FIGURE_DARK };
#define FIGURE_THEMES 2

const char *figure_theme_name(enum figure_theme theme);

/* Colors from the least value to the largest. */
struct figure_palette {
    const char *name;       /* as scripts/figures/palette.gp knows it */
    const char *low, *high; /* what the colors at both ends are called */
};

extern const struct figure_palette figure_palettes[];
extern const size_t figure_palette_count;

/* The palette of that name, as name_matches() takes names, or NULL. */
const struct figure_palette *figure_palette_find(const char *name);

/* Their names, as a name_list. */
const char *figure_palette_name(size_t i);

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

/* Columns of a chart that can be told apart, if one is so wide as the image: for figure_subject. */
size_t figure_columns(const struct figure_settings *settings);

/* A sweep, as an image shows it. */
struct figure_sweep {
    const struct sweep_plan *plan; /* NULL: there is none */
    const struct sweep *sweep;
    bool of_values; /* the objective in the end, and not iterations until the threshold */
};

/* The criterion of the colors: what they show of a cell, and which cells have one. */
enum sweep_criterion figure_sweep_colors(const struct figure_sweep *shown);

/* Whether the best setting is marked: it does what the criterion asks for. */
bool figure_sweep_has_best(const struct figure_sweep *shown);

/* What is drawn. */
struct figure_subject {
    const struct problem *problem;
    struct bounds bounds;
    const struct trajectory *trajectory; /* of the first result */
    const struct optimizer_result *results;
    size_t result_count;
    struct figure_sweep sweep;
    double tolerance;        /* parts of the bounds by which a curve may be off; 0: not at all */
    size_t columns;          /* of a chart: what is in one of them becomes one; 0: each point is */
    double threshold;        /* the objective below which a search has converged */
    double excess_tolerance; /* as the user gave it */
    /* What the excess is counted from: the least objective there is, or where that is not known,
     * the least one found. */
    double minimum;
    bool minimum_known;
    size_t levels;                   /* color bands */
    bool panels;                     /* several optimizers are in panels, however few they are */
    const struct objective_map *map; /* NULL if no figure needs it */
    bool steep; /* the objective, on the map's scale, is too steep for a mesh: figure_data.h */
};

#endif
