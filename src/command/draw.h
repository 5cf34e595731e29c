/* The figures of a run: from what is known of it to checked pictures in the staging directory. */
#ifndef ADAM_REPORT_COMMAND_DRAW_H
#define ADAM_REPORT_COMMAND_DRAW_H

#include "base/staging.h"
#include "command/options.h"
#include "optimize/trajectory.h"

/* Draws options->figures, side by side, and adds NAME.png for each to the files that staging will
 * publish. The staging directory already holds trajectory.dat. A figure counts only if gnuplot
 * exited with 0 and its picture is whole, of the right size and not blank; else STATUS_FAILED. */
enum status draw_figures(const struct options *options, const struct trajectory *trajectory,
                         struct staging *staging, int interrupt_fd, struct error *error);

#endif
