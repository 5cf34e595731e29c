#include "plot/grid.h"

#include <math.h>

#include "support.h"
#include "unit_tests.h"

static double oblique(const double x[])
{
    return 10 * x[0] + x[1];
}

static const struct problem oblique_problem = {.variables = 2, .objective = oblique};

static struct grid sample(const struct problem *problem, const struct bounds *bounds, size_t nodes1,
                          size_t nodes2)
{
    struct grid grid;
    struct error error;

    assert_status(grid_sample(&grid, problem, bounds, nodes1, nodes2, -1, &error), STATUS_OK,
                  &error);
    return grid;
}

/* Rows of min, max, nodes, index, x: numpy.linspace(min, max, nodes)[index]. */
START_TEST(nodes_are_numpys_linspace)
{
    static double rows[80][5];
    size_t count = read_numbers("numpy_linspace.csv", rows[0], 5, 80);

    ck_assert_uint_ge(count, 60);
    for (size_t i = 0; i < count; i++) {
        const double *row = rows[i];
        struct grid grid = {.bounds = {.min = {row[0], row[0]}, .max = {row[1], row[1]}},
                            .nodes = {(size_t)row[2], (size_t)row[2]}};
        for (size_t variable = 0; variable < 2; variable++)
            assert_same_double(grid_node(&grid, variable, (size_t)row[3]), row[4]);
    }
}
END_TEST

static const struct {
    double min, max, step, nodes;
} step_cases[] = {
    {-1, 1, 0.1, 21},       {0, 0.3, 0.1, 4},               /* 0.3 / 0.1 is a little below 3 */
    {0, 1, 0.3, 4},         {0, 1, 0.35, 4},                /* no multiples: 3.3 and 2.9 steps */
    {0, 1, 0.7, 2},         {0, 1, 1, 2},     {0, 1, 5, 2}, /* larger than the width */
    {-1e9, 1e9, 1e8, 21},   {0, 1, 1e308, 2}, {1e-9, 3e-9, 1e-9, 3},
    {-1, 1, 1e-300, 2e300}, /* for the caller to refuse */
};

START_TEST(as_many_nodes_as_come_nearest_to_the_step)
{
    struct bounds bounds = {.min = {-7, step_cases[_i].min}, .max = {8, step_cases[_i].max}};
    double nodes = grid_nodes_for_step(&bounds, 1, step_cases[_i].step);

    ck_assert_double_eq_tol(nodes / step_cases[_i].nodes, 1, 1e-12);
}
END_TEST

START_TEST(both_ends_are_nodes_whatever_the_step)
{
    struct bounds bounds = {.min = {-0.7, 0.1}, .max = {1.9, 0.7}};

    for (double step = 0.01; step < 4; step *= 1.37) {
        struct grid grid = {.bounds = bounds};
        for (size_t k = 0; k < 2; k++) {
            grid.nodes[k] = (size_t)grid_nodes_for_step(&bounds, k, step);
            assert_same_double(grid_node(&grid, k, 0), bounds.min[k]);
            assert_same_double(grid_node(&grid, k, grid.nodes[k] - 1), bounds.max[k]);
        }
    }
}
END_TEST

START_TEST(values_are_in_rows_of_equal_x2)
{
    const struct bounds bounds = {.min = {0, 100}, .max = {2, 103}};
    struct grid grid = sample(&oblique_problem, &bounds, 3, 2);
    static const double wanted[] = {100, 110, 120, 103, 113, 123};

    ck_assert_uint_eq(grid.nodes[0], 3);
    ck_assert_uint_eq(grid.nodes[1], 2);
    for (int i = 0; i < 6; i++)
        assert_same_double(grid.f[i], wanted[i]);
    assert_same_double(grid.f_min, 100);
    assert_same_double(grid.f_max, 123);
    grid_free(&grid);
    ck_assert_ptr_null(grid.f);
}
END_TEST

/* NaN in the first node, infinities in the middle, 5 and 7 elsewhere. */
static double patchy(const double x[])
{
    if (x[0] == 0)
        return NAN;
    if (x[0] == 1)
        return x[1] == 0 ? -INFINITY : INFINITY;
    return 5 + 2 * x[1];
}

static double nowhere(const double x[])
{
    return x[0] == 0 ? NAN : INFINITY;
}

START_TEST(range_is_of_the_finite_values)
{
    const struct problem problem = {.variables = 2, .objective = patchy};
    const struct bounds bounds = {.min = {0, 0}, .max = {2, 1}};
    struct grid grid = sample(&problem, &bounds, 3, 2);

    assert_same_double(grid.f[0], NAN);
    assert_same_double(grid.f[1], -INFINITY);
    assert_same_double(grid.f_min, 5);
    assert_same_double(grid.f_max, 7);
    grid_free(&grid);
}
END_TEST

START_TEST(range_is_zero_where_nothing_is_finite)
{
    const struct problem problem = {.variables = 2, .objective = nowhere};
    const struct bounds bounds = {.min = {0, 0}, .max = {2, 1}};
    struct grid grid = sample(&problem, &bounds, 3, 2);

    assert_same_double(grid.f_min, 0);
    assert_same_double(grid.f_max, 0);
    grid_free(&grid);
}
END_TEST

Suite *grid_suite(void)
{
    Suite *suite = suite_create("grid");
    TCase *tests = tcase_create("grid");

    tcase_add_test(tests, nodes_are_numpys_linspace);
    tcase_add_loop_test(tests, as_many_nodes_as_come_nearest_to_the_step, 0,
                        sizeof step_cases / sizeof *step_cases);
    tcase_add_test(tests, both_ends_are_nodes_whatever_the_step);
    tcase_add_test(tests, values_are_in_rows_of_equal_x2);
    tcase_add_test(tests, range_is_of_the_finite_values);
    tcase_add_test(tests, range_is_zero_where_nothing_is_finite);
    suite_add_tcase(suite, tests);
    return suite;
}
