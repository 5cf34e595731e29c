/* The data files of a suite: see data_files.h. */
#ifndef ADAM_REPORT_RUN_SUITE_FILES_H
#define ADAM_REPORT_RUN_SUITE_FILES_H

#include "base/status.h"
#include "base/text.h"
#include "run/results.h"
#include "run/run_options.h"

/* suite.dat: a row for each problem and optimizer. */
enum status suite_files_write_results(const struct run_options *options,
                                      const struct results *results, struct text *table,
                                      struct error *error);

/* profile.dat: a row for each ratio at which a performance profile rises. */
enum status suite_files_write_profile(const struct run_options *options,
                                      const struct results *results, struct text *table,
                                      struct error *error);

#endif
