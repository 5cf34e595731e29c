#include "optimize/search.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t parameter_count(const struct search *search)
{
    return search->optimizer->parameter_count + search->schedule->parameter_count;
}

static bool allocate(struct search *search)
{
    const struct optimizer *optimizer = search->optimizer;
    size_t variables = search->problem->variables, count = search->count;
    size_t lists = 2 + variables * (2 + optimizer->state_count) + parameter_count(search) +
                   optimizer->factor_count + (search->is_noisy ? 2 * variables : 0);

    search->memory = calloc(lists * count, sizeof *search->memory);
    if (search->is_noisy)
        search->random = calloc(search->shares_noise ? 1 : count, sizeof *search->random);
    if (search->memory == NULL || (search->is_noisy && search->random == NULL))
        return false;
    double *next = search->memory;
    search->f = next;
    for (size_t v = 0; v < variables; v++) {
        search->x[v] = next += count;
        search->gradient[v] = next += count;
        if (search->is_noisy)
            search->true_gradient[v] = next += count;
        if (search->is_noisy)
            search->normal[v] = next += count;
        for (size_t k = 0; k < optimizer->state_count; k++)
            search->state[v][k] = next += count;
    }
    for (size_t k = 0; k < parameter_count(search); k++)
        search->parameter[k] = next += count;
    for (size_t k = 0; k < optimizer->factor_count; k++)
        search->factor[k] = next += count;
    search->scheduled = next + count;
    return true;
}

enum status search_init(struct search *search, const struct search_plan *plan, struct error *error)
{
    const struct bounds *bounds = plan->bounds;
    double largest = 0;

    *search = (struct search){.problem = plan->problem,
                              .optimizer = plan->method->optimizer,
                              .schedule = plan->method->schedule,
                              .count = plan->count,
                              .iterations = (long)plan->iterations,
                              .is_noisy = plan->noise != NULL,
                              .shares_noise = plan->shares_noise};
    if (plan->noise != NULL)
        search->noise = *plan->noise;
    if (!allocate(search)) {
        search_free(search);
        return error_out_of_memory(error);
    }
    for (size_t v = 0; v < plan->problem->variables; v++)
        largest = fmax(largest, fmax(fabs(bounds->min[v]), fabs(bounds->max[v])));
    search->far_scale = DBL_MAX / SEARCH_FARTHEST / fmax(largest, DBL_MIN);
    return STATUS_OK;
}

void search_free(struct search *search)
{
    free(search->memory);
    free(search->random);
    *search = (struct search){0};
}

void search_set(struct search *search, size_t i, const double parameters[], const double start[])
{
    for (size_t k = 0; k < parameter_count(search); k++)
        search->parameter[k][i] = parameters[k];
    for (size_t v = 0; v < search->problem->variables; v++)
        search->x[v][i] = start[v];
}

void search_set_random(struct search *search, size_t i, const struct random *random)
{
    search->random[i] = *random;
}

/* Usually all searches have the same schedule, often none. */
static void examine_schedule(struct search *search)
{
    double *const *parameter = search->parameter + search->optimizer->parameter_count;

    search->is_scheduled = search->schedule != &schedules[0];
    search->shares_schedule = true;
    for (size_t i = 0; i < search->count; i++) {
        search->is_scheduled = search->is_scheduled || parameter[SCHEDULE_WARMUP][i] > 0;
        for (size_t k = 0; k < search->schedule->parameter_count; k++)
            search->shares_schedule = search->shares_schedule && parameter[k][i] == parameter[k][0];
    }
    search->alpha = search->is_scheduled ? search->scheduled : search->parameter[0];
}

void search_begin(struct search *search)
{
    search->t = 0;
    examine_schedule(search);
    for (size_t v = 0; v < search->problem->variables; v++)
        for (size_t k = 0; k < search->optimizer->state_count; k++)
            memset(search->state[v][k], 0, search->count * sizeof *search->state[v][k]);
    for (size_t k = 0; k < search->optimizer->factor_count; k++)
        for (size_t i = 0; i < search->count; i++)
            search->factor[k][i] = 1.0;
    for (size_t v = 0; v < search->problem->variables; v++)
        memset(search->gradient[v], 0, search->count * sizeof *search->gradient[v]);
    problem_objectives(search->problem, search->x, search->f, search->count);
}

