#include "run/data_files.h"

#include <math.h>
#include <stdlib.h>

#include "base/table_writer.h"
#include "plot/grid.h"

static void describe_problem(const struct run_options *options, struct text *line)
{
    const struct bounds *b = &options->bounds;

    text_appendf(line, "problem=%s bounds=%.17g,%.17g,%.17g,%.17g", options->problem->name,
                 b->min[0], b->max[0], b->min[1], b->max[1]);
}

static void describe_start(const struct run_options *options, struct text *line)
{
    if (options->has_start)
        text_appendf(line, " start=%.17g,%.17g", options->start[0], options->start[1]);
    else
        text_appendf(line, " seed=%lu", (unsigned long)options->seed);
    text_appendf(line, " iterations=%zu", options->iterations);
}

static void describe_method(const struct method *method, struct text *line)
{
    text_appendf(line, " optimizer=%s", method->optimizer->name);
    for (size_t k = 0; k < method->optimizer->parameter_count; k++)
        text_appendf(line, " %s=%.17g", method->optimizer->parameters[k].name,
                     method->parameters[k]);
}

/* The table is complete: checked and staged, and freed in every case. */
static enum status add_table(const char *name, struct text *line, struct text *table,
                             struct output_files *outputs, struct error *error)
{
    struct output_file file = {.name = name, .kind = "data"};
    enum status status = text_check(line, error);

    if (status == STATUS_OK)
        status = text_check(table, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &file, text_string(table), table->length, error);
    text_free(line);
    text_free(table);
    return status;
}

/* The head of a table: what was run, and for several optimizers a line for each. */
static void append_head(const struct run_options *options, struct text *line, struct text *table)
{
    const struct method_options *methods = &options->methods;

    describe_problem(options, line);
    describe_start(options, line);
    if (methods->count == 1)
        describe_method(&methods->list[0].method, line);
    table_writer_comment(table, text_string(line));
    for (size_t i = 0; i < methods->count && methods->count > 1; i++) {
        struct text method = {0};
        text_appendf(&method, "%s:", methods->list[i].column);
        describe_method(&methods->list[i].method, &method);
        table_writer_comment(table, text_string(&method));
        line->failed = line->failed || method.failed;
        text_free(&method);
    }
}

/* Where an optimizer has ended early, its columns are NaN. */
static void append_points(const struct results *results, size_t t, struct text *table)
{
    double row[1 + 3 * METHODS_MAX] = {(double)t};

    for (size_t i = 0; i < results->count; i++) {
        const struct trajectory *trajectory = &results->trajectories[i];
        bool there = t < trajectory->count;
        const double *x = trajectory_point(trajectory, there ? t : 0);
        row[1 + 3 * i] = there ? x[0] : (double)NAN;
        row[2 + 3 * i] = there ? x[1] : (double)NAN;
        row[3 + 3 * i] = there ? trajectory->f[t] : (double)NAN;
    }
    table_writer_row(table, row, 1 + 3 * results->count);
}

static enum status write_trajectory(const struct run_options *options,
                                    const struct results *results, struct output_files *outputs,
                                    struct error *error)
{
    struct text table = {0}, line = {0}, columns = {0};
    size_t points = 0;

    append_head(options, &line, &table);
    text_append(&columns, results->count == 1 ? "t x1 x2 f" : "t");
    for (size_t i = 0; i < results->count; i++) {
        const char *name = results->list[i].column;
        size_t count = results->trajectories[i].count;
        points = count > points ? count : points;
        if (results->count > 1)
            text_appendf(&columns, " %s_x1 %s_x2 %s_f", name, name, name);
    }
    table_writer_comment(&table, text_string(&columns));
    for (size_t t = 0; t < points; t++)
        append_points(results, t, &table);
    line.failed = line.failed || columns.failed;
    text_free(&columns);
    return add_table("trajectory.dat", &line, &table, outputs, error);
}

static void append_scan_lines(struct text *table, const struct grid *grid)
{
    for (size_t i1 = 0; i1 < grid->nodes[0]; i1++) {
        double x1 = grid_node(grid, 0, i1);
        if (i1 > 0)
            table_writer_break(table);
        for (size_t i2 = 0; i2 < grid->nodes[1]; i2++)
            table_writer_row(
                table, (double[]){x1, grid_node(grid, 1, i2), grid->f[i2 * grid->nodes[0] + i1]},
                3);
    }
}

