/* The data of paths, charts and sweeps. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot/figure_data.h"
#include "plot/sweep_chart.h"
#include "support.h"
#include "unit_tests.h"

/* Two searches; the second one leaves the bounds, comes back, and ends early. */
static double first_x[] = {0.5, 0.5, 0.25, 0, 0, 0}, first_f[] = {0.5, 0.0625, 0};
static double other_x[] = {0.5, 0.5, 2, 0}, other_f[] = {0.5, 4};
static const struct trajectory first = {.variables = 2, .count = 3, .x = first_x, .f = first_f};
static const struct trajectory other = {
    .variables = 2, .count = 2, .x = other_x, .f = other_f, .diverged = true};
static const struct method adam = {.optimizer = &optimizers[0], .schedule = &schedules[0]};
static const struct optimizer_result results[] = {
    {.label = "Adam", .column = "adam", .method = &adam, .trajectory = &first},
    {.label = "Adam (2)", .column = "adam_2", .method = &adam, .trajectory = &other},
};

/* Levels from 0 to 2. */
static const struct objective_map map = {.scale = {.f_max = 2, .level_max = 2}};

static struct figure_subject two_searches(void)
{
    return (struct figure_subject){.problem = &problems[0],
                                   .bounds = problems[0].domain,
                                   .trajectory = &first,
                                   .results = results,
                                   .result_count = 2,
                                   .minimum_known = true,
                                   .levels = 4,
                                   .map = &map};
}

/* What is written, unless a signal comes. */
static void assert_data(const struct figure_data *file, const struct figure_subject *subject,
                        const char *wanted)
{
    struct text data = {0};
    struct error error;

    assert_status(file->write(subject, -1, &data, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&data), wanted);
    ck_assert_int_eq((int)file->write(subject, readable_descriptor(), &data, &error),
                     STATUS_INTERRUPTED);
    text_free(&data);
}

START_TEST(paths_are_blocks)
{
    struct figure_subject subject = two_searches();

    assert_data(&figure_paths, &subject, "# x1 x2\n0.5 0.5\n0.25 0\n0 0\n\n\n\n0.5 0.5\n2 0\n\n");
}
END_TEST

/* A search that has ended has no further values; the excess is relative to the minimum. */
START_TEST(convergence_is_the_excess)
{
    struct figure_subject subject = two_searches();

    subject.minimum = 0.0625;
    assert_data(&figure_convergence, &subject,
                "# t adam adam_2\n0 0.4375 0.4375\n1 0 3.9375\n2 0 nan\n");
}
END_TEST

