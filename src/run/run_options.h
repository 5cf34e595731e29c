/* What the user asked for: the command line turned into numbers, every one of them checked. */
#ifndef ADAM_REPORT_RUN_RUN_OPTIONS_H
#define ADAM_REPORT_RUN_RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "base/text.h"
#include "optimize/problem.h"
#include "run/figure_options.h"
#include "run/method_options.h"
#include "run/study_options.h"

/* Most nodes of the grid in surface.dat. */
#define RUN_OPTIONS_MAX_NODES 1000000

/* The end of the year 9999, in seconds since 1970. */
#define RUN_OPTIONS_LAST_DATE 253402300799

/* What the command line asks for. */
enum run_request { RUN_REQUEST_RUN, RUN_REQUEST_HELP, RUN_REQUEST_VERSION };

/* Strings point into argv, or to constants; with a problem of the user's own a struct points into
 * itself, and so must stay where it is. */
struct run_options {
    enum run_request request;
    const struct problem *problem;
    struct method_options methods;
    struct study_options study;
    size_t iterations;
    double tolerance;
    uint32_t seed;
    bool has_start; /* and does not draw it from the seed */
    double start[PROBLEM_MAX_VARIABLES];
    struct bounds bounds;
    double step;
    struct figure_options figures;
    const char *link_prefix; /* for the snippets; "" for none */
    bool dated;              /* there is a SOURCE_DATE_EPOCH, and a PDF is asked for: */
    time_t date;
    const char *gnuplot;
    double timeout; /* seconds */
    const char *output;
    bool atomic; /* output is replaced as a whole */
    bool keep;   /* the files of an earlier run there */
    bool quiet;

    /* A problem of the user's own, which `problem` then points to. */
    struct problem own;
    struct expression *expression;
    struct text formula, formula_name;

    /* While the options are read. */
    const char *problem_given; /* as it was typed */
    bool seed_given, start_given, bounds_given, minimum_given;
    double minimum;
};

/* One row for each option: from it come parsing, defaults, --help, and the lists of the manual
 * pages. */
extern const struct option_table run_option_table;

/* Reads the command line: argv[0] is the program's name or "run". `epoch` is SOURCE_DATE_EPOCH:
 * what the environment has, or NULL. STATUS_USAGE with a message that names the option, its value
 * and what is allowed, if anything is wrong with it. After STATUS_OK or not, the caller owes a
 * run_options_free(). */
enum status run_options_parse(struct run_options *options, int argc, char *argv[],
                              const char *epoch, struct error *error);
void run_options_free(struct run_options *options);

/* The objective below which the tolerance is reached: the tolerance above the least value, where
 * that is known. */
double run_options_threshold(const struct run_options *options);

#endif
