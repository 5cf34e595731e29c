/* What a run has found, before anything of it is written. */
#ifndef ADAM_REPORT_RUN_RESULTS_H
#define ADAM_REPORT_RUN_RESULTS_H

#include <stdio.h>

#include "base/status.h"
#include "base/text.h"
#include "optimize/ensemble.h"
#include "optimize/optimizer_result.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "run/run_options.h"

struct results {
    size_t count; /* optimizers */
    struct trajectory trajectories[METHODS_MAX];
    struct ensemble ensembles[METHODS_MAX]; /* if options->study.runs > 0 */
    struct sweep_plan plan;                 /* if options->study.swept */
    struct sweep sweep;
    struct optimizer_result list[METHODS_MAX]; /* the same, for those who tell of it */
    /* What the excess is counted from: the least objective there is, or where that is not known,
     * the least that the searches or a grid have found. */
    double minimum;
    bool minimum_known;
    double least;        /* the least value found, where no minima are known; HUGE_VAL: none */
    double rounding;     /* how much of it can be an error */
    FILE *terminal;      /* and interrupt_fd: that they were computed with */
    int interrupt_fd;    /* what is made of them can take long, too */
    struct text notices; /* what is to be said although the run succeeded: see base/notices.h */
    struct text removed; /* once published: names of files of an earlier run that were removed, a
                            line each */
};

/* Searches. A bar is drawn on the terminal (NULL: none) if it takes long. After STATUS_OK or not
 * the caller owes a results_free(); the results point to the options and into themselves. */
enum status results_compute(struct results *results, const struct run_options *options,
                            FILE *terminal, int interrupt_fd, struct error *error);
void results_free(struct results *results);

#endif
