/* The layout of legends: for one path, a row; for several, rows across the whole page. */
#ifndef ADAM_REPORT_PLOT_LEGEND_LAYOUT_H
#define ADAM_REPORT_PLOT_LEGEND_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"
#include "plot/layout.h"

/* The distance between rows. */
#define LEGEND_LEADING 16.0

/* What a legend names besides paths. */
struct legend_marks {
    bool start;
    size_t minima; /* number of minima shown */
    bool zoom;     /* the frame around the enlarged region */
};

/* The legend of several paths and the other marks; `item` is the width in points of a mark, a name
 * and a gap. */
struct legend {
    size_t rows, columns;
    double item;
};

/* The length of the longest name of the subject's optimizers. */
size_t legend_longest(const struct figure_subject *subject);

/* The number of items in a row of this length: at least 1, at most `items` unless that is 0. */
size_t legend_fit(double length, double item, size_t items);

/* A legend as wide as the page allows. */
struct legend legend_of_paths(const struct layout *layout, const struct figure_subject *subject,
                              const struct legend_marks *marks);

/* Appends legend_left, legend_top, legend_item, legend_columns and legend_leading, and adds the
 * boxes of the names. The rows are below `top` and, as far as possible, centered at `middle`. */
void legend_place(struct layout *layout, struct text *script, const struct legend *legend,
                  const struct figure_subject *subject, const struct legend_marks *marks,
                  double middle, double top);

/* For one path: appends legend_y, legend_path, legend_start, legend_minimum, legend_zoom and the
 * texts. */
void legend_place_path(struct layout *layout, struct text *script, size_t iterations,
                       const struct legend_marks *marks, double middle, double y);

#endif
