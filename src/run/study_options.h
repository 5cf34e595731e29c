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
    SWEEP_VIEW_FIRST, /* the first iteration below the tolerance */
    SWEEP_VIEW_VALUE, /* the objective in the end */
};

struct study_options {
    size_t runs; /* of the ensemble; 0: there is none */
    bool swept;
    struct sweep_axis axes[2]; /* if swept */
    enum sweep_view view;
    size_t threads; /* at least 1 */

    const char *sweep; /* as given; NULL: not */
};

option_reader study_options_sweep, study_options_view;

/* The values of --sweep-shows, as a name_list. */
const char *study_options_view_name(size_t i);

/* After the last option: reads the sweep's parameters, which depend on the optimizer. */
enum status study_options_finish(struct study_options *options,
                                 const struct method_options *methods, struct error *error);

#endif
