#include "run/data_files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/deadline.h"
#include "base/table_writer.h"
#include "optimize/ladder.h"
#include "optimize/search_table.h"
#include "plot/grid.h"
#include "run/state_file.h"
#include "run/suite_files.h"
#include "run/tune_file.h"

static struct search_table table_of(const struct run_options *options,
                                    const struct results *results)
{
    return (struct search_table){.problem = options->problem,
                                 .bounds = options->bounds,
                                 .start = options->has_start ? options->start : NULL,
                                 .seed = options->seed,
                                 .noise = options->noise.given ? options->noise.text : NULL,
                                 .vary = options->study.runs > 0
                                             ? noise_options_vary_name((size_t)options->noise.vary)
                                             : NULL,
                                 .iterations = options->iterations,
                                 .results = results->list,
                                 .count = results->count};
}

void data_files_header(const struct run_options *options, const struct results *results,
                       struct text *table)
{
    const struct search_table searches = table_of(options, results);

    search_table_header(&searches, table);
}

static enum status write_trajectory(const struct run_options *options,
                                    const struct results *results, struct text *table,
                                    struct error *error)
{
    const struct search_table searches = table_of(options, results);
    size_t rows = search_table_rows(&searches);
    enum status status = STATUS_OK;

    search_table_header(&searches, table);
    search_table_columns(&searches, table);
    for (size_t t = 0; t < rows && status == STATUS_OK; t++) {
        search_table_row(&searches, t, table);
        status = interrupt_check_at(t, results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}

static void append_scan_line(struct text *table, const struct problem *problem,
                             const struct grid *grid, size_t i1)
{
    double x[2] = {grid_node(grid, 0, i1)};

    for (size_t i2 = 0; i2 < grid->nodes[1]; i2++) {
        x[1] = grid_node(grid, 1, i2);
        table_writer_row(table, (double[]){x[0], x[1], problem_objective(problem, x)}, 3);
    }
}

/* Row by row, checking for signals in between: a million values of a long formula take a while. */
static enum status write_surface(const struct run_options *options, const struct results *results,
                                 struct text *table, struct error *error)
{
    const struct bounds *b = &options->bounds;
    struct grid grid = {.bounds = *b,
                        .nodes = {(size_t)grid_nodes_for_step(b, 0, options->step),
                                  (size_t)grid_nodes_for_step(b, 1, options->step)}};
    enum status status = STATUS_OK;

    search_table_problem(options->problem, b, table);
    text_appendf(table, " nodes=%zu,%zu\n", grid.nodes[0], grid.nodes[1]);
    table_writer_comment(table, "x1 x2 f");
    for (size_t i1 = 0; i1 < grid.nodes[0] && status == STATUS_OK; i1++) {
        if (i1 > 0)
            table_writer_break(table);
        append_scan_line(table, options->problem, &grid, i1);
        status = interrupt_check(results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}

/* ---- Many runs ------------------------------------------------------------------------------- */

static void append_outcomes(const struct results *results, size_t run, unsigned long seed,
                            struct text *table)
{
    text_appendf(table, "%lu", seed);
    for (size_t i = 0; i < results->count; i++) {
        const struct outcome *one = &results->ensembles[i].runs[run];
        text_append(table, " ");
        text_append_double(table, one->value);
        text_appendf(table, " %d %d %d", one->first, one->stays, one->ended);
    }
    text_append(table, "\n");
}

/* One row per seed: the final value, and the iterations at which it fell below the tolerance, fell
 * below it to stay, and diverged. */
static enum status write_ensemble(const struct run_options *options, const struct results *results,
                                  struct text *table, struct error *error)
{
    const struct merged_parts *merged = options->study.merged;
    struct seed_range whole = {options->seed, options->study.runs};
    const struct seed_range *ranges = merged == NULL ? &whole : merged->ranges;
    size_t range_count = merged == NULL ? 1 : merged->range_count, run = 0;
    enum status status = STATUS_OK;

    data_files_header(options, results, table);
    text_append(table, "# seed");
    for (size_t i = 0; i < results->count; i++) {
        const char *name = results->list[i].column;
        text_appendf(table, " %s_f %s_first %s_stays %s_ended", name, name, name, name);
    }
    text_append(table, "\n");
    for (size_t r = 0; r < range_count; r++)
        for (size_t i = 0; i < ranges[r].count && status == STATUS_OK; i++) {
            append_outcomes(results, run++, (unsigned long)ranges[r].first + i, table);
            status = interrupt_check_at(run, results->interrupt_fd, error);
        }
    return status == STATUS_OK ? text_check(table, error) : status;
}

/* One row per update: the number of runs that had reached the tolerance, and that of pairs of a run
 * and a target. */
static enum status write_runtime(const struct run_options *options, const struct results *results,
                                 struct text *table, struct error *error)
{
    enum status status = STATUS_OK;

    data_files_header(options, results, table);
    text_appendf(table, "# runs=%zu tolerance=%.17g criterion=%s targets=%d\n# t",
                 options->study.runs, options->tolerance,
                 study_options_criterion_name(options->study.criterion), LADDER_TARGETS);
    for (size_t i = 0; i < results->count; i++) {
        const char *name = results->list[i].column;
        text_appendf(table, " %s_runs %s_targets", name, name);
    }
    text_append(table, "\n");
    for (size_t t = 1; t < results->ensembles[0].points && status == STATUS_OK; t++) {
        text_appendf(table, "%zu", t);
        for (size_t i = 0; i < results->count; i++)
            text_appendf(table, " %" PRIu64 " %" PRIu64, results->ensembles[i].runs_reached[t],
                         results->ensembles[i].targets_reached[t]);
        text_append(table, "\n");
        status = interrupt_check_at(t, results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}

/* The text of each value of an axis and a space, formatted once instead of in every row. */
static bool make_axis_texts(const struct sweep_axis *axis, struct text texts[])
{
    bool failed = false;

    for (size_t i = 0; i < axis->count; i++) {
        text_append_double(&texts[i], sweep_axis_value(axis, i));
        text_append(&texts[i], " ");
        failed = failed || texts[i].failed;
    }
    return !failed;
}

static enum status append_cells(const struct results *results, struct text texts[2][STUDY_MAX_SIDE],
                                struct text *table, struct error *error)
{
    const struct sweep *sweep = &results->sweep;
    enum status status = STATUS_OK;

    for (size_t i1 = 0; i1 < sweep->counts[1] && status == STATUS_OK; i1++) {
        if (i1 > 0)
            table_writer_break(table);
        for (size_t i0 = 0; i0 < sweep->counts[0]; i0++) {
            const struct outcome *cell = &sweep->cells[i1 * sweep->counts[0] + i0];
            text_append(table, text_string(&texts[0][i0]));
            text_append(table, text_string(&texts[1][i1])); /* empty if there is one axis */
            text_appendf(table, "%d %d %d ", cell->first, cell->stays, cell->ended);
            text_append_double(table, cell->value);
            text_append(table, "\n");
        }
        status = interrupt_check(results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}

/* One row per setting; scan lines as in surface.dat. */
static enum status write_sweep(const struct run_options *options, const struct results *results,
                               struct text *table, struct error *error)
{
    const struct sweep_plan *plan = &results->plan;
    struct text(*texts)[STUDY_MAX_SIDE] = calloc(2, sizeof *texts);

    if (texts == NULL)
        return error_out_of_memory(error);
    data_files_header(options, results, table);
    text_append(table, "# ");
    bool made = true;
    for (size_t k = 0; k < plan->axis_count; k++) {
        text_appendf(table, "%s ", method_parameter(&plan->method, plan->axes[k].parameter)->name);
        made = made && make_axis_texts(&plan->axes[k], texts[k]);
    }
    text_append(table, "first stays ended f\n");
    enum status status =
        made ? append_cells(results, texts, table, error) : error_out_of_memory(error);
    for (size_t i = 0; i < STUDY_MAX_SIDE; i++) {
        text_free(&texts[0][i]);
        text_free(&texts[1][i]);
    }
    free(texts);
    return status;
}

/* One row per starting point; scan lines as in sweep.dat. Minima are numbered from 1; 0: none, -1:
 * the search diverged. */
static enum status write_basins(const struct run_options *options, const struct results *results,
                                struct text *table, struct error *error)
{
    const struct basins_plan *plan = &results->basins_plan;
    const struct basins *basins = &results->basins;
    enum status status = STATUS_OK;

    data_files_header(options, results, table);
    for (size_t k = 0; k < basins->minima_count; k++) {
        const struct basins_minimum *minimum = &basins->minima[k];
        text_appendf(table, "# minimum %zu: x1=%.17g x2=%.17g f=%.17g %s\n", k + 1, minimum->x[0],
                     minimum->x[1], minimum->f, minimum->is_found ? "found" : "known");
    }
    table_writer_comment(table, "x1 x2 minimum iteration f");
    for (size_t i2 = 0; i2 < plan->side && status == STATUS_OK; i2++) {
        if (i2 > 0)
            table_writer_break(table);
        for (size_t i1 = 0; i1 < plan->side; i1++) {
            const struct basin *basin = &basins->starts[i2 * plan->side + i1];
            int number = basin->minimum == BASIN_DIVERGED ? -1 : basin->minimum + 1;
            text_append_double(table, basins_start(plan, 0, i1));
            text_append(table, " ");
            text_append_double(table, basins_start(plan, 1, i2));
            text_appendf(table, " %d %d ", number, basin->iteration);
            text_append_double(table, basin->f);
            text_append(table, "\n");
        }
        status = interrupt_check(results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}

/* ---- All of them ----------------------------------------------------------------------------- */

static bool has_problem(const struct run_options *options)
{
    return !options->suite;
}

static bool has_suite(const struct run_options *options)
{
    return options->suite;
}

static bool has_ensemble(const struct run_options *options)
{
    return options->study.runs > 0 && !options->suite;
}

static bool has_tuning(const struct run_options *options)
{
    return options->methods.tune_count > 0 && !options->suite;
}

static bool has_sweep(const struct run_options *options)
{
    return options->study.swept;
}

static bool has_basins(const struct run_options *options)
{
    return options->study.basins > 0;
}

const struct data_file data_files[] = {
    {"trajectory.dat", has_problem, write_trajectory},
    {"surface.dat", has_problem, write_surface},
    {"state.dat", run_options_records, state_file_write},
    {ARTIFACT_ENSEMBLE_RUNS, has_ensemble, write_ensemble},
    {ARTIFACT_RUNTIME, has_ensemble, write_runtime},
    {"tune.dat", has_tuning, tune_file_write},
    {"sweep.dat", has_sweep, write_sweep},
    {"basins.dat", has_basins, write_basins},
    {"suite.dat", has_suite, suite_files_write_results},
    {"profile.dat", has_suite, suite_files_write_profile},
};
const size_t data_file_count = sizeof data_files / sizeof *data_files;

const struct data_file *data_files_find(const char *name)
{
    for (size_t i = 0; i < data_file_count; i++)
        if (strcmp(data_files[i].name, name) == 0)
            return &data_files[i];
    return NULL;
}

enum status data_files_write(const struct run_options *options, const struct results *results,
                             struct output_files *outputs, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < data_file_count && status == STATUS_OK; i++) {
        const struct data_file *file = &data_files[i];
        struct text table = {0};
        if (file->is_made != NULL && !file->is_made(options))
            continue;
        status = file->write(options, results, &table, error);
        if (status == STATUS_OK)
            status = output_files_add(
                outputs, &(struct output_file){.name = file->name, .kind = ARTIFACT_KIND_DATA},
                text_string(&table), table.length, error);
        text_free(&table);
    }
    return status;
}
