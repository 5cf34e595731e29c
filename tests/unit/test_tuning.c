/* Tuning, compared with NumPy's numbers, and each of its runs with a single run. */
#include "optimize/tuning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/trajectory.h"
#include "support.h"
#include "unit_tests.h"

/* Settings of Adam and of gradient descent, the first with alpha and beta1. */
static struct tuning_plan plan_of(const char *optimizer)
{
    bool adam = strcmp(optimizer, "adam") == 0;
    struct tuning_plan plan = {.problem = &problems[0],
                               .method = method_of(optimizer_find(optimizer)),
                               .axis_count = adam ? 2 : 1,
                               .axes = {{.low = 0.005, .high = 1.04, .count = 24}},
                               .bounds = problems[0].domain,
                               .seed = 101,
                               .runs = 50,
                               .iterations = 60,
                               .threshold = 5e-6,
                               .criterion = CRITERION_STAYS,
                               .threads = 2};

    if (!adam)
        return plan;
    plan.axes[0] = (struct sweep_axis){.low = 0.003, .high = 1, .count = 6, .logarithmic = true};
    plan.axes[1] = (struct sweep_axis){.parameter = 1, .low = 0, .high = 0.9, .count = 4};
    return plan;
}

static struct tuning tune(const struct tuning_plan *plan)
{
    struct progress progress;
    struct tuning tuning;
    struct error error;

    progress_begin(&progress, "test", NULL, -1, 1);
    assert_status(tuning_run(&tuning, plan, &progress, &error), STATUS_OK, &error);
    ck_assert_double_eq(progress.done, (double)(tuning_count(plan) * plan->runs));
    progress_end(&progress);
    return tuning;
}

/* Columns optimizer, alpha, beta1, for each criterion how many reach the tolerance and the expected
 * runtime, the median, and whether it is the best setting. */
START_TEST(scores_and_the_best_setting_are_numpys)
{
    static const char *const optimizers_of[] = {"adam", "gradient-descent"};
    double rows[48][10];

    ck_assert_uint_eq(read_numbers("tuning_numpy.csv", rows[0], 10, 48), 48);
    for (size_t criterion = CRITERION_FIRST; criterion <= CRITERION_STAYS; criterion++) {
        struct tuning_plan plan = plan_of(optimizers_of[_i]);
        plan.criterion = (enum criterion)criterion;
        struct tuning tuning = tune(&plan);
        ck_assert_uint_eq(tuning.count, 24);
        for (size_t i = 0; i < tuning.count; i++) {
            const double *row = rows[24 * _i + (int)i];
            struct method method = tuning_method(&plan, i);
            ck_assert_uint_le(ulps_between(method.parameters[0], row[1]), 2);
            if (plan.axis_count > 1)
                assert_same_double(method.parameters[1], row[2]);
            ck_assert_uint_eq(tuning.scores[i].runs, 50);
            ck_assert_uint_eq(tuning.scores[i].reached, (size_t)row[3 + 2 * criterion]);
            assert_same_double(tuning.scores[i].runtime, row[4 + 2 * criterion]);
            ck_assert_double_eq_tol(tuning.scores[i].median, row[7], 1e-9 * row[7] + 1e-300);
            ck_assert_int_eq(tuning.best == i, (int)row[8 + criterion]);
        }
        tuning_free(&tuning);
    }
}
END_TEST

/* The outcomes of one setting, each run alone. */
static struct tuning_score score_alone(const struct tuning_plan *plan, size_t setting)
{
    struct method method = tuning_method(plan, setting);
    struct outcome *runs = calloc(plan->runs, sizeof *runs);
    double *values = calloc(plan->runs, sizeof *values), start[PROBLEM_MAX_VARIABLES];
    struct error error;

