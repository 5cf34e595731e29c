/* Options of figures and images, parsed and validated. */
#ifndef ADAM_REPORT_RUN_FIGURE_OPTIONS_H
#define ADAM_REPORT_RUN_FIGURE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "plot/figure.h"
#include "run/image_format.h"

struct figure_options {
    struct figure_settings settings;
    const struct figure *list[FIGURE_MAX]; /* each at most once, in the usual order */
    size_t count;                          /* 0: data only */
    bool formats[IMAGE_FORMATS_MAX];       /* as image_formats; at least one */
    bool themes[FIGURE_THEMES]; /* at least one; both: light as NAME, dark as NAME-dark */
    bool animate;

    /* Used while the options are parsed: the requested figures, by index in the table. */
    bool none, all;
    bool chosen[FIGURE_MAX];
    bool spacing_given; /* with --levels; otherwise that of the problem */
};

option_reader figure_options_size, figure_options_formats, figure_options_theme,
    figure_options_palette, figure_options_levels, figure_options_figure;

/* The values of --palette. */
void figure_options_append_palettes(struct text *out);

/* Values of --figure and --theme; name_lists. */
const char *figure_options_name(size_t i);
const char *figure_options_theme_name(size_t i);

/* Called after the last option: fills in the figures, which depend on the number of optimizers and
 * on whether the run has an ensemble or a sweep, and checks combinations of options. */
enum status figure_options_finish(struct figure_options *options, size_t methods, bool ensemble,
                                  bool sweep, struct error *error);

/* Whether --figure names figures or is none. */
bool figure_options_given(const struct figure_options *options);

/* Total number of pixels of all raster images, including each frame of an animation. */
double figure_options_pixels(const struct figure_options *options);

#endif
