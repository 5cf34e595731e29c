/* Options for ensembles of runs and parameter sweeps. */
#ifndef ADAM_REPORT_RUN_STUDY_OPTIONS_H
#define ADAM_REPORT_RUN_STUDY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "optimize/ensemble.h"
#include "optimize/sweep.h"
#include "run/axis_options.h"
#include "run/method_options.h"

#define STUDY_MAX_RUNS 100000
#define STUDY_MAX_SIDE AXIS_OPTIONS_MAX_COUNT /* values of a swept parameter */

/* The quantity that the sweep figure shows. */
enum sweep_view {
    SWEEP_VIEW_ITERATIONS, /* until the objective is below the tolerance */
    SWEEP_VIEW_VALUE,      /* the final value of the objective */
};

/* An ensemble whose runs were made in parts, by several runs of the program. */
struct merged_parts {
    struct seed_range *ranges; /* ascending, with gaps between them */
    size_t range_count;
    /* With the outcomes of each optimizer, which the results take over; NULL: they are computed. */
    struct ensemble *ensembles;
};

/* Maximum number of runs and of ranges of seeds in a merged ensemble. */
#define STUDY_MAX_MERGED 1000000
#define STUDY_MAX_RANGES 1000

struct study_options {
    size_t runs; /* of the ensemble; 0: none */
    struct merged_parts
        *merged;   /* NULL: the seeds of the ensemble are consecutive; not an option */
    size_t basins; /* starting points along each axis; 0: none */
    bool swept;
    size_t axis_count; /* if swept: 1 or 2 */
    struct sweep_axis axes[2];
    enum sweep_view view;
    enum criterion criterion;
    size_t threads; /* at least 1 */

    const char *sweep; /* as given; NULL: not given */
    bool view_given, criterion_given;
};

option_reader study_options_sweep, study_options_view, study_options_criterion;

/* The values of --sweep-shows and --criterion; name_lists in the order of the enums. */
const char *study_options_view_name(size_t i);
const char *study_options_criterion_name(size_t i);

/* Parses --sweep after the last option, since its parameters depend on the optimizer. If only one
 * of the view and the criterion was given, derives the other. STATUS_USAGE with a message that
 * names the invalid part. */
enum status study_options_finish(struct study_options *options,
                                 const struct method_options *methods, struct error *error);

#endif
