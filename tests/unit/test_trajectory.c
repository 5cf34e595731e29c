#include "optimize/trajectory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define ROWS 61

static const uint32_t seeds[] = {1, 7, 42};

/* Columns t, x1, x2, f of a run that NumPy made. */
static void read_numpy_run(uint32_t seed, double rows[ROWS][4])
{
    char name[64];

    snprintf(name, sizeof name, "adam_numpy_seed%u.csv", (unsigned)seed);
    ck_assert_uint_eq(read_numbers(name, rows[0], 4, ROWS), ROWS);
}

static const struct bounds wide = {.min = {-1e9, -1e9}, .max = {1e9, 1e9}};

static struct trajectory run_from(const struct problem *problem, const double start[], double alpha,
                                  size_t iterations)
{
    struct method method = method_of(&optimizers[0]); /* the tutorial's Adam */
    struct trajectory trajectory;
    struct error error;

    method.parameters[0] = alpha;
    assert_status(trajectory_run(&trajectory,
                                 &(struct trajectory_plan){.problem = problem,
                                                           .method = &method,
                                                           .start = start,
                                                           .bounds = wide,
                                                           .iterations = iterations},
                                 &error),
                  STATUS_OK, &error);
    return trajectory;
}

static struct trajectory tutorial_run(uint32_t seed)
{
    double start[2];

    trajectory_random_start(seed, &problems[0].domain, 2, start);
    return run_from(&problems[0], start, 0.02, 60);
}

START_TEST(random_start_is_numpys)
{
    double rows[ROWS][4], start[2];

    read_numpy_run(seeds[_i], rows);
    trajectory_random_start(seeds[_i], &problems[0].domain, 2, start);
    assert_same_double(start[0], rows[0][1]);
    assert_same_double(start[1], rows[0][2]);
}
END_TEST

/* The seed's first numbers are 0.417... and 0.720...; the bounds stretch and move them. */
START_TEST(random_start_is_in_the_bounds)
{
    static const struct bounds bounds = {.min = {10, -3}, .max = {14, -2}};
    double start[2];

    trajectory_random_start(1, &bounds, 2, start);
    assert_same_double(start[0], 10 + 0.417022004702574 * 4);
    assert_same_double(start[1], -3 + 0.7203244934421581 * 1);
}
END_TEST

/* In f, NumPy's x**2.0 may differ from x * x by one unit in the last place. */
START_TEST(every_point_is_numpys)
{
    double rows[ROWS][4];
    struct trajectory run = tutorial_run(seeds[_i]);

    read_numpy_run(seeds[_i], rows);
    ck_assert_uint_eq(run.count, ROWS);
    ck_assert(!run.diverged);
    for (size_t t = 0; t < ROWS; t++) {
        const double *x = trajectory_point(&run, t);
        assert_same_double(x[0], rows[t][1]);
        assert_same_double(x[1], rows[t][2]);
        ck_assert_uint_le(ulps_between(run.f[t], rows[t][3]), 1);
    }
    trajectory_free(&run);
}
END_TEST

/* From the NumPy runs, by a look at their columns f. */
static const struct {
    uint32_t seed;
    double tolerance;
    int first, stays; /* -1: never */
} convergence[] = {
    {1, 5e-6, 35, 53}, {1, 1e-3, 28, 28}, {7, 5e-6, -1, -1}, {42, 5e-6, -1, -1}, {1, 0, -1, -1},
};

START_TEST(convergence_is_as_in_numpys_run)
{
    struct trajectory run = tutorial_run(convergence[_i].seed);
    size_t first = 999, stays = 999;
    bool has_first = trajectory_first_below(&run, convergence[_i].tolerance, &first);
    bool has_stays = trajectory_stays_below(&run, convergence[_i].tolerance, &stays);

    ck_assert_int_eq(has_first ? (int)first : -1, convergence[_i].first);
    ck_assert_int_eq(has_stays ? (int)stays : -1, convergence[_i].stays);
    trajectory_free(&run);
}
END_TEST

/* Values at the start and after iterations 0, 1, ... of made-up searches. */
static const struct {
    size_t count;
    double f[5];
    int first, stays;
} searches[] = {
    {5, {9, 1, 9, 1, 1}, 0, 2}, /* passes through, comes back */
    {5, {9, 9, 9, 1, 9}, 2, -1},
    {5, {9, 9, 9, 9, 1}, 3, 3},
    {5, {9, 1, 1, 1, 1}, 0, 0},
    {5, {1, 9, 9, 9, 9}, -1, -1}, /* the start is not an iteration */
    {5, {1, 1, 1, 1, 1}, 0, 0},
    {5, {9, 2, 2, 2, 2}, -1, -1}, /* below the tolerance, not at it */
    {1, {1}, -1, -1},
};

START_TEST(convergence_of_made_up_searches)
{
    double f[5];
    struct trajectory run = {.count = searches[_i].count, .f = f};
    size_t first, stays;

    memcpy(f, searches[_i].f, sizeof f);
    bool has_first = trajectory_first_below(&run, 2, &first);
    bool has_stays = trajectory_stays_below(&run, 2, &stays);
    ck_assert_int_eq(has_first ? (int)first : -1, searches[_i].first);
    ck_assert_int_eq(has_stays ? (int)stays : -1, searches[_i].stays);
}
END_TEST

START_TEST(no_iterations_keep_the_start)
{
    const double start[2] = {0.5, -0.25};
    struct trajectory run = run_from(&problems[0], start, 0.02, 0);

    ck_assert_uint_eq(run.count, 1);
    ck_assert(!run.diverged);
    assert_same_double(trajectory_point(&run, 0)[1], -0.25);
    assert_same_double(run.f[0], 0.3125);
    trajectory_free(&run);
}
END_TEST

