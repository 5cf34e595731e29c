#include "base/table_writer.h"

#include <float.h>
#include <stdlib.h>

#include "support.h"
#include "unit_tests.h"

START_TEST(a_table_as_gnuplot_and_numpy_read_it)
{
    struct text table = {0};

    table_writer_comment(&table, "seed=1");
    table_writer_comment(&table, "t x1");
    table_writer_row(&table, (double[]){0, -0.5}, 2);
    table_writer_row(&table, (double[]){1, 0.1}, 2);
    table_writer_break(&table);
    table_writer_row(&table, (double[]){1e300}, 1);
    ck_assert_str_eq(text_string(&table), "# seed=1\n# t x1\n0 -0.5\n1 0.10000000000000001\n\n"
                                          "1.0000000000000001e+300\n");
    text_free(&table);
}
END_TEST

START_TEST(numbers_are_read_back_to_the_last_bit)
{
    const double values[] = {1.0 / 3, -0.0, DBL_MIN, DBL_TRUE_MIN, DBL_MAX, 0.1};
    struct text table = {0};

    table_writer_row(&table, values, 6);
    const char *at = text_string(&table);
    for (int i = 0; i < 6; i++) {
        char *end;
        assert_same_double(strtod(at, &end), values[i]);
        ck_assert_int_eq(*end, i < 5 ? ' ' : '\n');
        at = end + 1;
    }
    text_free(&table);
}
END_TEST

Suite *table_writer_suite(void)
{
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("table");

    tcase_add_test(tests, a_table_as_gnuplot_and_numpy_read_it);
    tcase_add_test(tests, numbers_are_read_back_to_the_last_bit);
    suite_add_tcase(suite, tests);
    return suite;
}
