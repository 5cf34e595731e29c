/* One part of a merged set: the output directory of a run with an ensemble, which is untrusted. */
#ifndef ADAM_REPORT_MERGE_PART_H
#define ADAM_REPORT_MERGE_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "run/recorded_run.h"
#include "run/results.h"

/* Tables with the results of an ensemble: ensemble_runs.dat and runtime.dat. */
#define PART_TABLES 2

struct part {
    const char *path;          /* borrowed */
    struct merged_parts seeds; /* without ensembles */
    size_t runs;               /* in all ranges */
    struct part_table {
        char digest[DIGEST_SIZE]; /* as recorded in the manifest */
    } tables[PART_TABLES];
};

void part_free(struct part *part);

/* Reads the manifest in the directory `path`: the run, and where its ensemble is. STATUS_BAD_INPUT
 * if it is not the complete output directory of a run with --runs, or if the run cannot be
 * repeated. The caller must call part_free() and recorded_run_free(), even after an error. */
enum status part_read(struct part *part, const char *path, struct recorded_run *run,
                      struct error *error);

/* STATUS_BAD_INPUT, with the first setting that differs, if these are not parts of one set. Their
 * figures can differ if `ignore_figures`, and always in figure ensemble, which a merged set lacks.
 */
enum status part_check_settings(const struct part *a, const struct recorded_run *run_a,
                                const struct part *b, const struct recorded_run *run_b,
                                bool ignore_figures, struct error *error);

/* Reads the tables. The options are those of the part's run, with its seeds. Fills in the ensembles
 * of the results: one for each optimizer, to be freed by results_free(), even after an error.
 * STATUS_BAD_INPUT if a table is not the one that the manifest records, or not one that this
 * version writes. */
enum status part_read_tables(const struct part *part, const struct run_options *options,
                             int interrupt_fd, struct results *results, struct error *error);

#endif
