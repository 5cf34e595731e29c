/* Where a path lies over paths that were drawn before it: there it is drawn in dashes, so that all
 * of them can be seen. */
#ifndef ADAM_REPORT_PLOT_PATH_OVERLAP_H
#define ADAM_REPORT_PLOT_PATH_OVERLAP_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "optimize/problem.h"

/* Cells of the box that paths have been through. */
struct path_overlap;

/* Of the box within the bounds. After STATUS_OK the caller owes a path_overlap_free(), which takes
 * NULL, too. */
enum status path_overlap_make(const struct bounds *bounds, struct path_overlap **overlap,
                              struct error *error);
void path_overlap_free(struct path_overlap *overlap);

/* Appends the next path, of so many points, x1 and x2 of each: a line a point, and a blank line
 * where there is a gap between two dashes. At most 8 paths. */
enum status path_overlap_append(struct path_overlap *overlap, const double points[], size_t count,
                                int interrupt_fd, struct text *data, struct error *error);

#endif
