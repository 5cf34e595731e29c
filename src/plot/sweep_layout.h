/* The layout of the figure of a sweep. */
#ifndef ADAM_REPORT_PLOT_SWEEP_LAYOUT_H
#define ADAM_REPORT_PLOT_SWEEP_LAYOUT_H

#include <stdbool.h>

#include "base/text.h"
#include "plot/axis_marks.h"
#include "plot/layout.h"

#define SWEEP_MESSAGE_LINES 3

/* The items of a sweep's legend: settings that did not reach the tolerance, or did not stay below
 * it; those that diverged; those above the chart; the tolerance; the best setting; the run's own.
 */
enum sweep_item {
    SWEEP_ITEM_NEVER,
    SWEEP_ITEM_ENDED,
    SWEEP_ITEM_ABOVE,
    SWEEP_ITEM_TOLERANCE,
    SWEEP_ITEM_BEST,
    SWEEP_ITEM_CHOSEN
};
#define SWEEP_LEGEND (SWEEP_ITEM_CHOSEN + 1)

struct sweep_page {
    struct axis_marks marks[2]; /* of x and y: those whose labels do not fit are removed */
    const char *names[2];       /* of the axes: enhanced text */
    const char *key;            /* of the second one, if the page is too low for its name */
    bool is_chart;              /* one parameter: no color bar */
    struct axis f;              /* of the colors */
    const char *bar_name;       /* enhanced text */
    bool colored;               /* some settings have a color, or a place in the chart */
    double heading;             /* its width in units of HEADING_SIZE */
    const char *message[SWEEP_MESSAGE_LINES]; /* over a figure without any; NULL: no line */
    const char *legend[SWEEP_LEGEND];         /* the texts of the items; NULL: no such item */
    double marked[2][2]; /* positions of the best and the run's own setting, from 0 to 1; negative:
                          * no such mark */
};

/* Appends the variables of the page to the script and adds the boxes of all texts. */
void sweep_place(struct layout *layout, struct text *script, struct sweep_page *page);

#endif
