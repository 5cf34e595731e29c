/* Whether one SVG, PDF or GIF can be another rendering of the drawing that the other one shows. */
#ifndef ADAM_REPORT_COMPARE_DIFF_DRAWING_H
#define ADAM_REPORT_COMPARE_DIFF_DRAWING_H

#include "base/status.h"
#include "base/text.h"
#include "compare/diff_pair.h"

/* bytes: of the baseline and the candidate. Sets same_drawing and other_drawing of the difference,
 * and for a GIF script_digest. What cannot be read is another drawing; STATUS_FAILED is for a lack
 * of memory, and for a script that is there and cannot be read. */
enum status diff_drawing(struct pair_difference *difference, const struct text bytes[2],
                         int interrupt_fd, struct error *error);

#endif
