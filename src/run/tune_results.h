/* The best settings of tuned optimizers, and their comparison. */
#ifndef ADAM_REPORT_RUN_TUNE_RESULTS_H
#define ADAM_REPORT_RUN_TUNE_RESULTS_H

#include "base/status.h"
#include "run/results.h"
#include "run/run_options.h"

/* Tunes the optimizers with --tune, before all searches: puts the best settings into
 * results->methods, and fills results->tuned. The starts are those of the seeds after the ones of
 * the ensembles. */
enum status tune_results_find(struct results *results, const struct run_options *options,
                              struct error *error);

/* If any optimizer was tuned, computes the scores of all ensembles: results->compared. */
enum status tune_results_compare(struct results *results, const struct run_options *options,
                                 struct error *error);

/* How the tuned optimizer is tuned on this problem. */
struct tuning_plan tune_results_plan(const struct run_options *options,
                                     const struct named_method *named,
                                     const struct problem *problem, const struct bounds *bounds,
                                     double threshold);

/* The number of runs that tuning takes on a problem. */
double tune_results_runs(const struct run_options *options);

#endif
