/* Every optimizer, compared with reference numbers of other programs. */
#include "optimize/optimizer.h"

#include <math.h>
#include <string.h>

#include "optimize/trajectory.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_STEPS 100

/* From (-1.2, 1) on Rosenbrock's function, after 10 and 100 updates: PyTorch 1.13, recomputed in
 * plain Python to twelve digits. */
static const struct {
    const char *name;
    double parameters[OPTIMIZER_MAX_PARAMETERS];
    double after10[2], after100[2];
} goldens[] = {
    {"gradient-descent",
     {1e-3},
     {-1.021411334270, 1.051262267376},
     {-0.948186378540, 0.907094100354}},
    {"momentum", {1e-3, 0.9}, {-0.813923231295, 0.754867772223}, {0.622301428483, 0.385231543321}},
    {"nesterov", {1e-3, 0.9}, {-0.879918328439, 0.781946181347}, {0.457086930281, 0.205926970656}},
    {"adagrad", {0.1, 1e-10}, {-1.058767182159, 1.127260889106}, {-0.998940358093, 1.004098505009}},
    {"rmsprop",
     {0.01, 0.99, 1e-8},
     {-1.058616535073, 1.126946739886},
     {-0.978863137918, 0.964367886328}},
    {"adadelta",
     {1, 0.9, 1e-6},
     {-1.169113197101, 1.031081632341},
     {-1.060956732283, 1.130726293052}},
    {"adam",
     {0.1, 0.9, 0.999, 1e-8},
     {-1.098904104697, 1.019285881626},
     {-0.727387616486, 0.533683568264}},
    {"amsgrad",
     {0.1, 0.9, 0.999, 1e-8},
     {-1.098904104697, 1.019285881626},
     {-0.730002754779, 0.537732074296}},
    {"adamw",
     {0.1, 0.9, 0.999, 1e-8, 0.01},
     {-1.091279845105, 1.004406836038},
     {-0.653064543200, 0.432805601907}},
    {"adamax",
     {0.1, 0.9, 0.999},
     {-1.052593701815, 1.101542190293},
     {-0.975356292932, 0.958609614611}},
    {"nadam",
     {0.1, 0.9, 0.999, 1e-8, 0.004},
     {-1.047654783719, 1.114260273812},
     {-0.535996255022, 0.291705504515}},
};

static struct trajectory run_on(const char *problem, const struct method *method, size_t steps)
{
    static const double start[] = {-1.2, 1};
    struct trajectory run;
    struct error error;

    assert_status(trajectory_run(&run,
                                 &(struct trajectory_plan){.problem = problem_find(problem),
                                                           .method = method,
                                                           .start = start,
                                                           .bounds = problem_find(problem)->domain,
                                                           .iterations = steps},
                                 &error),
                  STATUS_OK, &error);
    return run;
}

static struct method method_with(const char *name, const double parameters[])
{
    struct method method = method_of(optimizer_find(name));

    memcpy(method.parameters, parameters,
           method.optimizer->parameter_count * sizeof *method.parameters);
    return method;
}

START_TEST(updates_are_pytorchs)
{
    struct method method = method_with(goldens[_i].name, goldens[_i].parameters);
    struct trajectory run = run_on("rosenbrock", &method, MOST_STEPS);

    for (int i = 0; i < 2; i++) {
        ck_assert_double_eq_tol(trajectory_point(&run, 10)[i], goldens[_i].after10[i], 1e-10);
        ck_assert_double_eq_tol(trajectory_point(&run, 100)[i], goldens[_i].after100[i], 1e-10);
    }
    trajectory_free(&run);
}
END_TEST

/* Rows of t, x1, x2: with an epsilon of 0.5, which tells the orders apart. */
START_TEST(the_reordered_adam_is_the_papers)
{
    const double parameters[OPTIMIZER_MAX_PARAMETERS] = {0.1, 0.9, 0.999, 0.5};
    struct method method = method_with("adam-reordered", parameters);
    struct method usual = method_with("adam", parameters);
    struct trajectory run = run_on("rosenbrock", &method, MOST_STEPS);
    struct trajectory other = run_on("rosenbrock", &usual, MOST_STEPS);
    double rows[3][3];

    ck_assert_uint_eq(read_numbers("adam_reordered.csv", rows[0], 3, 3), 3);
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < 2; i++)
            ck_assert_double_eq_tol(trajectory_point(&run, (size_t)rows[k][0])[i], rows[k][1 + i],
                                    1e-10);
    ck_assert(fabs(trajectory_point(&other, 1)[0] - rows[0][1]) > 1e-6);
    trajectory_free(&run);
    trajectory_free(&other);
}
END_TEST

