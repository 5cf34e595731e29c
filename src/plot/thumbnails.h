/* The thumbnails of a suite: for each problem, a small figure of the paths. */
#ifndef ADAM_REPORT_PLOT_THUMBNAILS_H
#define ADAM_REPORT_PLOT_THUMBNAILS_H

#include "plot/figure.h"

/* The size of a buffer for what distinguishes the names of the files of a problem: "-booth". */
#define THUMBNAIL_SUFFIX 40

void thumbnail_suffix(const struct problem *problem, char suffix[THUMBNAIL_SUFFIX]);

/* The figure contour_path of each problem, named "contour_path-PROBLEM". The figures point into the
 * struct, which must not be moved while they are used. */
struct thumbnails {
    struct figure figures[PROBLEMS_MAX]; /* as `problems` */
    char names[PROBLEMS_MAX][THUMBNAIL_SUFFIX + 16];
};

void thumbnails_init(struct thumbnails *thumbnails);

/* The settings of a thumbnail next to a figure with these: half its width and height, but at least
 * 480 and 360 points unless the figure is smaller; no title. */
struct figure_settings thumbnail_settings(const struct figure_settings *settings);

#endif
