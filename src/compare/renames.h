/* Renamed files: missing in the candidate, but added with the same bytes under another name. */
#ifndef ADAM_REPORT_COMPARE_RENAMES_H
#define ADAM_REPORT_COMPARE_RENAMES_H

#include "base/status.h"
#include "compare/comparison.h"
#include "compare/diff_pair.h"

/* Pairs missing files with added files that have the same bytes, in the order of their names, and
 * adds a reason to both. Their verdicts do not change. Empty files are not paired. Only files whose
 * size occurs on both sides are read. STATUS_FAILED if a file can no longer be read,
 * STATUS_INTERRUPTED when interrupt_fd is readable. */
enum status renames_find(struct comparison *comparison, const struct pair_difference *differences,
                         int interrupt_fd, struct error *error);

#endif
