/* Parser of the ranges of parameters, KEY=LO:HI:N[:log], in --sweep and --tune. */
#ifndef ADAM_REPORT_RUN_AXIS_OPTIONS_H
#define ADAM_REPORT_RUN_AXIS_OPTIONS_H

#include "base/status.h"
#include "optimize/method.h"
#include "optimize/sweep.h"

#define AXIS_OPTIONS_MAX_COUNT 1000 /* values of a parameter */

/* The option that is parsed, for messages. */
struct axis_source {
    const char *option;  /* "--sweep" */
    const char *value;   /* as given */
    const char *example; /* of a valid value */
};

/* Parses one range, from `text` to `end`. STATUS_USAGE with a message that names the invalid part:
 * an unknown parameter, or a value out of its range. */
enum status axis_options_read(const struct axis_source *source, const struct method *method,
                              const char *text, const char *end, struct sweep_axis *axis,
                              struct error *error);

/* Sets the error that the value is invalid, with the example. Returns STATUS_USAGE. */
enum status axis_options_reject(const struct axis_source *source, const char *why,
                                struct error *error);

#endif
