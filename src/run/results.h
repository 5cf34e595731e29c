/* Results of a run, before anything is written. */
#ifndef ADAM_REPORT_RUN_RESULTS_H
#define ADAM_REPORT_RUN_RESULTS_H

#include <stdio.h>

#include "base/status.h"
#include "base/text.h"
#include "optimize/basins.h"
#include "optimize/ensemble.h"
#include "optimize/optimizer_pairs.h"
#include "optimize/optimizer_result.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "run/run_options.h"
#include "run/suite_results.h"

struct results {
    size_t count;                  /* optimizers */
    struct method_options methods; /* those of the options, with the best settings of tuned ones */
    struct tuned tuned[METHODS_MAX];           /* if they are tuned; otherwise empty */
    struct tuning_score compared[METHODS_MAX]; /* if any optimizer is tuned */
    struct trajectory trajectories[METHODS_MAX];
    struct ensemble ensembles[METHODS_MAX]; /* if options->study.runs > 0 */
    struct sweep_plan plan;                 /* if options->study.swept */
    struct sweep sweep;
    struct basins_plan basins_plan; /* if options->study.basins > 0 */
    struct basins basins;
    struct optimizer_result list[METHODS_MAX]; /* views of the above, for reports and figures */
    struct optimizer_pair pairs[OPTIMIZER_PAIRS_MAX]; /* if there are ensembles */
    size_t pair_count;
    struct suite_results suite; /* if options->suite; then the list has only names and methods, and
                                 * the members below up to `rounding` are not set */
    /* Reference value for the excess: the minimum of the objective or, if unknown, the smallest
     * value found by the searches or on a grid. */
    double minimum;
    bool minimum_known;
    struct bounds zoom;  /* the enlarged region, if options->figures.zoom != ZOOM_NONE */
    double least;        /* the smallest value found, if no minima are known; HUGE_VAL: none */
    double rounding;     /* upper limit of its rounding error */
    FILE *terminal;      /* and interrupt_fd: those passed to results_compute(), since */
    int interrupt_fd;    /* drawing the results can take long, too */
    struct text notices; /* warnings of a successful run: see base/notices.h */
    struct text removed; /* after publishing: names of the removed files of an earlier run, one per
                            line */
};

/* Runs the searches, with a progress bar on the terminal (NULL: none) if they take long. The caller
 * must call results_free(), even after an error; the results point to the options and into
 * themselves. */
enum status results_compute(struct results *results, const struct run_options *options,
                            FILE *terminal, int interrupt_fd, struct error *error);
void results_free(struct results *results);

#endif
