#include "plot/polyline.h"

#include <math.h>
#include <stdbool.h>

/* The maximum number of points replaced by one line: bounds the time without a visible effect. */
#define MOST_DROPPED 32

/* Whether p is within the distance 1 of the line from a to b, in units of the tolerance. */
static bool is_near(struct point p, struct point a, struct point b, struct point unit)
{
    double bx = (b.x1 - a.x1) / unit.x1, by = (b.x2 - a.x2) / unit.x2;
    double px = (p.x1 - a.x1) / unit.x1, py = (p.x2 - a.x2) / unit.x2;
    double length2 = bx * bx + by * by;
    double along = px * bx + py * by;

    if (along <= 0 || length2 == 0)
        return px * px + py * py <= 1;
    if (along >= length2)
        return (px - bx) * (px - bx) + (py - by) * (py - by) <= 1;
    double across = px * by - py * bx;
    return across * across <= length2;
}

static bool all_near(const struct point points[], size_t from, size_t to, struct point unit)
{
    for (size_t k = from + 1; k < to; k++)
        if (!is_near(points[k], points[from], points[to], unit))
            return false;
    return true;
}

size_t polyline_simplify(struct point points[], size_t count, struct point tolerance)
{
    size_t kept = 0;

    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to + 1 < count && to - from <= MOST_DROPPED &&
               all_near(points, from, to + 1, tolerance))
            to++;
        points[kept++] = points[from]; /* kept <= from: what is still needed is not overwritten */
        from = to;
    }
    return kept;
}
