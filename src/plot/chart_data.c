/* The data of the charts: the excess over the iterations, and the cells of a sweep. */
#include <float.h>
#include <math.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/figure_data.h"

static double excess_of(const struct figure_subject *subject, double f)
{
    double excess = f - subject->minimum;

    return excess > 0 ? excess : 0;
}

/* Below this, an excess of a finite number can be infinite. */
#define LOWEST (-1e292)

/* Whether the chart can show the excess that its searches start with. */
static enum status check_start(const struct figure_subject *subject, const char *figure,
                               double excess, struct error *error)
{
    if (isfinite(excess) || subject->minimum > LOWEST)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "--figure %s: at the start, f exceeds its lowest value, %.6g, by more than "
                     "%.2g; divide f by a large number",
                     figure, subject->minimum, DBL_MAX);
}

static enum status write_convergence(const struct figure_subject *subject, int interrupt_fd,
                                     struct text *data, struct error *error)
{
    enum status status = STATUS_OK;
    size_t points = 0;

    text_append(data, "# t");
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct optimizer_result *result = &subject->results[i];
        text_appendf(data, " %s", result->column);
        points = result->trajectory->count > points ? result->trajectory->count : points;
        if (status == STATUS_OK)
            status = check_start(subject, "convergence",
                                 excess_of(subject, result->trajectory->f[0]), error);
    }
    if (status != STATUS_OK)
        return status;
    text_append(data, "\n");
    for (size_t t = 0; t < points && status == STATUS_OK; t++) {
        text_appendf(data, "%zu", t);
        for (size_t i = 0; i < subject->result_count; i++) {
            const struct trajectory *trajectory = subject->results[i].trajectory;
            text_append(data, " ");
            text_append_double(data, t < trajectory->count ? excess_of(subject, trajectory->f[t])
                                                           : (double)NAN);
        }
        text_append(data, "\n");
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_convergence = {"convergence.dat", false, write_convergence};

static enum status write_ensemble(const struct figure_subject *subject, int interrupt_fd,
                                  struct text *data, struct error *error)
{
    static const enum ensemble_quantile shown[] = {ENSEMBLE_Q10, ENSEMBLE_MEDIAN, ENSEMBLE_Q90};
    enum status status = STATUS_OK;

    text_append(data, "# t");
    for (size_t i = 0; i < subject->result_count; i++) {
        const char *column = subject->results[i].column;
        double start = subject->results[i].ensemble->quantiles[ENSEMBLE_Q90][0];
        status = check_start(subject, "ensemble", start, error);
        if (status != STATUS_OK)
            return status;
        text_appendf(data, " %s_q10 %s_median %s_q90", column, column, column);
    }
    text_append(data, "\n");
    for (size_t t = 0; t < subject->results[0].ensemble->points && status == STATUS_OK; t++) {
        text_appendf(data, "%zu", t);
        for (size_t i = 0; i < subject->result_count; i++)
            for (size_t q = 0; q < 3; q++) {
                text_append(data, " ");
                text_append_double(data, subject->results[i].ensemble->quantiles[shown[q]][t]);
            }
        text_append(data, "\n");
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_ensemble = {"ensemble.dat", false, write_ensemble};

/* ---- The cells of a sweep -------------------------------------------------------------------- */

enum fate { REACHED, NEVER, ENDED };
#define FATES 3

static enum fate fate_of(const struct figure_subject *subject, const struct sweep_cell *cell)
{
    if (cell->first != SWEEP_NEVER && !subject->sweep.of_values)
        return REACHED;
    if (cell->ended != SWEEP_NEVER)
        return ENDED;
    return subject->sweep.of_values ? REACHED : NEVER;
}

static double shown_value(const struct figure_subject *subject, const struct sweep_cell *cell)
{
    if (!subject->sweep.of_values)
        return cell->first;
    return elementary_log10(
        excess_of(subject, cell->value)); /* of 0, -infinity: the lowest color */
}

bool figure_cells_range(const struct figure_subject *subject, double *least, double *most)
{
    const struct sweep *sweep = subject->sweep.sweep;
    bool found = false;

    *least = *most = 0;
    for (size_t i = 0; i < sweep->counts[0] * sweep->counts[1]; i++) {
        if (fate_of(subject, &sweep->cells[i]) != REACHED)
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

/* The middle of the band, in (0, 1). */
static double color_of(double value, double least, double most, size_t levels)
{
    double band = floor((value - least) / (most - least) * (double)levels);

    band = fmax(0, fmin((double)levels - 1, band));
    return (band + 0.5) / (double)levels;
}

struct coloring {
    const struct figure_subject *subject;
    size_t levels;
    double least, most;
};

static double cell_color(const struct coloring *coloring, const struct sweep_cell *cell)
{
    return color_of(shown_value(coloring->subject, cell), coloring->least, coloring->most,
                    coloring->levels);
}

static bool look_alike(const struct coloring *coloring, const struct sweep_cell *a,
                       const struct sweep_cell *b)
{
    enum fate fate = fate_of(coloring->subject, a);

    return fate == fate_of(coloring->subject, b) &&
           (fate != REACHED || cell_color(coloring, a) == cell_color(coloring, b));
}

static void append_rectangle(const struct sweep *sweep, size_t left, size_t right, size_t row,
                             double color, struct text *data)
{
    double x1 = (double)left / (double)sweep->counts[0];
    double x2 = (double)right / (double)sweep->counts[0];
    double y1 = (double)row / (double)sweep->counts[1];
    double y2 = (double)(row + 1) / (double)sweep->counts[1];

    text_appendf(data, "%.9g %.9g %.9g\n%.9g %.9g %.9g\n%.9g %.9g %.9g\n%.9g %.9g %.9g\n\n", x1, y1,
                 color, x2, y1, color, x2, y2, color, x1, y2, color);
}

/* Neighbors in a row with the same color are joined into one rectangle. */
static void append_row(const struct coloring *coloring, size_t row, enum fate fate,
                       struct text *data)
{
    const struct sweep *sweep = coloring->subject->sweep.sweep;
    const struct sweep_cell *cells = sweep->cells + row * sweep->counts[0];

    for (size_t left = 0, right; left < sweep->counts[0]; left = right) {
        right = left + 1;
        while (right < sweep->counts[0] && look_alike(coloring, &cells[left], &cells[right]))
            right++;
        if (fate_of(coloring->subject, &cells[left]) == fate)
            append_rectangle(sweep, left, right, row,
                             fate == REACHED ? cell_color(coloring, &cells[left]) : 0, data);
    }
}

static enum status write_cells(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    struct coloring coloring = {.subject = subject, .levels = subject->levels};
    enum status status = STATUS_OK;

    if (subject->sweep.of_values) {
        double start = problem_objective(subject->problem, subject->sweep.plan->start);
        status = check_start(subject, "sweep", excess_of(subject, start), error);
        if (status != STATUS_OK)
            return status;
    }
    figure_cells_range(subject, &coloring.least, &coloring.most);
    text_append(data, "# x y c\n");
    for (int fate = 0; fate < FATES; fate++) {
        if (fate > 0)
            text_append(data, "\n");
        text_append(data, "0 0 0\n\n"); /* gnuplot requires data in every block */
        for (size_t row = 0; row < subject->sweep.sweep->counts[1] && status == STATUS_OK; row++) {
            append_row(&coloring, row, (enum fate)fate, data);
            status = interrupt_check(interrupt_fd, error);
        }
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_cells = {"sweep_cells.dat", false, write_cells};
