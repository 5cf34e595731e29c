/* Decimal numbers as they are written. */
#include <stdlib.h>
#include <string.h>

#include "diff/decimal.h"
#include "support.h"
#include "unit_tests.h"

static bool read(const char *text, struct decimal *number)
{
    return decimal_read(text, strlen(text), '.', number);
}

/* Cuts the next cell off. */
static char *next_cell(char **rest)
{
    char *cell = *rest, *end = strpbrk(cell, ";\n");

    ck_assert_ptr_nonnull(end);
    *end = '\0';
    *rest = end + 1;
    return cell;
}

/* Rows of two texts, how they relate, and the double nearest to the first number among them. */
START_TEST(test_pythons_fractions)
{
    struct text all = file_content("tests/data", "decimals_python.csv");
    char *rest = all.data + strcspn(all.data, "\n") + 1;
    size_t rows = 0;

    for (; *rest != '\0'; rows++) {
        char *a = next_cell(&rest), *b = next_cell(&rest);
        const char *relation = next_cell(&rest);
        double value = strtod(next_cell(&rest), NULL);
        struct decimal x, y;
        bool read_x = read(a, &x), read_y = read(b, &y);
        ck_assert_msg((read_x && read_y) == (strcmp(relation, "text") != 0), "%s ; %s", a, b);
        if (read_x && read_y) {
            ck_assert_msg(decimal_equal(&x, &y) == (strcmp(relation, "equal") == 0), "%s ; %s", a,
                          b);
            ck_assert(decimal_equal(&y, &x) == decimal_equal(&x, &y));
        }
        if (read_x || read_y)
            assert_same_double(decimal_double(read_x ? &x : &y), value);
    }
    ck_assert_uint_eq(rows, 240);
    text_free(&all);
}
END_TEST

START_TEST(test_decimal_comma)
{
    struct decimal a, b;

    ck_assert(decimal_read("-12,50", 6, ',', &a));
    ck_assert(read("-12.5", &b));
    ck_assert(decimal_equal(&a, &b));
    ck_assert_double_eq(decimal_double(&a), -12.5);
    ck_assert(!decimal_read("12.5", 4, ',', &a));
    ck_assert(!decimal_read("1,000,5", 7, ',', &a));
}
END_TEST

/* The bytes need no NUL behind them. */
START_TEST(test_only_these_bytes)
{
    struct decimal number;

    ck_assert(decimal_read("125", 2, '.', &number));
    ck_assert_double_eq(decimal_double(&number), 12);
    ck_assert(!decimal_read("1\0", 2, '.', &number));
}
END_TEST

Suite *decimal_suite(void)
{
    Suite *suite = suite_create("decimal");
    TCase *tests = tcase_create("numbers");

    tcase_add_test(tests, test_pythons_fractions);
    tcase_add_test(tests, test_decimal_comma);
    tcase_add_test(tests, test_only_these_bytes);
    suite_add_tcase(suite, tests);
    return suite;
}
