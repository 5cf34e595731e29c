/* The layout of the charts and of the sweep. */
#ifndef ADAM_REPORT_PLOT_CHART_LAYOUT_H
#define ADAM_REPORT_PLOT_CHART_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"
#include "plot/layout.h"

/* Lines over the iterations, with a name at the end of each. */
struct chart {
    struct axis t, excess;
    double heading;          /* its width in units of HEADING_SIZE */
    const char *excess_name; /* label of the vertical axis: enhanced text */
    const double *ends;      /* where each line ends, on the axis of the excess */
    const struct figure_subject *subject;
};

/* A tic of a sweep's axis. */
struct sweep_mark {
    double place;      /* along the axis, from 0 to 1 */
    char label[80];    /* enhanced text */
    size_t characters; /* approximate number of visible characters in the label */
};

/* The maximum number of marks on an axis. */
#define SWEEP_MARKS_MAX 48

struct sweep_marks {
    struct sweep_mark list[SWEEP_MARKS_MAX];
    size_t count;
};

struct sweep_page {
    struct sweep_marks marks[2]; /* of x and y: those whose labels do not fit are removed */
    const char *names[2];        /* of the parameters: UTF-8 */
    struct axis f;               /* of the colors */
    const char *bar_name;        /* enhanced text */
    bool colored;                /* some cells have a color */
    double heading;              /* its width in units of HEADING_SIZE */
    bool has_never;              /* the legend lists cells that never reach the tolerance */
    const char *best;            /* the legend of the best setting; NULL: no best setting */
    bool has_chosen;             /* the run's own setting is in the box */
};

/* Append the variables of the page to the script and add the boxes of all texts. */
void chart_place(struct layout *layout, struct text *script, struct chart *chart);
void sweep_place(struct layout *layout, struct text *script, struct sweep_page *page);

#endif
