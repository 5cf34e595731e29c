#include "command/run.h"

#include <string.h>

#include "artifact/table.h"
#include "base/staging.h"
#include "command/catalogue.h"
#include "command/describe.h"
#include "command/draw.h"
#include "optimize/trajectory.h"
#include "plot/grid.h"

static void describe_problem(const struct options *options, struct text *line)
{
    const struct bounds *b = &options->bounds;

    text_appendf(line, "problem=%s bounds=%.17g,%.17g,%.17g,%.17g", options->problem->name,
                 b->min[0], b->max[0], b->min[1], b->max[1]);
}

static enum status write_trajectory(const struct options *options,
                                    const struct trajectory *trajectory,
                                    struct catalogue *catalogue, struct error *error)
{
    struct artifact file = {.name = "trajectory.dat", .kind = "data"};
    struct text table = {0}, line = {0};
    const struct adam_parameters *adam = &options->adam;

    describe_problem(options, &line);
    if (options->start_given)
        text_appendf(&line, " start=%.17g,%.17g", options->start[0], options->start[1]);
    else
        text_appendf(&line, " seed=%lu", (unsigned long)options->seed);
    text_appendf(&line,
                 " iterations=%zu optimizer=adam alpha=%.17g beta1=%.17g beta2=%.17g epsilon=%.17g",
                 options->iterations, adam->alpha, adam->beta1, adam->beta2, adam->epsilon);
    table_comment(&table, text_string(&line));
    table_comment(&table, "t x1 x2 f");
    for (size_t t = 0; t < trajectory->count; t++) {
        const double *x = trajectory_point(trajectory, t);
        table_row(&table, (double[]){(double)t, x[0], x[1], trajectory->f[t]}, 4);
    }
    enum status status = text_check(&line, error);
    if (status == STATUS_OK)
        status = text_check(&table, error);
    if (status == STATUS_OK)
        status = catalogue_add(catalogue, &file, text_string(&table), table.length, error);
    text_free(&line);
    text_free(&table);
    return status;
}

static void append_scan_lines(struct text *table, const struct grid *grid)
{
    for (size_t i1 = 0; i1 < grid->nodes[0]; i1++) {
        double x1 = grid_node(grid, 0, i1);
        if (i1 > 0)
            table_break(table);
        for (size_t i2 = 0; i2 < grid->nodes[1]; i2++)
            table_row(table,
                      (double[]){x1, grid_node(grid, 1, i2), grid->f[i2 * grid->nodes[0] + i1]}, 3);
    }
}

static enum status write_surface(const struct options *options, struct catalogue *catalogue,
                                 struct error *error)
{
    struct artifact file = {.name = "surface.dat", .kind = "data"};
    struct text table = {0}, line = {0};
    struct grid grid;
    size_t nodes1 = (size_t)grid_nodes_for_step(&options->bounds, 0, options->step);
    size_t nodes2 = (size_t)grid_nodes_for_step(&options->bounds, 1, options->step);

    enum status status =
        grid_sample(&grid, options->problem, &options->bounds, nodes1, nodes2, error);
    if (status != STATUS_OK)
        return status;
    describe_problem(options, &line);
    text_appendf(&line, " nodes=%zu,%zu", nodes1, nodes2);
    table_comment(&table, text_string(&line));
    table_comment(&table, "x1 x2 f");
    append_scan_lines(&table, &grid);
    status = text_check(&line, error);
    if (status == STATUS_OK)
        status = text_check(&table, error);
    if (status == STATUS_OK)
        status = catalogue_add(catalogue, &file, text_string(&table), table.length, error);
    text_free(&line);
    text_free(&table);
    grid_free(&grid);
    return status;
}

/* A point as NumPy prints it with eight decimals: numbers of one width, signs and all. */
static void print_point(FILE *stream, const double x[])
{
    int width1 = snprintf(NULL, 0, "%.8f", x[0]), width2 = snprintf(NULL, 0, "%.8f", x[1]);
    int width = width1 > width2 ? width1 : width2;

    fprintf(stream, "f([%*.8f %*.8f])", width, x[0], width, x[1]);
}

static void print_convergence(FILE *stream, const struct trajectory *trajectory, double tolerance)
{
    size_t first, final;

    if (!trajectory_first_below(trajectory, tolerance, &first))
        fprintf(stream, "f is never below %g\n", tolerance);
    else if (!trajectory_stays_below(trajectory, tolerance, &final))
        fprintf(stream, "f is below %g first at iteration %zu, but not at the end\n", tolerance,
                first);
    else if (final == first)
        fprintf(stream, "f is below %g from iteration %zu on\n", tolerance, first);
    else
        fprintf(stream, "f is below %g first at iteration %zu, and from iteration %zu on\n",
                tolerance, first, final);
}

