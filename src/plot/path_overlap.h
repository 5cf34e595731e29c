/* Overlapping paths: a path is drawn in dashes where it covers paths drawn before it, so that all
 * of them are visible. */
#ifndef ADAM_REPORT_PLOT_PATH_OVERLAP_H
#define ADAM_REPORT_PLOT_PATH_OVERLAP_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "optimize/problem.h"

/* The cells of the box that paths have passed through. */
struct path_overlap;

/* For the box of the bounds. After STATUS_OK the caller must call path_overlap_free(), which also
 * accepts NULL. */
enum status path_overlap_make(const struct bounds *bounds, struct path_overlap **overlap,
                              struct error *error);
void path_overlap_free(struct path_overlap *overlap);

/* Appends the next path, with `count` points, x1 and x2 of each: a line per point, and a blank line
 * for a gap between two dashes. At most 8 paths. */
enum status path_overlap_append(struct path_overlap *overlap, const double points[], size_t count,
                                int interrupt_fd, struct text *data, struct error *error);

#endif
