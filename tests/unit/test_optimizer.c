#include "optimize/optimizer.h"

#include <math.h>
#include <string.h>

#include "optimize/search.h"
#include "support.h"
#include "unit_tests.h"

#define MOST 7

/* A search of up to MOST variables, as one search for each variable, as update rules have it. */
struct adam {
    struct search search;
};

static const struct problem line = {.variables = 1};

static struct adam start_adam(double alpha, double beta1, double beta2, double epsilon,
                              size_t variables)
{
    const double parameters[METHOD_MAX_PARAMETERS] = {alpha, beta1, beta2, epsilon};
    struct method method = method_of(&optimizers[0]);
    struct adam adam;
    struct error error;

    assert_status(search_init(&adam.search,
                              &(struct search_plan){.problem = &line,
                                                    .method = &method,
                                                    .bounds = &line.domain,
                                                    .count = variables},
                              &error),
                  STATUS_OK, &error);
    for (size_t i = 0; i < variables; i++)
        search_set(&adam.search, i, parameters, &(double){0});
    for (size_t i = 0; i < variables; i++)
        adam.search.factor[0][i] = adam.search.factor[1][i] = 1;
    return adam;
}

static void adam_free(struct adam *adam)
{
    search_free(&adam->search);
}

static void adam_step(struct adam *adam, double x[], const double gradient[])
{
    struct search *s = &adam->search;
    const double *parameters[OPTIMIZER_MAX_PARAMETERS];
    struct optimizer_step step = {.searches = s->count, .x = x, .gradient = gradient};

    s->t++;
    for (size_t k = 0; k < 4; k++)
        step.parameter[k] = parameters[k] = s->parameter[k];
    s->optimizer->prepare(s->factor, parameters, s->t, s->count);
    for (size_t k = 0; k < 2; k++) {
        step.factor[k] = s->factor[k];
        step.state[k] = s->state[0][k];
    }
    s->optimizer->step(&step);
}

static const double gradients[] = {1, -1, 0.3, -7.25, 1e-3, 1e6, -1e-100, 1e100};

/* Without epsilon, the first step is alpha against the gradient's sign, whatever its size. */
START_TEST(first_step_is_alpha_against_the_sign)
{
    double g = gradients[_i], x = 0;
    struct adam adam = start_adam(0.02, 0.8, 0.999, 0, 1);

    adam_step(&adam, &x, &g);
    ck_assert_uint_le(ulps_between(x, -copysign(0.02, g)), 4);
    adam_free(&adam);
}
END_TEST

/* x1 = x0 - alpha ((1 - beta1) g / (1 - beta1)) / (sqrt((1 - beta2) g^2 / (1 - beta2)) + eps). */
START_TEST(first_step_is_the_papers_expression)
{
    double g = gradients[_i], x = 0.625, eps = 1e-3;
    struct adam adam = start_adam(0.02, 0.8, 0.999, eps, 1);

    adam_step(&adam, &x, &g);
    double mhat = (1.0 - 0.8) * g / (1.0 - 0.8);
    double vhat = (1.0 - 0.999) * (g * g) / (1.0 - 0.999);
    assert_same_double(x, 0.625 - 0.02 * mhat / (sqrt(vhat) + eps));
    adam_free(&adam);
}
END_TEST

/* Epsilon stands outside the root: 3 / (3 + 1), not 3 / sqrt(9 + 1). All numbers are exact. */
START_TEST(epsilon_is_outside_the_root)
{
    double g = 3, x = 1;
    struct adam adam = start_adam(1, 0.5, 0.75, 1, 1);

    adam_step(&adam, &x, &g);
    assert_same_double(x, 0.25);
    adam_free(&adam);
}
END_TEST

/* A gradient that never changes has the moments mhat = g, vhat = g^2: so each step is alpha. With
 * these betas all numbers are exact. */
START_TEST(bias_correction_holds_at_every_step)
{
    double g = -4, x = 0;
    struct adam adam = start_adam(0.125, 0.5, 0.75, 0, 1);

    for (int t = 1; t <= 20; t++) {
        adam_step(&adam, &x, &g);
        assert_same_double(x, 0.125 * t);
    }
    ck_assert_int_eq((int)adam.search.t, 20);
    adam_free(&adam);
}
END_TEST

