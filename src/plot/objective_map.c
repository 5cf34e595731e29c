#include "plot/objective_map.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/grid.h"
#include "plot/polyline.h"

/* Nodes on a side. An odd number: the middle of the bounds, often the minimum, is a node. */
#define NODES 201

/* Differences smaller than this fraction of the values are ignored: the labels of a scale could not
 * show them. So are differences on a linear scale below LEAST, since gnuplot divides by them. */
#define PLAIN 1e-8
#define LEAST 1e-300

/* Limit of a linear scale: gnuplot treats numbers from half of DBL_MAX on as undefined. */
#define MOST 1e300

/* The number of loops painted one by one. For each, gnuplot reads the file again up to it. */
#define SEPARATE_LOOPS CONTOURS_MOST_MOVED

/* Of a logarithmic scale. */
#define LOW_PART 200 /* one in this many cells of the grid is below the scale */
#define MOST_DECADES 8

double objective_map_tolerance(double width, double height)
{
    return 0.1 / fmin(width, height);
}

double level_scale_level(const struct level_scale *scale, double f)
{
    if (scale->spacing == LEVELS_LINEAR)
        return f;
    return f > scale->least || isnan(f) ? elementary_log10(f) : scale->level_min;
}

/* ---- The scale ------------------------------------------------------------------------------- */

/* The first node with this value. */
static void find_node(const struct grid *grid, double f, double x[])
{
    size_t i = 0;

    while (i + 1 < grid->nodes[0] * grid->nodes[1] && grid->f[i] != f)
        i++;
    x[0] = grid_node(grid, 0, i % grid->nodes[0]);
    x[1] = grid_node(grid, 1, i / grid->nodes[0]);
}

static void find_extremes(struct level_scale *scale, const struct grid *grid)
{
    scale->f_min = grid->f_min;
    scale->f_max = grid->f_max;
    find_node(grid, grid->f_min, scale->lowest);
    find_node(grid, grid->f_max, scale->highest);
    double size = fmax(fabs(scale->f_min), fabs(scale->f_max));
    double plain = fmax(PLAIN * size, scale->spacing == LEVELS_LINEAR ? LEAST : 0);
    if (!(scale->f_max - scale->f_min > plain)) { /* one color: a scale around its value */
        double half = fmax(1, 0.5 * fabs(scale->f_min));
        scale->f_min = fmax(scale->f_min - half, -DBL_MAX);
        scale->f_max = fmin(scale->f_max + half, DBL_MAX);
    }
}

