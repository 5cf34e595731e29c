#include "base/budget.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "unit_tests.h"

#define ALLOWANCE ((BUDGET_TOTAL - BUDGET_ACCOUNT) / 4)

START_TEST(an_account_has_a_limit_whatever_was_given_back)
{
    struct budget budget;

    budget_begin(&budget, 4);
    struct budget_account account = {.budget = &budget};
    ck_assert(budget_take(&account, BUDGET_ACCOUNT));
    ck_assert(!budget_take(&account, 1));
    ck_assert(!budget_take(&account, (size_t)-1));
    budget_give(&account, 10);
    ck_assert(budget_take(&account, 10));
    ck_assert(!budget_take(&account, 1));
    budget_close(&account);
    ck_assert(budget_take(&account, BUDGET_ACCOUNT));
    budget_close(&account);
    budget_end(&budget);
}
END_TEST

START_TEST(an_account_of_its_own_has_the_same_limit)
{
    struct budget_account account = {.budget = NULL};

    ck_assert(budget_take(&account, BUDGET_ACCOUNT));
    ck_assert(!budget_take(&account, 1));
    budget_close(&account);
    ck_assert_uint_eq(account.taken, 0);
}
END_TEST

struct second {
    struct budget *budget;
    atomic_int taken;
};

static void *take_much(void *context)
{
    struct second *second = context;
    struct budget_account account = {.budget = second->budget};

    budget_take(&account, ALLOWANCE); /* waits for nobody */
    atomic_store(&second->taken, 1);
    budget_take(&account, 1);
    atomic_store(&second->taken, 2);
    budget_close(&account);
    return NULL;
}

START_TEST(one_account_at_a_time_is_beyond_its_allowance)
{
    struct budget budget;
    pthread_t thread;

    budget_begin(&budget, 4);
    struct budget_account account = {.budget = &budget};
    struct second second = {.budget = &budget};
    ck_assert(budget_take(&account, ALLOWANCE + 1));
    ck_assert_int_eq(pthread_create(&thread, NULL, take_much, &second), 0);
    while (atomic_load(&second.taken) == 0)
        usleep(1000);
    usleep(20000);
    ck_assert_int_eq(atomic_load(&second.taken), 1);
    budget_give(&account, 1);
    pthread_join(thread, NULL);
    ck_assert_int_eq(atomic_load(&second.taken), 2);
    budget_close(&account);
    budget_end(&budget);
}
END_TEST

Suite *budget_suite(void)
{
    Suite *suite = suite_create("budget");
    TCase *tests = tcase_create("budget");

    tcase_add_test(tests, an_account_has_a_limit_whatever_was_given_back);
    tcase_add_test(tests, an_account_of_its_own_has_the_same_limit);
    tcase_add_test(tests, one_account_at_a_time_is_beyond_its_allowance);
    suite_add_tcase(suite, tests);
    return suite;
}
