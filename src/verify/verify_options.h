/* Options of `adam-report verify`: its command line, read and checked. */
#ifndef ADAM_REPORT_VERIFY_VERIFY_OPTIONS_H
#define ADAM_REPORT_VERIFY_VERIFY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"

/* Strings point into argv, or to constants. */
struct verify_options {
    bool help;
    const char *directory;
    const char *output; /* where the reports go; NULL: nowhere */
    bool quiet;
    bool strict;       /* a figure that was only rendered differently fails */
    bool ignore_added; /* files that the run does not make pass */
    const char *gnuplot;
    double timeout;    /* seconds, for all of it */
    size_t max_pixels; /* that the run may draw, in all its images */
};

/* One row for each option, as in run_options.h. */
extern const struct option_table verify_option_table;

/* Reads what follows the word `verify`, which is argv[0]. STATUS_USAGE with a message that names
 * the option, its value and what is allowed. */
enum status verify_options_parse(struct verify_options *options, int argc, char *argv[],
                                 struct error *error);

#endif
