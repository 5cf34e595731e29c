/* Whether two SVG, PDF or GIF files can be renderings of the same drawing. */
#ifndef ADAM_REPORT_COMPARE_DIFF_DRAWING_H
#define ADAM_REPORT_COMPARE_DIFF_DRAWING_H

#include "base/status.h"
#include "base/text.h"
#include "compare/diff_pair.h"

/* bytes: baseline and candidate. Sets same_drawing and other_drawing of the difference and, for a
 * GIF, script_digest. A file that cannot be parsed is a different drawing; STATUS_FAILED if out of
 * memory, or if the script exists but cannot be read. */
enum status diff_drawing(struct pair_difference *difference, const struct text bytes[2],
                         int interrupt_fd, struct error *error);

#endif