static void print_result(const struct options *options, const struct trajectory *trajectory,
                         FILE *stream)
{
    size_t last = trajectory->count - 1;

    for (size_t t = 1; t <= last && !options->quiet; t++) {
        fprintf(stream, ">%zu ", t - 1);
        print_point(stream, trajectory_point(trajectory, t));
        fprintf(stream, " = %.5f\n", trajectory->f[t]);
    }
    fputs(trajectory->diverged ? "Stopped early.\n" : "Done!\n", stream);
    print_point(stream, trajectory_point(trajectory, last));
    fprintf(stream, " = %.8g\n", trajectory->f[last]);
    print_convergence(stream, trajectory, options->tolerance);
}

enum status run_report(const struct options *options, const struct trajectory *trajectory,
                       FILE *stream, struct error *error)
{
    print_result(options, trajectory, stream);
    if (trajectory->diverged)
        return error_set(error, STATUS_FAILED,
                         "iteration %zu led to NaN or infinity: what was before it is kept; try a "
                         "smaller --alpha or a larger --epsilon",
                         trajectory->count - 1);
    return STATUS_OK;
}

static enum status write_data(const struct options *options, const struct trajectory *trajectory,
                              struct catalogue *catalogue, struct error *error)
{
    enum status status = write_trajectory(options, trajectory, catalogue, error);

    return status == STATUS_OK ? write_surface(options, catalogue, error) : status;
}

/* gnuplot comes first: it takes longer to load than all that we do before it is needed. */
static enum status write_with_figures(const struct options *options,
                                      const struct trajectory *trajectory,
                                      struct catalogue *catalogue, int interrupt_fd,
                                      struct error *error)
{
    struct drawing drawing;
    enum status status = draw_begin(&drawing, options, catalogue, interrupt_fd, error);

    if (status == STATUS_OK)
        status = write_data(options, trajectory, catalogue, error);
    if (status == STATUS_OK)
        status = draw_figures(&drawing, trajectory, error);
    if (status == STATUS_OK)
        status = describe_run(options, trajectory, &drawing, catalogue, error);
    draw_end(&drawing);
    return status;
}

static enum status write_without_figures(const struct options *options,
                                         const struct trajectory *trajectory,
                                         struct catalogue *catalogue, struct error *error)
{
    enum status status = write_data(options, trajectory, catalogue, error);

    return status == STATUS_OK ? describe_run(options, trajectory, NULL, catalogue, error) : status;
}

static enum status make_files(const struct options *options, const struct trajectory *trajectory,
                              struct staging *staging, int interrupt_fd, struct error *error)
{
    struct catalogue catalogue = {.staging = staging};
    enum status status =
        options->pictures.figure_count == 0
            ? write_without_figures(options, trajectory, &catalogue, error)
            : write_with_figures(options, trajectory, &catalogue, interrupt_fd, error);

    if (status == STATUS_OK)
        status = interrupt_check(interrupt_fd, error);
    if (status == STATUS_OK)
        status = staging_publish(staging, error);
    catalogue_free(&catalogue);
    return status;
}

static enum status find_trajectory(const struct options *options, struct trajectory *trajectory,
                                   struct error *error)
{
    double start[PROBLEM_MAX_VARIABLES];

    memcpy(start, options->start, sizeof start);
    if (!options->start_given)
        trajectory_random_start(options->seed, &options->bounds, options->problem->variables,
                                start);
    return trajectory_run(trajectory, options->problem, &options->adam, start, options->iterations,
                          error);
}

enum status run(const struct options *options, struct trajectory *trajectory, int interrupt_fd,
                struct error *error)
{
    struct deadline deadline = deadline_start(options->timeout, interrupt_fd);
    struct staging staging;

    enum status status = find_trajectory(options, trajectory, error);
    if (status != STATUS_OK)
        return status;
    status = staging_open(&staging, options->output, &deadline, error);
    if (status == STATUS_OK) {
        status = make_files(options, trajectory, &staging, interrupt_fd, error);
        staging_close(&staging);
    }
    if (status != STATUS_OK)
        trajectory_free(trajectory);
    return status;
}
