/* The panels of the figure state: what happens inside the first optimizer, a column of panels for
 * each variable, a row for quantities that belong on the same axis. */
#ifndef ADAM_REPORT_PLOT_STATE_PANELS_H
#define ADAM_REPORT_PLOT_STATE_PANELS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"

#define STATE_ROWS (OPTIMIZER_MAX_GROUPS + 2)
#define STATE_LINES 3

enum state_kind {
    STATE_QUANTITY, /* of the record */
    STATE_GRADIENT, /* without its noise */
    STATE_STEP,
    STATE_DESCENT, /* the step of gradient descent with the same step size */
};

struct state_line {
    enum state_kind kind;
    size_t quantity;   /* if it is STATE_QUANTITY */
    const char *name;  /* in the legend: plain text */
    const char *brief; /* where that is too long; NULL: the same */
};

struct state_row {
    const char *title;
    bool is_logarithmic;
    struct state_line lines[STATE_LINES]; /* the last one is the most important */
    size_t line_count;
};

/* The rows for the first result of the subject. Returns their number. */
size_t state_rows(const struct figure_subject *subject, struct state_row rows[STATE_ROWS]);

/* The value of a line in update t >= 1. */
double state_value(const struct figure_subject *subject, const struct state_line *line, size_t t,
                   size_t variable);

/* The largest absolute value of a line. */
double state_largest(const struct figure_subject *subject, const struct state_line *line,
                     size_t variable);

/* The vertical range of a panel: low < high; if the row is logarithmic, exponents of ten. */
struct state_range {
    double low, high;
    bool is_zero; /* all values are 0 */
};
struct state_range state_range_of(const struct figure_subject *subject, const struct state_row *row,
                                  size_t variable);

/* The position of a value in a range, 0 being the lower edge and 1 the upper one; values far
 * outside are moved closer. NaN if the row is logarithmic and the value is 0. */
double state_place(const struct state_row *row, const struct state_range *range, double value);

/* STATUS_USAGE if no update was made. */
enum status state_check(const struct figure_subject *subject, struct error *error);

#endif
