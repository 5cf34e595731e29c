/* Files that were renamed: missing in the candidate, and there under another name with the same
 * bytes. */
#ifndef ADAM_REPORT_COMPARE_RENAMES_H
#define ADAM_REPORT_COMPARE_RENAMES_H

#include "base/status.h"
#include "compare/comparison.h"
#include "compare/diff_pair.h"

/* Pairs each missing file with an added one of the same bytes, as far as there are both, in the
 * order of their names, and says so as a reason of both. Their verdicts stay what they are. Empty
 * files are all alike and are not paired. Reads only files whose size there is on both sides.
 * STATUS_FAILED if a file cannot be read that could be before, STATUS_INTERRUPTED when interrupt_fd
 * is readable. */
enum status renames_find(struct comparison *comparison, const struct pair_difference *differences,
                         int interrupt_fd, struct error *error);

#endif