/* Moves value i of a heap, whose largest value comes first, down to its place. */
static void sift_down(double heap[], size_t i, size_t count)
{
    double value = heap[i];

    for (size_t child = 2 * i + 1; child < count; child = 2 * i + 1) {
        if (child + 1 < count && heap[child + 1] > heap[child])
            child++;
        if (heap[child] <= value)
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = value;
}

/* The value that would be values[n] if they were sorted. Changes their order. A heap of the n + 1
 * smallest ones, which takes a fraction of the time of sorting all if n is small. */
static double nth_smallest(double values[], size_t count, size_t n)
{
    for (size_t i = n + 1; i-- > 0;)
        sift_down(values, i, n + 1);
    for (size_t i = n + 1; i < count; i++)
        if (values[i] < values[0]) {
            values[0] = values[i];
            sift_down(values, 0, n + 1);
        }
    return values[0];
}

/* The largest value at the corners of a cell; not finite if one of them is not. */
static double cell_value(const struct grid *grid, size_t i1, size_t i2)
{
    const double *f = grid->f + i2 * grid->nodes[0] + i1;
    double corners[] = {f[0], f[1], f[grid->nodes[0]], f[grid->nodes[0] + 1]}, value = f[0];

    for (size_t i = 1; i < 4; i++)
        value = isnan(value) || corners[i] <= value ? value : corners[i];
    return value;
}

/* The value below which only a small part of the cells is, too small for its colors to be visible.
 * Cells, since some nodes may happen to be on a line where f is 0; and cells where it is 0
 * throughout have the lowest color of any scale. Stores the values in the array. */
static double low_value(const struct grid *grid, double values[])
{
    size_t count = 0;

    for (size_t i2 = 0; i2 + 1 < grid->nodes[1]; i2++)
        for (size_t i1 = 0; i1 + 1 < grid->nodes[0]; i1++) {
            double value = cell_value(grid, i1, i2);
            if (isfinite(value) && value > 0)
                values[count++] = value;
        }
    return count == 0 ? 1 : nth_smallest(values, count, count / LOW_PART);
}

/* The scale begins at a power of ten that few values are below, but not too many powers below the
 * largest value. */
static enum status find_decades(struct level_scale *scale, const struct grid *grid,
                                struct error *error)
{
    double *values = malloc(grid->nodes[0] * grid->nodes[1] * sizeof *values);

    if (values == NULL)
        return error_out_of_memory(error);
    double low = low_value(grid, values);
    free(values);
    scale->level_max = elementary_log10(scale->f_max);
    scale->level_min = floor(scale->level_max) - MOST_DECADES;
    if (floor(elementary_log10(low)) > scale->level_min)
        scale->level_min = floor(elementary_log10(low));
    scale->level_min = fmin(scale->level_min, ceil(scale->level_max) - 1);
    scale->least = elementary_pow(10, scale->level_min);
    return STATUS_OK;
}

/* Levels of both kinds require a finite value; linear ones, numbers that gnuplot can represent. */
static enum status check_range(const struct level_scale *scale, const struct grid *grid,
                               struct error *error)
{
    bool low = fabs(grid->f_min) > fabs(grid->f_max);

    if (!grid->has_finite)
        return error_set(error, STATUS_USAGE,
                         "--bounds: f has no finite value at any point sampled for the figures; "
                         "choose other bounds, or --figure convergence or none");
    if (scale->spacing == LEVELS_LINEAR && fmax(fabs(grid->f_min), fabs(grid->f_max)) > MOST)
        return error_set(error, STATUS_USAGE,
                         "--problem: f is %.6g at %.6g,%.6g, but linear levels are limited to "
                         "values up to %g; divide f by a large number%s",
                         low ? grid->f_min : grid->f_max,
                         low ? scale->lowest[0] : scale->highest[0],
                         low ? scale->lowest[1] : scale->highest[1], MOST,
                         grid->f_min < 0 ? "" : ", or use --levels with :log");
    return STATUS_OK;
}

static enum status find_scale(struct level_scale *scale, const struct problem *problem,
                              const struct grid *grid, struct error *error)
{
    find_extremes(scale, grid);
    scale->level_min = scale->f_min;
    scale->level_max = scale->f_max;
    enum status status = check_range(scale, grid, error);
    if (status != STATUS_OK || scale->spacing == LEVELS_LINEAR)
        return status;
    if (problem_objective(problem, scale->lowest) < 0 || !(scale->f_max > 0))
        return error_set(
            error, STATUS_USAGE,
            "--levels: logarithmic levels require an objective that is never negative, "
            "but it is %.6g at %.6g,%.6g; use :linear",
            problem_objective(problem, scale->lowest), scale->lowest[0], scale->lowest[1]);
    return find_decades(scale, grid, error);
}

/* ---- The bands ------------------------------------------------------------------------------- */

/* The function whose contours are drawn: behaves like f where f is small and like its logarithm
 * where f is large, so that straight lines between nodes approximate both. */
static double smooth(const struct level_scale *scale, double f)
{
    return scale->spacing == LEVELS_LINEAR ? f : elementary_log10(f + scale->least);
}

/* The value at the lower edge of a band. */
static double edge(const struct level_scale *scale, size_t band, size_t bands)
{
    double part = (double)band / (double)bands;

    if (scale->spacing == LEVELS_LINEAR)
        return scale->f_min + (scale->f_max - scale->f_min) * part;
    return smooth(
        scale, elementary_pow(10, scale->level_min + (scale->level_max - scale->level_min) * part));
}

static bool has_holes(const struct grid *grid)
{
    for (size_t i = 0; i < grid->nodes[0] * grid->nodes[1]; i++)
        if (isnan(grid->f[i]))
            return true;
    return false;
}

/* Bands of equal height, or logarithmically spaced, between the lowest and the highest value.
 * Converts the grid's values to the scale of the contours. */
static enum status find_bands(struct objective_map *map, struct grid *grid, int interrupt_fd,
                              struct error *error)
{
    const struct level_scale *scale = &map->scale;
    double *levels = malloc(map->bands * sizeof *levels);

    if (levels == NULL)
        return error_out_of_memory(error);
    for (size_t k = 1; k < map->bands; k++)
        levels[k - 1] = edge(scale, k, map->bands);
    if (scale->spacing == LEVELS_LOGARITHMIC)
        for (size_t i = 0; i < grid->nodes[0] * grid->nodes[1]; i++)
            grid->f[i] = smooth(scale, grid->f[i]);
    map->has_holes = has_holes(grid);
    enum status status =
        contours_find(&map->contours, grid, levels, map->bands - 1, interrupt_fd, error);
    free(levels);
    return status;
}

/* Drops the points within straight parts of a loop: less to write, read and draw. */
static enum status simplify_loops(struct contours *contours, const struct objective_map_plan *plan,
                                  int interrupt_fd, struct error *error)
{
    const struct bounds *b = &plan->bounds;
    double share = (contours->point_count > OBJECTIVE_MAP_MANY ? 2 : 1) * plan->tolerance;
    struct point tolerance = {(b->max[0] - b->min[0]) * share, (b->max[1] - b->min[1]) * share};
    size_t count = plan->tolerance > 0 ? contours->loop_count : 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct contour_loop *loop = &contours->loops[i];
        loop->count = polyline_simplify(contours->points + loop->first, loop->count, tolerance);
        status = interrupt_check_at(i, interrupt_fd, error);
    }
    return status;
}

enum status objective_map_make(struct objective_map *map, const struct objective_map_plan *plan,
                               int interrupt_fd, struct error *error)
{
    struct grid grid;

    *map = (struct objective_map){.scale = {.spacing = plan->spacing}, .bands = plan->bands};
    enum status status =
        grid_sample(&grid, plan->problem, &plan->bounds, NODES, NODES, interrupt_fd, error);
    if (status != STATUS_OK)
        return status;
    status = find_scale(&map->scale, plan->problem, &grid, error);
    if (status == STATUS_OK)
        status = find_bands(map, &grid, interrupt_fd, error);
    if (status == STATUS_OK)
        status = simplify_loops(&map->contours, plan, interrupt_fd, error);
    if (status == STATUS_OK)
        contours_move_small_ahead(&map->contours, SEPARATE_LOOPS);
    grid_free(&grid);
    return status;
}

void objective_map_free(struct objective_map *map)
{
    contours_free(&map->contours);
}

bool objective_map_begins_block(const struct objective_map *map, size_t loop)
{
    const struct contour_loop *loops = map->contours.loops;

    return loop <= SEPARATE_LOOPS || (loops[loop].band < 0) != (loops[loop - 1].band < 0);
}
