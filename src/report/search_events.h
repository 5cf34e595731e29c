/* What happens in a search: where it crosses the tolerance, how it ends, and where it oscillates.
 */
#ifndef ADAM_REPORT_REPORT_SEARCH_EVENTS_H
#define ADAM_REPORT_REPORT_SEARCH_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/optimizer_result.h"
#include "report/run_summary.h"

/* Maximum number of final iterations examined. */
#define SEARCH_EVENTS_TAIL 10

enum search_tail {
    TAIL_OTHER,   /* f goes up and down */
    TAIL_FALLING, /* f falls in each iteration */
    TAIL_RISING,  /* f rises in each iteration */
    TAIL_SETTLED, /* f changes by less than a thousandth of its excess */
};

/* Why f rises above the tolerance again. */
enum search_cause {
    CAUSE_UNKNOWN,
    CAUSE_MOMENTUM,  /* the optimizer has momentum, and an update up to the peak led uphill */
    CAUSE_LONG_STEP, /* the update was longer than the distance to the nearest known minimum */
};

/* Points are counted as in a trajectory: 0 is the start; iteration i produces point i + 1. */
struct search_events {
    size_t last;       /* the last point */
    size_t first;      /* if reached: the first point after the start below the threshold */
    size_t from;       /* if stays: the first point from which all are below */
    size_t rises;      /* how often f rises above the threshold again */
    size_t rise, peak; /* if rises > 0: the first such point; the highest one from there to `from`,
                        * or to the end */
    size_t lowest;     /* the first point with the lowest f */
    size_t tail;       /* the point with which the examined end begins */
    size_t turns[PROBLEM_MAX_VARIABLES]; /* how often the direction of a coordinate's step changes,
                                          * if both steps are longer than 1e-6 of the bounds */
    enum search_cause cause;
    enum search_tail end;
    bool start_below;    /* f is below the threshold at the start */
    bool start_minimal;  /* the start is a known minimum */
    bool moves;          /* any point differs from the start */
    bool reached, stays; /* below the threshold after any iteration; at the last point */
    bool passes;         /* up to the first rise, a coordinate passes that of the minimum */
};

/* With noise, neither a cause nor turns are determined: noise can cause a rise, and turns. */
struct search_events search_events_find(const struct run_summary *summary,
                                        const struct optimizer_result *result);

/* Whether a coordinate's direction changes at least every second iteration on average. */
bool search_events_oscillates(const struct search_events *events, size_t variable);

/* The known minimum that is so near to a point that the search can be said to be there, as an
 * index; problem->minima_count if none is. */
size_t search_events_minimum_near(const struct run_summary *summary, const double x[]);

#endif
