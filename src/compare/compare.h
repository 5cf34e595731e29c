/* The command `adam-report compare`: which of two sets of artifacts differ, and why. */
#ifndef ADAM_REPORT_COMPARE_COMPARE_H
#define ADAM_REPORT_COMPARE_COMPARE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"
#include "compare/compare_options.h"
#include "compare/comparison.h"

/* Compares, and writes the reports if that is asked for. A bar is drawn on the terminal (NULL:
 * none) if it takes long. After STATUS_OK the caller owes a
 * comparison_free(). A file that cannot be read is a verdict, a path of the command line that
 * cannot be is STATUS_USAGE. */
enum status compare(const struct compare_options *options, struct comparison *comparison,
                    FILE *terminal, int interrupt_fd, struct error *error);

/* Prints a line for each file, the worst first, and a summary. */
enum status compare_print(const struct comparison *comparison, bool quiet, bool colored,
                          FILE *stream, struct error *error);

/* What the comparison comes to: STATUS_OK if all files pass, STATUS_BAD_INPUT with a message if one
 * is unreadable, else STATUS_DIFFERENT, without a message. */
enum status compare_outcome(const struct comparison *comparison, struct error *error);

#endif
