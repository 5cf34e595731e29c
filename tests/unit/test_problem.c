#include "optimize/problem.h"

#include <math.h>

#include "optimize/random.h"
#include "support.h"
#include "unit_tests.h"

START_TEST(sphere_at_a_known_point)
{
    const double x[2] = {3, -2};
    double gradient[2];

    assert_same_double(problems[0].objective(x), 13);
    problems[0].gradient(x, gradient);
    assert_same_double(gradient[0], 6);
    assert_same_double(gradient[1], -4);
}
END_TEST

static double central_difference(const struct problem *problem, const double x[], size_t variable)
{
    double at[PROBLEM_MAX_VARIABLES] = {x[0], x[1]};
    const double h = 1e-5;

    at[variable] = x[variable] + h;
    double above = problem->objective(at);
    at[variable] = x[variable] - h;
    return (above - problem->objective(at)) / (2 * h);
}

START_TEST(gradient_is_the_slope_of_the_objective)
{
    const struct problem *p = &problems[0];
    struct random random;

    random_seed(&random, 11);
    for (int trial = 0; trial < 100; trial++) {
        double x[2], gradient[2];
        for (int i = 0; i < 2; i++)
            x[i] =
                p->domain.min[i] + random_uniform(&random) * (p->domain.max[i] - p->domain.min[i]);
        p->gradient(x, gradient);
        for (size_t i = 0; i < 2; i++)
            ck_assert_double_eq_tol(gradient[i], central_difference(p, x, i), 1e-8);
    }
}
END_TEST

START_TEST(minimum_has_the_least_value_and_no_slope)
{
    const struct problem *p = &problems[0];
    double gradient[2];

    ck_assert_uint_eq(p->minima_count, 1);
    const double *minimum = p->minima[0];
    assert_same_double(p->objective(minimum), 0);
    p->gradient(minimum, gradient);
    assert_same_double(gradient[0], 0);
    assert_same_double(gradient[1], 0);
    for (int k = 0; k < 16; k++) {
        double x[2] = {minimum[0] + 1e-3 * cos(k), minimum[1] + 1e-3 * sin(k)};
        ck_assert(p->objective(x) > 0);
    }
}
END_TEST

START_TEST(the_tutorials_problem)
{
    const struct problem *p = &problems[0];

    ck_assert_str_eq(p->name, "sphere");
    ck_assert_str_eq(p->formula, "x1^2 + x2^2");
    ck_assert_uint_eq(p->variables, 2);
    for (int i = 0; i < 2; i++) {
        assert_same_double(p->domain.min[i], -1);
        assert_same_double(p->domain.max[i], 1);
    }
}
END_TEST

Suite *problem_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("problem");

    tcase_add_test(tests, sphere_at_a_known_point);
    tcase_add_test(tests, gradient_is_the_slope_of_the_objective);
    tcase_add_test(tests, minimum_has_the_least_value_and_no_slope);
    tcase_add_test(tests, the_tutorials_problem);
    suite_add_tcase(suite, tests);
    return suite;
}
