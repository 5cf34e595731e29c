#include "optimize/performance.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A success of a solver. */
struct success {
    double ratio;
    size_t solver;
};

static int by_ratio(const void *a, const void *b)
{
    double first = ((const struct success *)a)->ratio, second = ((const struct success *)b)->ratio;

    return (first > second) - (first < second);
}

/* Lists the successes on an instance. Returns how many there are. */
static size_t list_instance(const double costs[], size_t solvers, struct success list[])
{
    double least = INFINITY;
    size_t count = 0;

    for (size_t s = 0; s < solvers; s++)
        least = fmin(least, costs[s]);
    for (size_t s = 0; s < solvers; s++)
        if (isfinite(costs[s]))
            list[count++] = (struct success){.ratio = costs[s] / least, .solver = s};
    return count;
}

/* A row for the ratio 1, and for each other ratio that occurs. */
static size_t count_rows(const struct success list[], size_t count)
{
    size_t rows = 1;

    for (size_t i = 0; i < count; i++)
        rows += list[i].ratio > (i == 0 ? 1 : list[i - 1].ratio);
    return rows;
}

static void add_rows(struct performance *profile, const struct success list[], size_t count)
{
    size_t *row = profile->solved, solvers = profile->solvers;

    profile->ratios[profile->count++] = 1;
    for (size_t i = 0; i < count; i++) {
        if (list[i].ratio > profile->ratios[profile->count - 1]) {
            memcpy(row + solvers, row, solvers * sizeof *row);
            row += solvers;
            profile->ratios[profile->count++] = list[i].ratio;
        }
        row[list[i].solver]++;
    }
}

enum status performance_make(struct performance *profile, const double costs[], size_t instances,
                             size_t solvers, struct error *error)
{
    struct success *list = malloc((instances * solvers + 1) * sizeof *list);
    size_t count = 0;

    *profile = (struct performance){.instances = instances, .solvers = solvers};
    if (list == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < instances; i++) {
        size_t successes = list_instance(costs + i * solvers, solvers, list + count);
        profile->unsolved += successes == 0;
        count += successes;
    }
    qsort(list, count, sizeof *list, by_ratio);
    size_t rows = count_rows(list, count);
    profile->ratios = calloc(rows, sizeof *profile->ratios);
    profile->solved = calloc(rows * solvers, sizeof *profile->solved);
    bool allocated = profile->ratios != NULL && profile->solved != NULL;
    if (allocated)
        add_rows(profile, list, count);
    else
        performance_free(profile);
    free(list);
    return allocated ? STATUS_OK : error_out_of_memory(error);
}

void performance_free(struct performance *profile)
{
    free(profile->ratios);
    free(profile->solved);
    *profile = (struct performance){0};
}

double performance_share(const struct performance *profile, size_t k, size_t solver)
{
    return (double)profile->solved[k * profile->solvers + solver] / (double)profile->instances;
}

double performance_share_within(const struct performance *profile, double ratio, size_t solver)
{
    size_t k = profile->count - 1;

    while (profile->ratios[k] > ratio)
        k--;
    return performance_share(profile, k, solver);
}

size_t performance_solved(const struct performance *profile, size_t solver)
{
    return profile->solved[(profile->count - 1) * profile->solvers + solver];
}

size_t performance_best(const struct performance *profile, size_t solver)
{
    return profile->solved[solver];
}
