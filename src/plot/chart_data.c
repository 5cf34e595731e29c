/* The data of the charts: the excess over the iterations, and the cells of a sweep. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/cell_map.h"
#include "plot/chart_lines.h"
#include "plot/figure_data.h"

static double excess_of(const struct figure_subject *subject, double f)
{
    double excess = f - subject->minimum;

    return excess > 0 ? excess : 0;
}

/* Below this, an excess of a finite number can be infinite. */
#define LOWEST (-1e292)

/* Whether a chart can show the excess that its searches start with. */
static enum status check_start(const struct figure_subject *subject, double excess,
                               struct error *error)
{
    if (isfinite(excess) || subject->minimum > LOWEST)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "at the start, f exceeds its lowest value, %.6g, by more than %.2g; divide f "
                     "by a large number",
                     subject->minimum, DBL_MAX);
}

enum status figure_check_convergence(const struct figure_subject *subject, struct error *error)
{
    return check_start(subject, chart_excess(subject, 0, 0), error); /* all start there */
}

enum status figure_check_ensemble(const struct figure_subject *subject, struct error *error)
{
    if (subject->results[0].ensemble->quantiles[ENSEMBLE_Q90] == NULL)
        return error_set(error, STATUS_USAGE,
                         "its bands require every iteration of all runs, which the parts of a "
                         "merged set do not contain");
    return check_start(subject, subject->results[0].ensemble->quantiles[ENSEMBLE_Q90][0], error);
}

enum status figure_check_sweep(const struct figure_subject *subject, struct error *error)
{
    double start = problem_objective(subject->problem, subject->sweep.plan->start);

    return subject->sweep.of_values ? check_start(subject, excess_of(subject, start), error)
                                    : STATUS_OK;
}

static void append_point(const struct figure_subject *subject, size_t t, struct text *data)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        text_append(data, " ");
        text_append_double(data, t < subject->results[i].trajectory->count
                                     ? chart_excess(subject, i, t)
                                     : (double)NAN);
    }
}

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Of at least one value; sorts the values. Infinite ones are above all others. */
static double median_of(double values[], size_t count)
{
    qsort(values, count, sizeof *values, compare_values);
    double below = values[(count - 1) / 2], above = values[count / 2];
    return below == above ? below : 0.5 * below + 0.5 * above;
}

/* Least, median and largest excess of the points that share a column; `values` has space for
 * them. */
static void append_column(const struct figure_subject *subject, size_t first, size_t count,
                          double values[], struct text *data)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        size_t own = subject->results[i].trajectory->count;
        size_t there = own <= first ? 0 : own - first < count ? own - first : count;
        for (size_t k = 0; k < there; k++)
            values[k] = chart_excess(subject, i, first + k);
        double median = there > 0 ? median_of(values, there) : 0;
        if (there == 0)
            text_append(data, " nan nan nan");
        else
            text_appendf(data, " %.9g %.9g %.9g", values[0], median, values[there - 1]);
    }
}

static void append_names(const struct figure_subject *subject, bool columns, struct text *data)
{
    text_append(data, "# t");
    for (size_t i = 0; i < subject->result_count; i++) {
        const char *column = subject->results[i].column;
        if (columns)
            text_appendf(data, " %s_min %s_median %s_max", column, column, column);
        else
            text_appendf(data, " %s", column);
    }
    text_append(data, "\n");
}