    for (size_t i = 0; i < plan->runs; i++) {
        struct trajectory_plan alone = {.problem = plan->problem,
                                        .method = &method,
                                        .start = start,
                                        .bounds = plan->bounds,
                                        .iterations = plan->iterations};
        struct trajectory trajectory;
        struct random random;
        uint32_t seed = plan->seed + (uint32_t)i;
        variation_start(&plan->variation, seed, &plan->bounds, 2, start);
        variation_random(&plan->variation, seed, 2, &random);
        alone.noise = plan->noise;
        alone.random = &random;
        assert_status(trajectory_run(&trajectory, &alone, &error), STATUS_OK, &error);
        runs[i] = outcome_of(&trajectory, plan->threshold);
        trajectory_free(&trajectory);
    }
    struct tuning_score score =
        tuning_score_of(runs, plan->runs, plan->iterations, plan->criterion, values);
    free(runs);
    free(values);
    return score;
}

static void assert_same_score(const struct tuning_score *a, const struct tuning_score *b)
{
    ck_assert_uint_eq(a->runs, b->runs);
    ck_assert_uint_eq(a->reached, b->reached);
    ck_assert_uint_eq(a->diverged, b->diverged);
    assert_same_double(a->runtime, b->runtime);
    assert_same_double(a->median, b->median);
}

/* Numbers of runs that fill a block of searches several times, once, or in part. */
START_TEST(each_setting_is_its_runs_alone)
{
    static const size_t runs[] = {1, 50, 64, 128, 129, 300};
    struct tuning_plan plan = plan_of("adam");

    plan.problem = problem_find("rosenbrock");
    plan.bounds = plan.problem->domain;
    plan.threshold = 1;
    plan.runs = runs[_i];
    struct tuning tuning = tune(&plan);
    for (size_t i = 0; i < tuning.count; i++) {
        struct tuning_score alone = score_alone(&plan, i);
        assert_same_score(&tuning.scores[i], &alone);
    }
    tuning_free(&tuning);
}
END_TEST

/* Settings share the noise of each seed or, with VARY_START, that of the own run. */
START_TEST(each_setting_has_the_noise_of_the_seeds)
{
    const struct noise noise = {.kind = NOISE_ABSOLUTE, .size = 0.1};
    struct tuning_plan plan = plan_of("adam");

    plan.noise = &noise;
    plan.variation = (struct variation){.vary = (enum vary)_i, .seed = 51};
    plan.runs = 30;
    plan.threshold = 1e-3;
    struct tuning tuning = tune(&plan);
    for (size_t i = 0; i < tuning.count; i++) {
        struct tuning_score alone = score_alone(&plan, i);
        assert_same_score(&tuning.scores[i], &alone);
    }
    tuning_free(&tuning);
}
END_TEST

START_TEST(threads_change_nothing)
{
    struct tuning_plan plan = plan_of("adam");

    plan.runs = 130;
    struct tuning tuning = tune(&plan);
    for (plan.threads = 1; plan.threads <= 8; plan.threads *= 8) {
        struct tuning other = tune(&plan);
        for (size_t i = 0; i < tuning.count; i++)
            assert_same_score(&tuning.scores[i], &other.scores[i]);
        ck_assert_uint_eq(other.best, tuning.best);
        assert_same_double(other.least, tuning.least);
        tuning_free(&other);
    }
    tuning_free(&tuning);
}
END_TEST

START_TEST(the_last_axis_varies_fastest)
{
    struct tuning_plan plan = plan_of("adam");

    ck_assert_uint_eq(tuning_place(&plan, 7, 0), 1);
    ck_assert_uint_eq(tuning_place(&plan, 7, 1), 3);
    assert_same_double(tuning_method(&plan, 7).parameters[1], 0.9);
    assert_same_double(tuning_method(&plan, 7).parameters[2], 0.999);
}
END_TEST

