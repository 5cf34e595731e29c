/* Options of the verify command, parsed and validated. */
#ifndef ADAM_REPORT_VERIFY_VERIFY_OPTIONS_H
#define ADAM_REPORT_VERIFY_VERIFY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"

/* Strings point into argv or to constants. */
struct verify_options {
    bool help;
    const char *directory;
    const char *output; /* directory for the reports; NULL: none */
    bool quiet;
    bool strict;       /* figures that were only re-rendered fail */
    bool ignore_added; /* files that the run does not make are ignored */
    const char *gnuplot;
    double timeout;    /* seconds, in total */
    size_t max_pixels; /* maximum, in all images of the run together */
};

/* One row per option, as in run_options.h. */
extern const struct option_table verify_option_table;

/* Parses the command line after `verify`, which is argv[0]. STATUS_USAGE with a message that names
 * the option, its value and what is allowed. */
enum status verify_options_parse(struct verify_options *options, int argc, char *argv[],
                                 struct error *error);

#endif
