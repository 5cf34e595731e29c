#include "optimize/noise.h"

#include <math.h>
#include <string.h>

#include "optimize/ensemble.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "optimize/variation.h"
#include "support.h"
#include "unit_tests.h"

/* ---- Runs of NumPy --------------------------------------------------------------------------- */

static const char *const optimizer_names[] = {"adam", "gradient-descent", "momentum", "rmsprop"};
static const char *const problem_names[] = {"sphere", "rosenbrock"};
static const double starts[][2] = {{0.75, -0.5}, {-1.2, 1}};

/* A row of noise_numpy.csv. */
struct golden {
    double optimizer, problem, kind, size, schedule, settings[3], seed, given, t, x[2], f;
};

static struct method method_of_golden(const struct golden *golden)
{
    struct method method = method_of(optimizer_find(optimizer_names[(size_t)golden->optimizer]));

    method_set_schedule(&method, &schedules[(size_t)golden->schedule]);
    for (size_t k = 0; k < method.schedule->parameter_count; k++)
        method.parameters[method.optimizer->parameter_count + k] = golden->settings[k];
    return method;
}

static struct trajectory run_of_golden(const struct golden *golden)
{
    const struct problem *problem = problem_find(problem_names[(size_t)golden->problem]);
    struct method method = method_of_golden(golden);
    struct noise noise = {(enum noise_kind)golden->kind, golden->size};
    double limit = golden->problem == 0 ? 1 : 2, start[2];
    struct variation variation = {.vary = VARY_NOISE,
                                  .seed = (uint32_t)golden->seed,
                                  .start =
                                      golden->given == 0 ? NULL : starts[(size_t)golden->problem]};
    struct trajectory_plan plan = {.problem = problem,
                                   .method = &method,
                                   .start = start,
                                   .bounds = {{-limit, -limit}, {limit, limit}},
                                   .iterations = 60};
    struct random random;
    struct trajectory trajectory;
    struct error error;

    variation_start(&variation, variation.seed, &plan.bounds, 2, start);
    variation_random(&variation, variation.seed, 2, &random);
    if (golden->kind >= 0) {
        plan.noise = &noise;
        plan.random = &random;
    }
    assert_status(trajectory_run(&trajectory, &plan, &error), STATUS_OK, &error);
    return trajectory;
}

/* NumPy's powers, cosines and logarithms are the C library's, which can differ in the last bit;
 * none of these 816 values does. */
START_TEST(runs_are_numpys)
{
    static struct golden rows[512];
    size_t count = read_numbers("noise_numpy.csv", (double *)rows, 14, 512);

    ck_assert_uint_eq(count, 272);
    for (size_t i = 0; i < count; i++) {
        struct trajectory trajectory = run_of_golden(&rows[i]);
        size_t t = (size_t)rows[i].t;
        const double *x = trajectory_point(&trajectory, t);
        assert_same_double(x[0], rows[i].x[0]);
        assert_same_double(x[1], rows[i].x[1]);
        assert_same_double(trajectory.f[t], rows[i].f);
        trajectory_free(&trajectory);
    }
}
END_TEST

/* ---- Ensembles ------------------------------------------------------------------------------- */

static const struct noise noises[] = {{NOISE_ABSOLUTE, 0.5}, {NOISE_RELATIVE, 2}};

static struct ensemble_plan ensemble_plan_with(enum vary vary, bool given,
                                               const struct noise *noise)
{
    return (struct ensemble_plan){
        .problem = &problems[0],
        .method = method_of(&optimizers[0]),
        .bounds = problems[0].domain,
        .seed = 11,
        .runs = 200,
        .iterations = 60,
        .noise = noise,
        .variation = {.vary = vary, .seed = 11, .start = given ? starts[0] : NULL},
        .threshold = 5e-6,
        .threads = 2};
}

static struct ensemble run_ensemble(const struct ensemble_plan *plan)
{
    struct progress progress;
    struct ensemble ensemble;
    struct error error;

    progress_begin(&progress, "ensemble", NULL, -1, 1);
    assert_status(ensemble_run(&ensemble, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    return ensemble;
}

/* Rows of vary, given, kind, size, run, f at the end: none of the 60 values differs. */
START_TEST(ensembles_are_numpys)
{
    static double rows[64][6];
    size_t count = read_numbers("noisy_ensembles_numpy.csv", rows[0], 6, 64);

    ck_assert_uint_eq(count, 60);
    for (size_t i = 0; i < count; i += 5) { /* the runs of an ensemble */
        struct ensemble_plan plan =
            ensemble_plan_with((enum vary)rows[i][0], rows[i][1] != 0, &noises[(size_t)rows[i][2]]);
        ck_assert(rows[i][3] == plan.noise->size);
        struct ensemble ensemble = run_ensemble(&plan);
        for (size_t k = i; k < i + 5; k++)
            assert_same_double(ensemble.runs[(size_t)rows[k][4]].value, rows[k][5]);
        ensemble_free(&ensemble);
    }
}
END_TEST

START_TEST(threads_do_not_change_a_noisy_ensemble)
{
    struct ensemble_plan plan = ensemble_plan_with((enum vary)_i, false, &noises[0]);
    struct ensemble some = run_ensemble(&plan);

    plan.threads = 5;
    struct ensemble more = run_ensemble(&plan);
    ck_assert_mem_eq(some.runs, more.runs, plan.runs * sizeof *some.runs);
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++)
        ck_assert_mem_eq(some.quantiles[q], more.quantiles[q],
                         some.points * sizeof *some.quantiles[q]);
    ensemble_free(&some);
    ensemble_free(&more);
}
END_TEST

/* ---- Sweeps ---------------------------------------------------------------------------------- */

static struct trajectory run_alone(const struct sweep_plan *plan, const struct method *method)
{
    struct trajectory trajectory;
    struct error error;

