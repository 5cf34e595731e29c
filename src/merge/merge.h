/* The merge command: ensembles that were computed in parts, by runs with other seeds, become one
 * set of files, as if one run had made them. */
#ifndef ADAM_REPORT_MERGE_MERGE_H
#define ADAM_REPORT_MERGE_MERGE_H

#include <stdio.h>

#include "base/status.h"
#include "merge/merge_options.h"
#include "merge/seed_layout.h"
#include "run/recorded_run.h"
#include "run/results.h"
#include "run/run_options.h"

/* The run that the merged set is of, and its results. It must not be moved. */
struct merge {
    struct recorded_run recorded;
    struct run_options run;
    struct seed_layout layout;
    struct results results;
};

/* Reads the parts, merges them and publishes the files. STATUS_BAD_INPUT, with the names of the
 * directories, if they are not parts of one set. Progress of long computations is shown on the
 * terminal (NULL: none). The caller must call merge_free(), even after an error. */
enum status merge(const struct merge_options *options, struct merge *merge, FILE *terminal,
                  int interrupt_fd, struct error *error);
void merge_free(struct merge *merge);

#endif
