#include "run/state_file.h"

#include <math.h>

#include "base/deadline.h"
#include "base/table_writer.h"
#include "run/data_files.h"

/* The most columns of an optimizer: each quantity, the step and the gradient without noise in each
 * variable, the norm and the distance. */
#define MOST_COLUMNS                                                                               \
    (PROBLEM_MAX_VARIABLES * (4 + OPTIMIZER_MAX_STATES + OPTIMIZER_MAX_DERIVED) + 2)

/* "m1 m2": a column for each variable, or one for a quantity that all variables share. */
static void append_names(struct text *table, const char *prefix, const char *name, size_t variables)
{
    if (variables == 1)
        text_appendf(table, " %s%s", prefix, name);
    for (size_t v = 0; v < variables && variables > 1; v++)
        text_appendf(table, " %s%s%zu", prefix, name, v + 1);
}

static void append_columns(const struct run_options *options, const struct results *results,
                           size_t i, struct text *table)
{
    const struct optimizer *optimizer = results->list[i].method->optimizer;
    size_t variables = options->problem->variables;
    struct text prefix = {0};

    text_append(&prefix, "");
    if (results->count > 1)
        text_appendf(&prefix, "%s_", results->list[i].column);
    for (size_t k = 0; k < record_width(optimizer); k++)
        append_names(table, text_string(&prefix), record_name(optimizer, k),
                     record_is_shared(optimizer, k) ? 1 : variables);
    append_names(table, text_string(&prefix), "step", variables);
    if (results->trajectories[i].record.true_gradients != NULL)
        append_names(table, text_string(&prefix), "true_g", variables);
    append_names(table, text_string(&prefix), "norm", 1);
    if (options->problem->minima_count > 0)
        append_names(table, text_string(&prefix), "distance", 1);
    table->failed = table->failed || prefix.failed;
    text_free(&prefix);
}

/* Appends the values of point t to the row; NaN after the end of the trajectory. Returns their
 * number. */
static size_t take_values(const struct run_options *options, const struct trajectory *trajectory,
                          size_t t, double row[])
{
    const struct record *record = &trajectory->record;
    size_t count = 0, width = record_width(record->optimizer), variables = record->variables;
    bool there = t < trajectory->count;

    for (size_t k = 0; k < width; k++)
        for (size_t v = 0; v < (record_is_shared(record->optimizer, k) ? 1 : variables); v++)
            row[count++] = there ? record_value(record, t, v, k) : (double)NAN;
    for (size_t v = 0; v < variables; v++)
        row[count++] = there && t > 0 ? trajectory_step(trajectory, t, v) : (double)NAN;
    for (size_t v = 0; v < variables && record->true_gradients != NULL; v++)
        row[count++] = there ? record_true_gradient(record, t, v) : (double)NAN;
    row[count++] = there ? record_norm(record, t) : (double)NAN;
    if (options->problem->minima_count > 0)
        row[count++] = there ? trajectory_distance(trajectory, options->problem, t) : (double)NAN;
    return count;
}

enum status state_file_write(const struct run_options *options, const struct results *results,
                             struct text *table, struct error *error)
{
    double row[1 + METHODS_MAX * MOST_COLUMNS];
    enum status status = STATUS_OK;
    size_t points = 0;

    data_files_header(options, results, table);
    text_append(table, "# t");
    for (size_t i = 0; i < results->count; i++) {
        size_t count = results->trajectories[i].count;
        points = count > points ? count : points;
        append_columns(options, results, i, table);
    }
    text_append(table, "\n");
    for (size_t t = 0; t < points && status == STATUS_OK; t++) {
        size_t count = 0;
        row[count++] = (double)t;
        for (size_t i = 0; i < results->count; i++)
            count += take_values(options, &results->trajectories[i], t, row + count);
        table_writer_row(table, row, count);
        status = interrupt_check_at(t, results->interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(table, error) : status;
}
