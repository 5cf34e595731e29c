#include "run/numpy_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

/* The numbers of a line up to its tab. */
static size_t read_array(const char **text, double values[])
{
    size_t count = 0;

    while (**text != '\t') {
        char *end;
        ck_assert_uint_lt(count, NUMPY_TEXT_MAX);
        values[count++] = strtod(*text, &end);
        ck_assert_ptr_ne(end, *text);
        *text = end;
    }
    ++*text;
    return count;
}

/* numpy_arrays.txt has an array in each line, and NumPy's text of it. */
START_TEST(arrays_are_printed_as_numpy_prints_them)
{
    struct text file = file_content("tests/data", "numpy_arrays.txt"), out = {0};
    const char *text = text_string(&file);
    size_t lines = 0;

    for (; *text != '\0'; lines++) {
        double values[NUMPY_TEXT_MAX];
        size_t count = read_array(&text, values);
        size_t length = strcspn(text, "\n");
        out.length = 0;
        numpy_text_append_array(&out, values, count);
        ck_assert_msg(out.length == length && memcmp(out.data, text, length) == 0,
                      "line %zu: %s, not %.*s", lines + 1, text_string(&out), (int)length, text);
        text += length + 1;
    }
    ck_assert_uint_gt(lines, 600);
    text_free(&out);
    text_free(&file);
}
END_TEST

static const struct {
    double value;
    int digits;
    const char *text;
} fixed[] = {
    {0, 5, "0.00000"},
    {-0.0, 6, "-0.000000"},
    {-1e-7, 5, "-0.00000"},
    {3.3482e-7, 6, "0.000000"},
    {0.5000005, 6, "0.500000"}, /* it is a little less than the decimal number */
    {1234567.125, 5, "1234567.12500"},
    {1e16, 5, "10000000000000000.00000"},
    {-1e16, 6, "-10000000000000000.000000"},
    {1.0000000000000002e16, 5, "1.00000e+16"},
    {-1.7976931348623157e308, 6, "-1.79769e+308"},
    {HUGE_VAL, 5, "inf"},
    {-HUGE_VAL, 5, "-inf"},
};

/* The last four differ from Python's, which print all digits, and where Python has none. */
START_TEST(values_have_a_fixed_number_of_decimals)
{
    struct text out = {0};

    numpy_text_append_fixed(&out, fixed[_i].value, fixed[_i].digits);
    ck_assert_str_eq(text_string(&out), fixed[_i].text);
    text_free(&out);
}
END_TEST

START_TEST(nan_has_no_sign)
{
    struct text out = {0};

    numpy_text_append_fixed(&out, -NAN, 5);
    numpy_text_append_array(&out, (double[]){-NAN}, 1);
    ck_assert_str_eq(text_string(&out), "nan[nan]");
    text_free(&out);
}
END_TEST

Suite *numpy_text_suite(void)
{
    Suite *suite = suite_create("numpy_text");
    TCase *tests = tcase_create("numpy_text");

    tcase_add_test(tests, arrays_are_printed_as_numpy_prints_them);
    tcase_add_loop_test(tests, values_have_a_fixed_number_of_decimals, 0,
                        sizeof fixed / sizeof *fixed);
    tcase_add_test(tests, nan_has_no_sign);
    suite_add_tcase(suite, tests);
    return suite;
}
