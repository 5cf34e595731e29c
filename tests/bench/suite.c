/* Times of a suite of 6 optimizers on all problems with 1000 starts and 200 iterations each:
 * `suite PROGRAM DIRECTORY` prints medians on one thread: of the searches alone, each of which
 * determines its outcome, as in sweeps and ensembles; of suite_run(); and of a run of the program
 * without figures; with their ratios to the searches alone. The three alternate, so that noise
 * affects all of them. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "optimize/search.h"
#include "optimize/search_summary.h"
#include "optimize/suite.h"
#include "optimize/trajectory.h"

#define ROUNDS 7
#define RUNS 1000
#define ITERATIONS 200
#define SIDE_BY_SIDE 125

static const char *const names[] = {"gradient-descent", "momentum", "nesterov",
                                    "adagrad",          "rmsprop",  "adam"};
#define METHODS (sizeof names / sizeof *names)

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

/* The random numbers of the runs. */
static double units[RUNS][2];

static void search_group(const struct problem *problem, const struct method *method, size_t first)
{
    struct search_plan plan = {.problem = problem,
                               .method = method,
                               .bounds = &problem->domain,
                               .count = SIDE_BY_SIDE,
                               .iterations = ITERATIONS};
    struct search_summary summary;
    struct search search;
    struct error error;

    if (search_init(&search, &plan, &error) != STATUS_OK ||
        search_summary_init(&summary, SIDE_BY_SIDE, &error) != STATUS_OK)
        exit(EXIT_FAILURE);
    for (size_t i = 0; i < SIDE_BY_SIDE; i++) {
        double start[2];
        for (size_t v = 0; v < 2; v++)
            start[v] = problem->domain.min[v] +
                       units[first + i][v] * (problem->domain.max[v] - problem->domain.min[v]);
        search_set(&search, i, method->parameters, start);
    }
    search_begin(&search);
    search_summary_begin(&summary, &search);
    for (size_t t = 0; t < ITERATIONS; t++) {
        search_advance(&search);
        search_summary_note_states(&summary, &search);
        search_summary_note(&summary, &search, problem->minimum + 5e-6);
    }
    search_summary_free(&summary);
    search_free(&search);
}

static double time_searches(const struct method methods[])
{
    double begin = now();

    for (size_t i = 0; i < problem_count * METHODS; i++)
        for (size_t run = 0; run < RUNS; run += SIDE_BY_SIDE)
            search_group(&problems[i / METHODS], &methods[i], run);
    return now() - begin;
}

static double time_suite(const struct method methods[])
{
    struct suite_plan plan = {.problems = problems,
                              .problem_count = problem_count,
                              .methods = methods,
                              .method_count = METHODS,
                              .seed = 1,
                              .runs = RUNS,
                              .iterations = ITERATIONS,
                              .tolerance = 5e-6,
                              .criterion = CRITERION_STAYS,
                              .threads = 1};
    struct progress progress;
    struct suite suite;
    struct error error;

    progress_begin(&progress, "bench", NULL, -1, 1);
    double begin = now();
    if (suite_run(&suite, &plan, &progress, &error) != STATUS_OK)
        exit(EXIT_FAILURE);
    double seconds = now() - begin;
    progress_end(&progress);
    suite_free(&suite);
    return seconds;
}

static double time_program(const char *program, const char *directory)
{
    char command[4096];

    snprintf(command, sizeof command,
             "'%s' run --quiet --suite --runs %d --iterations %d --figure none --threads 1 "
             "--output '%s' >/dev/null",
             program, RUNS, ITERATIONS, directory);
    double begin = now();
    if (system(command) != 0)
        exit(EXIT_FAILURE);
    return now() - begin;
}

int main(int argc, char *argv[])
{
    static struct method methods[PROBLEMS_MAX * METHODS];
    double searches[ROUNDS], suites[ROUNDS], programs[ROUNDS];

    if (argc != 3)
        return EXIT_FAILURE;
    for (size_t i = 0; i < problem_count * METHODS; i++)
        methods[i] = method_of(optimizer_find(names[i % METHODS]));
    for (size_t i = 0; i < RUNS; i++)
        trajectory_random_start(1 + (uint32_t)i, &(struct bounds){.max = {1, 1}}, 2, units[i]);
    for (int round = 0; round < ROUNDS; round++) {
        searches[round] = time_searches(methods);
        suites[round] = time_suite(methods);
        programs[round] = time_program(argv[1], argv[2]);
    }
    qsort(searches, ROUNDS, sizeof *searches, by_value);
    qsort(suites, ROUNDS, sizeof *suites, by_value);
    qsort(programs, ROUNDS, sizeof *programs, by_value);
    double alone = searches[ROUNDS / 2];
    printf("suite of %zu problems x %zu optimizers x %d starts x %d iterations, one thread:\n"
           "  searches alone %.3f s, with statistics %.3f s (%.2f times), whole run without "
           "figures %.3f s (%.2f times, target 1.3)\n",
           problem_count, METHODS, RUNS, ITERATIONS, alone, suites[ROUNDS / 2],
           suites[ROUNDS / 2] / alone, programs[ROUNDS / 2], programs[ROUNDS / 2] / alone);
    return EXIT_SUCCESS;
}
