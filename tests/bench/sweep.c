/* Times of 400 x 400 settings x 60 iterations of Adam on the tutorial's problem: `sweep THREADS`
 * prints the median of several runs, in seconds, and a sum of the results for comparison. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

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
    double times[ROUNDS], sum = 0;
    long first = 0;

    trajectory_random_start(1, &problems[0].domain, 2, plan.start);
    for (int round = 0; round < ROUNDS; round++) {
        struct progress progress;
        struct sweep sweep;
        struct error error;
        progress_begin(&progress, "bench", NULL, -1, 160000);
        double begin = now();
        if (sweep_run(&sweep, &plan, &progress, &error) != STATUS_OK)
            return EXIT_FAILURE;
        times[round] = now() - begin;
        progress_end(&progress);
        sum = 0;
        first = 0;
        for (size_t i = 0; i < 160000; i++) {
            sum += sweep.cells[i].value;
            first += sweep.cells[i].first;
        }
        sweep_free(&sweep);
    }
    qsort(times, ROUNDS, sizeof *times, by_value);
    printf("%.6f %.12g %ld\n", times[ROUNDS / 2], sum, first);
    return EXIT_SUCCESS;
}
