/* Statistics of runs, compared with those of Python's integers and fractions. */
#include "optimize/statistics.h"

#include <math.h>
#include <stdint.h>

#include "optimize/statistics_text.h"
#include "support.h"
#include "unit_tests.h"

#define COLUMNS 5
#define MOST_ROWS 256

/* Kinds of rows. */
enum { SHARE, MEDIAN, SIGN, HOLM };

static size_t read_rows(double rows[MOST_ROWS][COLUMNS], int kind)
{
    size_t all = read_numbers("statistics_python.csv", rows[0], COLUMNS, MOST_ROWS), count = 0;

    for (size_t i = 0; i < all; i++)
        if (rows[i][0] == kind) {
            for (size_t k = 0; k < COLUMNS; k++)
                rows[count][k] = rows[i][k];
            count++;
        }
    ck_assert_uint_gt(count, 9);
    return count;
}

START_TEST(intervals_of_shares_are_wilsons)
{
    double rows[MOST_ROWS][COLUMNS];
    size_t count = read_rows(rows, SHARE);

    for (size_t i = 0; i < count; i++) {
        const double *row = rows[i];
        struct statistics_interval interval = statistics_share((size_t)row[1], (size_t)row[2]);
        ck_assert_double_eq_tol(interval.low, row[3], 1e-12);
        ck_assert_double_eq_tol(interval.high, row[4], 1e-12);
        ck_assert(interval.low <= row[1] / row[2] && row[1] / row[2] <= interval.high);
    }
    ck_assert_double_eq(statistics_share(0, 7).low, 0);
    ck_assert_double_eq(statistics_share(7, 7).high, 1);
}
END_TEST

START_TEST(intervals_of_medians_are_exact)
{
    double rows[MOST_ROWS][COLUMNS];
    size_t count = read_rows(rows, MEDIAN);

    for (size_t i = 0; i < count; i++) {
        const double *row = rows[i];
        size_t low = SIZE_MAX, high = SIZE_MAX;
        ck_assert_int_eq(statistics_median_ranks((size_t)row[1], &low, &high), row[3] >= 0);
        if (row[3] >= 0) {
            ck_assert_uint_eq(low, (size_t)row[3]);
            ck_assert_uint_eq(high, (size_t)row[4]);
        }
    }
}
END_TEST

START_TEST(a_median_of_many_runs_has_a_narrow_interval)
{
    size_t low, high;

    ck_assert(statistics_median_ranks(1000000, &low, &high));
    ck_assert_uint_eq(low + high, 999999);
    ck_assert_double_eq_tol((double)(high - low), 2 * 1.959964 * 500, 2);
}
END_TEST

START_TEST(sign_tests_are_exact)
{
    double rows[MOST_ROWS][COLUMNS];
    size_t count = read_rows(rows, SIGN);

    for (size_t i = 0; i < count; i++) {
        const double *row = rows[i];
        struct statistics_comparison with =
            statistics_sign_test((size_t)row[1], (size_t)row[2], 10);
        ck_assert_double_eq_tol(with.p / row[3], 1, 1e-11);
        ck_assert_double_eq(with.effect, (row[1] - row[2]) / (row[1] + row[2] + 10));
    }
}
END_TEST

START_TEST(a_sign_test_of_ties_decides_nothing)
{
    struct statistics_comparison none = statistics_sign_test(0, 0, 0);
    struct statistics_comparison ties = statistics_sign_test(0, 0, 50);

    ck_assert_double_eq(none.p, 1);
    ck_assert_double_eq(none.effect, 0);
    ck_assert_double_eq(ties.p, 1);
    ck_assert_double_eq(ties.effect, 0);
    ck_assert_double_eq(statistics_sign_test(100000, 0, 0).p, STATISTICS_LEAST_P);
}
END_TEST

START_TEST(corrections_are_holms)
{
    double rows[MOST_ROWS][COLUMNS], p[MOST_ROWS], corrected[MOST_ROWS];
    size_t count = read_rows(rows, HOLM);

    for (size_t begin = 0, size; begin < count; begin += size) {
        for (size = 0; begin + size < count && rows[begin + size][2] == rows[begin][2]; size++)
            p[size] = rows[begin + size][1];
        statistics_holm(p, corrected, size);
        for (size_t i = 0; i < size; i++)
            ck_assert_double_eq_tol(corrected[i], rows[begin + i][3], 1e-15);
    }
}
END_TEST

/* Of 100 iterations: two runs that stay below, one that rises above again, one that is never below,
 * one that diverges after it was below, one that diverges in its first update. */
