/* The option that tunes parameters of optimizers: --tune OPTIMIZER:KEY=LO:HI:N[:log],... */
#ifndef ADAM_REPORT_RUN_TUNE_OPTIONS_H
#define ADAM_REPORT_RUN_TUNE_OPTIONS_H

#include "base/option_parser.h"
#include "base/status.h"
#include "base/text.h"
#include "run/method_options.h"

/* The reader of --tune; the member is a struct method_options. */
option_reader tune_options_add;

/* Parses each --tune after the last option. It tunes the first --optimizer of its name that no
 * earlier --tune tunes and that sets none of its parameters; if there is no --optimizer of this
 * name, it adds the optimizer. STATUS_USAGE with a message that names the invalid part, or if the
 * numbers of settings differ. */
enum status tune_options_finish(struct method_options *options, struct error *error);

/* Appends the value of --tune for a tuned optimizer, with exact numbers:
 * "adam:alpha=0.001:1:20:log". */
void tune_options_append(const struct named_method *named, struct text *out);

#endif
