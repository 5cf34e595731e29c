/* Options of figures and images, parsed and validated. */
#ifndef ADAM_REPORT_RUN_FIGURE_OPTIONS_H
#define ADAM_REPORT_RUN_FIGURE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "plot/figure.h"
#include "plot/thumbnails.h"
#include "run/image_format.h"

/* Whether a region is enlarged: none, one around the paths, or a specified one. */
enum figure_zoom { ZOOM_NONE, ZOOM_AUTO, ZOOM_REGION };

struct figure_options {
    struct figure_settings settings; /* see figure_options_settings() for those of one figure */
    const struct figure *list[FIGURE_MAX]; /* each at most once, in the usual order */
    size_t count;                          /* 0: data only */
    bool formats[IMAGE_FORMATS_MAX];       /* as image_formats; at least one */
    bool themes[FIGURE_THEMES]; /* at least one; both: light as NAME, dark as NAME-dark */
    bool animate;
    bool panels; /* several optimizers are drawn in panels, regardless of their number */
    enum figure_zoom zoom;
    struct bounds zoom_region;    /* if the zoom is ZOOM_REGION */
    bool own_palettes;            /* auto: each figure is drawn in its default palette */
    struct thumbnails thumbnails; /* of a suite, to which the list points */

    /* Used while the options are parsed: the requested figures, by index in the table. */
    bool none, all;
    bool chosen[FIGURE_MAX];
    bool spacing_given; /* with --levels; otherwise that of the problem */
};

option_reader figure_options_size, figure_options_formats, figure_options_theme,
    figure_options_palette, figure_options_levels, figure_options_figure;

/* The values of --palette: those of figure_palettes, and auto. */
void figure_options_append_palettes(struct text *out);
const char *figure_options_palette_name(size_t i);

/* Values of --figure, --theme and --zoom; name_lists. */
const char *figure_options_name(size_t i);
const char *figure_options_theme_name(size_t i);
const char *figure_options_zoom_name(size_t i);

/* The parts of a run that determine the available and the default figures. */
struct figure_run {
    size_t methods;   /* optimizers */
    bool is_tutorial; /* the problem is the first one */
    bool ensemble, sweep, basins, suite;
    const struct bounds *bounds;
};

/* Called after the last option: fills in the figures, which depend on the run, and checks
 * combinations of options. */
enum status figure_options_finish(struct figure_options *options, const struct figure_run *run,
                                  struct error *error);

/* The settings that a figure is drawn with. */
struct figure_settings figure_options_settings(const struct figure_options *options,
                                               const struct figure *figure);

/* Whether --figure names figures or is none. */
bool figure_options_given(const struct figure_options *options);

/* Treats the figures as if they were the default: those that cannot be drawn are left out. */
void figure_options_make_default(struct figure_options *options);

/* Total number of pixels of all raster images, including each frame of an animation. */
double figure_options_pixels(const struct figure_options *options);

#endif
