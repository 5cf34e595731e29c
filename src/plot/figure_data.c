#include "plot/figure_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/grid.h"

/* Nodes on a side of the mesh, odd as in objective_map.c. */
#define SURFACE_NODES 41
#define SURFACE_NODES_MORE 101 /* where these are too few: */
#define SURFACE_ERROR 0.02     /* largest error in the middle of a cell, in parts of the range */
#define AROUND 3               /* samples on each side of a node, where a mean is taken */

/* A power of two: sums of values that are multiplied by it do not overflow. */
#define SMALL 0x1p-6

/* Fraction of the range by which rounding may move a value out of it. */
#define ROUNDED 1e-6

int figure_data_digits(double min, double max)
{
    int digits = 7 + (int)ceil(elementary_log10(fmax(fabs(min), fabs(max)) / (max - min)));

    return digits < 9 ? 9 : digits > 17 ? 17 : digits;
}

static void append_place(struct text *data, const struct bounds *bounds, double x1, double x2)
{
    text_appendf(data, "%.*g %.*g ", figure_data_digits(bounds->min[0], bounds->max[0]), x1,
                 figure_data_digits(bounds->min[1], bounds->max[1]), x2);
}

static void append_point(struct text *data, const struct bounds *bounds, double x1, double x2,
                         double value)
{
    append_place(data, bounds, x1, x2);
    text_appendf(data, "%.9g\n", value);
}

void figure_data_append_level(struct text *data, const struct level_scale *scale, double f)
{
    int digits = figure_data_digits(scale->level_min, scale->level_max);
    double level = level_scale_level(scale, f);
    double room = ROUNDED * (scale->level_max - scale->level_min);
    char written[32];

    snprintf(written, sizeof written, "%.*g", digits, level);
    double shown = strtod(written, NULL);
    if (shown > scale->level_max && level - scale->level_max < room)
        text_appendf(data, "%.17g", scale->level_max);
    else if (shown < scale->level_min && scale->level_min - level < room)
        text_appendf(data, "%.17g", scale->level_min);
    else
        text_append(data, written);
}

/* ---- The mesh -------------------------------------------------------------------------------- */

/* Whether the mesh represents the surface: the value in the middle of each cell is close to the
 * mean of its corners. */
static bool is_fine(const struct figure_subject *subject, const struct grid *grid)
{
    const struct level_scale *scale = &subject->map->scale;
    double allowed = SURFACE_ERROR * (scale->level_max - scale->level_min);

    for (size_t i2 = 0; i2 + 1 < grid->nodes[1]; i2++)
        for (size_t i1 = 0; i1 + 1 < grid->nodes[0]; i1++) {
            const double *f = grid->f + i2 * grid->nodes[0] + i1;
            double x[2] = {0.5 * (grid_node(grid, 0, i1) + grid_node(grid, 0, i1 + 1)),
                           0.5 * (grid_node(grid, 1, i2) + grid_node(grid, 1, i2 + 1))};
            double mean = 0.25 * (level_scale_level(scale, f[0]) + level_scale_level(scale, f[1]) +
                                  level_scale_level(scale, f[grid->nodes[0]]) +
                                  level_scale_level(scale, f[grid->nodes[0] + 1]));
            double middle = level_scale_level(scale, problem_objective(subject->problem, x));
            if (fabs(mean - middle) > allowed)
                return false;
        }
    return true;
}

/* The mean of the objective over the cells around a node: in narrow valleys, which a logarithm
 * makes deep, the nodes alone would give a more jagged surface. */
static double mean_around(const struct figure_subject *subject, const struct grid *grid, size_t i1,
                          size_t i2)
{
    const struct bounds *b = &subject->bounds;
    double width1 = (b->max[0] - b->min[0]) / (double)(grid->nodes[0] - 1);
    double width2 = (b->max[1] - b->min[1]) / (double)(grid->nodes[1] - 1);
    double sum = 0;

    for (int k2 = -AROUND; k2 <= AROUND; k2++)
        for (int k1 = -AROUND; k1 <= AROUND; k1++) {
            double x[2] = {grid_node(grid, 0, i1) + k1 * width1 / (2 * AROUND),
                           grid_node(grid, 1, i2) + k2 * width2 / (2 * AROUND)};
            for (int i = 0; i < 2; i++)
                x[i] = fmax(b->min[i], fmin(b->max[i], x[i]));
            sum += SMALL * problem_objective(subject->problem, x); /* exactly; may not overflow */
        }
    return sum / ((2 * AROUND + 1) * (2 * AROUND + 1)) / SMALL;
}