START_TEST(a_leap_to_an_infinite_value_ends_the_run)
{
    const double start[2] = {0.5, 0.5};
    struct trajectory run = run_from(&problems[0], start, 1e308, 60);

    ck_assert(run.diverged);
    ck_assert_uint_eq(run.count, 1);
    assert_same_double(trajectory_point(&run, 0)[0], 0.5);
    trajectory_free(&run);
}
END_TEST

static double slope(const double x[])
{
    return x[0];
}

static void slope_gradient(const double x[], double gradient[])
{
    (void)x;
    gradient[0] = 1;
}

static void no_gradient(const double x[], double gradient[])
{
    (void)x;
    gradient[0] = NAN;
}

static double flat(const double x[])
{
    (void)x;
    return 0;
}

/* 0, -4e108, -8e108, and then farther than 1e100 times the largest bound. */
START_TEST(points_before_a_divergence_are_kept)
{
    const struct problem problem = {.variables = 1, .objective = slope, .gradient = slope_gradient};
    const double start[1] = {0};
    struct trajectory run = run_from(&problem, start, 4e108, 60);

    ck_assert(run.diverged);
    ck_assert_uint_eq(run.count, 3);
    ck_assert_int_eq(run.end, SEARCH_DIVERGED);
    ck_assert_double_eq_tol(run.f[2] / -8e108, 1, 1e-6);
    trajectory_free(&run);
}
END_TEST

/* The objective is finite everywhere, and yet the point is none. */
START_TEST(a_gradient_that_is_no_number_ends_the_run)
{
    const struct problem problem = {.variables = 1, .objective = flat, .gradient = no_gradient};
    const double start[1] = {0};
    struct trajectory run = run_from(&problem, start, 0.1, 60);

    ck_assert(run.diverged);
    ck_assert_int_eq(run.end, SEARCH_NO_GRADIENT);
    ck_assert_uint_eq(run.count, 1);
    trajectory_free(&run);
}
END_TEST

static double steep(const double x[])
{
    return 1e160 * x[0];
}

static void steep_gradient(const double x[], double gradient[])
{
    (void)x;
    gradient[0] = 1e160;
}

/* The square of the gradient is infinite, so that no step would be left; x stays where it is. */
START_TEST(a_state_that_overflows_ends_the_run)
{
    const struct problem problem = {.variables = 1, .objective = steep, .gradient = steep_gradient};
    const double start[1] = {1};
    struct trajectory run = run_from(&problem, start, 0.1, 60);

    ck_assert(run.diverged);
    ck_assert_uint_eq(run.count, 1);
    ck_assert_int_eq(run.end, SEARCH_OVERFLOW);
    ck_assert_str_eq(run.overflowed, "v");
    trajectory_free(&run);
}
END_TEST

static const double bad_starts[][2] = {{NAN, 0}, {0, INFINITY}, {1e200, 0}};

START_TEST(a_start_that_is_not_finite_is_refused)
{
    struct method method = method_of(&optimizers[0]);
    struct trajectory run;
    struct error error = {""};
    enum status status = trajectory_run(&run,
                                        &(struct trajectory_plan){.problem = &problems[0],
                                                                  .method = &method,
                                                                  .start = bad_starts[_i],
                                                                  .bounds = problems[0].domain,
                                                                  .iterations = 5},
                                        &error);

    assert_status(status, STATUS_FAILED, &error);
    assert_message_holds(&error, "start");
    ck_assert_uint_eq(run.count, 0);
    ck_assert_ptr_null(run.x);
    ck_assert_ptr_null(run.f);
}
END_TEST

START_TEST(a_signal_ends_the_run)
{
    struct method method = method_of(&optimizers[0]);
    struct progress progress;
    struct trajectory run;
    struct error error;

    progress_begin(&progress, "search", NULL, readable_descriptor(), 100000);
    enum status status = trajectory_run(&run,
                                        &(struct trajectory_plan){.problem = &problems[0],
                                                                  .method = &method,
                                                                  .start = (double[]){0.5, 0.5},
                                                                  .bounds = problems[0].domain,
                                                                  .iterations = 100000,
                                                                  .progress = &progress},
                                        &error);
    progress_end(&progress);
    assert_status(status, STATUS_INTERRUPTED, &error);
    ck_assert_ptr_null(run.x);
}
END_TEST

Suite *trajectory_suite(void)
{
    Suite *suite = suite_create("trajectory");
    TCase *tests = tcase_create("trajectory");

    tcase_add_loop_test(tests, random_start_is_numpys, 0, 3);
    tcase_add_test(tests, random_start_is_in_the_bounds);
    tcase_add_loop_test(tests, every_point_is_numpys, 0, 3);
    tcase_add_loop_test(tests, convergence_is_as_in_numpys_run, 0,
                        sizeof convergence / sizeof *convergence);
    tcase_add_loop_test(tests, convergence_of_made_up_searches, 0,
                        sizeof searches / sizeof *searches);
    tcase_add_test(tests, a_signal_ends_the_run);
    tcase_add_test(tests, no_iterations_keep_the_start);
    tcase_add_test(tests, a_leap_to_an_infinite_value_ends_the_run);
    tcase_add_test(tests, points_before_a_divergence_are_kept);
    tcase_add_test(tests, a_gradient_that_is_no_number_ends_the_run);
    tcase_add_test(tests, a_state_that_overflows_ends_the_run);
    tcase_add_loop_test(tests, a_start_that_is_not_finite_is_refused, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
