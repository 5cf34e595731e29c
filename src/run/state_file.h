/* state.dat: what the optimizers computed in each update. */
#ifndef ADAM_REPORT_RUN_STATE_FILE_H
#define ADAM_REPORT_RUN_STATE_FILE_H

#include "base/status.h"
#include "base/text.h"
#include "run/results.h"
#include "run/run_options.h"

/* Appends the table: the rows are those of trajectory.dat. Row t has the gradient at x_(t-1), from
 * which update t computed the states, the step to x_t and the effective step size (record.h); the
 * gradient without its noise, if it has noise; its norm; and the distance of x_t from the nearest
 * known minimum, if one is known. The searches must have been recorded. */
enum status state_file_write(const struct run_options *options, const struct results *results,
                             struct text *table, struct error *error);

#endif
