#include "plot/state_panels.h"

#include <math.h>
#include <string.h>

#include "base/elementary.h"

static const struct trajectory *trajectory_of(const struct figure_subject *subject)
{
    return subject->results[0].trajectory;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void add_line(struct state_row *row, enum state_kind kind, size_t quantity, const char *name)
{
    row->lines[row->line_count++] =
        (struct state_line){.kind = kind, .quantity = quantity, .name = name};
}

/* The quantity whose name begins here and ends at a space or at the end of the string. */
static size_t find_quantity(const struct optimizer *optimizer, const char *name, size_t length)
{
    char word[32] = "";

    if (length < sizeof word)
        memcpy(word, name, length);
    return record_find(optimizer, word);
}

static void take_group(const struct optimizer *optimizer, const struct optimizer_group *group,
                       struct state_row *row)
{
    const char *name = group->names;

    *row = (struct state_row){.title = group->title, .is_logarithmic = group->is_positive};
    while (*name != '\0' && row->line_count < STATE_LINES) {
        size_t length = strcspn(name, " ");
        size_t quantity = find_quantity(optimizer, name, length);
        add_line(row, STATE_QUANTITY, quantity, record_symbol(optimizer, quantity));
        name += length + (name[length] == ' ');
    }
}

size_t state_rows(const struct figure_subject *subject, struct state_row rows[STATE_ROWS])
{
    const struct record *record = &trajectory_of(subject)->record;
    const struct optimizer *optimizer = record->optimizer;
    size_t count = 0;

    rows[count] = (struct state_row){.title = "gradient"};
    if (record->true_gradients != NULL) {
        add_line(&rows[count], STATE_QUANTITY, RECORD_GRADIENT, "with noise");
        add_line(&rows[count], STATE_GRADIENT, 0, "without noise");
        rows[count].lines[0].brief = "noisy";
        rows[count].lines[1].brief = "true";
    } else {
        add_line(&rows[count], STATE_GRADIENT, 0, "g");
    }
    count++;
    for (size_t i = 0; i < OPTIMIZER_MAX_GROUPS && optimizer->groups[i].title != NULL; i++)
        take_group(optimizer, &optimizer->groups[i], &rows[count++]);
    rows[count] = (struct state_row){.title = "step"};
    add_line(&rows[count], STATE_DESCENT, 0, "−α g (gradient descent)");
    rows[count].lines[0].brief = "−α g";
    add_line(&rows[count++], STATE_STEP, 0, "taken");
    return count;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static double step_size(const struct figure_subject *subject, size_t t)
{
    const struct method *method = subject->results[0].method;
    double alpha = method->parameters[0];

    if (!method_is_scheduled(method))
        return alpha;
    return alpha * schedule_factor(method->schedule, method_schedule_parameters(method), (long)t,
                                   (long)subject->iterations);
}

double state_value(const struct figure_subject *subject, const struct state_line *line, size_t t,
                   size_t variable)
{
    const struct trajectory *trajectory = trajectory_of(subject);
    const struct record *record = &trajectory->record;

    switch (line->kind) {
    case STATE_GRADIENT:
        return record_true_gradient(record, t, variable);
    case STATE_STEP:
        return trajectory_step(trajectory, t, variable);
    case STATE_DESCENT:
        return -step_size(subject, t) * record_value(record, t, variable, RECORD_GRADIENT);
    default:
        return record_value(record, t, variable, line->quantity);
    }
}

double state_largest(const struct figure_subject *subject, const struct state_line *line,
                     size_t variable)
{
    double largest = 0;

    for (size_t t = 1; t < trajectory_of(subject)->count; t++)
        largest = fmax(largest, fabs(state_value(subject, line, t, variable)));
    return largest;
}

/* ---- Ranges ---------------------------------------------------------------------------------- */

/* Space above and below the lines, as a fraction of their range. */
#define SPACE 0.07

/* The maximum extent of the steps of gradient descent, in multiples of that of the steps taken. */
#define MOST_DESCENT 2.5

/* A logarithmic panel shows at least this many decades. */
#define LEAST_DECADES 1.2

/* Beyond these limits, differences overflow, and positions of tics underflow. */
#define LARGEST 8e307
#define SMALLEST 1e-300

static void include(struct state_range *range, double value)
{
    if (!isfinite(value))
        return;
    value = fmax(-LARGEST, fmin(LARGEST, value));
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

static void include_line(const struct figure_subject *subject, const struct state_row *row,
                         const struct state_line *line, size_t variable, struct state_range *range)
{
    for (size_t t = 1; t < trajectory_of(subject)->count; t++) {
        double value = state_value(subject, line, t, variable);
        if (!row->is_logarithmic)
            include(range, value);
        else if (value > 0 && isfinite(value))
            include(range, elementary_log10(value));
    }
}

/* Extends the range of the steps taken to those of gradient descent, unless these are so large that
 * the steps taken would no longer be visible. */
static void include_descent(const struct figure_subject *subject, const struct state_row *row,
                            size_t variable, struct state_range *range)
{
    struct state_range descent = {0, 0, false};
    double most = MOST_DESCENT * fmax(-range->low, range->high);

    include_line(subject, row, &row->lines[0], variable, &descent);
    if (!(most > 0))
        most = HUGE_VAL;
    range->low = fmin(range->low, fmax(descent.low, -most));
    range->high = fmax(range->high, fmin(descent.high, most));
}

struct state_range state_range_of(const struct figure_subject *subject, const struct state_row *row,
                                  size_t variable)
{
    struct state_range range = {0, 0, false};
    bool compares = row->lines[0].kind == STATE_DESCENT;

    if (row->is_logarithmic)
        range = (struct state_range){HUGE_VAL, -HUGE_VAL, false};
    for (size_t i = compares; i < row->line_count; i++)
        include_line(subject, row, &row->lines[i], variable, &range);
    if (compares)
        include_descent(subject, row, variable, &range);
    range.is_zero =
        row->is_logarithmic ? !(range.low <= range.high) : range.high - range.low < SMALLEST;
    if (range.is_zero)
        return (struct state_range){row->is_logarithmic ? 0 : -1, 1, true};
    double space = SPACE * (0.5 * range.high - 0.5 * range.low) * 2;
    if (row->is_logarithmic)
        space = fmax(space, 0.5 * (LEAST_DECADES - (range.high - range.low)));
    range.low -= fmin(space, 1e300);
    range.high += fmin(space, 1e300);
    return range;
}

/* Farther than this from the panel, in multiples of its height, a position makes no difference. */
#define FARTHEST 3.0

double state_place(const struct state_row *row, const struct state_range *range, double value)
{
    if (row->is_logarithmic)
        value = value > 0 ? elementary_log10(value) : NAN;
    double place = (0.5 * value - 0.5 * range->low) / (0.5 * range->high - 0.5 * range->low);
    return isnan(place) ? place : fmax(-FARTHEST, fmin(1 + FARTHEST, place));
}

enum status state_check(const struct figure_subject *subject, struct error *error)
{
    return trajectory_of(subject)->count > 1
               ? STATUS_OK
               : error_set(error, STATUS_USAGE, "the search ends in its first update");
}
