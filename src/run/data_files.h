/* The data files of a run that are for its user, with every bit. */
#ifndef ADAM_REPORT_RUN_DATA_FILES_H
#define ADAM_REPORT_RUN_DATA_FILES_H

#include "base/status.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

/* trajectory.dat and surface.dat; ensemble_runs.dat and sweep.dat, if there is such. */
enum status data_files_write(const struct run_options *options, const struct results *results,
                             struct output_files *outputs, struct error *error);

#endif
