/* The searches of a suite, and those that its thumbnails show. */
#ifndef ADAM_REPORT_RUN_SUITE_RESULTS_H
#define ADAM_REPORT_RUN_SUITE_RESULTS_H

#include <stdio.h>

#include "optimize/optimizer_result.h"
#include "optimize/suite.h"
#include "run/run_options.h"

/* Pairs of a problem and an optimizer are in the order of struct suite. */
struct suite_results {
    struct suite_plan plan;
    struct suite suite;
    struct method *methods; /* of each pair */
    struct tuned *tuned;    /* of each pair, empty if it is not tuned; NULL: none is */
    /* Of each pair, the first run, and a view of it; NULL: no thumbnails are drawn. */
    struct trajectory *trajectories;
    struct optimizer_result *shown;
};

/* Runs the searches, with a progress bar on the terminal (NULL: none) if they take long. The caller
 * must call suite_results_free(), even after an error; the results point to the options and into
 * themselves. */
enum status suite_results_compute(struct suite_results *results, const struct run_options *options,
                                  FILE *terminal, int interrupt_fd, struct error *error);
void suite_results_free(struct suite_results *results);

/* How the pair was tuned; NULL: it was not. */
const struct tuned *suite_results_tuned(const struct suite_results *results, size_t pair);

/* The results of all optimizers on a problem, for its thumbnail. */
const struct optimizer_result *suite_results_shown(const struct suite_results *results,
                                                   size_t problem);

#endif
