/* The layout of the charts. */
#ifndef ADAM_REPORT_PLOT_CHART_LAYOUT_H
#define ADAM_REPORT_PLOT_CHART_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plot/axis_marks.h"
#include "plot/chart_lines.h"
#include "plot/figure.h"
#include "plot/layout.h"

/* The items of the legend below a chart: the tolerance, and the meaning of lines and areas. */
enum chart_item {
    CHART_ITEM_BAND,
    CHART_ITEM_MEDIAN,
    CHART_ITEM_OTHERS,
    CHART_ITEM_TOLERANCE,
    CHART_ITEM_FIRST,
    CHART_ITEM_STAYS
};
#define CHART_ITEMS (CHART_ITEM_STAYS + 1)

/* Lines over the iterations. */
struct chart {
    struct axis t;
    const char *t_name; /* its label; NULL: "iterations" */
    bool of_shares;     /* the scale is linear, from 0 % to 100 %, instead of logarithmic */
    struct chart_scale scale;
    struct axis_marks marks;        /* of the scale: filled in by the layout */
    double exits_room;              /* the height of the labels of lines that leave, in points:
                                     * likewise */
    double heading;                 /* its width in units of HEADING_SIZE */
    const char *excess_name;        /* label of the vertical axis: enhanced text */
    const char *items[CHART_ITEMS]; /* texts of the legend; NULL: no such item */
    const struct figure_subject *subject;
    double ends[OPTIMIZER_RESULT_MAX];            /* where each line ends, on the scale */
    bool leaves[OPTIMIZER_RESULT_MAX];            /* the line leaves the chart: */
    const char *exit_texts[OPTIMIZER_RESULT_MAX]; /* plain text at its exit */
    const char *names[OPTIMIZER_RESULT_MAX];      /* of the lines, or of the panels: plain text */
    const char *notes[OPTIMIZER_RESULT_MAX];      /* after the names of panels: plain text, or "" */
};

/* Makes space for the labels of the lines that leave: widens the scale so that they are above all
 * others. Must be called before chart_place(), and before anything is placed on the scale. */
void chart_make_room(const struct layout *layout, struct chart *chart);

/* Whether the names are at the ends of the lines instead of in rows above. */
bool chart_has_names_at_ends(const struct layout *layout, const struct chart *chart);

/* Append the variables of the page to the script and add the boxes of all texts: one chart with
 * names at the ends of its lines or in rows above; or a panel for each line. The exits are those of
 * the lines that leave. */
void chart_place(struct layout *layout, struct text *script, struct chart *chart,
                 const struct chart_exit exits[]);
void chart_place_panels(struct layout *layout, struct text *script, struct chart *chart);

#endif