/* The difference of two finite numbers may be none. */
START_TEST(an_excess_has_a_largest_value)
{
    static double x[2] = {0.5, 0.5}, f[1] = {0x1p1023};
    static const struct trajectory high = {.variables = 2, .count = 1, .x = x, .f = f};
    static const struct optimizer_result result = {
        .label = "Adam", .column = "adam", .method = &adam, .trajectory = &high};
    struct figure_subject subject = two_searches();
    struct error error;

    subject.results = &result;
    subject.result_count = 1;
    subject.minimum = -0x1p1022;
    assert_data(&figure_convergence, &subject, "# t adam\n0 1.3482698511467369e+308\n");
    assert_status(figure_check_convergence(&subject, &error), STATUS_OK, &error);
    subject.minimum = -1e308;
    assert_status(figure_check_convergence(&subject, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "at the start, f exceeds its lowest value, -1e+308, by more than "
                                 "1.8e+308; divide f");
}
END_TEST

/* The position in the image of a point on the bowl. */
static void seen_on_bowl(const double x[2], double seen[2])
{
    double part1 = 0.5 * x[0], part2 = 0.5 * x[1];
    double height = 0.5 * (x[0] * x[0] + x[1] * x[1]) - 0.5;

    seen[0] = sqrt(0.75) * part1 + 0.5 * part2;
    seen[1] = 0.5 * (sqrt(0.75) * part2 - 0.5 * part1) + sqrt(0.75) * 0.95 * height;
}

/* The distance of a position in the image from the nearest point of the two paths. */
static double distance_to_paths(const double at[2])
{
    static const double steps[][4] = {{0.5, 0.5, 0.25, 0}, {0.25, 0, 0, 0}, {0.5, 0.5, 1, 1 / 3.0}};
    double least = 1;

    for (size_t i = 0; i < 3; i++)
        for (int k = 0; k <= 2000; k++) {
            double x[2], seen[2], share = k / 2000.0;
            for (size_t v = 0; v < 2; v++)
                x[v] = steps[i][v] + (steps[i][2 + v] - steps[i][v]) * share;
            seen_on_bowl(x, seen);
            least = fmin(least, sqrt((seen[0] - at[0]) * (seen[0] - at[0]) +
                                     (seen[1] - at[1]) * (seen[1] - at[1])));
        }
    return least;
}

/* Lines between the points follow the surface; at the bounds they end with a stroke. In this bowl,
 * everything is visible except behind the wall in front. */
START_TEST(paths_stay_on_the_surface)
{
    struct figure_subject subject = two_searches();
    struct text data = {0};
    struct error error;
    size_t rows = 0, off = 0;
    double at[2], hidden, stroke[2] = {0, 0}, end[2];

    assert_status(figure_surface_paths.write(&subject, -1, &data, &error), STATUS_OK, &error);
    for (const char *c = strchr(text_string(&data), '\n'); c != NULL; c = strchr(c + 1, '\n')) {
        if (c[1] == '\n' || sscanf(c, "\n%lf %lf %lf", &at[0], &at[1], &hidden) != 3 ||
            isnan(at[0]))
            continue;
        ck_assert(isnan(at[1]) != isnan(hidden));
        at[1] = isnan(at[1]) ? hidden : at[1];
        rows++;
        if (distance_to_paths(at) < 0.001)
            continue;
        off++;
        stroke[0] += 0.5 * at[0];
        stroke[1] += 0.5 * at[1];
    }
    ck_assert_uint_gt(rows, 20);
    ck_assert_uint_eq(off, 2);
    seen_on_bowl((const double[]){1, 1 / 3.0}, end);
    ck_assert_double_eq_tol(stroke[0], end[0], 1e-4);
    ck_assert_double_eq_tol(stroke[1], end[1], 1e-4);
    text_free(&data);
}
END_TEST

/* The far wall of the bowl is visible, the one in front is hidden from above. */
START_TEST(hidden_parts_of_paths_are_told_apart)
{
    static double across[] = {-0.9, 0.9, 0, 0}, values[] = {1.62, 0};
    static const struct trajectory trajectory = {
        .variables = 2, .count = 2, .x = across, .f = values};
    static const struct optimizer_result result = {
        .label = "Adam", .column = "adam", .method = &adam, .trajectory = &trajectory};
    struct figure_subject subject = two_searches();
    struct text data = {0};
    struct error error;
    int runs = 0;
    bool was_hidden = false;

    subject.results = &result;
    subject.result_count = 1;
    assert_status(figure_surface_paths.write(&subject, -1, &data, &error), STATUS_OK, &error);
    for (const char *c = strchr(text_string(&data), '\n'); c != NULL; c = strchr(c + 1, '\n')) {
        double x, visible, hidden;
        if (c[1] == '\n' || sscanf(c, "\n%lf %lf %lf", &x, &visible, &hidden) != 3 || isnan(x))
            continue;
        runs += runs == 0 || isnan(visible) != was_hidden;
        was_hidden = isnan(visible);
        ck_assert(runs != 1 || !was_hidden);
    }
    ck_assert_int_eq(runs, 2); /* it goes down the far wall, and behind the near one */
    ck_assert(was_hidden);
    text_free(&data);
}
END_TEST

/* Neighbors of one color are one rectangle; blocks by the outcomes of the searches. */
START_TEST(cells_are_rectangles)
{
    struct outcome cells[] = {{0.1, 3, 3, -1}, {0.1, 1, 3, -1}, {0.2, 9, 9, -1},
                              {1, 2, -1, -1},  {5, -1, -1, 7},  {5, 2, 2, 7}};
    const struct sweep sweep = {.counts = {3, 2}, .cells = cells, .has_best = true};
    const struct sweep_plan plan = {
        .problem = &problems[0], .start = {1, 1}, .criterion = CRITERION_STAYS};
    struct figure_subject subject = two_searches();
    double least, most;

    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep};
    ck_assert(figure_cells_range(&subject, &least, &most));
    assert_same_double(least, 3);
    assert_same_double(most, 9);
    assert_data(&figure_cells, &subject,
                "# x y c\n0 0 0\n\n"
                "0 0 0.125\n0.666666667 0 0.125\n0.666666667 0.5 0.125\n0 0.5 0.125\n\n"
                "0.666666667 0 0.875\n1 0 0.875\n1 0.5 0.875\n0.666666667 0.5 0.875\n\n"
                "\n0 0 0\n\n"
                "0 0.5 0\n0.333333333 0.5 0\n0.333333333 1 0\n0 1 0\n\n"
                "\n0 0 0\n\n"
                "0.333333333 0.5 0\n1 0.5 0\n1 1 0\n0.333333333 1 0\n\n");
}
END_TEST

/* The line is interrupted where settings have no place; one between two of them is a dot. Linear up
 * to 6 % above 50, then, with a large factor between the iterations, logarithmic. */