static enum status smooth_mesh(const struct figure_subject *subject, struct grid *grid,
                               int interrupt_fd, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i2 = 0; i2 < grid->nodes[1] && status == STATUS_OK; i2++) {
        for (size_t i1 = 0; i1 < grid->nodes[0]; i1++)
            grid->f[i2 * grid->nodes[0] + i1] = mean_around(subject, grid, i1, i2);
        status = interrupt_check(interrupt_fd, error);
    }
    return status;
}

static enum status write_mesh(const struct figure_subject *subject, int interrupt_fd,
                              struct text *data, struct error *error)
{
    struct grid grid;
    enum status status = grid_sample(&grid, subject->problem, &subject->bounds, SURFACE_NODES,
                                     SURFACE_NODES, interrupt_fd, error);

    if (status == STATUS_OK && !is_fine(subject, &grid)) {
        grid_free(&grid);
        status = grid_sample(&grid, subject->problem, &subject->bounds, SURFACE_NODES_MORE,
                             SURFACE_NODES_MORE, interrupt_fd, error);
        if (status == STATUS_OK && subject->map->scale.spacing == LEVELS_LOGARITHMIC)
            status = smooth_mesh(subject, &grid, interrupt_fd, error);
    }
    if (status != STATUS_OK) {
        grid_free(&grid);
        return status;
    }
    text_append(data, "# x1 x2 f\n");
    for (size_t i2 = 0; i2 < grid.nodes[1]; i2++) {
        for (size_t i1 = 0; i1 < grid.nodes[0]; i1++) {
            append_place(data, &subject->bounds, grid_node(&grid, 0, i1), grid_node(&grid, 1, i2));
            figure_data_append_level(data, &subject->map->scale, grid.f[i2 * grid.nodes[0] + i1]);
            text_append(data, "\n");
        }
        text_append(data, "\n");
    }
    grid_free(&grid);
    return text_check(data, error);
}

const struct figure_data figure_mesh = {"surface_mesh.dat", true, write_mesh};

/* ---- The bands ------------------------------------------------------------------------------- */

/* If the objective has no value in some region, the whole box is first painted in the color of such
 * regions, by the first block with an odd number. */
static void append_hole_ground(const struct figure_subject *subject, struct text *data)
{
    const struct bounds *b = &subject->bounds;

    text_append(data, "0 0 0\n\n\n");
    append_point(data, b, b->min[0], b->min[1], 0);
    append_point(data, b, b->max[0], b->min[1], 0);
    append_point(data, b, b->max[0], b->max[1], 0);
    append_point(data, b, b->min[0], b->max[1], 0);
    text_append(data, "\n");
}

static enum status write_bands(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    const struct objective_map *map = subject->map;
    const struct point *points = map->contours.points;
    enum status status = STATUS_OK;
    bool hole = map->has_holes;

    text_append(data, "# x1 x2 c\n");
    if (map->has_holes)
        append_hole_ground(subject, data);
    for (size_t i = 0; i < map->contours.loop_count && status == STATUS_OK; i++) {
        const struct contour_loop *loop = &map->contours.loops[i];
        if ((loop->band < 0) != hole)
            text_append(data, "\n");
        hole = loop->band < 0;
        for (size_t k = 0; k < loop->count; k++)
            append_point(data, &subject->bounds, points[loop->first + k].x1,
                         points[loop->first + k].x2,
                         hole ? 0 : ((double)loop->band + 0.5) / (double)map->bands);
        text_append(data, "\n");
        status = interrupt_check_at(i, interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_bands = {"bands.dat", true, write_bands};
