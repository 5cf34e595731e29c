/* Comparison of two tables in one dialect. */
#ifndef ADAM_REPORT_DIFF_TABLE_COMPARE_H
#define ADAM_REPORT_DIFF_TABLE_COMPARE_H

#include <stdbool.h>

#include "base/status.h"
#include "diff/table_diff.h"
#include "diff/table_side.h"

/* The decimal marks of the numbers in both tables. If the dialect's mark is fixed, only numbers
 * with this mark are counted. */
struct table_marks {
    bool points, commas;
};

/* STATUS_BAD_INPUT if the dialect does not fit both tables: the message begins with "baseline: " or
 * "candidate: ". */
enum status table_compare(const int files[2], const struct table_settings *settings,
                          const struct table_dialect *dialect, struct table_difference *found,
                          struct table_marks *marks, struct error *error);

#endif
