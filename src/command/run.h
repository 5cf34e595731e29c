/* adam-report run: optimize, write the data, draw the figures, publish, report. */
#ifndef ADAM_REPORT_COMMAND_RUN_H
#define ADAM_REPORT_COMMAND_RUN_H

#include <stdio.h>

#include "base/status.h"
#include "command/options.h"

/* interrupt_fd becomes readable when a signal asks to stop (-1: never). The result is printed to
 * the stream once everything is published. A run that ended at NaN or infinity publishes what it
 * has, and then returns STATUS_FAILED. */
enum status run(const struct options *options, FILE *stream, int interrupt_fd, struct error *error);

#endif
