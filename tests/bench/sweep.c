/* Times of 400 x 400 settings x 60 iterations of Adam on the tutorial's problem: `sweep THREADS`
 * prints the median of several runs, in seconds, and a sum of the results for comparison. `sweep
 * THREADS basins` prints the times of basins of 800 x 800 starts x 60 iterations, and of sweeps,
 * which alternate. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "optimize/basins.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"

#define ROUNDS 15

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double times[])
{
    qsort(times, ROUNDS, sizeof *times, by_value);
    return times[ROUNDS / 2];
}

static double sweep_time(const struct sweep_plan *plan, double *sum, long *first)
{
    struct progress progress;
    struct sweep sweep;
    struct error error;

    progress_begin(&progress, "bench", NULL, -1, 160000);
    double begin = now();
    if (sweep_run(&sweep, plan, &progress, &error) != STATUS_OK)
        exit(EXIT_FAILURE);
    double time = now() - begin;
    progress_end(&progress);
    *sum = 0;
    *first = 0;
    for (size_t i = 0; i < 160000; i++) {
        *sum += sweep.cells[i].value;
        *first += sweep.cells[i].first;
    }
    sweep_free(&sweep);
    return time;
}

static double basins_time(const struct basins_plan *plan)
{
    struct progress progress;
    struct basins basins;
    struct error error;

    progress_begin(&progress, "bench", NULL, -1, 640000);
    double begin = now();
    if (basins_run(&basins, plan, &progress, &error) != STATUS_OK)
        exit(EXIT_FAILURE);
    double time = now() - begin;
    progress_end(&progress);
    basins_free(&basins);
    return time;
}

int main(int argc, char *argv[])
{
    struct sweep_plan plan = {
        .problem = &problems[0],
        .bounds = problems[0].domain,
        .method = method_of(&optimizers[0]),
        .axis_count = 2,
        .axes = {{.parameter = 0, .low = 0.001, .high = 1, .count = 400, .logarithmic = true},
                 {.parameter = 1, .low = 0, .high = 0.99, .count = 400}},
        .iterations = 60,
        .threshold = 5e-6,
        .threads = argc > 1 ? strtoul(argv[1], NULL, 10) : 1};
    struct basins_plan basins = {.problem = plan.problem,
                                 .method = plan.method,
                                 .bounds = plan.bounds,
                                 .side = 800,
                                 .iterations = 60,
                                 .tolerance = 5e-6,
                                 .criterion = CRITERION_STAYS,
                                 .threads = plan.threads};
    double times[ROUNDS], others[ROUNDS], sum = 0;
    long first = 0;

    trajectory_random_start(1, &problems[0].domain, 2, plan.start);
    for (int round = 0; round < ROUNDS; round++) {
        if (argc > 2)
            others[round] = basins_time(&basins);
        times[round] = sweep_time(&plan, &sum, &first);
    }
    if (argc > 2)
        printf("%.6f %.6f\n", median(others), median(times));
    else
        printf("%.6f %.12g %ld\n", median(times), sum, first);
    return EXIT_SUCCESS;
}
