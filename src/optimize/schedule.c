#include "optimize/schedule.h"

#include <math.h>
#include <string.h>

#include "base/elementary.h"
#include "base/suggestion.h"

#define PI 3.14159265358979323846

/* ---- Factors after the warmup ---------------------------------------------------------------- */

static double constant(const double parameters[], double s, double updates)
{
    (void)parameters, (void)s, (void)updates;
    return 1.0;
}

static double inverse_sqrt(const double parameters[], double s, double updates)
{
    (void)parameters, (void)updates;
    return 1.0 / sqrt(s);
}

static double exponential(const double parameters[], double s, double updates)
{
    (void)updates;
    return elementary_pow(parameters[1], s - 1.0);
}

/* As PyTorch's CosineAnnealingLR: the floor would be reached in update S + 1. */
static double cosine(const double parameters[], double s, double updates)
{
    double lowest = parameters[1];

    return lowest + (1.0 - lowest) * (1.0 + elementary_cos(PI * (s - 1.0) / updates)) / 2.0;
}

static double step(const double parameters[], double s, double updates)
{
    (void)updates;
    return elementary_pow(parameters[2], floor((s - 1.0) / parameters[1]));
}

/* ---- The table ------------------------------------------------------------------------------- */

#define WARMUP                                                                                     \
    {                                                                                              \
        "warmup", "number of updates in which α increases linearly", 0, OPTIMIZER_WHOLE            \
    }

const struct schedule schedules[] = {
    {.name = "constant",
     .about = "The step size stays the same.",
     .formula = "1",
     .parameter_count = 1,
     .parameters = {WARMUP},
     .factor = constant},
    {.name = "inverse-sqrt",
     .about = "The schedule of the convergence theorem in section 4 of Kingma and Ba.",
     .formula = "1 / √s",
     .parameter_count = 1,
     .parameters = {WARMUP},
     .factor = inverse_sqrt},
    {.name = "exponential",
     .about = "Each step size is the previous one multiplied by rate.",
     .formula = "rate^(s − 1)",
     .parameter_count = 2,
     .parameters = {WARMUP,
                    {"rate", "ratio of each step size to the previous one", 0.95,
                     OPTIMIZER_FRACTION}},
     .factor = exponential},
    {.name = "cosine",
     .about = "Cosine annealing by Loshchilov and Hutter, arXiv 1608.03983, without restarts.",
     .formula = "floor + (1 − floor) (1 + cos(π (s − 1) / S)) / 2",
     .parameter_count = 2,
     .parameters = {WARMUP,
                    {"floor", "fraction of α toward which the step size falls", 0,
                     OPTIMIZER_DECAY}},
     .factor = cosine},
    {.name = "step",
     .about = "The step size is multiplied by factor at regular intervals.",
     .formula = "factor^⌊(s − 1) / every⌋",
     .parameter_count = 3,
     .parameters = {WARMUP,
                    {"every", "number of updates with the same step size", 20, OPTIMIZER_COUNT},
                    {"factor", "ratio of each new step size to the previous one", 0.5,
                     OPTIMIZER_FRACTION}},
     .factor = step},
};
const size_t schedule_count = sizeof schedules / sizeof *schedules;

const char *schedule_name(size_t i)
{
    return i < schedule_count ? schedules[i].name : NULL;
}

const struct schedule *schedule_find(const char *name)
{
    for (size_t i = 0; i < schedule_count; i++)
        if (name_matches(name, strlen(name), schedules[i].name))
            return &schedules[i];
    return NULL;
}

double schedule_factor(const struct schedule *schedule, const double parameters[], long t,
                       long updates)
{
    double warmup = parameters[SCHEDULE_WARMUP];

    return (double)t <= warmup
               ? (double)t / warmup
               : schedule->factor(parameters, (double)t - warmup, (double)updates - warmup);
}
