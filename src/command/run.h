/* adam-report run: optimize, write the data, draw the figures, publish, report. */
#ifndef ADAM_REPORT_COMMAND_RUN_H
#define ADAM_REPORT_COMMAND_RUN_H

#include <stdio.h>

#include "base/status.h"
#include "command/options.h"
#include "optimize/trajectory.h"

/* Does it all but report: afterwards the files are published. interrupt_fd becomes readable when a
 * signal asks to stop (-1: never). After STATUS_OK the caller owes a trajectory_free(). */
enum status run(const struct options *options, struct trajectory *trajectory, int interrupt_fd,
                struct error *error);

/* Prints the result to the stream. A run that ended at NaN or infinity is STATUS_FAILED here, since
 * its files have what was before. */
enum status run_report(const struct options *options, const struct trajectory *trajectory,
                       FILE *stream, struct error *error);

#endif
