/* The figures of a run: from what is known of it to checked pictures in the staging directory. */
#ifndef ADAM_REPORT_COMMAND_DRAW_H
#define ADAM_REPORT_COMMAND_DRAW_H

#include "artifact/png_image.h"
#include "base/deadline.h"
#include "base/staging.h"
#include "command/options.h"
#include "optimize/trajectory.h"
#include "plot/gnuplot.h"

struct drawing {
    const struct options *options;
    struct staging *staging;
    struct deadline deadline;
    struct gnuplot gnuplot;
    struct gnuplot_pool pool;
    struct figure_script scripts[FIGURE_MAX];
    struct gnuplot_job jobs[FIGURE_MAX];
    struct png_check *checks[FIGURE_MAX]; /* of what has arrived of each picture */
    size_t checked[FIGURE_MAX];           /* how many bytes that is */
};

/* Finds gnuplot and the font and starts to load what draws options->figures. The caller can do
 * other work meanwhile. After STATUS_OK or not, it owes a draw_end(); options, staging and the
 * drawing itself stay where they are until then. */
enum status draw_begin(struct drawing *drawing, const struct options *options,
                       struct staging *staging, int interrupt_fd, struct error *error);

/* Draws the figures, side by side, and adds NAME.png for each to the files that staging will
 * publish. A figure counts only if gnuplot exited with 0 and its picture is whole, of the right
 * size and not blank; else STATUS_FAILED. */
enum status draw_figures(struct drawing *drawing, const struct trajectory *trajectory,
                         struct error *error);

/* Ends what still runs, and frees. */
void draw_end(struct drawing *drawing);

#endif
