/* The script of a figure: settings from the program, then the figure's parts, each after a comment
 * that names its file. It can draw the image in every format; the format is set on gnuplot's
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
    size_t lines[1 + FIGURE_MAX_PARTS]; /* lines of the settings and of each part with its
                                         * comment */
    struct frame plane; /* if x1 and x2 are the axes of the page: the box of the bounds, in pixels
                         * from the lower left corner */
    double scale;       /* pixels per point of the script */
    struct frame_text frame_text; /* of an animation */
};

/* What differs between the images of a run. */
struct script_page {
    const char *name;      /* of the image and, with .gp, of the script file: "contour-dark" */
    const char *directory; /* of the image, from that of the script: "", "img/" */
    enum figure_theme theme;
    bool frames; /* for the images of an animation */
};

/* With any status, the caller owes a figure_script_free(). STATUS_USAGE if a script is missing from
 * the user's directory. */
enum status figure_compose(const struct figure *figure, const struct figure_subject *subject,
                           const struct figure_settings *settings, const struct script_page *page,
                           struct figure_script *script, struct error *error);
void figure_script_free(struct figure_script *script);

/* Appends the origin of a line of the script, counted from 1: "PART.gp:LINE". */
void figure_script_locate(const struct figure_script *script, long line, struct text *where);

#endif