/* Two runs reach it after 3 and 9 updates, one only for a while, one diverges after 4. */
START_TEST(the_expected_runtime_counts_all_updates)
{
    static const struct outcome runs[] = {{.value = 1, .first = 2, .stays = 2, .ended = -1},
                                          {.value = 2, .first = 4, .stays = 8, .ended = -1},
                                          {.value = 7, .first = 3, .stays = -1, .ended = -1},
                                          {.value = 0, .first = 1, .stays = 1, .ended = 3}};
    double values[4];
    struct tuning_score stays = tuning_score_of(runs, 4, 10, CRITERION_STAYS, values);
    struct tuning_score first = tuning_score_of(runs, 4, 10, CRITERION_FIRST, values);
    struct tuning_score none = tuning_score_of(&runs[2], 2, 10, CRITERION_STAYS, values);

    ck_assert_uint_eq(stays.reached, 2);
    ck_assert_uint_eq(stays.diverged, 1);
    assert_same_double(stays.runtime, (3.0 + 9 + 10 + 4) / 2);
    assert_same_double(stays.median, (2.0 + 7) / 2);
    ck_assert_uint_eq(first.reached, 4);
    assert_same_double(first.runtime, (3.0 + 5 + 4 + 2) / 4);
    ck_assert(isinf(none.runtime));
    ck_assert(isinf(none.median));
}
END_TEST

START_TEST(scores_are_compared_by_the_criterion)
{
    const struct tuning_score fast = {.runtime = 5, .median = 9};
    const struct tuning_score low = {.runtime = 6, .median = 1};
    const struct tuning_score none = {.runtime = HUGE_VAL, .median = 2};
    const struct tuning_score high = {.runtime = HUGE_VAL, .median = 3};
    const struct tuning_score diverged = {.runtime = HUGE_VAL, .median = 3, .diverged = 1};

    ck_assert_int_lt(tuning_compare(&fast, &low, CRITERION_STAYS), 0);
    ck_assert_int_gt(tuning_compare(&fast, &low, CRITERION_FINAL), 0);
    ck_assert_int_lt(tuning_compare(&fast, &none, CRITERION_FIRST), 0);
    ck_assert_int_lt(tuning_compare(&none, &high, CRITERION_STAYS), 0);
    ck_assert_int_lt(tuning_compare(&high, &diverged, CRITERION_STAYS), 0);
    ck_assert_int_eq(tuning_compare(&high, &high, CRITERION_STAYS), 0);
}
END_TEST

/* Gradient descent with alpha = 1/2 is at the minimum of the sphere after one update. */
START_TEST(a_best_setting_at_an_end_is_recognized)
{
    static const struct {
        double low, high;
        enum tuning_edge edge;
    } ranges[] = {
        {0.1, 0.5, TUNING_AT_HIGHEST}, {0.5, 0.9, TUNING_AT_LOWEST}, {0.1, 0.9, TUNING_INSIDE}};
    struct tuning_plan plan = plan_of("gradient-descent");

    plan.axes[0] = (struct sweep_axis){.low = ranges[_i].low, .high = ranges[_i].high, .count = 5};
    struct tuning tuning = tune(&plan);
    assert_same_double(tuning_method(&plan, tuning.best).parameters[0], 0.5);
    ck_assert_int_eq(tuning_edge_of(&tuning, &plan, 0), ranges[_i].edge);
    tuning_free(&tuning);
}
END_TEST

/* A decay rate cannot be below 0. After a single update, it makes no difference: of equally good
 * settings, one inside is chosen. */
START_TEST(a_limit_of_the_parameter_is_no_edge)
{
    struct tuning_plan plan = plan_of("adam");

    plan.axis_count = 1;
    plan.axes[0] = plan.axes[1];
    plan.iterations = 1;
    struct tuning tuning = tune(&plan);
    ck_assert_uint_eq(tuning.best, 0);
    ck_assert_int_eq(tuning_edge_of(&tuning, &plan, 0), TUNING_INSIDE);
    tuning_free(&tuning);
    plan.axes[0].low = 0.1;
    tuning = tune(&plan);
    ck_assert_uint_eq(tuning.best, 1);
    tuning_free(&tuning);
}
END_TEST

