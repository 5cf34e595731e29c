/* Methods: an optimizer with its settings and a schedule of its step size. */
#ifndef ADAM_REPORT_OPTIMIZE_METHOD_H
#define ADAM_REPORT_OPTIMIZE_METHOD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "optimize/optimizer.h"
#include "optimize/schedule.h"

#define METHOD_MAX_PARAMETERS (OPTIMIZER_MAX_PARAMETERS + SCHEDULE_MAX_PARAMETERS)

/* The key of the schedule, next to the names of the parameters. */
#define METHOD_SCHEDULE_KEY "schedule"

struct method {
    const struct optimizer *optimizer;
    const struct schedule *schedule;
    double parameters[METHOD_MAX_PARAMETERS]; /* the optimizer's, then the schedule's, each in the
                                                 order of its table */
};

/* The optimizer with its default settings and a constant step size. */
struct method method_of(const struct optimizer *optimizer);

/* Replaces the schedule, with its default settings. */
void method_set_schedule(struct method *method, const struct schedule *schedule);

/* The parameters of optimizer and schedule as one list. No two have the same name. */
size_t method_parameter_count(const struct method *method);
const struct optimizer_parameter *method_parameter(const struct method *method, size_t k);

/* The index of the parameter with this name, matched as by name_matches(), or the number of
 * parameters. */
size_t method_parameter_find(const struct method *method, const char *name);

/* The settings of the schedule, as schedule_factor() expects them. */
const double *method_schedule_parameters(const struct method *method);

/* Whether the step size changes: false for a constant schedule without warmup. */
bool method_is_scheduled(const struct method *method);

/* The number of parameters to record and to show: all, or only the optimizer's if the step size
 * does not change. */
size_t method_shown_count(const struct method *method);

/* Appends the value of a parameter, with all digits that matter; whole numbers without exponent. */
void method_append_value(const struct method *method, size_t k, struct text *out);

bool method_equal(const struct method *a, const struct method *b);

#endif
