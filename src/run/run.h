/* The run command: searches, data files, figures, documents, publishing. */
#ifndef ADAM_REPORT_RUN_RUN_H
#define ADAM_REPORT_RUN_RUN_H

#include <stdio.h>

#include "base/status.h"
#include "run/results.h"
#include "run/run_options.h"

/* Performs the run and publishes its files. Progress of long computations is shown on the terminal
 * (NULL: none). interrupt_fd becomes readable when a signal requests termination (-1: never). The
 * caller must call results_free(), even after an error. */
enum status run(const struct run_options *options, struct results *results, FILE *terminal,
                int interrupt_fd, struct error *error);

#endif
