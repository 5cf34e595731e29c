/* adam-report run: search, write the data, draw the figures, publish. */
#ifndef ADAM_REPORT_RUN_RUN_H
#define ADAM_REPORT_RUN_RUN_H

#include <stdio.h>

#include "base/status.h"
#include "run/results.h"
#include "run/run_options.h"

/* Does it all; afterwards the files are published. A computation that takes long is shown on the
 * terminal (NULL: none). interrupt_fd becomes readable when a signal asks to stop (-1: never).
 * After STATUS_OK or not, the caller owes a results_free(). */
enum status run(const struct run_options *options, struct results *results, FILE *terminal,
                int interrupt_fd, struct error *error);

#endif