static const struct outcome outcomes[] = {
    {.value = 0, .first = 9, .stays = 19, .ended = OUTCOME_NEVER},
    {.value = 0, .first = 0, .stays = 0, .ended = OUTCOME_NEVER},
    {.value = 2, .first = 49, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER},
    {.value = 1, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER},
    {.value = 0, .first = 29, .stays = 29, .ended = 39},
    {.value = 9, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = 0},
};
#define OUTCOMES (sizeof outcomes / sizeof *outcomes)

START_TEST(running_times_divide_all_updates_by_the_successes)
{
    const double stays = (20 + 1 + 100 + 100 + 40 + 1) / 2.0;

    ck_assert_double_eq(statistics_running_time(outcomes, OUTCOMES, CRITERION_FIRST, 100),
                        (10 + 1 + 50 + 100 + 30 + 1) / 4.0);
    ck_assert_double_eq(statistics_running_time(outcomes, OUTCOMES, CRITERION_STAYS, 100), stays);
    ck_assert_double_eq(statistics_running_time(outcomes, OUTCOMES, CRITERION_FINAL, 100), stays);
    ck_assert_double_eq(statistics_running_time(outcomes + 2, 2, CRITERION_STAYS, 100),
                        (double)INFINITY);
}
END_TEST

START_TEST(outcomes_are_compared_in_pairs)
{
    static const struct outcome others[OUTCOMES] = {
        {.first = 9, .stays = 18, .ended = OUTCOME_NEVER},
        {.first = 0, .stays = 0, .ended = OUTCOME_NEVER},
        {.first = 50, .stays = 99, .ended = OUTCOME_NEVER},
        {.value = 3, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER},
        {.first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = 39},
        {.first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = 70},
    };
    struct statistics_comparison first =
        statistics_compare(outcomes, others, OUTCOMES, CRITERION_FIRST);
    struct statistics_comparison stays =
        statistics_compare(outcomes, others, OUTCOMES, CRITERION_STAYS);

    ck_assert_uint_eq(first.better, 3);
    ck_assert_uint_eq(first.worse, 0);
    ck_assert_uint_eq(first.ties, 3);
    ck_assert_double_eq(first.p, 0.25);
    ck_assert_double_eq(first.effect, 0.5);
    ck_assert_uint_eq(stays.better, 1);
    ck_assert_uint_eq(stays.worse, 2);
    ck_assert_uint_eq(stays.ties, 3);
}
END_TEST

static void assert_share(size_t hits, size_t count, const char *wanted)
{
    struct text out = {0};

    statistics_text_share(&out, hits, count, " of the runs");
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

/* As many decimals as the interval needs; none and all are not the result of rounding. */
START_TEST(shares_are_percentages)
{
    assert_share(643, 1000, "64% of the runs (95% interval 61% to 67%)");
    assert_share(64300, 100000, "64.3% of the runs (95% interval 64.0% to 64.6%)");
    assert_share(0, 1000, "0% of the runs (95% interval 0% to 0.4%)");
    assert_share(1000, 1000, "100% of the runs (95% interval 99.6% to 100%)");
    assert_share(999, 1000, "99.90% of the runs (95% interval 99.44% to 99.98%)");
    assert_share(1, 2, "50% of the runs (95% interval 9% to 91%)");
}
END_TEST

START_TEST(p_values_are_short)
{
    struct text out = {0};

    statistics_text_p(&out, 0.04321);
    statistics_text_p(&out, 1e-12);
    statistics_text_p(&out, 15 * STATISTICS_LEAST_P);
    ck_assert_str_eq(text_string(&out), "0.0431e-12< 1e-290");
    text_free(&out);
}
END_TEST

Suite *statistics_suite(void)
{
    Suite *suite = suite_create("statistics");
    TCase *tests = tcase_create("statistics");

    tcase_add_test(tests, intervals_of_shares_are_wilsons);
    tcase_add_test(tests, intervals_of_medians_are_exact);
    tcase_add_test(tests, a_median_of_many_runs_has_a_narrow_interval);
    tcase_add_test(tests, sign_tests_are_exact);
    tcase_add_test(tests, a_sign_test_of_ties_decides_nothing);
    tcase_add_test(tests, corrections_are_holms);
    tcase_add_test(tests, running_times_divide_all_updates_by_the_successes);
    tcase_add_test(tests, outcomes_are_compared_in_pairs);
    tcase_add_test(tests, shares_are_percentages);
    tcase_add_test(tests, p_values_are_short);
    suite_add_tcase(suite, tests);
    return suite;
}
