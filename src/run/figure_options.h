/* What is asked of the images: their options, read and checked. */
#ifndef ADAM_REPORT_RUN_FIGURE_OPTIONS_H
#define ADAM_REPORT_RUN_FIGURE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "plot/figure.h"
#include "run/image_format.h"

struct figure_options {
    struct figure_settings settings;       /* figure_options_settings() has those of one figure */
    const struct figure *list[FIGURE_MAX]; /* each at most once, in the usual order */
    size_t count;                          /* 0: data only */
    bool formats[IMAGE_FORMATS_MAX];       /* as image_formats; at least one */
    bool themes[FIGURE_THEMES]; /* at least one; both: light as NAME, dark as NAME-dark */
    bool animate;
    bool panels;       /* several optimizers are in panels, however few they are */
    bool own_palettes; /* those figures that have a palette of their own are drawn with it */

    /* Which figures were asked for, while the options are read, by their place in the table. */
    bool none, all;
    bool chosen[FIGURE_MAX];
    bool spacing_given; /* with the levels; else it is the problem's */
};

option_reader figure_options_size, figure_options_formats, figure_options_theme,
    figure_options_palette, figure_options_levels, figure_options_figure;

/* The values of --palette: those of figure_palettes, and one for their default. */
void figure_options_append_palettes(struct text *out);
const char *figure_options_palette_name(size_t i);

/* The names that --figure and --theme take, as name_lists. */
const char *figure_options_name(size_t i);
const char *figure_options_theme_name(size_t i);

/* On what it depends which figures there can be, and which there are by default. */
struct figure_run {
    size_t methods;   /* optimizers */
    bool is_tutorial; /* the problem is the first one */
    bool ensemble, sweep;
};

/* After the last option: fills in figures, and checks what cannot be said of one option alone. */
enum status figure_options_finish(struct figure_options *options, const struct figure_run *run,
                                  struct error *error);

/* The settings that a figure is drawn with. */
struct figure_settings figure_options_settings(const struct figure_options *options,
                                               const struct figure *figure);

/* Whether figures were asked for by name, or none. */
bool figure_options_given(const struct figure_options *options);

/* Pixels of all images that have some; an animation's frames count each. */
double figure_options_pixels(const struct figure_options *options);

#endif
