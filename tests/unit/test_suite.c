/* Suites and performance profiles, compared with Python's fractions and NumPy's numbers, and each
 * run with that of an ensemble. */
#include "optimize/suite.h"

#include <math.h>
#include <string.h>

#include "optimize/ensemble.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_ROWS 256

/* ---- Profiles -------------------------------------------------------------------------------- */

#define SOLVERS 4
#define COLUMNS (1 + SOLVERS)

/* Kinds of rows. */
enum { COSTS, FIRST_SHARES, LAST_SHARE, RANKS };

static struct performance profile_of(const double costs[], size_t instances)
{
    struct performance profile;
    struct error error;

    assert_status(performance_make(&profile, costs, instances, SOLVERS, &error), STATUS_OK, &error);
    return profile;
}

START_TEST(profiles_are_those_of_fractions)
{
    double rows[MOST_ROWS][COLUMNS], costs[MOST_ROWS][SOLVERS];
    size_t count = read_numbers("profile_python.csv", rows[0], COLUMNS, MOST_ROWS);
    size_t instances = 0, k = 0;

    for (; rows[instances][0] == COSTS; instances++)
        memcpy(costs[instances], &rows[instances][1], sizeof costs[instances]);
    struct performance profile = profile_of(costs[0], instances);
    for (size_t i = instances; i + 1 < count && rows[i][0] == FIRST_SHARES; i += 2, k++) {
        assert_same_double(profile.ratios[k], rows[i][1]);
        for (size_t s = 0; s < SOLVERS; s++)
            ck_assert_uint_eq(profile.solved[k * SOLVERS + s],
                              (size_t)(s < 3 ? rows[i][2 + s] : rows[i + 1][2]));
    }
    ck_assert_uint_eq(profile.count, k);
    ck_assert_uint_eq(profile.instances, instances);
    ck_assert_uint_ge(profile.unsolved, 1);
    performance_free(&profile);
}
END_TEST

/* All that tie for the lowest cost are the best; an instance that none solves counts as unsolved
 * for all. */
START_TEST(ties_and_unsolved_instances)
{
    const double costs[] = {5, 5, 10, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY};
    struct performance profile = profile_of(costs, 2);

    ck_assert_uint_eq(profile.instances, 2);
    ck_assert_uint_eq(profile.unsolved, 1);
    ck_assert_uint_eq(profile.count, 2);
    ck_assert_uint_eq(performance_best(&profile, 0), 1);
    ck_assert_uint_eq(performance_best(&profile, 1), 1);
    ck_assert_uint_eq(performance_best(&profile, 2), 0);
    ck_assert_uint_eq(performance_solved(&profile, 2), 1);
    ck_assert_uint_eq(performance_solved(&profile, 3), 0);
    performance_free(&profile);
}
END_TEST

START_TEST(a_profile_without_successes)
{
    const double costs[] = {INFINITY, INFINITY, INFINITY, INFINITY};
    struct performance profile = profile_of(costs, 1);

    ck_assert_uint_eq(profile.unsolved, 1);
    ck_assert_uint_eq(profile.count, 1);
    assert_same_double(profile.ratios[0], 1);
    for (size_t s = 0; s < SOLVERS; s++)
        ck_assert_uint_eq(performance_solved(&profile, s), 0);
    performance_free(&profile);
}
END_TEST

START_TEST(ranks_of_ties_are_means)
{
    double rows[MOST_ROWS][COLUMNS], ranks[SOLVERS];
    size_t count = read_numbers("profile_python.csv", rows[0], COLUMNS, MOST_ROWS), checked = 0;

    for (size_t i = 0; i + 1 < count; i++) {
        if (rows[i][0] != RANKS)
            continue;
        suite_rank(&rows[i][1], ranks, SOLVERS);
        for (size_t s = 0; s < SOLVERS; s++)
            assert_same_double(ranks[s], rows[i + 1][1 + s]);
        checked++;
        i++;
    }
    ck_assert_uint_eq(checked, 4);
}
END_TEST

/* ---- Suites ---------------------------------------------------------------------------------- */

static const char *const names[] = {"gradient-descent", "momentum", "adam"};
#define METHODS (sizeof names / sizeof *names)
#define PROBLEMS 2
#define RUNS 40
#define SOME_PROBLEMS 4

static struct suite run_suite(const struct suite_plan *plan)
{
    struct progress progress;
    struct suite suite;
    struct error error;

