#include "optimize/search_table.h"

#include <math.h>

#include "base/table_writer.h"

void search_table_problem(const struct problem *problem, const struct bounds *bounds,
                          struct text *table)
{
    text_appendf(table, "# problem=%s bounds=%.17g,%.17g,%.17g,%.17g", problem->name,
                 bounds->min[0], bounds->max[0], bounds->min[1], bounds->max[1]);
    if (problem->minimum_given)
        text_appendf(table, " minimum=%.17g", problem->minimum);
}

void search_table_noise(const char *noise, const char *vary, struct text *table)
{
    if (noise != NULL)
        text_appendf(table, " noise=%s", noise);
    if (noise != NULL && vary != NULL)
        text_appendf(table, " vary=%s", vary);
}

static void append_start(const struct search_table *searches, struct text *table)
{
    const double *start = searches->start;

    if (start != NULL)
        text_appendf(table, " start=%.17g,%.17g", start[0], start[1]);
    if (start == NULL || searches->noise != NULL)
        text_appendf(table, " seed=%lu", (unsigned long)searches->seed);
    search_table_noise(searches->noise, searches->vary, table);
    text_appendf(table, " iterations=%zu", searches->iterations);
}

void search_table_method(const struct method *method, struct text *table)
{
    text_appendf(table, " optimizer=%s", method->optimizer->name);
    for (size_t k = 0; k < method_shown_count(method); k++) {
        if (k == method->optimizer->parameter_count)
            text_appendf(table, " " METHOD_SCHEDULE_KEY "=%s", method->schedule->name);
        text_appendf(table, " %s=%.17g", method_parameter(method, k)->name, method->parameters[k]);
    }
}

void search_table_header(const struct search_table *searches, struct text *table)
{
    search_table_problem(searches->problem, &searches->bounds, table);
    append_start(searches, table);
    if (searches->count == 1)
        search_table_method(searches->results[0].method, table);
    text_append(table, "\n");
    for (size_t i = 0; i < searches->count && searches->count > 1; i++) {
        text_appendf(table, "# %s:", searches->results[i].column);
        search_table_method(searches->results[i].method, table);
        text_append(table, "\n");
    }
}

size_t search_table_rows(const struct search_table *searches)
{
    size_t rows = 0;

    for (size_t i = 0; i < searches->count; i++)
        if (searches->results[i].trajectory->count > rows)
            rows = searches->results[i].trajectory->count;
    return rows;
}

void search_table_columns(const struct search_table *searches, struct text *table)
{
    text_append(table, searches->count == 1 ? "# t x1 x2 f" : "# t");
    for (size_t i = 0; i < searches->count && searches->count > 1; i++) {
        const char *name = searches->results[i].column;
        text_appendf(table, " %s_x1 %s_x2 %s_f", name, name, name);
    }
    text_append(table, "\n");
}

void search_table_row(const struct search_table *searches, size_t t, struct text *table)
{
    double row[1 + 3 * OPTIMIZER_RESULT_MAX] = {(double)t};

    for (size_t i = 0; i < searches->count; i++) {
        const struct trajectory *trajectory = searches->results[i].trajectory;
        bool there = t < trajectory->count;
        const double *x = trajectory_point(trajectory, there ? t : 0);
        row[1 + 3 * i] = there ? x[0] : (double)NAN;
        row[2 + 3 * i] = there ? x[1] : (double)NAN;
        row[3 + 3 * i] = there ? trajectory->f[t] : (double)NAN;
    }
    table_writer_row(table, row, 1 + 3 * searches->count);
}
