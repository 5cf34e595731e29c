/* The figures of a run: from what is known of it to finished pictures in the staging directory. */
#ifndef ADAM_REPORT_RUN_DRAW_H
#define ADAM_REPORT_RUN_DRAW_H

#include "base/deadline.h"
#include "base/digest.h"
#include "plot/figure.h"
#include "plot/gnuplot.h"
#include "run/image_file.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

/* Each figure for each theme, and one animation. */
#define DRAWING_MAX_SHEETS (FIGURE_MAX * FIGURE_THEMES + 1)
#define DRAWING_MAX_PICTURES (FIGURE_MAX * FIGURE_THEMES * FIGURE_FORMATS + 1)

struct drawing {
    const struct options *options;
    struct catalogue *catalogue;
    struct deadline deadline;
    struct gnuplot gnuplot;
    struct gnuplot_pool pool;
    struct figure_subject subject;
    char font_digest[DIGEST_SIZE];
    struct text gnuplot_name; /* as it names itself, once the first picture is there */
    struct text captions[FIGURE_MAX], alternatives[FIGURE_MAX]; /* as options->pictures.figures */
    struct text frames; /* which points of the path the animation's frames go to */
    size_t sheet_count, picture_count;
    struct sheet sheets[DRAWING_MAX_SHEETS];
    struct picture pictures[DRAWING_MAX_PICTURES]; /* pictures[i] is drawn by jobs[i] */
    struct gnuplot_job jobs[DRAWING_MAX_PICTURES];
};

/* Finds gnuplot and the font and starts to load what draws the figures. The caller can do other
 * work meanwhile. After STATUS_OK or not, it owes a draw_end(); options, catalogue and the drawing
 * itself stay where they are until then. */
enum status draw_begin(struct drawing *drawing, const struct options *options,
                       struct catalogue *catalogue, int interrupt_fd, struct error *error);

/* Draws the pictures, side by side, and adds them, their scripts and their data to the catalogue. A
 * picture counts only if gnuplot exited with 0 and it is whole, of the right size and not blank;
 * else STATUS_FAILED. */
enum status draw_figures(struct drawing *drawing, const struct results *results,
                         struct error *error);

/* Ends what still runs, and frees. */
void draw_end(struct drawing *drawing);

#endif