static bool is_finite_in_all(const struct search *search, double *const lists[], size_t i)
{
    for (size_t v = 0; v < search->problem->variables; v++)
        if (!isfinite(lists[v][i]))
            return false;
    return true;
}

size_t search_overflowed_state(const struct search *search, size_t i)
{
    for (size_t k = 0; k < search->optimizer->state_count; k++)
        for (size_t v = 0; v < search->problem->variables; v++)
            if (!isfinite(search->state[v][k][i]))
                return k;
    return search->optimizer->state_count;
}

/* Causes are checked before their effects. */
enum search_end search_end_of(const struct search *search, size_t i)
{
    if (!is_finite_in_all(search, search->gradient, i))
        return SEARCH_NO_GRADIENT;
    if (search_overflowed_state(search, i) < search->optimizer->state_count)
        return SEARCH_OVERFLOW;
    for (size_t v = 0; v < search->problem->variables; v++)
        if (!isfinite(search->x[v][i] * search->far_scale))
            return SEARCH_DIVERGED;
    return isfinite(search->f[i]) ? SEARCH_GOES_ON : SEARCH_NO_VALUE;
}

/* The factor of search number i in this update. */
static double factor_of(const struct search *search, size_t i)
{
    double parameters[SCHEDULE_MAX_PARAMETERS] = {0};

    for (size_t k = 0; k < search->schedule->parameter_count; k++)
        parameters[k] = search->parameter[search->optimizer->parameter_count + k][i];
    return schedule_factor(search->schedule, parameters, search->t, search->iterations);
}

static void schedule_steps(struct search *search)
{
    const double *alpha = search->parameter[0];
    double factor = factor_of(search, 0);

    for (size_t i = 0; i < search->count; i++)
        search->scheduled[i] = alpha[i] * (search->shares_schedule ? factor : factor_of(search, i));
}

/* In the order in which NumPy draws them for a single search: x1, x2, x1, x2, ... */
static void draw_deviates(struct search *search)
{
    size_t variables = search->problem->variables;

    for (size_t i = 0; i < search->count; i++)
        for (size_t v = 0; v < variables; v++)
            search->normal[v][i] = search->shares_noise && i > 0
                                       ? search->normal[v][0]
                                       : random_normal(&search->random[i]);
}

static void find_gradients(struct search *search)
{
    if (!search->is_noisy) {
        problem_gradients(search->problem, search->x, search->gradient, search->count);
        return;
    }
    problem_gradients(search->problem, search->x, search->true_gradient, search->count);
    draw_deviates(search);
    for (size_t v = 0; v < search->problem->variables; v++)
        noise_add(&search->noise, search->true_gradient[v], search->normal[v], search->gradient[v],
                  search->count);
}

void search_advance(struct search *search)
{
    const struct optimizer *optimizer = search->optimizer;
    struct optimizer_step step = {.searches = search->count};

    search->t++;
    find_gradients(search);
    if (search->is_scheduled)
        schedule_steps(search);
    step.parameter[0] = search->alpha;
    for (size_t k = 1; k < optimizer->parameter_count; k++)
        step.parameter[k] = search->parameter[k];
    if (optimizer->prepare != NULL)
        optimizer->prepare(search->factor, step.parameter, search->t, search->count);
    for (size_t k = 0; k < optimizer->factor_count; k++)
        step.factor[k] = search->factor[k];
    for (size_t v = 0; v < search->problem->variables; v++) {
        step.x = search->x[v];
        step.gradient = search->gradient[v];
        memcpy(step.state, search->state[v], sizeof step.state);
        optimizer->step(&step);
    }
    problem_objectives(search->problem, search->x, search->f, search->count);
}
