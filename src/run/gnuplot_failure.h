/* Why an image is not there. */
#ifndef ADAM_REPORT_RUN_GNUPLOT_FAILURE_H
#define ADAM_REPORT_RUN_GNUPLOT_FAILURE_H

#include "base/deadline.h"
#include "base/status.h"
#include "plot/gnuplot.h"
#include "run/image_file.h"

/* What became of the job is in *error; afterwards it is said in the words nearest to the cause:
 * gnuplot's own with the script and line that they are about, that it is too old, or that it lacks
 * what the format needs. Never STATUS_OK. */
enum status gnuplot_failure_explain(const struct gnuplot *gnuplot, const struct gnuplot_job *job,
                                    const struct image_file *image, struct deadline *deadline,
                                    struct error *error);

#endif
