/* The data of the figure state. */
#include <math.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/figure_data.h"
#include "plot/state_panels.h"

/* A line in a panel. */
struct panel_line {
    const struct figure_subject *subject;
    const struct state_row *row;
    const struct state_line *line;
    struct state_range range;
    size_t variable;
};

static double place_at(const struct panel_line *line, size_t t)
{
    return state_place(line->row, &line->range,
                       state_value(line->subject, line->line, t, line->variable));
}

/* A point without a position interrupts the line. */
static void append_point(const struct panel_line *line, size_t t, struct text *data)
{
    double place = place_at(line, t);

    if (isnan(place))
        text_append(data, "\n");
    else
        text_appendf(data, "%.6f %.6f\n", elementary_log10((double)t), place);
}

/* The points from t to before `end` share a column: of these, the first, the lowest, the highest
 * and the last one, in order. */
static void append_column(const struct panel_line *line, size_t t, size_t end, struct text *data)
{
    size_t lowest = t, highest = t;

    for (size_t i = t; i < end; i++) {
        if (place_at(line, i) < place_at(line, lowest))
            lowest = i;
        if (place_at(line, i) > place_at(line, highest))
            highest = i;
    }
    for (size_t i = t; i < end; i++)
        if (i == t || i == lowest || i == highest || i + 1 == end)
            append_point(line, i, data);
}

/* The first update of the next column of a panel, which is half as wide as the image. */
static size_t column_end(const struct figure_subject *subject, size_t t, size_t count)
{
    double columns = 0.5 * (double)subject->columns;
    double width = columns > 0 ? elementary_log10(fmax(2, (double)count - 1)) / columns : 0;
    double end = floor((double)t * elementary_pow(10, width)) + 1;

    return end >= (double)count ? count : (size_t)end;
}

static enum status append_line(const struct panel_line *line, int interrupt_fd, struct text *data,
                               struct error *error)
{
    size_t count = line->subject->results[0].trajectory->count, end;
    enum status status = STATUS_OK;

    text_append(data, "-1 0\n\n");
    for (size_t t = 1; t < count && status == STATUS_OK; t = end) {
        end = column_end(line->subject, t, count);
        append_column(line, t, end, data);
        status = interrupt_check_at(t, interrupt_fd, error);
    }
    text_append(data, "\n\n");
    return status;
}

static enum status write_state(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    struct state_row rows[STATE_ROWS];
    size_t count = state_rows(subject, rows);
    enum status status = STATUS_OK;

    text_append(data, "# x y\n");
    for (size_t i = 0; i < count; i++)
        for (size_t v = 0; v < subject->problem->variables; v++) {
            struct panel_line line = {subject, &rows[i], NULL, state_range_of(subject, &rows[i], v),
                                      v};
            for (size_t k = 0; k < rows[i].line_count && status == STATUS_OK; k++) {
                line.line = &rows[i].lines[k];
                status = append_line(&line, interrupt_fd, data, error);
            }
        }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_state = {"state_lines.dat", false, write_state};
