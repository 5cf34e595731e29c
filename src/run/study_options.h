/* What is asked for beyond one run: many starts, or many settings. */
#ifndef ADAM_REPORT_RUN_STUDY_OPTIONS_H
#define ADAM_REPORT_RUN_STUDY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "optimize/sweep.h"
#include "run/method_options.h"

#define STUDY_MAX_RUNS 100000
#define STUDY_MAX_SIDE 1000 /* values of a swept parameter */

/* What the image of a sweep shows. */
enum sweep_view {
    SWEEP_VIEW_ITERATIONS, /* until the objective is below the tolerance */
    SWEEP_VIEW_VALUE,      /* the objective in the end */
};

struct study_options {
    size_t runs; /* of the ensemble; 0: there is none */
    bool swept;
    struct sweep_axis axes[2]; /* if swept */
    enum sweep_view view;
    enum sweep_criterion criterion;
    size_t threads; /* at least 1 */

    const char *sweep; /* as given; NULL: not */
    bool view_given, criterion_given;
};

option_reader study_options_sweep, study_options_view, study_options_criterion;

/* The values of --sweep-shows and --criterion, as name_lists in the order of the enums. */
const char *study_options_view_name(size_t i);
const char *study_options_criterion_name(size_t i);

/* After the last option: reads the sweep's parameters, which depend on the optimizer. Of what the
 * figure shows and the criterion, if only one was given, it decides the other. */
enum status study_options_finish(struct study_options *options,
                                 const struct method_options *methods, struct error *error);

#endif
