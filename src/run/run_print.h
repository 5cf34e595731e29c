/* Standard output of a run. */
#ifndef ADAM_REPORT_RUN_RUN_PRINT_H
#define ADAM_REPORT_RUN_RUN_PRINT_H

#include <stdio.h>

#include "base/status.h"
#include "run/results.h"
#include "run/run_options.h"

/* Prints the result to the stream. STATUS_FAILED if a search diverged; the files contain the
 * iterations before. */
enum status run_print(const struct run_options *options, const struct results *results,
                      FILE *stream, struct error *error);

#endif
