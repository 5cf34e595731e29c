#include "plot/figure_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plot/contour.h"
#include "plot/grid.h"
#include "plot/polyline.h"

/* The figures sample the objective as finely as the eye can see and no finer, whatever --step says.
 * Odd numbers: the middle of the bounds, often the minimum, is a node. */
#define SURFACE_NODES 41
#define SURFACE_NODES_MORE 101 /* where these are too few: */
#define SURFACE_ERROR 0.02     /* parts of the range that the middle of a mesh may be off */
#define AROUND 3               /* samples on each side of a node, where a mean is taken */
#define BANDS_NODES 201

/* Differences that are no more than this part of the values are none: no scale could name them. */
#define PLAIN 1e-8

/* Of a logarithmic scale. */
#define LOW_PART 200 /* of the grid: one part in so many is below the scale */
#define MOST_DECADES 8

int figure_data_digits(double min, double max)
{
    int digits = 7 + (int)ceil(log10(fmax(fabs(min), fabs(max)) / (max - min)));

    return digits < 9 ? 9 : digits > 17 ? 17 : digits;
}

static void append_point(struct text *data, const struct bounds *bounds, double x1, double x2,
                         double value)
{
    text_appendf(data, "%.*g %.*g %.9g\n", figure_data_digits(bounds->min[0], bounds->max[0]), x1,
                 figure_data_digits(bounds->min[1], bounds->max[1]), x2, value);
}

double figure_level(const struct figure_subject *subject, double f)
{
    if (subject->spacing == LEVELS_LINEAR)
        return f;
    return f > pow(10, subject->level_min) || isnan(f) ? log10(f) : subject->level_min;
}

/* Whether the mesh shows the surface: the middle of each cell is near to the mean of its corners.
 */
static bool is_fine(const struct figure_subject *subject, const struct grid *grid)
{
    double allowed = SURFACE_ERROR * (subject->level_max - subject->level_min);

    for (size_t i2 = 0; i2 + 1 < grid->nodes[1]; i2++)
        for (size_t i1 = 0; i1 + 1 < grid->nodes[0]; i1++) {
            const double *f = grid->f + i2 * grid->nodes[0] + i1;
            double x[2] = {0.5 * (grid_node(grid, 0, i1) + grid_node(grid, 0, i1 + 1)),
                           0.5 * (grid_node(grid, 1, i2) + grid_node(grid, 1, i2 + 1))};
            double mean = 0.25 * (figure_level(subject, f[0]) + figure_level(subject, f[1]) +
                                  figure_level(subject, f[grid->nodes[0]]) +
                                  figure_level(subject, f[grid->nodes[0] + 1]));
            double middle = figure_level(subject, problem_objective(subject->problem, x));
            if (fabs(mean - middle) > allowed)
                return false;
        }
    return true;
}

/* The mean of the objective around a node, as far as its cells go: in narrow valleys, which a
 * logarithm makes deep, the nodes alone would show more teeth. */
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
            sum += problem_objective(subject->problem, x);
        }
    return sum / ((2 * AROUND + 1) * (2 * AROUND + 1));
}

static void smooth_mesh(const struct figure_subject *subject, struct grid *grid)
{
    for (size_t i2 = 0; i2 < grid->nodes[1]; i2++)
        for (size_t i1 = 0; i1 < grid->nodes[0]; i1++)
            grid->f[i2 * grid->nodes[0] + i1] = mean_around(subject, grid, i1, i2);
}

