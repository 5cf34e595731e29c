/* Diagnosis of failed gnuplot jobs. */
#ifndef ADAM_REPORT_RUN_GNUPLOT_FAILURE_H
#define ADAM_REPORT_RUN_GNUPLOT_FAILURE_H

#include "base/deadline.h"
#include "base/status.h"
#include "plot/gnuplot.h"
#include "run/image_file.h"

/* Replaces the error of a failed job with the most specific cause: gnuplot's own message with the
 * script and line it refers to, a version of gnuplot that is too old, or a missing terminal. Never
 * returns STATUS_OK. */
enum status gnuplot_failure_explain(const struct gnuplot *gnuplot, const struct gnuplot_job *job,
                                    const struct image_file *image, struct deadline *deadline,
                                    struct error *error);

#endif
