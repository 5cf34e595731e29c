/* The computations of the page explore.html: searches, contours and texts for given settings,
 * equal to those of adam-report run. */
#ifndef ADAM_REPORT_EXPLORE_EXPLORER_H
#define ADAM_REPORT_EXPLORE_EXPLORER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "explore/settings.h"
#include "optimize/method_name.h"
#include "optimize/optimizer_result.h"
#include "optimize/trajectory.h"
#include "plot/grid.h"
#include "plot/objective_map.h"

/* The searches of some settings. */
struct explorer_searches {
    struct settings settings;
    double start[PROBLEM_MAX_VARIABLES];
    struct trajectory trajectories[SETTINGS_MAX_METHODS]; /* with records */
    struct method_name names[SETTINGS_MAX_METHODS];
    /* The minimum of the objective or, if that is unknown, the smallest value found by the searches
     * or on a grid. */
    double minimum;
};

/* Points of a trajectory.dat, with which the searches are compared. */
struct explorer_recorded {
    size_t rows, columns; /* t, and x1, x2, f of each optimizer */
    double *values;
};

/* Starts as {0}. It must not be moved. */
struct explorer {
    bool is_set; /* there are searches */
    struct explorer_searches searches;
    struct objective_map map;
    struct explorer_recorded recorded;

    /* The smallest value on the grid, and the problem and bounds that it belongs to. */
    struct text least_problem;
    struct bounds least_bounds;
    struct grid_least least;
};

/* Runs the searches with the settings in the text, which is changed. After an error, the previous
 * searches remain, and the place is that of the setting: see settings_parse(). The caller must call
 * explorer_free(), even after an error. */
enum status explorer_set(struct explorer *explorer, char *text, struct settings_place *place,
                         struct error *error);
void explorer_free(struct explorer *explorer);

/* All functions below require searches. */

/* Makes explorer->map for a region, which has contours as fine as those of a figure of the default
 * size. STATUS_USAGE if the region is invalid, or the objective has no contours there. */
enum status explorer_map(struct explorer *explorer, const double region[4], struct error *error);

/* Append the files that adam-report run writes. */
enum status explorer_trajectory(const struct explorer *explorer, struct text *out,
                                struct error *error);
enum status explorer_bands(const struct explorer *explorer, struct text *out, struct error *error);

/* Appends a JSON array with the lines of the rule of a search: "line", and "numbers": a text for
 * each variable or, for a line that is the same for all, one. There are no numbers unless t is from
 * 1 to the last point. */
void explorer_rule(const struct explorer *explorer, size_t search, size_t t, struct text *out);

/* Reads rows of trajectory.dat, which are not changed: numbers separated by spaces, as many in each
 * row; lines that begin with # are ignored. STATUS_BAD_INPUT for anything else. */
enum status explorer_set_recorded(struct explorer *explorer, const char *text, struct error *error);

/* The number of recorded rows that are, bit for bit, those of the searches; NaN equals NaN. */
size_t explorer_identical(const struct explorer *explorer);

#endif
