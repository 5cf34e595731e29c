/* The data files of a run that are for its user, with every bit. */
#ifndef ADAM_REPORT_COMMAND_RUN_DATA_H
#define ADAM_REPORT_COMMAND_RUN_DATA_H

#include "base/status.h"
#include "command/catalogue.h"
#include "command/options.h"
#include "command/results.h"

/* trajectory.dat and surface.dat; ensemble_runs.dat and sweep.dat, if there is such. */
enum status run_data_write(const struct options *options, const struct results *results,
                           struct catalogue *catalogue, struct error *error);

#endif
