#include "optimize/trajectory.h"

#include <math.h>
#include <stdlib.h>

#include "base/elementary.h"

void trajectory_random_start(uint32_t seed, const struct bounds *bounds, size_t variables,
                             double start[])
{
    struct random random;

    random_seed(&random, seed);
    for (size_t i = 0; i < variables; i++)
        start[i] = bounds->min[i] + random_uniform(&random) * (bounds->max[i] - bounds->min[i]);
}

/* Number of updates between reports of progress: some milliseconds, even for a long formula. */
#define UPDATES_AT_ONCE 1024

static bool allocate(struct trajectory *trajectory, size_t variables, size_t points)
{
    *trajectory = (struct trajectory){.variables = variables};
    trajectory->x = calloc(points * variables, sizeof *trajectory->x);
    trajectory->f = calloc(points, sizeof *trajectory->f);
    return trajectory->x != NULL && trajectory->f != NULL;
}

/* Stores the point of the search unless it has ended. */
static bool keep(struct trajectory *trajectory, const struct search *search)
{
    double *x = trajectory->x + trajectory->count * trajectory->variables;

    trajectory->end = search_end_of(search, 0);
    if (trajectory->end == SEARCH_OVERFLOW)
        trajectory->overflowed = search->optimizer->states[search_overflowed_state(search, 0)];
    if (trajectory->end != SEARCH_GOES_ON)
        return false;
    for (size_t v = 0; v < trajectory->variables; v++)
        x[v] = search->x[v][0];
    if (trajectory->record.optimizer != NULL)
        record_keep(&trajectory->record, search, trajectory->count,
                    trajectory->count == 0 ? NULL : x - trajectory->variables);
    trajectory->f[trajectory->count++] = search->f[0];
    return true;
}

enum status trajectory_run(struct trajectory *trajectory, const struct trajectory_plan *plan,
                           struct error *error)
{
    struct search search = {0};
    enum status status = STATUS_OK;

    if (!allocate(trajectory, plan->problem->variables, plan->iterations + 1))
        status = error_out_of_memory(error);
    if (status == STATUS_OK)
        status = search_init(&search,
                             &(struct search_plan){.problem = plan->problem,
                                                   .method = plan->method,
                                                   .bounds = &plan->bounds,
                                                   .count = 1,
                                                   .iterations = plan->iterations,
                                                   .noise = plan->noise},
                             error);
    if (status == STATUS_OK && plan->is_recorded)
        status = record_init(&trajectory->record, &search, plan->iterations + 1, error);
    if (status != STATUS_OK)
        goto done;
    search_set(&search, 0, plan->method->parameters, plan->start);
    if (plan->noise != NULL)
        search_set_random(&search, 0, plan->random);
    search_begin(&search);
    if (!keep(trajectory, &search)) {
        status = error_set(
            error, STATUS_FAILED,
            "the objective is not finite at the starting point; choose another one with --start");
        goto done;
    }
    while (trajectory->count <= plan->iterations && !trajectory->diverged) {
        search_advance(&search);
        trajectory->diverged = !keep(trajectory, &search);
        if (plan->progress == NULL || trajectory->count % UPDATES_AT_ONCE != 0 ||
            progress_add(plan->progress, UPDATES_AT_ONCE))
            continue;
        status = progress_status(plan->progress, error);
        break;
    }
done:
    search_free(&search);
    if (status != STATUS_OK)
        trajectory_free(trajectory);
    return status;
}

void trajectory_free(struct trajectory *trajectory)
{
    free(trajectory->x);
    free(trajectory->f);
    record_free(&trajectory->record);
    *trajectory = (struct trajectory){0};
}

void trajectory_append_end(const struct trajectory *trajectory, struct text *out)
{
    switch (trajectory->end) {
    case SEARCH_NO_GRADIENT:
        text_append(out, "the gradient is not finite");
        break;
    case SEARCH_OVERFLOW:
        text_appendf(out, "the optimizer's %s overflows", trajectory->overflowed);
        break;
    case SEARCH_NO_VALUE:
        text_append(out, "f is not finite");
        break;
    default:
        text_append(out, "x is not finite, or is too large");
    }
}

const double *trajectory_point(const struct trajectory *trajectory, size_t t)
{
    return trajectory->x + t * trajectory->variables;
}

double trajectory_step(const struct trajectory *trajectory, size_t t, size_t variable)
{
    return trajectory_point(trajectory, t)[variable] -
           trajectory_point(trajectory, t - 1)[variable];
}

static double distance_between(const double a[], const double b[], size_t variables)
{
    double distance = 0;

    for (size_t v = 0; v < variables; v++)
        distance = elementary_hypot(distance, a[v] - b[v]);
    return distance;
}

double trajectory_distance(const struct trajectory *trajectory, const struct problem *problem,
                           size_t t)
{
    const double *x = trajectory_point(trajectory, t);
    double nearest = NAN;

    for (size_t i = 0; i < problem->minima_count; i++)
        nearest = fmin(nearest, distance_between(x, problem->minima[i], trajectory->variables));
    return nearest;
}

bool trajectory_first_below(const struct trajectory *trajectory, double tolerance,
                            size_t *iteration)
{
    for (size_t t = 1; t < trajectory->count; t++) {
        if (trajectory->f[t] < tolerance) {
            *iteration = t - 1;
            return true;
        }
    }
    return false;
}

bool trajectory_stays_below(const struct trajectory *trajectory, double tolerance,
                            size_t *iteration)
{
    size_t t = trajectory->count;

    while (t > 1 && trajectory->f[t - 1] < tolerance)
        t--;
    *iteration = t - 1;
    return t < trajectory->count;
}
