#include "base/deadline.h"

#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

START_TEST(time_left_is_at_most_what_one_waits_anyway)
{
    struct deadline deadline = deadline_start(1000, -1);

    ck_assert_int_eq(deadline_remaining(&deadline, 10), 10);
    ck_assert_int_gt(deadline_remaining(&deadline, 10000000), 900000);
    ck_assert_int_le(deadline_remaining(&deadline, 10000000), 1000000);
    assert_same_double(deadline.seconds, 1000);
}
END_TEST

START_TEST(a_long_limit_does_not_overflow)
{
    struct deadline deadline = deadline_start(86400.0 * 365 * 100, -1);

    ck_assert_int_eq(deadline_remaining(&deadline, 2147483647), 2147483647);
}
END_TEST

START_TEST(the_time_ends)
{
    struct deadline deadline = deadline_start(0.02, -1);

    interrupt_sleep(-1, 25);
    ck_assert_int_eq(deadline_remaining(&deadline, 1000), 0);
    ck_assert_int_eq(deadline_remaining(&deadline, 1), 0);
}
END_TEST

/* As if both had been set so long ago, and nobody had asked since. */
START_TEST(a_pause_does_not_count)
{
    struct deadline deadline = deadline_start(1000, -1);

    deadline.end -= 5000;
    deadline.looked -= 5000;
    ck_assert_int_gt(deadline_remaining(&deadline, 10000000), 900000);
    deadline.end -= 5000;
    ck_assert_int_eq(deadline_remaining(&deadline, 10000000), 0);
}
END_TEST

/* A wait of less than a millisecond must not become a busy loop: what is left is rounded up. */
START_TEST(what_is_left_is_rounded_up)
{
    struct deadline deadline = deadline_start(1000, -1);

    for (int i = 0; i < 1000; i++) {
        double most = 1e3 * (deadline.end - seconds_now());
        int left = deadline_remaining(&deadline, 10000000);
        double least = 1e3 * (deadline.end - seconds_now());
        ck_assert(left >= least && left < most + 1);
    }
}
END_TEST

START_TEST(without_a_signal_nothing_is_interrupted)
{
    struct error error;
    int ends[2];

    ck_assert_int_eq((int)interrupt_check(-1, &error), STATUS_OK);
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq((int)interrupt_check(ends[0], &error), STATUS_OK);
}
END_TEST

START_TEST(a_signal_interrupts_and_stays)
{
    struct error error;
    int signal = readable_descriptor();

    for (int i = 0; i < 2; i++)
        ck_assert_int_eq((int)interrupt_check(signal, &error), STATUS_INTERRUPTED);
    assert_message_holds(&error, "interrupted");
}
END_TEST

START_TEST(not_every_pass_of_a_loop_looks_for_a_signal)
{
    struct error error;
    int signal = readable_descriptor(), found = 0;

    for (size_t pass = 0; pass < 128; pass++)
        found += interrupt_check_at(pass, signal, &error) == STATUS_INTERRUPTED;
    ck_assert_int_eq(found, 2);
    ck_assert_int_eq((int)interrupt_check_at(0, -1, &error), STATUS_OK);
}
END_TEST

START_TEST(a_signal_ends_a_sleep)
{
    double before = seconds_now();

    interrupt_sleep(readable_descriptor(), 200000);
    ck_assert(seconds_now() - before < SOON);
}
END_TEST

START_TEST(without_a_signal_a_sleep_lasts)
{
    double before = seconds_now();

    interrupt_sleep(-1, 30);
    ck_assert(seconds_now() - before >= 0.029);
}
END_TEST

Suite *deadline_suite(void)
{
    Suite *suite = suite_create("deadline");
    TCase *tests = tcase_create("deadline");

    tcase_add_test(tests, time_left_is_at_most_what_one_waits_anyway);
    tcase_add_test(tests, a_long_limit_does_not_overflow);
    tcase_add_test(tests, the_time_ends);
    tcase_add_test(tests, a_pause_does_not_count);
    tcase_add_test(tests, what_is_left_is_rounded_up);
    tcase_add_test(tests, without_a_signal_nothing_is_interrupted);
    tcase_add_test(tests, a_signal_interrupts_and_stays);
    tcase_add_test(tests, not_every_pass_of_a_loop_looks_for_a_signal);
    tcase_add_test(tests, a_signal_ends_a_sleep);
    tcase_add_test(tests, without_a_signal_a_sleep_lasts);
    suite_add_tcase(suite, tests);
    return suite;
}
