/* The command `adam-report compare`: whether and why two sets of artifacts differ. */
#ifndef ADAM_REPORT_COMPARE_COMPARE_H
#define ADAM_REPORT_COMPARE_COMPARE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"
#include "compare/compare_options.h"
#include "compare/comparison.h"

/* Compares, and writes the reports if requested. Shows a progress bar on the terminal (NULL: none)
 * if the comparison takes long. After STATUS_OK the caller owes a comparison_free(). An unreadable
 * file is a verdict; an unreadable path on the command line is STATUS_USAGE. */
enum status compare(const struct compare_options *options, struct comparison *comparison,
                    FILE *terminal, int interrupt_fd, struct error *error);

/* Prints a line for each file, the worst first, and a summary. */
enum status compare_print(const struct comparison *comparison, bool quiet, bool colored,
                          FILE *stream, struct error *error);

/* The outcome of the comparison: STATUS_OK if all files pass, STATUS_BAD_INPUT with a message if
 * one is unreadable, otherwise STATUS_DIFFERENT without a message. */
enum status compare_outcome(const struct comparison *comparison, struct error *error);

#endif
