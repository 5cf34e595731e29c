/* The options of a suite: defaults, and which options it excludes. */
#ifndef ADAM_REPORT_RUN_SUITE_OPTIONS_H
#define ADAM_REPORT_RUN_SUITE_OPTIONS_H

#include "base/status.h"
#include "run/run_options.h"

/* Called for --suite after the last option. STATUS_USAGE for an option of a single problem or of
 * another study. */
enum status suite_options_finish(struct run_options *options, struct error *error);

#endif