START_TEST(with_a_small_epsilon_the_orders_agree)
{
    const double parameters[OPTIMIZER_MAX_PARAMETERS] = {0.1, 0.9, 0.999, 1e-8};
    struct method reordered = method_with("adam-reordered", parameters);
    struct method usual = method_with("adam", parameters);
    struct trajectory a = run_on("rosenbrock", &reordered, MOST_STEPS);
    struct trajectory b = run_on("rosenbrock", &usual, MOST_STEPS);

    for (int i = 0; i < 2; i++)
        ck_assert_double_eq_tol(trajectory_point(&a, 100)[i], trajectory_point(&b, 100)[i], 2e-9);
    trajectory_free(&a);
    trajectory_free(&b);
}
END_TEST

/* On axis x2 = 0 of the sphere one slope is 0 from the start: no rule may make 0/0 of it. */
START_TEST(no_slope_is_no_step)
{
    struct method method = method_of(&optimizers[_i]);
    const double start[] = {0.5, 0};
    struct trajectory run;
    struct error error;

    assert_status(trajectory_run(&run,
                                 &(struct trajectory_plan){.problem = &problems[0],
                                                           .method = &method,
                                                           .start = start,
                                                           .bounds = problems[0].domain,
                                                           .iterations = 60},
                                 &error),
                  STATUS_OK, &error);
    ck_assert(!run.diverged);
    for (size_t t = 0; t < run.count; t++)
        assert_same_double(trajectory_point(&run, t)[1], 0);
    ck_assert(run.f[60] < run.f[0]);
    trajectory_free(&run);
}
END_TEST

/* The first step of these is alpha against the sign of the slope. */
static const char *const sign_rules[] = {"adagrad", "adam", "adamax", "amsgrad", "adam-reordered"};

START_TEST(the_first_step_is_the_sign)
{
    struct method method = method_of(optimizer_find(sign_rules[_i]));
    method.parameters[0] = 0.125;
    struct trajectory run = run_on("rosenbrock", &method, 1);

    ck_assert_double_eq_tol(trajectory_point(&run, 1)[0], -1.2 + 0.125, 1e-7);
    ck_assert_double_eq_tol(trajectory_point(&run, 1)[1], 1 + 0.125, 1e-7);
    trajectory_free(&run);
}
END_TEST

START_TEST(the_table_is_in_order)
{
    const struct optimizer *o = &optimizers[_i];

    ck_assert_ptr_eq(optimizer_find(o->name), o);
    ck_assert(*o->title != '\0' && *o->rule != '\0' && *o->reference != '\0' && *o->about != '\0');
    ck_assert_str_eq(o->parameters[0].name, "alpha");
    for (size_t k = 0; k < o->parameter_count; k++) {
        ck_assert_uint_eq(optimizer_parameter_find(o, o->parameters[k].name), k);
        ck_assert(optimizer_range_holds(o->parameters[k].range, o->parameters[k].value));
    }
    ck_assert_uint_eq(optimizer_parameter_find(o, "nothing"), o->parameter_count);
}
END_TEST

START_TEST(ranges)
{
    ck_assert(!optimizer_range_holds(OPTIMIZER_POSITIVE, 0));
    ck_assert(!optimizer_range_holds(OPTIMIZER_POSITIVE, INFINITY));
    ck_assert(optimizer_range_holds(OPTIMIZER_DECAY, 0));
    ck_assert(!optimizer_range_holds(OPTIMIZER_DECAY, 1));
    ck_assert(!optimizer_range_holds(OPTIMIZER_DECAY, NAN));
    ck_assert(optimizer_range_holds(OPTIMIZER_NOT_NEGATIVE, 0));
    ck_assert(!optimizer_range_holds(OPTIMIZER_NOT_NEGATIVE, -1e-300));
    ck_assert_ptr_null(optimizer_find("sg"));
    ck_assert_str_eq(optimizer_find("sgd")->name, "gradient-descent");
    ck_assert_str_eq(optimizer_find("GD")->name, "gradient-descent");
    ck_assert_str_eq(optimizer_find("heavy_ball")->name, "momentum");
    ck_assert_str_eq(optimizer_find("nag")->name, "nesterov");
    ck_assert_uint_eq(optimizer_count, 12);
}
END_TEST

Suite *update_rules_suite(void)
{
    Suite *suite = suite_create("update_rules");
    TCase *tests = tcase_create("rules");

    tcase_add_loop_test(tests, updates_are_pytorchs, 0, sizeof goldens / sizeof *goldens);
    tcase_add_test(tests, the_reordered_adam_is_the_papers);
    tcase_add_test(tests, with_a_small_epsilon_the_orders_agree);
    tcase_add_loop_test(tests, no_slope_is_no_step, 0, (int)optimizer_count);
    tcase_add_loop_test(tests, the_first_step_is_the_sign, 0,
                        sizeof sign_rules / sizeof *sign_rules);
    tcase_add_loop_test(tests, the_table_is_in_order, 0, (int)optimizer_count);
    tcase_add_test(tests, ranges);
    suite_add_tcase(suite, tests);
    return suite;
}
