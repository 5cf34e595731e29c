/* Figures: their table, their settings, and the subject that they show. */
#ifndef ADAM_REPORT_PLOT_FIGURE_H
#define ADAM_REPORT_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "optimize/basins.h"
#include "optimize/optimizer_result.h"
#include "optimize/problem.h"
#include "optimize/suite.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "optimize/variation.h"
#include "plot/objective_map.h"

/* An upper limit of the number of figures. */
#define FIGURE_MAX 32

/* When a figure is drawn without being requested by name. */
enum figure_use {
    FIGURE_ALWAYS,
    FIGURE_OF_SEARCHES, /* with several optimizers, or on another problem than the first one */
    FIGURE_OF_ENSEMBLE, /* with an ensemble, which it requires */
    FIGURE_OF_SWEEP,    /* with a sweep, which it requires */
    FIGURE_OF_SUITE,    /* with a suite, which it requires */
    FIGURE_OF_BASINS,   /* with basins, which it requires */
    FIGURE_OF_ZOOM,     /* with an enlarged region, which it requires */
    FIGURE_ON_REQUEST,
};

struct figure_data;
struct figure_settings;
struct figure_subject;
struct layout;

/* Appends the variables that the program defines for a figure's scripts, and adds the boxes of all
 * texts to the layout. */
typedef void figure_variables(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout);

/* Appends a description of a figure: plain UTF-8, sentences on one line. */
typedef void figure_words(const struct figure_subject *subject,
                          const struct figure_settings *settings, struct text *out);

/* The maximum number of paths that are distinguishable on one surface, and on one contour map. */
#define FIGURE_MOST_TOGETHER 3
#define FIGURE_MOST_ON_CONTOURS 4

#define FIGURE_MAX_PARTS 18
#define FIGURE_MAX_DATA 4

/* How a figure is drawn and described. */
struct figure_form {
    /* The scripts that draw it, in this order, without .gp; terminated by NULL. */
    const char *parts[FIGURE_MAX_PARTS + 1];
    /* The files that they read, in the order of the figure's source digest; terminated by NULL. */
    const struct figure_data *data[FIGURE_MAX_DATA + 1];
    figure_variables *define;
    figure_words *caption;       /* below it */
    figure_words *short_caption; /* in a list of figures */
    figure_words *alternative;   /* the alternative text */
    /* For a steep surface, and for more optimizers than `most`, which are drawn in panels; NULL: no
     * difference. */
    const struct figure_form *steep, *many;
    size_t most;
    const struct figure_form *of_one; /* for a sweep of one parameter; NULL: no difference */
};

struct figure {
    const char *name; /* of the image, without .png */
    enum figure_use use;
    bool zoomed;       /* shows the enlarged region instead of the bounds */
    bool is_recorded;  /* requires records of the searches: trajectory.record */
    bool is_thumbnail; /* in a suite, there is one for each problem: see thumbnails.h; then: */
    const struct problem *problem; /* the problem that it shows; NULL: that of the run */
    const char *about;             /* one line: what it shows */
    const char *palette;           /* the default palette; NULL: the first palette */
    const struct figure_form *form;
    const struct figure_form *form_of_several; /* for several optimizers; NULL: the same form */
    /* STATUS_USAGE, with the reason, if it cannot show the subject, whose map is not needed; NULL:
     * it always can. */
    enum status (*check)(const struct figure_subject *subject, struct error *error);
    /* The figure whose images are the frames of its animation, not a row of the table; NULL: no
     * animation. */
    const struct figure *frames;
};

/* The table of figures, in figures.c. */
extern const struct figure figures[];
extern const size_t figure_count;

/* The row of the figure that is drawn as a thumbnail. */
const struct figure *figure_of_thumbnails(void);

/* The figure with this name, matched by name_matches(), or NULL. */
const struct figure *figure_find(const char *name);

/* The names of the figures: a name_list. */
const char *figure_name(size_t i);

/* The form of the figure for the subject's optimizers and surface. */
const struct figure_form *figure_form_for(const struct figure *figure,
                                          const struct figure_subject *subject);