static enum status write_surface(const struct run_options *options, struct output_files *outputs,
                                 struct error *error)
{
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
    table_writer_comment(&table, text_string(&line));
    table_writer_comment(&table, "x1 x2 f");
    append_scan_lines(&table, &grid);
    grid_free(&grid);
    return add_table("surface.dat", &line, &table, outputs, error);
}

/* ---- Many runs ------------------------------------------------------------------------------- */

/* A row for each seed; what each run came to, and when it was below the tolerance or at its end. */
static enum status write_ensemble(const struct run_options *options, const struct results *results,
                                  struct output_files *outputs, struct error *error)
{
    struct text table = {0}, line = {0}, columns = {0};

    append_head(options, &line, &table);
    text_append(&columns, "seed");
    for (size_t i = 0; i < results->count; i++) {
        const char *name = results->list[i].column;
        text_appendf(&columns, " %s_f %s_first %s_ended", name, name, name);
    }
    table_writer_comment(&table, text_string(&columns));
    for (size_t run = 0; run < options->study.runs; run++) {
        text_appendf(&table, "%lu", (unsigned long)(uint32_t)(options->seed + run));
        for (size_t i = 0; i < results->count; i++) {
            const struct ensemble_run *one = &results->ensembles[i].runs[run];
            text_append(&table, " ");
            text_append_double(&table, one->value);
            text_appendf(&table, " %d %d", one->first, one->ended);
        }
        text_append(&table, "\n");
    }
    line.failed = line.failed || columns.failed;
    text_free(&columns);
    return add_table("ensemble_runs.dat", &line, &table, outputs, error);
}

/* The text of each value of an axis: made once, and not in every row. */
static bool axis_texts(const struct sweep_axis *axis, struct text texts[])
{
    bool failed = false;

    for (size_t i = 0; i < axis->count; i++) {
        text_append_double(&texts[i], sweep_axis_value(axis, i));
        failed = failed || texts[i].failed;
    }
    return !failed;
}

static void append_cells(const struct results *results, struct text texts[2][STUDY_MAX_SIDE],
                         struct text *table)
{
    const struct sweep *sweep = &results->sweep;

    for (size_t i1 = 0; i1 < sweep->counts[1]; i1++) {
        if (i1 > 0)
            table_writer_break(table);
        for (size_t i0 = 0; i0 < sweep->counts[0]; i0++) {
            const struct sweep_cell *cell = &sweep->cells[i1 * sweep->counts[0] + i0];
            text_append_bytes(table, texts[0][i0].data, texts[0][i0].length);
            text_append(table, " ");
            text_append_bytes(table, texts[1][i1].data, texts[1][i1].length);
            text_appendf(table, " %d %d ", cell->first, cell->ended);
            text_append_double(table, cell->value);
            text_append(table, "\n");
        }
    }
}

/* A row for each setting; scan lines as in surface.dat. */
static enum status write_sweep(const struct run_options *options, const struct results *results,
                               struct output_files *outputs, struct error *error)
{
    const struct optimizer *optimizer = results->plan.method.optimizer;
    const struct sweep_axis *axes = results->plan.axes;
    struct text table = {0}, line = {0}, names = {0};
    struct text(*texts)[STUDY_MAX_SIDE] = calloc(2, sizeof *texts);

    if (texts == NULL)
        return error_out_of_memory(error);
    append_head(options, &line, &table);
    text_appendf(&names, "%s %s first ended f", optimizer->parameters[axes[0].parameter].name,
                 optimizer->parameters[axes[1].parameter].name);
    table_writer_comment(&table, text_string(&names));
    if (axis_texts(&axes[0], texts[0]) && axis_texts(&axes[1], texts[1]))
        append_cells(results, texts, &table);
    else
        line.failed = true;
    for (size_t i = 0; i < STUDY_MAX_SIDE; i++) {
        text_free(&texts[0][i]);
        text_free(&texts[1][i]);
    }
    free(texts);
    text_free(&names);
    return add_table("sweep.dat", &line, &table, outputs, error);
}

enum status data_files_write(const struct run_options *options, const struct results *results,
                             struct output_files *outputs, struct error *error)
{
    enum status status = write_trajectory(options, results, outputs, error);

    if (status == STATUS_OK)
        status = write_surface(options, outputs, error);
    if (status == STATUS_OK && options->study.runs > 0)
        status = write_ensemble(options, results, outputs, error);
    if (status == STATUS_OK && options->study.swept)
        status = write_sweep(options, results, outputs, error);
    return status;
}