enum status figure_mesh_data(struct figure_subject *subject, size_t levels, struct text *data,
                             struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, SURFACE_NODES, SURFACE_NODES, error);

    (void)levels;
    if (status == STATUS_OK && !is_fine(subject, &grid)) {
        grid_free(&grid);
        status = grid_sample(&grid, subject->problem, &subject->bounds, SURFACE_NODES_MORE,
                             SURFACE_NODES_MORE, error);
        if (status == STATUS_OK && subject->spacing == LEVELS_LOGARITHMIC)
            smooth_mesh(subject, &grid);
    }
    if (status != STATUS_OK)
        return status;
    text_append(data, "# x1 x2 f\n");
    for (size_t i2 = 0; i2 < grid.nodes[1]; i2++) {
        for (size_t i1 = 0; i1 < grid.nodes[0]; i1++)
            append_point(data, &subject->bounds, grid_node(&grid, 0, i1), grid_node(&grid, 1, i2),
                         figure_level(subject, grid.f[i2 * grid.nodes[0] + i1]));
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

static bool has_holes(const struct grid *grid)
{
    for (size_t i = 0; i < grid->nodes[0] * grid->nodes[1]; i++)
        if (isnan(grid->f[i]))
            return true;
    return false;
}

/* Where the objective has no value somewhere, the whole box is painted so at first, in the first
 * block with an odd number. */
static void append_hole_ground(struct figure_subject *subject, struct text *data)
{
    const struct bounds *b = &subject->bounds;

    text_append(data, "0 0 0\n\n\n");
    append_point(data, b, b->min[0], b->min[1], 0);
    append_point(data, b, b->max[0], b->min[1], 0);
    append_point(data, b, b->max[0], b->max[1], 0);
    append_point(data, b, b->min[0], b->max[1], 0);
    text_append(data, "\n");
    subject->hole_blocks = 2;
}

static void append_loops(struct figure_subject *subject, const struct contours *contours,
                         size_t bands, bool holes, struct text *data)
{
    bool hole = holes;

    subject->hole_blocks = 1;
    if (holes)
        append_hole_ground(subject, data);
    for (size_t i = 0; i < contours->loop_count; i++) {
        const struct contour_loop *loop = &contours->loops[i];
        if ((loop->band < 0) != hole) {
            text_append(data, "\n");
            subject->hole_blocks++;
        }
        hole = loop->band < 0;
        append_loop(subject, contours->points + loop->first, loop->count,
                    hole ? 0 : ((double)loop->band + 0.5) / (double)bands, data);
    }
}

/* What the contours are drawn of: as smooth as f where that is small, and as smooth as its
 * logarithm where it is large, so that straight lines between nodes are near to both. */
static double smooth(const struct figure_subject *subject, double f)
{
    return subject->spacing == LEVELS_LINEAR ? f : log10(f + pow(10, subject->level_min));
}

/* The value at the lower edge of a band. */
static double edge(const struct figure_subject *subject, size_t band, size_t bands)
{
    double part = (double)band / (double)bands;

    if (subject->spacing == LEVELS_LINEAR)
        return subject->f_min + (subject->f_max - subject->f_min) * part;
    return smooth(subject,
                  pow(10, subject->level_min + (subject->level_max - subject->level_min) * part));
}

/* Bands of equal height between the least and the largest value, or of equal ratio. */
static enum status find_loops(struct figure_subject *subject, struct grid *grid, size_t bands,
                              struct text *data, struct error *error)
{
    struct contours contours = {0};
    double *levels = malloc(bands * sizeof *levels);

    if (levels == NULL)
        return error_out_of_memory(error);
    for (size_t k = 1; k < bands; k++)
        levels[k - 1] = edge(subject, k, bands);
    if (subject->spacing == LEVELS_LOGARITHMIC)
        for (size_t i = 0; i < grid->nodes[0] * grid->nodes[1]; i++)
            grid->f[i] = smooth(subject, grid->f[i]);
    enum status status = contours_find(&contours, grid, levels, bands - 1, error);
    if (status == STATUS_OK)
        append_loops(subject, &contours, bands, has_holes(grid), data);
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
    double size = fmax(fabs(subject->f_min), fabs(subject->f_max));
    if (!(subject->f_max - subject->f_min >
          PLAIN * size)) { /* one colour, and a scale to name it */
        double half = fmax(1, 0.5 * fabs(subject->f_min));
        subject->f_min -= half;
        subject->f_max += half;
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The value that a small part of the grid is below: of less nobody sees a colour. The values are
 * put in order. */
static double low_value(double values[], size_t count)
{
    size_t finite = 0;

    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i]))
            values[finite++] = values[i];
    qsort(values, finite, sizeof *values, by_value);
    return finite == 0 ? 1 : values[finite / LOW_PART];
}

/* From a power of ten that few values are below, but not too many powers below the largest. */
static enum status find_decades(struct figure_subject *subject, const struct grid *grid,
                                struct error *error)
{
    size_t count = grid->nodes[0] * grid->nodes[1];
    double *values = malloc(count * sizeof *values);

    if (values == NULL)
        return error_out_of_memory(error);
    memcpy(values, grid->f, count * sizeof *values);
    double low = low_value(values, count);
    free(values);
    subject->level_max = log10(subject->f_max);
    subject->level_min = floor(subject->level_max) - MOST_DECADES;
    if (low > 0 && floor(log10(low)) > subject->level_min)
        subject->level_min = floor(log10(low));
    subject->level_min = fmin(subject->level_min, ceil(subject->level_max) - 1);
    return STATUS_OK;
}

static enum status find_scale(struct figure_subject *subject, const struct grid *grid,
                              struct error *error)
{
    subject->level_min = subject->f_min;
    subject->level_max = subject->f_max;
    if (subject->spacing == LEVELS_LINEAR)
        return STATUS_OK;
    if (problem_objective(subject->problem, subject->lowest) < 0 || !(subject->f_max > 0))
        return error_set(error, STATUS_USAGE,
                         "--levels: they can be logarithmic only where f is never negative, and it "
                         "is %.6g at %.6g,%.6g; try :linear",
                         problem_objective(subject->problem, subject->lowest), subject->lowest[0],
                         subject->lowest[1]);
    return find_decades(subject, grid, error);
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
    status = find_scale(subject, &grid, error);
    text_append(data, "# x1 x2 c\n");
    if (status == STATUS_OK)
        status = find_loops(subject, &grid, levels, data, error);
    grid_free(&grid);
    return status == STATUS_OK ? text_check(data, error) : status;
}
