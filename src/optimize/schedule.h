/* Schedules of the step size: in update t = 1, 2, ..., T, an optimizer takes alpha times a factor
 * for its alpha. */
#ifndef ADAM_REPORT_OPTIMIZE_SCHEDULE_H
#define ADAM_REPORT_OPTIMIZE_SCHEDULE_H

#include <stddef.h>

#include "optimize/optimizer.h"

/* Parameters of a schedule; the first is the warmup of every schedule. */
#define SCHEDULE_MAX_PARAMETERS 3
#define SCHEDULE_WARMUP 0

struct schedule {
    const char *name;    /* as on the command line: "inverse-sqrt" */
    const char *about;   /* a sentence for the list, with its source */
    const char *formula; /* of the factor after the warmup, in Unicode; s = t - warmup, S = T -
                            warmup */
    size_t parameter_count;
    struct optimizer_parameter parameters[SCHEDULE_MAX_PARAMETERS];
    /* The factor in update s = 1, 2, ..., S after the warmup. */
    double (*factor)(const double parameters[], double s, double updates);
};

/* All schedules; the first, "constant", is the default. */
extern const struct schedule schedules[];
extern const size_t schedule_count;

/* The schedule with this name, matched as by name_matches(), or NULL. */
const struct schedule *schedule_find(const char *name);

/* Names; a name_list. */
const char *schedule_name(size_t i);

/* The factor in update t of `updates`: during the warmup t / warmup, then that of the schedule.
 * Parameters are in the order of the table, and in their ranges. */
double schedule_factor(const struct schedule *schedule, const double parameters[], long t,
                       long updates);

#endif
