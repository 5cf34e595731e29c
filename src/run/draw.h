/* Drawing of the figures of a run: from results to finished images in the staging directory. */
#ifndef ADAM_REPORT_RUN_DRAW_H
#define ADAM_REPORT_RUN_DRAW_H

#include "base/deadline.h"
#include "base/digest.h"
#include "base/progress.h"
#include "plot/figure.h"
#include "plot/gnuplot.h"
#include "run/image_file.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

/* Each figure and one animation in each theme. */
#define DRAW_MAX_VARIANTS ((FIGURE_MAX + 1) * FIGURE_THEMES)
#define DRAW_MAX_IMAGES (FIGURE_MAX * FIGURE_THEMES * IMAGE_FORMATS_MAX + FIGURE_THEMES)

struct draw_job {
    const struct run_options *options;
    struct output_files *outputs;
    struct deadline deadline;
    struct gnuplot gnuplot;
    struct gnuplot_pool pool;
    struct figure_subject subject, zoom_subject;    /* of the bounds, and of the enlarged region */
    struct figure_subject thumbnails[PROBLEMS_MAX]; /* of the problems of a suite */
    char suffixes[PROBLEMS_MAX][THUMBNAIL_SUFFIX];
    /* Pointed to by the subjects, if a figure needs them: the map and the panel_map. */
    struct objective_map maps[2], zoom_maps[2], thumbnail_maps[PROBLEMS_MAX][2];
    char font_digest[DIGEST_SIZE];
    struct text directory;    /* of the images, in the output directory: "", "img/" */
    struct text title;        /* as the figures show it */
    struct text notices;      /* what the user should know of the figures: see base/notices.h */
    struct text gnuplot_name; /* as reported by gnuplot, once the first image is drawn */
    struct text captions[FIGURE_MAX], short_captions[FIGURE_MAX],
        alternatives[FIGURE_MAX]; /* parallel to options->figures.list */
    struct progress progress;     /* of animations: the images that they are composed of */
    size_t variant_count, image_count;
    struct figure_variant variants[DRAW_MAX_VARIANTS];
    struct image_file images[DRAW_MAX_IMAGES]; /* images[i] is drawn by jobs[i] */
    struct gnuplot_job jobs[DRAW_MAX_IMAGES];
};

/* Removes the figures that cannot show the results from the list, and adds a notice for each; if
 * --figure names one of them, STATUS_USAGE. */
enum status draw_choose_figures(struct run_options *options, const struct results *results,
                                struct text *notices, struct error *error);

/* Finds gnuplot and the font and starts the gnuplot processes, which load while the caller does
 * other work. The caller must call draw_end(), even after an error; options, outputs and the job
 * must not be moved until then. */
enum status draw_begin(struct draw_job *draw, const struct run_options *options,
                       struct output_files *outputs, int interrupt_fd, struct error *error);

/* Draws the images in parallel, and adds them, their scripts and their data to outputs.
 * STATUS_FAILED unless gnuplot exits with 0 and every image is complete, of the right size and not
 * blank. */
enum status draw_figures(struct draw_job *draw, const struct results *results, struct error *error);

/* Ends running processes and frees the job. */
void draw_end(struct draw_job *draw);

#endif
