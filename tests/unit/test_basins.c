/* Basins of attraction, compared with NumPy's, and each search with a single run. */
#include <math.h>
#include <string.h>

#include "optimize/basins.h"
#include "optimize/trajectory.h"
#include "support.h"
#include "unit_tests.h"

static struct basins run_basins(const struct basins_plan *plan)
{
    struct progress progress;
    struct basins basins;
    struct error error;

    progress_begin(&progress, "test", NULL, -1, 1);
    assert_status(basins_run(&basins, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    return basins;
}

static struct basins_plan plan_of(const struct problem *problem, const char *optimizer, size_t side,
                                  size_t iterations, double tolerance)
{
    return (struct basins_plan){.problem = problem,
                                .method = method_of(optimizer_find(optimizer)),
                                .bounds = problem->domain,
                                .side = side,
                                .iterations = iterations,
                                .tolerance = tolerance,
                                .criterion = CRITERION_STAYS,
                                .threads = 2};
}

/* ---- NumPy's --------------------------------------------------------------------------------- */

#define ROWS 1017
#define COLUMNS 8

static struct basins_plan case_plan(int number)
{
    struct basins_plan plan =
        number == 0 ? plan_of(problem_find("himmelblau"), "momentum", 24, 120, 1e-2)
                    : plan_of(problem_find("three-hump-camel"), "adam", 21, 150, 1e-4);

    plan.method.parameters[0] = number == 0 ? 0.01 : 0.1;
    plan.method.parameters[1] = number == 0 ? 0.9 : 0.8;
    return plan;
}

/* The index among the problem's minima, in whose order NumPy has them. */
static int known_index(const struct basins *basins, const struct problem *problem, int minimum)
{
    for (size_t k = 0; minimum >= 0 && k < problem->minima_count; k++)
        if (fabs(basins->minima[minimum].x[0] - problem->minima[k][0]) < 1e-9 &&
            fabs(basins->minima[minimum].x[1] - problem->minima[k][1]) < 1e-9)
            return (int)k;
    return minimum < 0 ? minimum : -99;
}

static void assert_numpys(const struct basins_plan *plan, const struct problem *known, int number,
                          enum criterion criterion)
{
    static double rows[ROWS][COLUMNS];
    struct basins_plan judged = *plan;

    judged.criterion = criterion;
    struct basins basins = run_basins(&judged);
    ck_assert_uint_eq(read_numbers("basins_numpy.csv", rows[0], COLUMNS, ROWS), ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        const double *row = rows[i];
        if ((int)row[0] != number || (row[3] == BASIN_DIVERGED && criterion == CRITERION_FIRST))
            continue;
        const struct basin *basin = &basins.starts[(size_t)row[2] * plan->side + (size_t)row[1]];
        int k = criterion == CRITERION_FIRST ? 5 : 3;
        ck_assert_int_eq(known_index(&basins, known, basin->minimum), (int)row[k]);
        ck_assert_int_eq(basin->iteration, (int)row[k + 1]);
        if (row[3] != BASIN_DIVERGED)
            ck_assert_double_eq_tol(basin->f, row[7], 1e-9 * row[7] + 1e-18);
    }
    basins_free(&basins);
}

START_TEST(basins_are_numpys)
{
    struct basins_plan plan = case_plan(_i);

    assert_numpys(&plan, plan.problem, _i, CRITERION_STAYS);
    assert_numpys(&plan, plan.problem, _i, CRITERION_FINAL);
    assert_numpys(&plan, plan.problem, _i, CRITERION_FIRST);
}
END_TEST

/* The searches find the minima of a problem that does not know them. */
START_TEST(minima_are_found)
{
    struct basins_plan plan = case_plan(_i);
    struct problem unknown = *plan.problem;
    const struct problem *known = plan.problem;

    unknown.minima_count = 0;
    plan.problem = &unknown;
    assert_numpys(&plan, known, _i, CRITERION_STAYS);
    struct basins basins = run_basins(&plan);
    ck_assert_uint_eq(basins.minima_count, known->minima_count);
    for (size_t k = 0; k < basins.minima_count; k++)
        ck_assert(basins.minima[k].is_found);
    basins_free(&basins);
}
END_TEST

/* One is known; the others are next to the points with whole coordinates. */
START_TEST(rastrigins_minima_are_found)
{
    struct basins_plan plan = plan_of(problem_find("rastrigin"), "gradient-descent", 66, 100, 1e-4);

    plan.method.parameters[0] = 0.002;
    struct basins basins = run_basins(&plan);
    ck_assert_uint_eq(basins.minima_count, 121);
    ck_assert(!basins.minima[0].is_found && basins.minima[0].x[0] == 0);
    for (size_t k = 0; k < basins.minima_count; k++) {
        const struct basins_minimum *minimum = &basins.minima[k];
        double square = pow(round(minimum->x[0]), 2) + pow(round(minimum->x[1]), 2);
        for (int v = 0; v < 2; v++)
            ck_assert_double_lt(fabs(minimum->x[v] - round(minimum->x[v])), 0.03);
        ck_assert_double_eq_tol(minimum->f, square, 0.01 * square + 1e-9);
        ck_assert_uint_gt(minimum->starts, 0);
    }
    basins_free(&basins);
}
END_TEST

/* ---- Each start alone ------------------------------------------------------------------------ */

/* Optimizers with states of every kind, some with noise, from starts some of which are too far
 * away. */
START_TEST(each_start_is_the_run_alone)
{
    struct basins_plan plan =
        plan_of(problem_find("goldstein-price"), optimizers[_i].name, 9, 40, 1);
    const struct noise noise = {.kind = NOISE_ABSOLUTE, .size = 0.5};
    struct trajectory run;
    struct error error;

    plan.noise = _i % 2 == 1 ? &noise : NULL;
    random_seed(&plan.random, 3);
    plan.bounds = (struct bounds){.min = {-1e30, -2}, .max = {1e30, 2}};
    struct basins basins = run_basins(&plan);
    for (size_t i = 0; i < 81; i++) {
        const double start[] = {basins_start(&plan, 0, i % 9), basins_start(&plan, 1, i / 9)};
        struct trajectory_plan alone = {.problem = plan.problem,
                                        .method = &plan.method,
                                        .start = start,
                                        .bounds = plan.bounds,
                                        .iterations = plan.iterations,
                                        .noise = plan.noise,
                                        .random = &plan.random};
        assert_status(trajectory_run(&run, &alone, &error), STATUS_OK, &error);
        ck_assert_int_eq(basins.starts[i].minimum == BASIN_DIVERGED, run.diverged);
        assert_same_double(basins.starts[i].f, run.f[run.count - 1]);
        trajectory_free(&run);
    }
    ck_assert_uint_eq(basins.minima[0].starts + basins.none + basins.diverged, 81);
    basins_free(&basins);
}
END_TEST

/* Of the one known minimum, a shortcut. */
START_TEST(a_single_minimum_is_an_outcome)
{
    struct basins_plan plan = plan_of(&problems[0], "adam", 15, 60, 5e-6);

    for (int criterion = CRITERION_FIRST; criterion <= CRITERION_STAYS; criterion++) {
        plan.criterion = (enum criterion)criterion;
        struct basins basins = run_basins(&plan);
        for (size_t i = 0; i < 225; i++) {
            const double start[] = {basins_start(&plan, 0, i % 15), basins_start(&plan, 1, i / 15)};
            struct trajectory_plan alone = {.problem = plan.problem,
                                            .method = &plan.method,
                                            .start = start,
                                            .bounds = plan.bounds,
                                            .iterations = plan.iterations};
            struct trajectory run;
            struct error error;
            assert_status(trajectory_run(&run, &alone, &error), STATUS_OK, &error);
            struct outcome outcome = outcome_of(&run, plan.tolerance);
            int iteration = outcome_iteration(&outcome, plan.criterion);
            ck_assert_int_eq(basins.starts[i].iteration, iteration);
            ck_assert_int_eq(basins.starts[i].minimum, iteration >= 0 ? 0 : BASIN_NONE);
            trajectory_free(&run);
        }
        basins_free(&basins);
    }
}
END_TEST

START_TEST(starts_are_centers_of_cells)
{
    struct basins_plan plan = plan_of(problem_find("mccormick"), "adam", 4, 1, 1);

    assert_same_double(basins_start(&plan, 0, 0), -0.8125);
    assert_same_double(basins_start(&plan, 0, 3), 3.3125);
    assert_same_double(basins_start(&plan, 1, 1), -0.375);
}
END_TEST

/* Where f falls without limit, no minimum is found, and nothing counts as below one. */
START_TEST(what_falls_forever_reaches_nothing)
{
    struct problem problem = *problem_find("mccormick"); /* beyond its bounds */
    struct basins_plan plan = plan_of(&problem, "gradient-descent", 8, 300, 1e-3);

    problem.minima_count = 0;
    plan.method.parameters[0] = 0.05;
    struct basins basins = run_basins(&plan);
    ck_assert_uint_gt(basins.minima_count, 0);
    for (size_t i = 0; i < 64; i++)
        if (basins.starts[i].minimum >= 0)
            ck_assert_double_eq_tol(basins.starts[i].f, basins.minima[basins.starts[i].minimum].f,
                                    1e-3);
    basins_free(&basins);
}
END_TEST

START_TEST(threads_change_nothing)
{
    struct basins_plan plan = case_plan(0);

    plan.side = 150; /* more than run in parallel */
    struct basins one = run_basins(&plan);
    plan.threads = 1;
    struct basins two = run_basins(&plan);
    ck_assert_uint_eq(one.minima_count, two.minima_count);
    for (size_t i = 0; i < 150 * 150; i++) {
        ck_assert_int_eq(one.starts[i].minimum, two.starts[i].minimum);
        ck_assert_int_eq(one.starts[i].iteration, two.starts[i].iteration);
        assert_same_double(one.starts[i].f, two.starts[i].f);
    }
    ck_assert_int_eq(one.minima[1].median, two.minima[1].median);
    basins_free(&one);
    basins_free(&two);
}
END_TEST

START_TEST(basins_can_be_interrupted)
{
    struct basins_plan plan = case_plan(0);
    struct progress progress;
    struct basins basins;
    struct error error;

    progress_begin(&progress, "test", NULL, readable_descriptor(), 1);
    assert_status(basins_run(&basins, &plan, &progress, &error), STATUS_INTERRUPTED, &error);
    ck_assert_ptr_null(basins.starts);
    progress_end(&progress);
}
END_TEST

Suite *basins_suite(void)
{
    Suite *suite = suite_create("basins");
    TCase *tests = tcase_create("basins");

    tcase_add_loop_test(tests, basins_are_numpys, 0, 2);
    tcase_add_loop_test(tests, minima_are_found, 0, 2);
    tcase_add_test(tests, rastrigins_minima_are_found);
    tcase_add_loop_test(tests, each_start_is_the_run_alone, 0, (int)optimizer_count);
    tcase_add_test(tests, a_single_minimum_is_an_outcome);
    tcase_add_test(tests, starts_are_centers_of_cells);
    tcase_add_test(tests, what_falls_forever_reaches_nothing);
    tcase_add_test(tests, threads_change_nothing);
    tcase_add_test(tests, basins_can_be_interrupted);
    suite_add_tcase(suite, tests);
    return suite;
}
