#include "plot/grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/deadline.h"

double grid_nodes_for_step(const struct bounds *bounds, size_t variable, double step)
{
    double steps = round((bounds->max[variable] - bounds->min[variable]) / step);

    return (steps < 1 ? 1 : steps) + 1;
}

double grid_node(const struct grid *grid, size_t variable, size_t i)
{
    double min = grid->bounds.min[variable], max = grid->bounds.max[variable];
    size_t steps = grid->nodes[variable] - 1;

    return i == steps ? max : (double)i * ((max - min) / (double)steps) + min;
}

static void find_range(struct grid *grid)
{
    for (size_t i = 0; i < grid->nodes[0] * grid->nodes[1]; i++) {
        double f = grid->f[i];
        if (!isfinite(f))
            continue;
        if (!grid->has_finite || f < grid->f_min)
            grid->f_min = f;
        if (!grid->has_finite || f > grid->f_max)
            grid->f_max = f;
        grid->has_finite = true;
    }
}

enum status grid_sample(struct grid *grid, const struct problem *problem,
                        const struct bounds *bounds, size_t nodes1, size_t nodes2, int interrupt_fd,
                        struct error *error)
{
    enum status status = STATUS_OK;

    *grid = (struct grid){.bounds = *bounds, .nodes = {nodes1, nodes2}};
    grid->f = calloc(nodes1 * nodes2, sizeof *grid->f);
    if (grid->f == NULL)
        return error_out_of_memory(error);
    for (size_t i2 = 0; i2 < nodes2 && status == STATUS_OK; i2++) {
        double x[2] = {0, grid_node(grid, 1, i2)};
        for (size_t i1 = 0; i1 < nodes1; i1++) {
            x[0] = grid_node(grid, 0, i1);
            grid->f[i2 * nodes1 + i1] = problem_objective(problem, x);
        }
        status = interrupt_check(interrupt_fd, error);
    }
    if (status == STATUS_OK)
        find_range(grid);
    else
        grid_free(grid);
    return status;
}

void grid_free(struct grid *grid)
{
    free(grid->f);
    *grid = (struct grid){0};
}

/* Nodes per side of the grid on which the smallest value is searched for. */
#define LEAST_NODES 201

/* Relative rounding error allowed in a value of the objective. */
#define ROUNDING 1e-12

enum status grid_find_least(struct grid_least *least, const struct problem *problem,
                            const struct bounds *bounds, int interrupt_fd, struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, problem, bounds, LEAST_NODES, LEAST_NODES, interrupt_fd, error);

    if (status != STATUS_OK)
        return status;
    least->value = grid.has_finite ? grid.f_min : HUGE_VAL;
    least->rounding = ROUNDING * fmax(fabs(grid.f_min), fabs(grid.f_max));
    grid_free(&grid);
    return STATUS_OK;
}
