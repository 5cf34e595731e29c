/* The command line of `adam-report accept`. */
#ifndef ADAM_REPORT_COMPARE_ACCEPT_OPTIONS_H
#define ADAM_REPORT_COMPARE_ACCEPT_OPTIONS_H

#include <stdbool.h>

#include "base/glob.h"
#include "base/option_parser.h"
#include "base/status.h"

/* Strings point into argv. */
struct accept_options {
    bool help;
    const char *paths[2];  /* baseline, candidate */
    struct glob_list only; /* the files to accept; empty: all */
    bool quiet;
    bool dry_run;
};

/* One row for each option, as in run_options.h. */
extern const struct option_table accept_option_table;

/* Parses the command line from `accept`, which is argv[0], on. STATUS_USAGE with a message that
 * names the option, its value and the valid values. */
enum status accept_options_parse(struct accept_options *options, int argc, char *argv[],
                                 struct error *error);

#endif
