#include "plot/figure_data.h"

#include <math.h>
#include <stdlib.h>

#include "plot/contour.h"
#include "plot/grid.h"
#include "plot/polyline.h"

/* The figures sample the objective as finely as the eye can see and no finer, whatever --step says.
 * Odd numbers: the middle of the bounds, often the minimum, is a node. */
#define SURFACE_NODES 41
#define BANDS_NODES 201

/* Fewer digits than in the files that users read, since gnuplot takes its time to read them: enough
 * for a thousandth of a pixel, also where the bounds are far from the origin. */
static int digits_for(double min, double max)
{
    int digits = 7 + (int)ceil(log10(fmax(fabs(min), fabs(max)) / (max - min)));

    return digits < 9 ? 9 : digits > 17 ? 17 : digits;
}

static void append_point(struct text *data, const struct bounds *bounds, double x1, double x2,
                         double value)
{
    text_appendf(data, "%.*g %.*g %.9g\n", digits_for(bounds->min[0], bounds->max[0]), x1,
                 digits_for(bounds->min[1], bounds->max[1]), x2, value);
}

enum status figure_surface_data(const struct figure_subject *subject, struct text *data,
                                struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, SURFACE_NODES, SURFACE_NODES, error);

    if (status != STATUS_OK)
        return status;
    text_append(data, "# x1 x2 f\n");
    for (size_t i2 = 0; i2 < grid.nodes[1]; i2++) {
        for (size_t i1 = 0; i1 < grid.nodes[0]; i1++)
            append_point(data, &subject->bounds, grid_node(&grid, 0, i1), grid_node(&grid, 1, i2),
                         grid.f[i2 * grid.nodes[0] + i1]);
        text_append(data, "\n");
    }
    grid_free(&grid);
    return text_check(data, error);
}

/* Straight parts of a loop need no points between their ends: less to write, read and draw. */
static void append_loop(const struct figure_subject *subject, struct point points[], size_t count,
                        double colour, struct text *data)
{
    const struct bounds *b = &subject->bounds;
    struct point tolerance = {(b->max[0] - b->min[0]) * subject->tolerance,
                              (b->max[1] - b->min[1]) * subject->tolerance};

    if (subject->tolerance > 0)
        count = polyline_simplify(points, count, tolerance);
    for (size_t k = 0; k < count; k++)
        append_point(data, b, points[k].x1, points[k].x2, colour);
    text_append(data, "\n");
}

static void append_loops(const struct figure_subject *subject, const struct contours *contours,
                         size_t bands, struct text *data)
{
    for (size_t i = 0; i < contours->loop_count; i++) {
        const struct contour_loop *loop = &contours->loops[i];
        append_loop(subject, contours->points + loop->first, loop->count,
                    ((double)loop->band + 0.5) / (double)bands, data);
    }
}

/* Bands of equal height between the least and the largest value. */
static enum status find_loops(const struct figure_subject *subject, const struct grid *grid,
                              size_t bands, struct text *data, struct error *error)
{
    struct contours contours = {0};
    double *levels = malloc(bands * sizeof *levels);

    if (levels == NULL)
        return error_out_of_memory(error);
    for (size_t k = 1; k < bands; k++)
        levels[k - 1] =
            subject->f_min + (subject->f_max - subject->f_min) * ((double)k / (double)bands);
    enum status status = contours_find(&contours, grid, levels, bands - 1, error);
    if (status == STATUS_OK)
        append_loops(subject, &contours, bands, data);
    contours_free(&contours);
    free(levels);
    return status;
}

/* The first node with this value. */
static void find_node(const struct grid *grid, double f, double x[])
{
    size_t i = 0;

    while (i + 1 < grid->nodes[0] * grid->nodes[1] && grid->f[i] != f)
        i++;
    x[0] = grid_node(grid, 0, i % grid->nodes[0]);
    x[1] = grid_node(grid, 1, i / grid->nodes[0]);
}

static void find_extremes(struct figure_subject *subject, const struct grid *grid)
{
    subject->f_min = grid->f_min;
    subject->f_max = grid->f_max;
    find_node(grid, grid->f_min, subject->lowest);
    find_node(grid, grid->f_max, subject->highest);
    if (!(subject->f_min < subject->f_max)) { /* a plain: one colour, and a scale to name it */
        double half = fmax(1, 0.5 * fabs(subject->f_min));
        subject->f_min -= half;
        subject->f_max += half;
    }
}

enum status figure_bands_data(struct figure_subject *subject, size_t levels, struct text *data,
                              struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, BANDS_NODES, BANDS_NODES, error);

    if (status != STATUS_OK)
        return status;
    find_extremes(subject, &grid);
    text_append(data, "# x1 x2 c\n");
    status = find_loops(subject, &grid, levels, data, error);
    grid_free(&grid);
    return status == STATUS_OK ? text_check(data, error) : status;
}

enum status figure_path_data(const struct figure_subject *subject, struct text *data,
                             struct error *error)
{
    const struct trajectory *trajectory = subject->trajectory;
    const struct bounds *b = &subject->bounds;
    double near[2] = {(b->max[0] - b->min[0]) * subject->tolerance,
                      (b->max[1] - b->min[1]) * subject->tolerance};
    const double *last = NULL;

    text_append(data, "# x1 x2\n");
    for (size_t t = 0; t < trajectory->count; t++) {
        const double *x = trajectory_point(trajectory, t);
        if (last != NULL && fabs(x[0] - last[0]) < near[0] && fabs(x[1] - last[1]) < near[1])
            continue;
        text_appendf(data, "%.17g %.17g\n", x[0], x[1]);
        last = x;
    }
    return text_check(data, error);
}
