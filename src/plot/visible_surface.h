/* The visible part of a surface: the image of the view as columns, each cut into spans. A column of
 * the image shows a slice of the surface, along the floor from near to far. Of two points of the
 * slice at the same height in the image the near one hides the far one; so the visible part is what
 * the slice adds to the part of the column that is covered already (the floating horizon). */
#ifndef ADAM_REPORT_PLOT_VISIBLE_SURFACE_H
#define ADAM_REPORT_PLOT_VISIBLE_SURFACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "plot/surface_profile.h"
#include "plot/surface_view.h"

/* Part of a column, up to `top`; it begins at the end of the previous one. */
struct span {
    double top;
    int band;        /* of the levels, 0 .. bands - 1; -1: the surface is not visible there */
    bool from_below; /* the lower side of the surface is visible */
    double depth[2]; /* at its lower and its upper end */
};

/* Part of a column in which the depth changes linearly. */
struct seen_part {
    double ends[2]; /* lower and upper */
    double depth[2];
};

/* The first span has no lower end, and the last one no upper one: neither has a band. */
struct column {
    double x;
    struct span *spans;
    size_t count;            /* 2 or more */
    struct seen_part *parts; /* from bottom to top, with gaps where nothing is visible */
    size_t part_count;
};

struct visible_surface {
    struct column *columns; /* x ascends */
    size_t count;
    struct span *spans; /* of all columns; likewise */
    struct seen_part *parts;
};

/* With the surface cut into `bands` bands of equal height. STATUS_INTERRUPTED as in
 * base/deadline.h. In every case the caller must call visible_surface_free(). */
enum status visible_surface_find(struct visible_surface *visible, const struct surface *surface,
                                 size_t bands, int interrupt_fd, struct error *error);
void visible_surface_free(struct visible_surface *visible);

/* Whether the surface is in front of a point: closer by more than the tolerance between it and its
 * columns. */
bool visible_surface_hides(const struct visible_surface *visible, const struct view_point *point);

#endif