START_TEST(a_sweep_of_one_parameter_is_a_line)
{
    struct outcome cells[] = {
        {0.1, 25, 25, -1}, {0.1, 50, 50, -1}, {0.2, -1, -1, -1}, {1, 5, 5, -1}, {5, 2, -1, 9}};
    const struct sweep sweep = {.counts = {5, 1}, .cells = cells, .has_best = true};
    const struct sweep_plan plan = {
        .problem = &problems[0], .axis_count = 1, .start = {1, 1}, .criterion = CRITERION_STAYS};
    struct figure_subject subject = two_searches();

    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep};
    assert_data(&figure_sweep_line, &subject,
                "# x y\n0 0\n\n"
                "0.1 0.471698113\n0.3 0.943396226\n\n0.7 0.0943396226\n\n"
                "\n-9 -9\n\n"
                "0.1 0.471698113\n0.3 0.943396226\n0.7 0.0943396226\n\n"
                "\n0 0\n\n0.4 0\n0.6 0\n0.6 1\n0.4 1\n\n"
                "\n0 0\n\n0.8 0\n1 0\n1 1\n0.8 1\n\n");
    cells[0].stays = 500;
    struct sweep_chart chart = sweep_chart_of(&subject);
    ck_assert(chart.logarithmic);
    ck_assert_double_eq_tol(sweep_chart_place(&subject, &chart, &cells[0]), 1.06 / 1.12, 1e-12);
    ck_assert_double_eq_tol(sweep_chart_place(&subject, &chart, &cells[1]), 0.56 / 1.12, 1e-12);
    ck_assert_double_eq_tol(sweep_chart_place(&subject, &chart, &cells[3]), 0.06 / 1.12, 1e-12);
    ck_assert(isnan(sweep_chart_place(&subject, &chart, &cells[4])));
}
END_TEST

/* More than ten times the start's value, 2, is above the chart, whose range is in powers of ten. */
START_TEST(a_line_of_values_can_leave_the_chart)
{
    struct outcome cells[] = {{1e-3, -1, -1, -1}, {101, -1, -1, -1}, {1e9, -1, -1, -1},
                              {0, -1, -1, -1},    {300, -1, -1, -1}, {1, -1, -1, 3}};
    const struct sweep sweep = {.counts = {6, 1}, .cells = cells, .has_best = true};
    const struct sweep_plan plan = {.problem = &problems[0], .axis_count = 1, .start = {1, 1}};
    struct figure_subject subject = two_searches();
    double middle;
    size_t next = 0;

    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep, .of_values = true};
    struct sweep_chart chart = sweep_chart_of(&subject);
    assert_same_double(chart.low, -3);
    assert_same_double(chart.high, 2);
    assert_same_double(sweep_chart_place(&subject, &chart, &cells[3]), 0);
    ck_assert(sweep_chart_above(&subject, &chart, next, &middle, &next));
    ck_assert_double_eq_tol(middle, 2.0 / 6, 1e-12);
    ck_assert(sweep_chart_above(&subject, &chart, next, &middle, &next));
    ck_assert_double_eq_tol(middle, 4.5 / 6, 1e-12);
    ck_assert(!sweep_chart_above(&subject, &chart, next, &middle, &next));
}
END_TEST

/* Values by their logarithms, not above ten times the start's; 0 is below all. */
START_TEST(cells_of_values)
{
    struct outcome cells[] = {
        {0, -1, -1, -1}, {1e-6, -1, -1, -1}, {1e9, -1, -1, -1}, {1, -1, -1, 2}};
    const struct sweep sweep = {.counts = {2, 2}, .cells = cells, .has_best = true};
    const struct sweep_plan plan = {.problem = &problems[0], .start = {1, 0}};
    struct figure_subject subject = two_searches();
    double least, most;

    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep, .of_values = true};
    ck_assert(figure_cells_range(&subject, &least, &most));
    assert_same_double(least, -6);
    assert_same_double(most, 1);
}
END_TEST

Suite *chart_data_suite(void)
{
    Suite *suite = suite_create("chart_data");
    TCase *tests = tcase_create("data");

    tcase_add_test(tests, paths_are_blocks);
    tcase_add_test(tests, convergence_is_the_excess);
    tcase_add_test(tests, an_excess_has_a_largest_value);
    tcase_add_test(tests, paths_stay_on_the_surface);
    tcase_add_test(tests, hidden_parts_of_paths_are_told_apart);
    tcase_add_test(tests, cells_are_rectangles);
    tcase_add_test(tests, cells_of_values);
    tcase_add_test(tests, a_sweep_of_one_parameter_is_a_line);
    tcase_add_test(tests, a_line_of_values_can_leave_the_chart);
    suite_add_tcase(suite, tests);
    return suite;
}