/* m = 1/2, then 1/4 - 1/2 = -1/4; mhat = -1/4 / (3/4) = -1/3; vhat stays 1. */
START_TEST(second_step_after_a_turn)
{
    double x = 0, g = 1;
    struct adam adam = start_adam(0.75, 0.5, 0.75, 0, 1);

    adam_step(&adam, &x, &g);
    assert_same_double(x, -0.75);
    g = -1;
    adam_step(&adam, &x, &g);
    ck_assert_double_eq_tol(x, -0.5, 1e-15);
    adam_free(&adam);
}
END_TEST

START_TEST(without_memory_each_step_is_alone)
{
    static const double slopes[] = {1, 0.25, -3, 8, -0.5};
    double x = 0, wanted = 0;
    struct adam adam = start_adam(0.5, 0, 0, 1, 1);

    for (int t = 0; t < 5; t++) {
        adam_step(&adam, &x, &slopes[t]);
        wanted = wanted - 0.5 * slopes[t] / (fabs(slopes[t]) + 1);
        assert_same_double(x, wanted);
    }
    adam_free(&adam);
}
END_TEST

START_TEST(no_slope_no_move)
{
    double x = 0.3, g = 0;
    struct adam adam = start_adam(0.5, 0.9, 0.999, 1e-8, 1);

    adam_step(&adam, &x, &g);
    assert_same_double(x, 0.3);
    adam_free(&adam);
}
END_TEST

/* A made-up gradient, different for each variable and step. */
static double some_slope(size_t variable, int t)
{
    return sin(1.0 + (double)variable + 0.7 * t) * (double)(variable + 1);
}

/* Powers of two change no digit. */
START_TEST(without_epsilon_the_scale_is_not_seen)
{
    struct adam one = start_adam(0.02, 0.8, 0.999, 0, 1);
    struct adam other = start_adam(0.02, 0.8, 0.999, 0, 1);
    double x = 1, y = 1;

    for (int t = 0; t < 50; t++) {
        double g = some_slope(0, t), scaled = ldexp(g, 20);
        adam_step(&one, &x, &g);
        adam_step(&other, &y, &scaled);
        assert_same_double(y, x);
    }
    adam_free(&one);
    adam_free(&other);
}
END_TEST

static double alone(size_t variable, int steps)
{
    struct adam adam = start_adam(0.02, 0.8, 0.999, 1e-8, 1);
    double x = (double)variable;

    for (int t = 0; t < steps; t++) {
        double g = some_slope(variable, t);
        adam_step(&adam, &x, &g);
    }
    adam_free(&adam);
    return x;
}

static const size_t variable_counts[] = {1, 3, MOST};

START_TEST(variables_do_not_see_each_other)
{
    size_t n = variable_counts[_i];
    struct adam adam = start_adam(0.02, 0.8, 0.999, 1e-8, n);
    double x[MOST] = {0, 1, 2, 3, 4, 5, 6}, g[MOST];

    for (int t = 0; t < 30; t++) {
        for (size_t i = 0; i < n; i++)
            g[i] = some_slope(i, t);
        adam_step(&adam, x, g);
    }
    for (size_t i = 0; i < MOST; i++)
        assert_same_double(x[i], i < n ? alone(i, 30) : (double)i);
    adam_free(&adam);
}
END_TEST

Suite *optimizer_suite(void)
{
    Suite *suite = suite_create("optimizer");
    TCase *tests = tcase_create("adam");
    int slopes = sizeof gradients / sizeof *gradients;

    tcase_add_loop_test(tests, first_step_is_alpha_against_the_sign, 0, slopes);
    tcase_add_loop_test(tests, first_step_is_the_papers_expression, 0, slopes);
    tcase_add_test(tests, epsilon_is_outside_the_root);
    tcase_add_test(tests, bias_correction_holds_at_every_step);
    tcase_add_test(tests, second_step_after_a_turn);
    tcase_add_test(tests, without_memory_each_step_is_alone);
    tcase_add_test(tests, no_slope_no_move);
    tcase_add_test(tests, without_epsilon_the_scale_is_not_seen);
    tcase_add_loop_test(tests, variables_do_not_see_each_other, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
