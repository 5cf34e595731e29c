/* Where the parts of a legend are: of one path in a row, and of several in rows from the left to
 * the right edge of the page. */
#ifndef ADAM_REPORT_PLOT_LEGEND_LAYOUT_H
#define ADAM_REPORT_PLOT_LEGEND_LAYOUT_H

#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"
#include "plot/layout.h"

/* From one row to the next. */
#define LEGEND_LEADING 16.0

/* Of several paths, with the start and the minima. Its items, in points: mark, name and gap. */
struct legend {
    size_t rows, columns;
    double item;
};

/* The length of the longest name of the subject's optimizers. */
size_t legend_longest(const struct figure_subject *subject);

/* How many items are in a row of that length: from 1 on, and not more than there are, if there are
 * any.
 */
size_t legend_fit(double length, double item, size_t items);

/* As wide as the page allows. The minima are those that are shown. */
struct legend legend_of_paths(const struct layout *layout, const struct figure_subject *subject,
                              size_t minima);

/* Appends legend_left, legend_top, legend_item, legend_columns and legend_leading, and adds the
 * boxes of the names. The rows are around the middle and below the top as far as they can be. */
void legend_place(struct layout *layout, struct text *script, const struct legend *legend,
                  const struct figure_subject *subject, size_t minima, double middle, double top);

/* Of one path: appends legend_y, legend_path, legend_start, legend_minimum and the texts. */
void legend_place_path(struct layout *layout, struct text *script, size_t iterations, size_t minima,
                       double middle, double y);

#endif
