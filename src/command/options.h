/* What the user asked for: the command line turned into numbers, every one of them checked. */
#ifndef ADAM_REPORT_COMMAND_OPTIONS_H
#define ADAM_REPORT_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/status.h"
#include "command/compare_options.h"
#include "command/picture_options.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"

#define PROGRAM_NAME "adam-report"
#define PROGRAM_VERSION "0.3.0"

/* Most nodes of the grid in surface.dat. */
#define OPTIONS_MAX_NODES 1000000

/* Most characters of a title, and of a link prefix. */
#define OPTIONS_MAX_TITLE 160
#define OPTIONS_MAX_PREFIX 1000

/* The end of the year 9999, in seconds since 1970. */
#define OPTIONS_LAST_DATE 253402300799

enum action {
    ACTION_RUN,
    ACTION_COMPARE,
    ACTION_HELP,
    ACTION_COMPARE_HELP,
    ACTION_VERSION,
};

/* Strings point into argv, or to constants. */
struct options {
    enum action action;
    struct compare_options compare; /* of ACTION_COMPARE, of which there is nothing else here */
    const struct problem *problem;
    struct adam_parameters adam;
    size_t iterations;
    double tolerance;
    uint32_t seed;
    bool start_given;
    double start[PROBLEM_MAX_VARIABLES]; /* if start_given */
    struct bounds bounds;
    double step;
    struct picture_options pictures;
    const char *link_prefix; /* for the snippets; "" for none */
    bool dated;              /* the environment has a SOURCE_DATE_EPOCH, and a PDF is asked for: */
    time_t date;
    const char *gnuplot;
    double timeout; /* seconds */
    const char *output;
    bool quiet;
};

/* Reads the command line. STATUS_USAGE with a message that names the option, its value and what is
 * allowed, if anything is wrong with it. */
enum status options_parse(struct options *options, int argc, char *argv[], struct error *error);

#endif
