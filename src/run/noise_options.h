/* Options for noise of the gradient. */
#ifndef ADAM_REPORT_RUN_NOISE_OPTIONS_H
#define ADAM_REPORT_RUN_NOISE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "base/text.h"
#include "optimize/noise.h"
#include "optimize/variation.h"

struct noise_options {
    bool given; /* false: no noise */
    struct noise noise;
    enum vary vary; /* between the runs of an ensemble */
    bool vary_given;
    char text[40]; /* the value of --noise in one form: "0.1", "relative:0.1" */
};

/* Readers of --noise SIGMA or relative:R, and of --vary. */
option_reader noise_options_read, noise_options_vary;

/* The values of --vary; a name_list in the order of enum vary. */
const char *noise_options_vary_name(size_t i);

/* Completes the settings after the last option. `runs` is the number of runs of the ensemble, 0:
 * none. STATUS_USAGE if --vary requires another option. */
enum status noise_options_finish(struct noise_options *options, size_t runs, struct error *error);

#endif
