#include "plot/tics.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The labels of gnuplot's %h are those of %g, but for the way a power of ten is set. */
static void print_label(const struct tics *tics, double value, char label[64])
{
    char format[16];

    strcpy(format, tics->format);
    char *h = strchr(format, 'h');
    if (h != NULL)
        *h = 'g';
    if (strcmp(format, "%.0f") == 0)
        snprintf(label, 64, "%.0f", value);
    else if (h == NULL)
        snprintf(label, 64, "%.*f", format[2] - '0', value);
    else {
        int digits = 0;
        sscanf(format, "%%.%dg", &digits);
        snprintf(label, 64, "%.*g", digits, value);
    }
}

/* The number of the first mark on the axis, in steps from 0; not -0. */
static double first_mark(const struct tics *tics, int axis)
{
    return ceil(axes[axis].min / tics->step - 1e-6) + 0.0;
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
        struct tics tics = tics_choose(axes[_i].min, axes[_i].max, most_intervals[k]);
        ck_assert_msg(is_one_two_or_five(tics.step), "%.17g", tics.step);
        ck_assert_msg(width / tics.step <= most_intervals[k] * (1 + 1e-8), "step %g", tics.step);
        /* Not coarser than need be: the next finer step would be too many. */
        ck_assert_msg(width / tics.step > most_intervals[k] / 2.6, "step %g", tics.step);
    }
}
END_TEST

START_TEST(steps_that_one_would_choose)
{
    if (axes[_i].step == 0)
        return;
    struct tics tics = tics_choose(axes[_i].min, axes[_i].max, 5);
    ck_assert_double_eq_tol(tics.step / axes[_i].step, 1, 1e-9);
}
END_TEST

/* A label says where its mark is, to a hundredth of the distance to the next one. */
START_TEST(labels_have_digits_enough)
{
    struct tics tics = tics_choose(axes[_i].min, axes[_i].max, 5);

    for (double k = first_mark(&tics, _i); k * tics.step <= axes[_i].max; k++) {
        char label[64];
        print_label(&tics, k * tics.step, label);
        double read = strtod(label, NULL);
        ck_assert_msg(fabs(read - k * tics.step) <= 0.01 * tics.step, "%s for %.17g (%s)", label,
                      k * tics.step, tics.format);
    }
}
END_TEST

/* The margin of a figure is made for this many. `1e+09` is set as 1x10^9, no longer than that. */
START_TEST(no_label_is_longer_than_announced)
{
    struct tics tics = tics_choose(axes[_i].min, axes[_i].max, 5);
    int longest = 0;

    for (double k = first_mark(&tics, _i); k * tics.step <= axes[_i].max; k++) {
        char label[64];
        print_label(&tics, k * tics.step, label);
        longest = (int)strlen(label) > longest ? (int)strlen(label) : longest;
    }
    ck_assert_msg(longest <= tics.characters, "%d, announced %d (%s)", longest, tics.characters,
                  tics.format);
    ck_assert_int_le(tics.characters, longest + 6);
}
END_TEST

/* A width that overflows, and ranges next to 0 where doubles have few digits. */
START_TEST(widths_beyond_doubles)
{
    struct tics wide = tics_choose(-1.7e308, 1.7e308, 5), narrow = tics_choose(0, 1e-320, 5);
    struct tics least = tics_choose(-4.9e-324, 4.9e-324, 5);

    ck_assert_double_eq_tol(wide.step / 1e308, 1, 1e-9);
    ck_assert_str_eq(wide.format, "%.1h");
    ck_assert(narrow.step > 1e-320 && narrow.step < 1e-306);
    ck_assert(least.step > 1e-320 && least.step < 1e-306);
}
END_TEST

START_TEST(labels_of_the_tutorial)
{
    struct tics bounds = tics_choose(-1, 1, 5), values = tics_choose(0, 2, 5);

    ck_assert_str_eq(bounds.format, "%.1f");
    ck_assert_int_eq(bounds.characters, 4); /* -1.0 */
    ck_assert_str_eq(values.format, "%.1f");
    ck_assert_int_eq(values.characters, 3);
}
END_TEST

Suite *tics_suite(void)
{
    Suite *suite = suite_create("tics");
    TCase *tests = tcase_create("tics");
    int count = sizeof axes / sizeof *axes;

    tcase_add_loop_test(tests, steps_are_1_2_or_5_and_few_enough, 0, count);
    tcase_add_loop_test(tests, steps_that_one_would_choose, 0, count);
    tcase_add_loop_test(tests, labels_have_digits_enough, 0, count);
    tcase_add_loop_test(tests, no_label_is_longer_than_announced, 0, count);
    tcase_add_test(tests, labels_of_the_tutorial);
    tcase_add_test(tests, widths_beyond_doubles);
    suite_add_tcase(suite, tests);
    return suite;
}
