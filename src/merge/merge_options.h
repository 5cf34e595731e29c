/* Options of the merge command, parsed and validated. */
#ifndef ADAM_REPORT_MERGE_MERGE_OPTIONS_H
#define ADAM_REPORT_MERGE_MERGE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"

/* Strings point into argv or to constants. */
struct merge_options {
    bool help;
    char *const *parts; /* directories; points into argv */
    size_t part_count;  /* at least 1 */
    const char *output;
    const char *figure; /* instead of the figures of the parts; NULL: those */
    const char *gnuplot;
    double timeout; /* seconds */
    bool atomic, keep, quiet;
};

/* One row per option, as in run_options.h. */
extern const struct option_table merge_option_table;

/* Parses the command line after `merge`, which is argv[0]. STATUS_USAGE with a message that names
 * the option, its value and what is allowed. */
enum status merge_options_parse(struct merge_options *options, int argc, char *argv[],
                                struct error *error);

#endif
