#include "optimize/problem.h"

#include <math.h>

#include "optimize/random.h"
#include "support.h"
#include "unit_tests.h"

#define MANY 37

/* Values that the literature's formulas give, computed apart from this program. */
static const struct {
    const char *name;
    double x[2], f, gradient[2];
} points[] = {
    {"sphere", {3, -2}, 13, {6, -4}},
    {"rosenbrock", {-1.2, 1}, 24.2, {-215.6, -88}},
    {"himmelblau", {0, 0}, 170, {-14, -22}},
    {"beale", {1, 1}, 14.203125, {0, 27.75}},
    {"booth", {0, 0}, 74, {-34, -38}},
    {"matyas", {-3, 3}, 9, {-3, 3}},
    {"rastrigin", {-2, 3.5}, 36.25, {-4, 7}},
    {"ackley", {1, 1}, 3.625384938440, {1.637461506156, 1.637461506156}},
    {"three-hump-camel", {1, 1}, 3.116666666667, {1.8, 3}},
    {"styblinski-tang", {1, 1}, -10, {-11.5, -11.5}},
    {"goldstein-price", {1, 1}, 1876, {-5376, 8064}},
    {"mccormick", {0, 0}, 1, {-0.5, 3.5}},
    {"easom", {2, 2}, -0.012779642670, {-0.057102321047, -0.057102321047}},
    {"quadratic-10", {2, 1}, 3.22, {4.16, -1.88}},
    {"quadratic-1e3", {2, 1}, 82.42, {241.76, -318.68}},
    {"quadratic-1e6", {2, 1}, 80002.42, {240001.76, -319998.68}},
};
#define POINTS (sizeof points / sizeof *points)

/* Domains, least values and points of these, as the literature has them to twelve digits. */
static const struct {
    const char *name;
    struct bounds domain;
    double minimum;
    size_t count;
    double minima[PROBLEM_MAX_MINIMA][2];
} known[] = {
    {"sphere", {{-1, -1}, {1, 1}}, 0, 1, {{0, 0}}},
    {"rosenbrock", {{-2, -1}, {2, 3}}, 0, 1, {{1, 1}}},
    {"himmelblau",
     {{-5, -5}, {5, 5}},
     0,
     4,
     {{3, 2},
      {-2.805118086953, 3.131312518251},
      {-3.779310253378, -3.283185991286},
      {3.584428340330, -1.848126526964}}},
    {"beale", {{-4.5, -4.5}, {4.5, 4.5}}, 0, 1, {{3, 0.5}}},
    {"booth", {{-10, -10}, {10, 10}}, 0, 1, {{1, 3}}},
    {"matyas", {{-10, -10}, {10, 10}}, 0, 1, {{0, 0}}},
    {"rastrigin", {{-5.12, -5.12}, {5.12, 5.12}}, 0, 1, {{0, 0}}},
    {"ackley", {{-5, -5}, {5, 5}}, 0, 1, {{0, 0}}},
    {"three-hump-camel",
     {{-5, -5}, {5, 5}},
     0,
     3,
     {{0, 0}, {1.747552345830, -0.873776172915}, {-1.747552345830, 0.873776172915}}},
    {"styblinski-tang",
     {{-5, -5}, {5, 5}},
     -78.332331407543,
     1,
     {{-2.903534027771, -2.903534027771}}},
    {"goldstein-price", {{-2, -2}, {2, 2}}, 3, 1, {{0, -1}}},
    {"mccormick", {{-1.5, -3}, {4, 4}}, -1.913222954981, 1, {{-0.547197551197, -1.547197551197}}},
    {"easom",
     {{0, 0}, {6.283185307180, 6.283185307180}},
     -1,
     1,
     {{3.141592653590, 3.141592653590}}},
    {"quadratic-10", {{-5, -5}, {5, 5}}, 0, 1, {{0, 0}}},
    {"quadratic-1e3", {{-5, -5}, {5, 5}}, 0, 1, {{0, 0}}},
    {"quadratic-1e6", {{-5, -5}, {5, 5}}, 0, 1, {{0, 0}}},
};

START_TEST(values_and_slopes_are_the_literatures)
{
    const struct problem *p = problem_find(points[_i].name);
    double gradient[2];

    ck_assert_ptr_eq(p, &problems[_i]);
    ck_assert_double_eq_tol(problem_objective(p, points[_i].x), points[_i].f, 1e-11);
    problem_gradient(p, points[_i].x, gradient);
    for (int i = 0; i < 2; i++)
        ck_assert_double_eq_tol(gradient[i], points[_i].gradient[i], 1e-11);
}
END_TEST

START_TEST(minima_are_the_literatures)
{
    const struct problem *p = problem_find(known[_i].name);

    ck_assert_ptr_nonnull(p);
    ck_assert_uint_eq(p->variables, 2);
    ck_assert_uint_eq(p->minima_count, known[_i].count);
    ck_assert_double_eq_tol(p->minimum, known[_i].minimum, 1e-11);
    for (int i = 0; i < 2; i++) {
        ck_assert_double_eq_tol(p->domain.min[i], known[_i].domain.min[i], 1e-11);
        ck_assert_double_eq_tol(p->domain.max[i], known[_i].domain.max[i], 1e-11);
    }
    for (size_t k = 0; k < p->minima_count; k++)
        for (int i = 0; i < 2; i++)
            ck_assert_double_eq_tol(p->minima[k][i], known[_i].minima[k][i], 1e-11);
}
END_TEST