    progress_begin(&progress, "test", NULL, -1, 1);
    assert_status(suite_run(&suite, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    return suite;
}

START_TEST(suites_are_numpys)
{
    const struct problem two[PROBLEMS] = {*problem_find("sphere"), *problem_find("booth")};
    static const double alphas[METHODS] = {0.05, 0.02, 0.5};
    struct method methods[PROBLEMS * METHODS];
    double rows[MOST_ROWS][6];
    size_t count = read_numbers("suite_numpy.csv", rows[0], 6, MOST_ROWS), ratios = 0;

    for (size_t i = 0; i < PROBLEMS * METHODS; i++) {
        methods[i] = method_of(optimizer_find(names[i % METHODS]));
        methods[i].parameters[0] = alphas[i % METHODS];
    }
    struct suite suite = run_suite(&(struct suite_plan){.problems = two,
                                                        .problem_count = PROBLEMS,
                                                        .methods = methods,
                                                        .method_count = METHODS,
                                                        .seed = 7,
                                                        .runs = RUNS,
                                                        .iterations = 100,
                                                        .tolerance = 5e-6,
                                                        .criterion = CRITERION_STAYS,
                                                        .threads = 2});
    for (size_t i = 0; i < count; i++) {
        const double *row = rows[i];
        if (row[0] == 0) {
            const struct suite_result *result =
                suite_result_of(&suite, (size_t)row[1], (size_t)row[2]);
            ck_assert_uint_eq(result->reached, (size_t)row[3]);
            assert_same_double(result->running_time, row[4]);
            assert_same_double(result->rank, row[5]);
            continue;
        }
        assert_same_double(suite.profile.ratios[ratios], row[1]);
        for (size_t m = 0; m < METHODS; m++)
            ck_assert_uint_eq(suite.profile.solved[ratios * METHODS + m], (size_t)row[2 + m]);
        ratios++;
    }
    ck_assert_uint_eq(suite.profile.count, ratios);
    ck_assert_uint_eq(suite.profile.instances, PROBLEMS * RUNS);
    for (size_t m = 0; m < METHODS; m++)
        ck_assert_double_eq_tol(
            suite.mean_ranks[m],
            0.5 * (suite_result_of(&suite, 0, m)->rank + suite_result_of(&suite, 1, m)->rank),
            1e-15);
    suite_free(&suite);
}
END_TEST

static struct suite_plan plan_of_some(const struct method methods[], size_t method_count)
{
    return (struct suite_plan){.problems = problems,
                               .problem_count = SOME_PROBLEMS,
                               .methods = methods,
                               .method_count = method_count,
                               .seed = 3,
                               .runs = 130, /* more than one group */
                               .iterations = 60,
                               .tolerance = 1e-3,
                               .threads = 2};
}

/* Each run is that of an ensemble within the domain of its problem, even if it diverges or a state
 * overflows; without and with noise. */
START_TEST(runs_are_those_of_ensembles)
{
    const struct noise noise = {.kind = NOISE_ABSOLUTE, .size = 0.5};
    struct method methods[2 * SOME_PROBLEMS];

    for (size_t p = 0; p < SOME_PROBLEMS; p++) {
        methods[2 * p] = method_of(optimizer_find("adam"));
        methods[2 * p + 1] = method_of(optimizer_find("momentum"));
        methods[2 * p + 1].parameters[0] = 1e3;
    }
    struct suite_plan plan = plan_of_some(methods, 2);
    plan.noise = _i == 0 ? NULL : &noise;
    struct suite suite = run_suite(&plan);
    for (size_t i = 0; i < 2 * SOME_PROBLEMS; i++) {
        const struct problem *problem = &problems[i / 2];
        struct ensemble_plan one = {.problem = problem,
                                    .method = methods[i],
                                    .bounds = problem->domain,
                                    .seed = plan.seed,
                                    .runs = plan.runs,
                                    .iterations = plan.iterations,
                                    .noise = plan.noise,
                                    .variation = {.vary = VARY_BOTH, .seed = plan.seed},
                                    .minimum = problem->minimum,
                                    .threshold = problem->minimum + plan.tolerance,
                                    .threads = 1};
        struct progress progress;
        struct ensemble ensemble;
        struct error error;
        progress_begin(&progress, "test", NULL, -1, 1);
        assert_status(ensemble_run(&ensemble, &one, &progress, &error), STATUS_OK, &error);
        progress_end(&progress);
        for (size_t k = 0; k < plan.runs; k++) {
            const struct outcome *run = &suite.outcomes[i * plan.runs + k];
            assert_same_double(run->value, ensemble.runs[k].value);
            ck_assert_int_eq(run->first, ensemble.runs[k].first);
            ck_assert_int_eq(run->stays, ensemble.runs[k].stays);
            ck_assert_int_eq(run->ended, ensemble.runs[k].ended);
        }
        ck_assert_uint_eq(suite.results[i].diverged, ensemble.ended);
        ensemble_free(&ensemble);
    }
    suite_free(&suite);
}
END_TEST

START_TEST(threads_do_not_matter)
{
    struct method methods[2 * SOME_PROBLEMS];

    for (size_t p = 0; p < SOME_PROBLEMS; p++)
        methods[p] = method_of(optimizer_find("rmsprop"));
    struct suite_plan plan = plan_of_some(methods, 1);
    struct suite two = run_suite(&plan);
    plan.threads = 1;
    struct suite one = run_suite(&plan);
    for (size_t i = 0; i < SOME_PROBLEMS; i++)
        assert_same_double(one.results[i].median, two.results[i].median);
    ck_assert_uint_eq(one.profile.count, two.profile.count);
    suite_free(&one);
    suite_free(&two);
}
END_TEST

START_TEST(suites_are_interrupted)
{
    struct method methods[2 * SOME_PROBLEMS];
    struct progress progress;
    struct suite suite;
    struct error error;

    for (size_t p = 0; p < SOME_PROBLEMS; p++)
        methods[p] = method_of(optimizer_find("adam"));
    struct suite_plan plan = plan_of_some(methods, 1);
    progress_begin(&progress, "test", NULL, readable_descriptor(), 1);
    ck_assert_int_eq(suite_run(&suite, &plan, &progress, &error), STATUS_INTERRUPTED);
    progress_end(&progress);
}
END_TEST

Suite *suite_suite(void)
{
    Suite *suite = suite_create("suite");
    TCase *profiles = tcase_create("profiles"), *suites = tcase_create("suites");

    suite_add_tcase(suite, profiles);
    suite_add_tcase(suite, suites);
    tcase_add_test(profiles, profiles_are_those_of_fractions);
    tcase_add_test(profiles, ties_and_unsolved_instances);
    tcase_add_test(profiles, a_profile_without_successes);
    tcase_add_test(profiles, ranks_of_ties_are_means);
    tcase_add_test(suites, suites_are_numpys);
    tcase_add_loop_test(suites, runs_are_those_of_ensembles, 0, 2);
    tcase_add_test(suites, threads_do_not_matter);
    tcase_add_test(suites, suites_are_interrupted);
    return suite;
}
