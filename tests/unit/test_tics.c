#include "plot/tics.h"

#include <limits.h>
#include <math.h>

#include "support.h"
#include "unit_tests.h"

/* The axis and, for some, the step that one would choose by hand for at most 5 intervals. */
static const struct {
    double min, max;
    double step; /* 0: any good one */
} axes[] = {
    {-1, 1, 0.5},
    {0, 2, 0.5},
    {0, 5, 1},
    {0, 1, 0.2},
    {0, 100, 20},
    {0, 10.1, 5},
    {-1e9, 1e9, 5e8},
    {1e-9, 3e-9, 5e-10},
    {0.1, 0.1001, 2e-5},
    {999999, 1000001, 0.5},
    {-0.001, 0.001, 5e-4},
    {-3, 4, 2},
    {1e8, 1e8 + 100, 20},
    {0, 1e-300, 2e-301},
    {-1e300, 1e300, 5e299},
    {-5.12, 5.12, 0},
    {-512, 512, 0},
    {9.5, 10.5, 0},
    {99999, 100001, 0},
    {-0.7, 1.9, 0},
    {0.01, 0.099, 0},
    {-2048, -2047, 0},
    {0, 99999, 0},
};

static const int most_intervals[] = {1, 2, 5, 10};

static struct tics choose(double min, double max, int most)
{
    return tics_choose(min, max, most, INT_MIN / 2);
}

static bool is_one_two_or_five(double step)
{
    double mantissa = step / pow(10, floor(log10(step) + 1e-9));

    return fabs(mantissa - 1) < 1e-9 || fabs(mantissa - 2) < 1e-9 || fabs(mantissa - 5) < 1e-9;
}

START_TEST(steps_are_1_2_or_5_and_few_enough)
{
    double width = axes[_i].max - axes[_i].min;

    for (size_t k = 0; k < sizeof most_intervals / sizeof *most_intervals; k++) {
        struct tics tics = choose(axes[_i].min, axes[_i].max, most_intervals[k]);
        ck_assert_msg(is_one_two_or_five(tics.step), "%.17g", tics.step);
        ck_assert_msg(width / tics.step <= most_intervals[k] * (1 + 1e-8), "step %g", tics.step);
        /* Not coarser than need be: the next finer step would be too many. */
        ck_assert_msg(width / tics.step > most_intervals[k] / 2.6, "step %g", tics.step);
        ck_assert_double_eq_tol(tics.step / (tics.factor * pow(10, tics.exponent)), 1, 1e-9);
    }
}
END_TEST

START_TEST(steps_that_one_would_choose)
{
    if (axes[_i].step == 0)
        return;
    struct tics tics = choose(axes[_i].min, axes[_i].max, 5);
    ck_assert_double_eq_tol(tics.step / axes[_i].step, 1, 1e-9);
}
END_TEST

START_TEST(tics_are_all_that_is_on_the_axis)
{
    struct tics tics = choose(axes[_i].min, axes[_i].max, 5);
    double nearly = 1e-5 * tics.step;

    ck_assert_double_ge((double)tics.first * tics.step, axes[_i].min - nearly);
    ck_assert_double_lt((double)(tics.first - 1) * tics.step, axes[_i].min);
    ck_assert_double_le((double)tics.last * tics.step, axes[_i].max + nearly);
    ck_assert_double_gt((double)(tics.last + 1) * tics.step, axes[_i].max);
}
END_TEST

START_TEST(a_coarser_step_is_the_next_one)
{
    static const double steps[] = {0.5, 1, 2, 5, 10, 20};
    struct tics tics = choose(0, 2, 5);

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        ck_assert_double_eq_tol(tics.step, steps[i], 1e-12);
        tics = tics_coarser(0, 2, &tics);
    }
}
END_TEST

/* As iterations: there is nothing between them. */
START_TEST(a_step_is_not_finer_than_it_may_be)
{
    struct tics tics = tics_choose(0, 2, 5, 0);

    ck_assert_double_eq(tics.step, 1);
    ck_assert_int_eq(tics.last, 2);
}
END_TEST

/* 5 is next to the end at 5.12; a tic at the end itself, or far from it, is not a double line. */
START_TEST(a_tic_beside_the_end_is_found)
{
    struct tics beside = tics_at(-5.12, 5.12, 5, 0), apart = tics_at(-5.12, 5.12, 2, 0);
    struct tics at_end = tics_at(-5, 5, 5, 0), none = tics_at(1, 2, 5, 0);

    ck_assert(tics_touch_end(-5.12, 5.12, &beside));
    ck_assert(!tics_touch_end(-5.12, 5.12, &apart));
    ck_assert(!tics_touch_end(-5, 5, &at_end));
    ck_assert(!tics_touch_end(1, 2, &none));
}
END_TEST

/* A width that overflows, ranges next to 0 where doubles have few digits, and one that contains
 * hardly any numbers. */
START_TEST(widths_beyond_doubles)
{
    struct tics wide = choose(-1.7e308, 1.7e308, 5), narrow = choose(0, 1e-320, 5);
    struct tics least = choose(-4.9e-324, 4.9e-324, 5), few = choose(1, 1 + 4.4e-16, 5);

    ck_assert_double_eq_tol(wide.step / 1e308, 1, 1e-9);
    ck_assert(narrow.step > 1e-320 && narrow.step < 1e-306);
    ck_assert(least.step > 1e-320 && least.step < 1e-306);
    ck_assert(few.step > 1e-15 && few.step < 1e-12);
}
END_TEST

Suite *tics_suite(void)
{
    Suite *suite = suite_create("tics");
    TCase *tests = tcase_create("tics");
    int count = sizeof axes / sizeof *axes;

    tcase_add_loop_test(tests, steps_are_1_2_or_5_and_few_enough, 0, count);
    tcase_add_loop_test(tests, steps_that_one_would_choose, 0, count);
    tcase_add_loop_test(tests, tics_are_all_that_is_on_the_axis, 0, count);
    tcase_add_test(tests, a_coarser_step_is_the_next_one);
    tcase_add_test(tests, a_step_is_not_finer_than_it_may_be);
    tcase_add_test(tests, a_tic_beside_the_end_is_found);
    tcase_add_test(tests, widths_beyond_doubles);
    suite_add_tcase(suite, tests);
    return suite;
}