static enum status append_columns(const struct figure_subject *subject, size_t points,
                                  int interrupt_fd, struct text *data, struct error *error)
{
    size_t each = chart_points_per_column(subject);
    double *values = calloc(each, sizeof *values);
    enum status status = STATUS_OK;

    if (values == NULL)
        return error_out_of_memory(error);
    for (size_t t = 0; t < points && status == STATUS_OK; t += each) {
        size_t count = points - t < each ? points - t : each;
        text_appendf(data, "%.9g", (double)t + 0.5 * (double)(count - 1));
        append_column(subject, t, count, values, data);
        text_append(data, "\n");
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    free(values);
    return status;
}

static enum status append_points(const struct figure_subject *subject, size_t points,
                                 int interrupt_fd, struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t t = 0; t < points && status == STATUS_OK; t++) {
        text_appendf(data, "%zu", t);
        append_point(subject, t, data);
        text_append(data, "\n");
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    return status;
}

static enum status write_convergence(const struct figure_subject *subject, int interrupt_fd,
                                     struct text *data, struct error *error)
{
    bool columns = chart_points_per_column(subject) > 1;
    enum status status = STATUS_OK;
    size_t points = 0;

    for (size_t i = 0; i < subject->result_count; i++) {
        size_t own = subject->results[i].trajectory->count;
        points = own > points ? own : points;
    }
    append_names(subject, columns, data);
    status = columns ? append_columns(subject, points, interrupt_fd, data, error)
                     : append_points(subject, points, interrupt_fd, data, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_convergence = {"convergence.dat", false, write_convergence};

/* Of the points that share a column: the least 10 % quantile, the median of the medians, and the
 * largest 90 % quantile. */
static void append_quantiles(const struct ensemble *ensemble, size_t t, size_t count,
                             double values[], struct text *data)
{
    double low = ensemble->quantiles[ENSEMBLE_Q10][t], high = ensemble->quantiles[ENSEMBLE_Q90][t];

    for (size_t k = 0; k < count; k++) {
        low = fmin(low, ensemble->quantiles[ENSEMBLE_Q10][t + k]);
        high = fmax(high, ensemble->quantiles[ENSEMBLE_Q90][t + k]);
        values[k] = ensemble->quantiles[ENSEMBLE_MEDIAN][t + k];
    }
    const double shown[] = {low, median_of(values, count), high};
    for (size_t q = 0; q < 3; q++) {
        text_append(data, " ");
        text_append_double(data, shown[q]);
    }
}

static enum status append_ensembles(const struct figure_subject *subject, int interrupt_fd,
                                    struct text *data, struct error *error)
{
    size_t each = chart_ensemble_points_per_column(subject);
    size_t points = subject->results[0].ensemble->points;
    double *values = calloc(each, sizeof *values);
    enum status status = STATUS_OK;

    if (values == NULL)
        return error_out_of_memory(error);
    for (size_t t = 0; t < points && status == STATUS_OK; t += each) {
        size_t count = points - t < each ? points - t : each;
        text_appendf(data, "%.9g", (double)t + 0.5 * (double)(count - 1));
        for (size_t i = 0; i < subject->result_count; i++)
            append_quantiles(subject->results[i].ensemble, t, count, values, data);
        text_append(data, "\n");
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    free(values);
    return status;
}

static enum status write_ensemble(const struct figure_subject *subject, int interrupt_fd,
                                  struct text *data, struct error *error)
{
    text_append(data, "# t");
    for (size_t i = 0; i < subject->result_count; i++) {
        const char *column = subject->results[i].column;
        text_appendf(data, " %s_q10 %s_median %s_q90", column, column, column);
    }
    text_append(data, "\n");
    enum status status = append_ensembles(subject, interrupt_fd, data, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_ensemble = {"ensemble.dat", false, write_ensemble};

/* ---- The cells of a sweep -------------------------------------------------------------------- */

static enum outcome_rank rank_of(const struct figure_subject *subject, const struct outcome *cell)
{
    return outcome_rank_of(cell, figure_sweep_colors(&subject->sweep));
}

static double shown_value(const struct figure_subject *subject, const struct outcome *cell)
{
    if (!subject->sweep.of_values)
        return outcome_iteration(cell, figure_sweep_colors(&subject->sweep));
    return elementary_log10(
        excess_of(subject, cell->value)); /* of 0, -infinity: the lowest color */
}

size_t figure_cells_count(const struct figure_subject *subject, enum outcome_rank rank)
{
    const struct sweep *sweep = subject->sweep.sweep;
    size_t count = 0;

    for (size_t i = 0; i < sweep->counts[0] * sweep->counts[1]; i++)
        count += rank_of(subject, &sweep->cells[i]) == rank;
    return count;
}

bool figure_cells_range(const struct figure_subject *subject, double *least, double *most)
{
    const struct sweep *sweep = subject->sweep.sweep;
    bool found = false;

    *least = *most = 0;
    for (size_t i = 0; i < sweep->counts[0] * sweep->counts[1]; i++) {
        if (rank_of(subject, &sweep->cells[i]) != OUTCOME_REACHED)
            continue;
        double value = shown_value(subject, &sweep->cells[i]);
        if (isinf(value))
            continue;
        *least = found && *least < value ? *least : value;
        *most = found && *most > value ? *most : value;
        found = true;
    }
    if (subject->sweep.of_values) { /* whole powers of ten, not more than can be distinguished */
        double start =
            excess_of(subject, problem_objective(subject->problem, subject->sweep.plan->start));
        *most = ceil(
            fmin(*most, elementary_log10(start > 0 ? 10 * start : 1))); /* all above it is worse */
        *least = fmin(*most - 1, fmax(floor(*least), *most - 16));
    }
    if (!(*least < *most))
        *most = *least + 1;
    return found;
}

struct coloring {
    const struct figure_subject *subject;
    size_t levels;
    double least, most;
};

/* The number of the band of a cell with a color; the levels and further numbers for those
 * without. */
static int code_of(const struct coloring *coloring, const struct outcome *cell)
{
    enum outcome_rank rank = rank_of(coloring->subject, cell);
    double value = shown_value(coloring->subject, cell), levels = (double)coloring->levels;

    if (rank != OUTCOME_REACHED)
        return (int)coloring->levels + (rank == OUTCOME_DIVERGED);
    double band = floor((value - coloring->least) / (coloring->most - coloring->least) * levels);
    return (int)fmax(0, fmin(levels - 1, band));
}

/* The middle of the band, in (0, 1). */
static void append_band(const void *context, int code, struct text *data)
{
    size_t levels = *(const size_t *)context;

    text_appendf(data, "%.9g", (size_t)code < levels ? (code + 0.5) / (double)levels : 0);
}

static enum status append_cells(const struct coloring *coloring, int interrupt_fd,
                                struct text *data, struct error *error)
{
    const struct sweep *sweep = coloring->subject->sweep.sweep;
    size_t cells = sweep->counts[0] * sweep->counts[1]; /* at least four */
    int *codes = calloc(cells + 1, sizeof *codes), levels = (int)coloring->levels;

    if (codes == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < cells; i++)
        codes[i] = code_of(coloring, &sweep->cells[i]);
    struct cell_map map = {.columns = sweep->counts[0],
                           .rows = sweep->counts[1],
                           .codes = codes,
                           .block_ends = {levels, levels + 1, levels + 2},
                           .append_color = append_band,
                           .context = &coloring->levels};
    enum status status = cell_map_write(&map, interrupt_fd, data, error);
    free(codes);
    return status;
}

static enum status write_cells(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    struct coloring coloring = {.subject = subject, .levels = subject->levels};

    figure_cells_range(subject, &coloring.least, &coloring.most);
    text_append(data, "# x y c\n");
    enum status status = append_cells(&coloring, interrupt_fd, data, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_cells = {"sweep_cells.dat", false, write_cells};
