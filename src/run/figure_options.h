/* What is asked of the pictures: their options, read and checked. */
#ifndef ADAM_REPORT_RUN_FIGURE_OPTIONS_H
#define ADAM_REPORT_RUN_FIGURE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_value.h"
#include "base/status.h"
#include "plot/figure.h"

struct picture_options {
    struct figure_settings settings;
    const struct figure *figures[FIGURE_MAX]; /* each at most once, in the usual order */
    size_t figure_count;                      /* 0: data only */
    bool formats[FIGURE_FORMATS];             /* at least one */
    bool themes[FIGURE_THEMES]; /* at least one; both: light as NAME, dark as NAME-dark */
    bool animate;

    /* Which figures were asked for, while the options are read, by their place in the table. */
    bool none;
    bool chosen[FIGURE_MAX];
    bool spacing_given; /* with the levels; else it is the problem's */
};

/* STATUS_USAGE if the argument is none that the option takes. */
enum status picture_options_size(struct picture_options *options, const struct argument *argument,
                                 struct error *error);
enum status picture_options_formats(struct picture_options *options,
                                    const struct argument *argument, struct error *error);
enum status picture_options_theme(struct picture_options *options, const struct argument *argument,
                                  struct error *error);
enum status picture_options_palette(struct picture_options *options,
                                    const struct argument *argument, struct error *error);
enum status picture_options_levels(struct picture_options *options, const struct argument *argument,
                                   struct error *error);
enum status picture_options_figure(struct picture_options *options, const struct argument *argument,
                                   struct error *error);

/* After the last option: fills in figures, and checks what cannot be said of one option alone.
 * Which figures there can be depends on the number of optimizers, and whether there is an ensemble
 * or a sweep. */
enum status picture_options_finish(struct picture_options *options, size_t methods, bool ensemble,
                                   bool sweep, struct error *error);

#endif
