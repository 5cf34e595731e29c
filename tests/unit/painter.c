#include "painter.h"

#include <math.h>

#include "support.h"

static bool is_inside(const struct contours *contours, const struct contour_loop *loop, double x1,
                      double x2)
{
    const struct point *p = contours->points + loop->first;
    bool inside = false;

    for (size_t i = 0, k = loop->count - 1; i < loop->count; k = i++)
        if ((p[i].x2 > x2) != (p[k].x2 > x2) &&
            x1 < p[i].x1 + (p[k].x1 - p[i].x1) * ((x2 - p[i].x2) / (p[k].x2 - p[i].x2)))
            inside = !inside;
    return inside;
}

int painted_band(const struct contours *contours, double x1, double x2)
{
    for (size_t i = contours->loop_count; i-- > 0;)
        if (is_inside(contours, &contours->loops[i], x1, x2))
            return contours->loops[i].band;
    return NOT_PAINTED;
}

static double shoelace(const struct point p[], size_t count)
{
    double twice = 0;

    for (size_t i = 0, k = count - 1; i < count; k = i++)
        twice +=
            (p[k].x1 - p[0].x1) * (p[i].x2 - p[0].x2) - (p[i].x1 - p[0].x1) * (p[k].x2 - p[0].x2);
    return 0.5 * fabs(twice);
}

static void assert_points_are_within(const struct point p[], size_t count, const struct bounds *b)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(p[i].x1 >= b->min[0] && p[i].x1 <= b->max[0] && p[i].x2 >= b->min[1] &&
                          p[i].x2 <= b->max[1],
                      "(%.17g, %.17g) is out of bounds", p[i].x1, p[i].x2);
}

void assert_loops_are_sound(const struct contours *contours, const struct grid *grid,
                            size_t level_count)
{
    const struct bounds *b = &grid->bounds;
    double whole = (b->max[0] - b->min[0]) * (b->max[1] - b->min[1]);

    for (size_t i = 0; i < contours->loop_count; i++) {
        const struct contour_loop *loop = &contours->loops[i];
        const struct point *points = contours->points + loop->first;
        ck_assert_uint_ge(loop->count, 3);
        ck_assert_uint_le(loop->first + loop->count, contours->point_count);
        ck_assert(loop->area > 0 && loop->area <= whole * (1 + 1e-12));
        ck_assert_double_eq_tol(loop->area / whole, shoelace(points, loop->count) / whole, 1e-12);
        ck_assert(loop->band >= -1 && loop->band <= (int)level_count);
        assert_points_are_within(points, loop->count, b);
    }
}

int band_of(double f, const double levels[], size_t level_count)
{
    int band = 0;

    if (isnan(f))
        return -1;
    for (size_t k = 0; k < level_count; k++)
        band += levels[k] <= f;
    return band;
}

struct grid grid_of(double f[], size_t nodes1, size_t nodes2, struct bounds bounds)
{
    return (struct grid){.bounds = bounds, .nodes = {nodes1, nodes2}, .f = f};
}

struct contours loops_of(const struct grid *grid, const double levels[], size_t level_count)
{
    struct contours contours;
    struct error error;

    assert_status(contours_find(&contours, grid, levels, level_count, -1, &error), STATUS_OK,
                  &error);
    assert_loops_are_sound(&contours, grid, level_count);
    return contours;
}
