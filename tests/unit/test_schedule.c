#include "optimize/schedule.h"

#include <math.h>

#include "support.h"
#include "unit_tests.h"

/* Powers and cosines of the C library can differ in the last bit. */
START_TEST(factors_are_those_of_their_definitions)
{
    static double rows[256][7];
    size_t count = read_numbers("schedules.csv", rows[0], 7, 256);

    ck_assert_uint_ge(count, 150);
    for (size_t i = 0; i < count; i++) {
        const double *row = rows[i];
        const double factor =
            schedule_factor(&schedules[(size_t)row[0]], row + 1, (long)row[5], (long)row[4]);
        ck_assert_msg(fabs(factor - row[6]) <= 2e-16, "%s, t = %g: %a instead of %a",
                      schedules[(size_t)row[0]].name, row[5], factor, row[6]);
    }
}
END_TEST

START_TEST(defaults_are_in_their_ranges)
{
    for (size_t i = 0; i < schedule_count; i++) {
        ck_assert_str_eq(schedules[i].parameters[SCHEDULE_WARMUP].name, "warmup");
        for (size_t k = 0; k < schedules[i].parameter_count; k++)
            ck_assert(optimizer_range_holds(schedules[i].parameters[k].range,
                                            schedules[i].parameters[k].value));
    }
}
END_TEST

START_TEST(names_are_found)
{
    ck_assert_ptr_eq(schedule_find("Inverse_Sqrt"), &schedules[1]);
    ck_assert_ptr_null(schedule_find("linear"));
    ck_assert_ptr_null(schedule_name(schedule_count));
}
END_TEST

Suite *schedule_suite(void)
{
    Suite *suite = suite_create("schedule");
    TCase *tests = tcase_create("schedule");

    tcase_add_test(tests, factors_are_those_of_their_definitions);
    tcase_add_test(tests, defaults_are_in_their_ranges);
    tcase_add_test(tests, names_are_found);
    suite_add_tcase(suite, tests);
    return suite;
}
