/* Options of the run command, parsed and validated. */
#ifndef ADAM_REPORT_RUN_RUN_OPTIONS_H
#define ADAM_REPORT_RUN_RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "base/text.h"
#include "optimize/formula.h"
#include "optimize/problem.h"
#include "report/snippet.h"
#include "run/figure_options.h"
#include "run/method_options.h"
#include "run/noise_options.h"
#include "run/study_options.h"

/* Most nodes of the grid in surface.dat. */
#define RUN_OPTIONS_MAX_NODES 1000000

/* The end of the year 9999, in seconds since 1970. */
#define RUN_OPTIONS_LAST_DATE 253402300799

/* The action that the command line requests. */
enum run_request { RUN_REQUEST_RUN, RUN_REQUEST_HELP, RUN_REQUEST_VERSION };

/* Strings point into argv or to constants. With a user-defined formula, the struct points into
 * itself and must not be moved. */
struct run_options {
    enum run_request request;
    bool suite;                    /* all problems, each with its bounds; then: */
    const struct problem *problem; /* unused */
    struct method_options methods;
    struct study_options study;
    struct noise_options noise;
    size_t iterations;
    double tolerance;
    uint32_t seed;
    bool has_start; /* false: the starting point is random */
    double start[PROBLEM_MAX_VARIABLES];
    struct bounds bounds;
    double step;
    struct figure_options figures;
    const char *images; /* subdirectory of the images; "" for none */
    bool state; /* write state.dat, and show the rule line by line, even without the figure state */
    bool explore;            /* write explore.html */
    bool only_documents;     /* publish only what documents need: images and snippets */
    bool snippets_each;      /* write a snippet for each figure, too */
    const char *link_prefix; /* for the snippets; "" for none */
    const char *label_prefix;
    bool snippets[SNIPPET_LANGUAGES_MAX]; /* which are written */
    bool dated; /* SOURCE_DATE_EPOCH is set and a PDF is requested; then: */
    time_t date;
    const char *gnuplot;
    double timeout; /* seconds */
    const char *output;
    bool atomic; /* replace the output directory as a whole */
    bool keep;   /* do not remove files of an earlier run */
    bool quiet;

    /* A user-defined formula, which `problem` then points to. */
    struct formula formula;

    /* Used while the options are parsed. */
    const char *problem_given; /* as it was typed */
    bool seed_given, start_given, bounds_given, minimum_given, iterations_given;
    double minimum;
};

/* One row per option, from which parsing, defaults, --help and the option lists of the manual pages
 * are generated. */
extern const struct option_table run_option_table;

/* Parses the command line; argv[0] is the name of the program or "run". `epoch` is the value of
 * SOURCE_DATE_EPOCH, or NULL. STATUS_USAGE for an invalid option or value, with a message that
 * names the option, its value and what is allowed. The caller must call run_options_free(), even
 * after an error. */
enum status run_options_parse(struct run_options *options, int argc, char *argv[],
                              const char *epoch, struct error *error);
void run_options_free(struct run_options *options);

/* Whether the run records what the optimizers compute: with --state, and for the figure state. */
bool run_options_records(const struct run_options *options);

/* The value of the objective below which the tolerance is reached: the tolerance plus the minimum,
 * if that is known. */
double run_options_threshold(const struct run_options *options);

/* The noise of the gradients, or NULL. */
const struct noise *run_options_noise(const struct run_options *options);

/* What the seeds of an ensemble determine. Its start points into the options. */
struct variation run_options_variation(const struct run_options *options);

/* The start of the run itself, and the state from which its noise is drawn. */
void run_options_draw(const struct run_options *options, double start[], struct random *random);

#endif