    assert_status(trajectory_run(&trajectory,
                                 &(struct trajectory_plan){.problem = plan->problem,
                                                           .method = method,
                                                           .start = plan->start,
                                                           .bounds = plan->bounds,
                                                           .iterations = plan->iterations,
                                                           .noise = plan->noise,
                                                           .random = &plan->random},
                                 &error),
                  STATUS_OK, &error);
    return trajectory;
}

static void assert_cells_alone(const struct sweep_plan *plan)
{
    struct progress progress;
    struct sweep sweep;
    struct error error;

    progress_begin(&progress, "sweep", NULL, -1, 1);
    assert_status(sweep_run(&sweep, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    for (size_t i = 0; i < sweep.counts[0] * sweep.counts[1]; i++) {
        struct method method = plan->method;
        size_t at[] = {i % sweep.counts[0], i / sweep.counts[0]};
        for (size_t k = 0; k < 2; k++)
            method.parameters[plan->axes[k].parameter] = sweep_axis_value(&plan->axes[k], at[k]);
        struct trajectory trajectory = run_alone(plan, &method);
        struct outcome alone = outcome_of(&trajectory, plan->threshold);
        assert_same_double(sweep.cells[i].value, alone.value);
        ck_assert_int_eq(sweep.cells[i].first, alone.first);
        ck_assert_int_eq(sweep.cells[i].stays, alone.stays);
        ck_assert_int_eq(sweep.cells[i].ended, alone.ended);
        trajectory_free(&trajectory);
    }
    sweep_free(&sweep);
}

static struct sweep_plan sweep_plan_of(const char *optimizer, const struct noise *noise)
{
    struct sweep_plan plan = {.problem = &problems[0],
                              .method = method_of(optimizer_find(optimizer)),
                              .bounds = problems[0].domain,
                              .axis_count = 2,
                              .start = {0.75, -0.5},
                              .iterations = 40,
                              .noise = noise,
                              .threshold = 1e-3,
                              .threads = 2};

    random_seed(&plan.random, 5);
    return plan;
}

START_TEST(noisy_cells_are_the_runs_alone)
{
    struct sweep_plan plan = sweep_plan_of("momentum", &noises[_i]);

    plan.axes[0] = (struct sweep_axis){0, 0.01, 3, 150, true};
    plan.axes[1] = (struct sweep_axis){1, 0, 0.9, 3, false};
    assert_cells_alone(&plan);
}
END_TEST

/* The square of a noisy gradient overflows in some of them. */
START_TEST(noisy_cells_that_overflow_are_the_runs_alone)
{
    struct sweep_plan plan = sweep_plan_of("adam", &(struct noise){NOISE_ABSOLUTE, 1e154});

    struct trajectory trajectory = run_alone(&plan, &plan.method);

    ck_assert_int_eq(trajectory.end, SEARCH_OVERFLOW);
    trajectory_free(&trajectory);
    plan.axes[0] = (struct sweep_axis){0, 0.01, 3, 4, true};
    plan.axes[1] = (struct sweep_axis){2, 0, 0.9, 4, false};
    assert_cells_alone(&plan);
}
END_TEST

START_TEST(swept_schedules_are_the_runs_alone)
{
    struct sweep_plan plan = sweep_plan_of(optimizers[_i].name, NULL);
    size_t first = plan.method.optimizer->parameter_count;

    method_set_schedule(&plan.method, schedule_find("step"));
    plan.axes[0] = (struct sweep_axis){first, 0, 4, 5, false};
    plan.axes[1] = (struct sweep_axis){first + 2, 0.25, 1, 4, false};
    assert_cells_alone(&plan);
}
END_TEST

/* ---- Single searches ------------------------------------------------------------------------- */

static void begin_search(struct search *search, const struct method *method,
                         const struct noise *noise)
{
    struct search_plan plan = {.problem = &problems[0],
                               .method = method,
                               .bounds = &problems[0].domain,
                               .count = 1,
                               .iterations = 30,
                               .noise = noise};
    struct random random;
    struct error error;

    random_seed(&random, 3);
    assert_status(search_init(search, &plan, &error), STATUS_OK, &error);
    search_set(search, 0, method->parameters, starts[0]);
    if (noise != NULL)
        search_set_random(search, 0, &random);
    search_begin(search);
}

/* For every optimizer: as if alpha were set before each update. */
START_TEST(a_schedule_changes_alpha_alone)
{
    struct method constant = method_of(&optimizers[_i]), scheduled = constant;
    struct search a, b;

    method_set_schedule(&scheduled, schedule_find("cosine"));
    ck_assert(method_is_scheduled(&scheduled) && !method_is_scheduled(&constant));
    scheduled.parameters[method_parameter_find(&scheduled, "warmup")] = 4;
    begin_search(&a, &scheduled, &noises[0]);
    begin_search(&b, &constant, &noises[0]);
    for (long t = 1; t <= 30; t++) {
        b.parameter[0][0] =
            constant.parameters[0] *
            schedule_factor(scheduled.schedule, method_schedule_parameters(&scheduled), t, 30);
        search_advance(&a);
        search_advance(&b);
        assert_same_double(a.alpha[0], b.parameter[0][0]);
        for (int v = 0; v < 2; v++)
            assert_same_double(a.x[v][0], b.x[v][0]);
    }
    search_free(&a);
    search_free(&b);
}
END_TEST

START_TEST(the_objective_and_the_true_gradient_have_no_noise)
{
    struct method method = method_of(&optimizers[0]);
    struct search search;

    begin_search(&search, &method, &noises[1]);
    for (int t = 0; t < 30; t++) {
        double x[] = {search.x[0][0], search.x[1][0]};
        assert_same_double(search.f[0], problem_objective(&problems[0], x));
        search_advance(&search);
        for (int v = 0; v < 2; v++) {
            assert_same_double(search.true_gradient[v][0], 2 * x[v]);
            ck_assert(search.gradient[v][0] != search.true_gradient[v][0]);
        }
    }
    search_free(&search);
}
END_TEST

/* Relative noise is 0 where the gradient is. */
START_TEST(relative_noise_keeps_a_minimum)
{
    const double gradient[] = {0, -2, 3}, normal[] = {5, 0.5, -1};
    double noisy[3];

    noise_add(&(struct noise){NOISE_RELATIVE, 2}, gradient, normal, noisy, 3);
    assert_same_double(noisy[0], 0);
    assert_same_double(noisy[1], 0);
    assert_same_double(noisy[2], -3);
    noise_add(&(struct noise){NOISE_ABSOLUTE, 2}, gradient, normal, noisy, 3);
    assert_same_double(noisy[0], 10);
    assert_same_double(noisy[1], -1);
    assert_same_double(noisy[2], 1);
}
END_TEST

START_TEST(noise_that_overflows_ends_the_search)
{
    struct method method = method_of(optimizer_find("gradient-descent"));
    struct search search;

    begin_search(&search, &method, &(struct noise){NOISE_ABSOLUTE, 1e308});
    enum search_end end = SEARCH_GOES_ON;
    for (int t = 0; t < 30 && end == SEARCH_GOES_ON; t++) {
        search_advance(&search);
        end = search_end_of(&search, 0);
    }
    ck_assert(end == SEARCH_NO_GRADIENT || end == SEARCH_DIVERGED);
    search_free(&search);
}
END_TEST

/* With the same seed, the own run's start and noise. */
START_TEST(the_first_run_is_the_own_run)
{
    const double *start = _i % 2 == 0 ? NULL : starts[0];
    enum vary vary = _i < 2 ? VARY_NOISE : VARY_START;
    struct variation variation = {.vary = vary, .seed = 11, .start = start};
    struct random random, expected;
    double x[2], own[2];

    random_seed(&expected, 11);
    for (int v = 0; v < 2; v++)
        own[v] = start != NULL ? start[v] : 2 * random_uniform(&expected) - 1;
    variation_random(&variation, 11, 2, &random);
    variation_start(&variation, 11, &problems[0].domain, 2, x);
    assert_same_double(random_normal(&random), random_normal(&expected));
    if (vary == VARY_NOISE)
        ck_assert(x[0] == own[0] && x[1] == own[1]);
}
END_TEST

Suite *noise_suite(void)
{
    Suite *suite = suite_create("noise");
    TCase *tests = tcase_create("noise");

    tcase_add_test(tests, runs_are_numpys);
    tcase_add_test(tests, ensembles_are_numpys);
    tcase_add_loop_test(tests, threads_do_not_change_a_noisy_ensemble, 0, 3);
    tcase_add_loop_test(tests, noisy_cells_are_the_runs_alone, 0, 2);
    tcase_add_test(tests, noisy_cells_that_overflow_are_the_runs_alone);
    tcase_add_loop_test(tests, swept_schedules_are_the_runs_alone, 0, (int)optimizer_count);
    tcase_add_loop_test(tests, a_schedule_changes_alpha_alone, 0, (int)optimizer_count);
    tcase_add_test(tests, the_objective_and_the_true_gradient_have_no_noise);
    tcase_add_test(tests, relative_noise_keeps_a_minimum);
    tcase_add_test(tests, noise_that_overflows_ends_the_search);
    tcase_add_loop_test(tests, the_first_run_is_the_own_run, 0, 4);
    suite_add_tcase(suite, tests);
    return suite;
}
