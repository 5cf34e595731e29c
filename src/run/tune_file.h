/* tune.dat: the score of each setting in tuning. */
#ifndef ADAM_REPORT_RUN_TUNE_FILE_H
#define ADAM_REPORT_RUN_TUNE_FILE_H

#include "base/status.h"
#include "base/text.h"
#include "run/results.h"
#include "run/run_options.h"

/* Appends the table, a row per setting with the columns of each tuned optimizer: all have as many
 * settings. */
enum status tune_file_write(const struct run_options *options, const struct results *results,
                            struct text *table, struct error *error);

#endif
