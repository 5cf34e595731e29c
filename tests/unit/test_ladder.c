#include "optimize/ladder.h"

#include <math.h>

#include "support.h"
#include "unit_tests.h"

#define UPDATES 6

/* Rises to a lost target, diverges, and reaches all targets at once. */
static const double excess[UPDATES][3] = {
    {99, 100, 1},          {1, 1, 0},          {1e-3, 1e-3, 0}, {10, 1e-6, 1},
    {0.5, INFINITY, 1e-9}, {0.1, INFINITY, 0},
};

static void assert_counts(enum criterion criterion, const uint64_t wanted[UPDATES + 1])
{
    uint64_t counts[UPDATES + 1] = {0};
    struct ladder_targets targets = ladder_targets();
    struct ladder ladder;
    struct error error;

    assert_status(ladder_init(&ladder, &targets, 3, criterion, &error), STATUS_OK, &error);
    for (uint32_t t = 1; t <= UPDATES; t++)
        ladder_note(&ladder, excess[t - 1], t);
    ladder_count(&ladder, counts);
    ladder_free(&ladder);
    for (size_t t = 0; t <= UPDATES; t++)
        ck_assert_uint_eq(counts[t], wanted[t]);
}

START_TEST(targets_are_five_in_each_decade)
{
    ck_assert_double_eq(ladder_target(0), 100);
    ck_assert_double_eq(ladder_target(5), 10);
    ck_assert_double_eq(ladder_target(LADDER_TARGETS - 1), 1e-8);
    for (size_t i = 0; i + 1 < LADDER_TARGETS; i++)
        ck_assert_double_eq_tol(ladder_target(i) / ladder_target(i + 1), pow(10, 0.2), 1e-12);
}
END_TEST

/* Below 99: 1 target; below 1 and not 1 itself: 10 targets, down to 10^0.2. */
START_TEST(the_first_update_counts)
{
    assert_counts(CRITERION_FIRST,
                  (const uint64_t[]){0, 1 + 0 + 10, 9 + 10 + 41, 15 + 15, 15, 0, 0});
}
END_TEST

START_TEST(a_target_that_is_lost_does_not_count)
{
    assert_counts(CRITERION_STAYS, (const uint64_t[]){0, 1 + 10, 4, 0, 0, 7 + 41, 3});
    assert_counts(CRITERION_FINAL, (const uint64_t[]){0, 1 + 10, 4, 0, 0, 7 + 41, 3});
}
END_TEST

Suite *ladder_suite(void)
{
    Suite *suite = suite_create("ladder");
    TCase *tests = tcase_create("ladder");

    tcase_add_test(tests, targets_are_five_in_each_decade);
    tcase_add_test(tests, the_first_update_counts);
    tcase_add_test(tests, a_target_that_is_lost_does_not_count);
    suite_add_tcase(suite, tests);
    return suite;
}