/* The page that an image is designed for. */
enum figure_theme { FIGURE_LIGHT, FIGURE_DARK };
#define FIGURE_THEMES 2

const char *figure_theme_name(enum figure_theme theme);

/* Colors from the lowest to the highest value. */
struct figure_palette {
    const char *name;       /* as in scripts/figures/palette.gp */
    const char *low, *high; /* names of the colors at both ends */
};

extern const struct figure_palette figure_palettes[];
extern const size_t figure_palette_count;

/* The palette with this name, matched by name_matches(), or NULL. */
const struct figure_palette *figure_palette_find(const char *name);

/* The names of the palettes: a name_list. */
const char *figure_palette_name(size_t i);

/* The smallest image, in points. */
#define FIGURE_LEAST_WIDTH 320
#define FIGURE_LEAST_HEIGHT 240

/* Settings of the images. */
struct figure_settings {
    double width, height; /* points (1/72 inch) */
    double scale;         /* pixels for each point, in a PNG */
    size_t levels;        /* bands between the lowest and the highest value, >= 2 */
    enum level_spacing spacing;
    const char *title; /* UTF-8 without control characters; "": none */
    const struct figure_palette *palette;
    bool transparent;    /* no background */
    const char *scripts; /* a directory with the scripts; NULL: the built-in ones */
};

/* The image's size in pixels: points times scale, rounded. */
size_t figure_pixels(double points, double scale);

/* The factor by which a small page is laid out at a larger size, 1 or more. */
double figure_shrink(const struct figure_settings *settings);

/* A distance too small to be visible in the image, as a fraction of the bounds: for
 * figure_subject. */
double figure_tolerance(const struct figure_settings *settings);

/* The number of distinguishable columns of a chart as wide as the image: for figure_subject. */
size_t figure_columns(const struct figure_settings *settings);

/* A sweep shown by a figure. */
struct figure_sweep {
    const struct sweep_plan *plan; /* NULL: no sweep */
    const struct sweep *sweep;
    bool of_values; /* shows the final objective instead of iterations until the threshold */
};

/* The criterion of the colors: determines what they show of a cell, and which cells have one. */
enum criterion figure_sweep_colors(const struct figure_sweep *shown);

/* Whether the best setting is marked: it must satisfy the criterion. */
bool figure_sweep_has_best(const struct figure_sweep *shown);

/* What the figures show. */
struct figure_subject {
    const struct problem *problem;
    struct bounds bounds;
    const struct trajectory *trajectory; /* of the first result */
    const struct optimizer_result *results;
    size_t result_count;
    const char *suffix; /* of the names of the data files: "-booth"; NULL: none */
    size_t iterations;  /* requested number, on which schedules of the step size depend */
    struct figure_sweep sweep;
    const struct basins *basins; /* NULL: none */
    const struct suite *suite;   /* NULL: no suite; otherwise, there is no problem */
    double tolerance;            /* maximum error of a curve, as a fraction of the bounds; >= 0 */
    size_t columns;          /* of a chart: the points in a column are combined; 0: each point is
                              * drawn */
    double threshold;        /* the objective below which a search has converged */
    double excess_tolerance; /* as specified by the user */
    /* The value from which the excess is measured: the minimum of the objective or, if that is not
     * known, the lowest value found. */
    double minimum;
    bool minimum_known;
    const struct noise *noise; /* of the gradients; NULL: none */
    enum vary vary;            /* between the runs of the ensembles */
    size_t levels;             /* color bands */
    enum level_spacing spacing;
    bool panels; /* several optimizers are drawn in panels, regardless of number */
    /* Of the page, and of panels of surfaces: see surface_view.h; 0: for a 4:3 page. */
    double view_shape, panel_shape;
    const struct bounds *zoom;       /* the region that is enlarged in another figure; NULL: none */
    bool zoomed;                     /* the bounds are that region */
    const struct objective_map *map; /* NULL if no figure needs it */
    /* With fewer bands and points, for small boxes side by side; likewise. */
    const struct objective_map *panel_map;
    bool steep; /* the objective, on the map's scale, is too steep for a mesh: figure_data.h */
};

#endif
