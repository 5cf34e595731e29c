/* The whole script of a figure: settings from the program, then the figure's parts, each after a
 * comment that names its file. It draws the image in every format; gnuplot is told which on its
 * command line. */
#ifndef ADAM_REPORT_PLOT_SCRIPT_H
#define ADAM_REPORT_PLOT_SCRIPT_H

#include "base/status.h"
#include "base/text.h"
#include "plot/figure.h"
#include "plot/layout.h"

struct figure_script {
    struct text text;
    const char *const *parts;           /* the figure's, for these optimizers */
    size_t lines[1 + FIGURE_MAX_PARTS]; /* of the settings and of each part with its comment */
    struct frame plane; /* where x1 and x2 are the page's axes: the box of the bounds, in pixels
                         * from the lower left corner */
    double scale;       /* pixels for each point of the script */
};

/* What the script is for, beyond what is the same for all images of a run. */
struct script_page {
    const char *name; /* of the image and, with .gp, of the script as a file: "contour-dark" */
    enum figure_theme theme;
    bool frames; /* for the images that an animation is made of */
};

/* After STATUS_OK or not, the caller owes a figure_script_free(). STATUS_USAGE if a script is not
 * in the directory that the user named. */
enum status figure_compose(const struct figure *figure, const struct figure_subject *subject,
                           const struct figure_settings *settings, const struct script_page *page,
                           struct figure_script *script, struct error *error);
void figure_script_free(struct figure_script *script);

/* Where a line of the whole script, counted from 1, comes from: appends "PART.gp:LINE". */
void figure_script_locate(const struct figure_script *script, long line, struct text *where);

#endif
