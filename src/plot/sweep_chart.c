#include "plot/sweep_chart.h"

#include <math.h>

#include "base/deadline.h"
#include "base/elementary.h"

/* Iterations that differ by such a factor are shown on a logarithmic axis. */
#define LARGE_FACTOR 40.0

/* So few settings have dots. */
#define FEW_SETTINGS 60

/* Space above the largest number of iterations, and below the smallest one on a logarithmic axis,
 * as a fraction of the axis. */
#define MARGIN 0.06

struct sweep_chart sweep_chart_of(const struct figure_subject *subject)
{
    struct sweep_chart chart = {.logarithmic = subject->sweep.of_values};
    double least, most;

    figure_cells_range(subject, &least, &most);
    if (chart.logarithmic) {
        chart.low = least;
        chart.high = most;
    } else if (least >= 1 && most > LARGE_FACTOR * least) {
        double low = elementary_log10(least), high = elementary_log10(most);
        chart.logarithmic = true;
        chart.low = low - MARGIN * (high - low);
        chart.high = high + MARGIN * (high - low);
    } else {
        chart.high = most + MARGIN * most;
    }
    return chart;
}

static enum outcome_rank rank_of(const struct figure_subject *subject, const struct outcome *cell)
{
    return outcome_rank_of(cell, figure_sweep_colors(&subject->sweep));
}

double sweep_chart_place(const struct figure_subject *subject, const struct sweep_chart *chart,
                         const struct outcome *outcome)
{
    enum criterion criterion = figure_sweep_colors(&subject->sweep);

    if (rank_of(subject, outcome) != OUTCOME_REACHED)
        return (double)NAN;
    double value = subject->sweep.of_values ? fmax(0, outcome->value - subject->minimum)
                                            : outcome_iteration(outcome, criterion);
    double level = chart->logarithmic ? elementary_log10(value) : value;
    return fmax(0, (level - chart->low) / (chart->high - chart->low));
}

/* NAN also before the first setting and after the last one. */
static double place_at(const struct figure_subject *subject, const struct sweep_chart *chart,
                       size_t i)
{
    const struct sweep *sweep = subject->sweep.sweep;

    return i < sweep->counts[0] ? sweep_chart_place(subject, chart, &sweep->cells[i]) : (double)NAN;
}

static double middle_of(const struct figure_subject *subject, double i)
{
    return (i + 0.5) / (double)subject->sweep.sweep->counts[0];
}

bool sweep_chart_above(const struct figure_subject *subject, const struct sweep_chart *chart,
                       size_t first, double *middle, size_t *next)
{
    size_t count = subject->sweep.sweep->counts[0];

    while (first < count && !(place_at(subject, chart, first) > 1))
        first++;
    for (*next = first; place_at(subject, chart, *next) > 1;)
        ++*next;
    *middle = middle_of(subject, 0.5 * ((double)first + (double)*next - 1));
    return first < count;
}

static void append_point(struct text *data, double x, double y)
{
    text_appendf(data, "%.9g %.9g\n", x, fmin(y, 1));
}

/* Blocks are separated by two blank lines, lines and polygons in them by one. Each begins with a
 * point that is not drawn, since gnuplot requires data in every block. */
static void begin_block(struct text *data, double hidden)
{
    text_appendf(data, "\n%g %g\n\n", hidden, hidden);
}

static void append_line(const struct figure_subject *subject, const struct sweep_chart *chart,
                        struct text *data)
{
    size_t count = subject->sweep.sweep->counts[0];

    for (size_t i = 0; i < count; i++) {
        double y = place_at(subject, chart, i);
        if (!isnan(y))
            append_point(data, middle_of(subject, (double)i), y);
        else if (i > 0 && !isnan(place_at(subject, chart, i - 1)))
            text_append(data, "\n");
    }
    if (!isnan(place_at(subject, chart, count - 1)))
        text_append(data, "\n");
}

static void append_dots(const struct figure_subject *subject, const struct sweep_chart *chart,
                        struct text *data)
{
    size_t count = subject->sweep.sweep->counts[0];

    for (size_t i = 0; i < count; i++) {
        double y = place_at(subject, chart, i);
        bool is_alone = (i == 0 || isnan(place_at(subject, chart, i - 1))) &&
                        isnan(place_at(subject, chart, i + 1));
        if (y <= 1 && (is_alone || count <= FEW_SETTINGS))
            append_point(data, middle_of(subject, (double)i), y);
    }
    text_append(data, "\n");
}

static void append_rectangles(const struct figure_subject *subject, enum outcome_rank rank,
                              struct text *data)
{
    const struct sweep *sweep = subject->sweep.sweep;

    for (size_t first = 0, end; first < sweep->counts[0]; first = end) {
        end = first + 1;
        if (rank_of(subject, &sweep->cells[first]) != rank)
            continue;
        while (end < sweep->counts[0] && rank_of(subject, &sweep->cells[end]) == rank)
            end++;
        double left = middle_of(subject, (double)first - 0.5);
        double right = middle_of(subject, (double)end - 0.5);
        text_appendf(data, "%.9g 0\n%.9g 0\n%.9g 1\n%.9g 1\n\n", left, right, right, left);
    }
}

static enum status write_line(const struct figure_subject *subject, int interrupt_fd,
                              struct text *data, struct error *error)
{
    struct sweep_chart chart = sweep_chart_of(subject);

    text_append(data, "# x y\n0 0\n\n");
    append_line(subject, &chart, data);
    begin_block(data, -9); /* where a circle is outside */
    append_dots(subject, &chart, data);
    begin_block(data, 0);
    append_rectangles(subject, OUTCOME_NOT_REACHED, data);
    begin_block(data, 0);
    append_rectangles(subject, OUTCOME_DIVERGED, data);
    enum status status = interrupt_check(interrupt_fd, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_sweep_line = {"sweep_line.dat", false, write_line};