/* Plain descent on -x^3 from x > 0 diverges with every step size. */
static double cubic(const double x[])
{
    return -x[0] * x[0] * x[0];
}

static void cubic_gradient(const double x[], double gradient[])
{
    gradient[0] = -3 * x[0] * x[0];
    gradient[1] = 0;
}

START_TEST(where_every_run_diverges_a_setting_is_chosen)
{
    const struct problem problem = {.variables = 2,
                                    .objective = cubic,
                                    .gradient = cubic_gradient,
                                    .domain = {.min = {1, 1}, .max = {2, 2}}};
    struct tuning_plan plan = plan_of("gradient-descent");

    plan.problem = &problem;
    plan.bounds = problem.domain;
    plan.threshold = -1e300;
    plan.axes[0].low = 1;
    plan.axes[0].high = 2;
    struct tuning tuning = tune(&plan);
    ck_assert_uint_eq(tuning.best, 1); /* the first that is not at an end */
    ck_assert_uint_eq(tuning.scores[1].diverged, 50);
    ck_assert(isinf(tuning.scores[1].median));
    ck_assert(isinf(tuning.least));
    tuning_free(&tuning);
}
END_TEST

static double steep(const double x[])
{
    return 1e160 * (x[0] * x[0] + x[1] * x[1]);
}

static void steep_gradient(const double x[], double gradient[])
{
    gradient[0] = 2e160 * x[0];
    gradient[1] = 2e160 * x[1];
}

/* v is infinite after the first update, and x stays where it is. */
START_TEST(a_state_that_overflows_ends_every_run)
{
    const struct problem problem = {.variables = 2,
                                    .objective = steep,
                                    .gradient = steep_gradient,
                                    .domain = problems[0].domain};
    struct tuning_plan plan = plan_of("adam");

    plan.problem = &problem;
    struct tuning tuning = tune(&plan);
    for (size_t i = 0; i < tuning.count; i++)
        ck_assert_uint_eq(tuning.scores[i].diverged, 50);
    tuning_free(&tuning);
}
END_TEST

START_TEST(tuning_can_be_interrupted)
{
    struct tuning_plan plan = plan_of("adam");
    struct progress progress;
    struct tuning tuning;
    struct error error;

    progress_begin(&progress, "test", NULL, readable_descriptor(), 1);
    assert_status(tuning_run(&tuning, &plan, &progress, &error), STATUS_INTERRUPTED, &error);
    ck_assert_ptr_null(tuning.scores);
    progress_end(&progress);
}
END_TEST

Suite *tuning_suite(void)
{
    Suite *suite = suite_create("tuning");
    TCase *tuning = tcase_create("tuning");

    tcase_add_loop_test(tuning, scores_and_the_best_setting_are_numpys, 0, 2);
    tcase_add_loop_test(tuning, each_setting_is_its_runs_alone, 0, 6);
    tcase_add_loop_test(tuning, each_setting_has_the_noise_of_the_seeds, VARY_START, VARY_BOTH + 1);
    tcase_add_test(tuning, threads_change_nothing);
    tcase_add_test(tuning, the_last_axis_varies_fastest);
    tcase_add_test(tuning, the_expected_runtime_counts_all_updates);
    tcase_add_test(tuning, scores_are_compared_by_the_criterion);
    tcase_add_loop_test(tuning, a_best_setting_at_an_end_is_recognized, 0, 3);
    tcase_add_test(tuning, a_limit_of_the_parameter_is_no_edge);
    tcase_add_test(tuning, where_every_run_diverges_a_setting_is_chosen);
    tcase_add_test(tuning, a_state_that_overflows_ends_every_run);
    tcase_add_test(tuning, tuning_can_be_interrupted);
    suite_add_tcase(suite, tuning);
    return suite;
}
