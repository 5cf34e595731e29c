/* Readers of the tables with the results of an ensemble. */
#ifndef ADAM_REPORT_MERGE_PART_TABLES_H
#define ADAM_REPORT_MERGE_PART_TABLES_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "run/results.h"

/* Initializes the results with an ensemble of options->study.runs runs for each optimizer, for the
 * functions below. The caller must call results_free(), even after an error. */
enum status part_tables_begin(struct results *results, const struct run_options *options,
                              int interrupt_fd, struct error *error);

/* The size of the largest table, in bytes. */
size_t part_tables_most_bytes(const struct run_options *options);

/* Reads the outcomes from the bytes of ensemble_runs.dat. Only a table that a run with these
 * options could have written, byte for byte, is accepted: otherwise STATUS_BAD_INPUT with the line.
 */
enum status part_tables_read_runs(struct results *results, const struct run_options *options,
                                  const struct text *bytes, struct error *error);

/* Reads the numbers of targets reached from the bytes of runtime.dat, likewise; after
 * part_tables_read_runs(). */
enum status part_tables_read_runtime(struct results *results, const struct run_options *options,
                                     const struct text *bytes, struct error *error);

#endif