static double central_difference(const struct problem *problem, const double x[], size_t variable)
{
    double at[PROBLEM_MAX_VARIABLES] = {x[0], x[1]};
    const double h = 1e-5 * fmax(1, fabs(x[variable]));

    at[variable] = x[variable] + h;
    double above = problem_objective(problem, at);
    at[variable] = x[variable] - h;
    return (above - problem_objective(problem, at)) / (2 * h);
}

static void draw_point(struct random *random, const struct problem *p, double x[])
{
    for (int i = 0; i < 2; i++)
        x[i] = p->domain.min[i] + random_uniform(random) * (p->domain.max[i] - p->domain.min[i]);
}

START_TEST(gradient_is_the_slope_of_the_objective)
{
    const struct problem *p = &problems[_i];
    struct random random;

    random_seed(&random, 11);
    for (int trial = 0; trial < 200; trial++) {
        double x[2], gradient[2];
        draw_point(&random, p, x);
        problem_gradient(p, x, gradient);
        for (size_t i = 0; i < 2; i++)
            ck_assert_double_eq_tol(gradient[i], central_difference(p, x, i),
                                    1e-8 + 1e-7 * (fabs(gradient[0]) + fabs(gradient[1])) +
                                        1e-10 * fabs(problem_objective(p, x)));
    }
}
END_TEST

/* The last digits of a minimum are worth so much slope as the function is curved there. */
START_TEST(minima_have_the_least_value_and_no_slope)
{
    const struct problem *p = &problems[_i];
    double gradient[2];

    for (size_t k = 0; k < p->minima_count; k++) {
        const double *minimum = p->minima[k];
        double f = problem_objective(p, minimum);
        bool local = f > p->minimum + 0.1;
        if (!local)
            ck_assert_double_eq_tol(f, p->minimum, 1e-14 * fmax(1, fabs(p->minimum)));
        problem_gradient(p, minimum, gradient);
        ck_assert_double_eq_tol(gradient[0], 0, 1e-12);
        ck_assert_double_eq_tol(gradient[1], 0, 1e-12);
        for (int i = 0; i < 16; i++) {
            double x[2] = {minimum[0] + 1e-3 * cos(i), minimum[1] + 1e-3 * sin(i)};
            ck_assert(problem_objective(p, x) > f);
        }
    }
}
END_TEST

START_TEST(nothing_in_the_domain_is_lower)
{
    const struct problem *p = &problems[_i];
    struct random random;

    random_seed(&random, 12);
    for (int trial = 0; trial < 2000; trial++) {
        double x[2];
        draw_point(&random, p, x);
        ck_assert(problem_objective(p, x) >= p->minimum);
    }
}
END_TEST

START_TEST(a_start_is_in_the_domain_and_no_minimum)
{
    const struct problem *p = &problems[_i];

    ck_assert(p->has_start == (_i != 0)); /* the tutorial draws its own */
    for (int i = 0; i < 2 && p->has_start; i++)
        ck_assert(p->start[i] >= p->domain.min[i] && p->start[i] <= p->domain.max[i]);
    if (p->has_start)
        ck_assert(problem_objective(p, p->start) > p->minimum + 0.1);
}
END_TEST

START_TEST(many_points_at_once_are_the_same_bits)
{
    const struct problem *p = &problems[_i];
    double x1[MANY], x2[MANY], g1[MANY], g2[MANY], f[MANY];
    double *const x[] = {x1, x2}, *const g[] = {g1, g2};
    struct random random;

    random_seed(&random, 13);
    for (int i = 0; i < MANY; i++) {
        double at[2];
        draw_point(&random, p, at);
        x1[i] = at[0];
        x2[i] = at[1];
    }
    problem_objectives(p, x, f, MANY);
    problem_gradients(p, x, g, MANY);
    for (int i = 0; i < MANY; i++) {
        double at[2] = {x1[i], x2[i]}, gradient[2];
        assert_same_double(f[i], p->objective(at));
        p->gradient(at, gradient);
        assert_same_double(g1[i], gradient[0]);
        assert_same_double(g2[i], gradient[1]);
    }
}
END_TEST

START_TEST(the_tutorials_problem)
{
    const struct problem *p = &problems[0];

    ck_assert_str_eq(p->name, "sphere");
    ck_assert_str_eq(p->formula, "x1^2 + x2^2");
    ck_assert_int_eq(p->spacing, LEVELS_LINEAR);
    ck_assert_ptr_null(problem_find("spher"));
    ck_assert_uint_eq(problem_count, POINTS);
}
END_TEST

/* The slope is 0/0 at the tip. */
START_TEST(ackleys_tip_has_no_slope)
{
    const double tip[2] = {0, 0};
    double gradient[2];

    problem_gradient(problem_find("ackley"), tip, gradient);
    assert_same_double(gradient[0], 0);
    assert_same_double(gradient[1], 0);
}
END_TEST

Suite *problem_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("problem");
    int count = (int)POINTS;

    tcase_add_loop_test(tests, values_and_slopes_are_the_literatures, 0, count);
    tcase_add_loop_test(tests, minima_are_the_literatures, 0, count);
    tcase_add_loop_test(tests, gradient_is_the_slope_of_the_objective, 0, count);
    tcase_add_loop_test(tests, minima_have_the_least_value_and_no_slope, 0, count);
    tcase_add_loop_test(tests, nothing_in_the_domain_is_lower, 0, count);
    tcase_add_loop_test(tests, a_start_is_in_the_domain_and_no_minimum, 0, count);
    tcase_add_loop_test(tests, many_points_at_once_are_the_same_bits, 0, count);
    tcase_add_test(tests, the_tutorials_problem);
    tcase_add_test(tests, ackleys_tip_has_no_slope);
    suite_add_tcase(suite, tests);
    return suite;
}
