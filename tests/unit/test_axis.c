#include "plot/axis.h"

#include <stdio.h>
#include <string.h>

#include "plot/text_width.h"
#include "support.h"
#include "unit_tests.h"

/* Labels separated by spaces, and the note. */
static const struct {
    double min, max;
    const char *labels, *note;
} linear[] = {
    {-1, 1, "−1.0 −0.5 0.0 0.5 1.0", ""},
    {0, 2, "0.0 0.5 1.0 1.5 2.0", ""},
    {0, 10000, "0 2000 4000 6000 8000 10000", ""},
    {-5.12, 5.12, "−4 −2 0 2 4", ""}, /* and not 5 next to 5.12 */
    {9.5, 10.5, "9.6 9.8 10.0 10.2 10.4", ""},
    {-1e-6, 1e-6, "−1.0 −0.5 0.0 0.5 1.0", "×10^{/*0.8 −6}"},
    {0, 1.25e-12, "0.0 0.5 1.0", "×10^{/*0.8 −12}"},
    {-1e9, 1e9, "−1.0 −0.5 0.0 0.5 1.0", "×10^{/*0.8 9}"},
    {1e9, 3e9, "1.0 1.5 2.0 2.5 3.0", "×10^{/*0.8 9}"},
    {-1e300, 1e300, "−1.0 −0.5 0.0 0.5 1.0", "×10^{/*0.8 300}"},
    {0.4999995, 0.5000005, "−4 −2 0 2 4", "×10^{/*0.8 −7} + 0.5"},
    {-0.5000005, -0.4999995, "−4 −2 0 2 4", "×10^{/*0.8 −7} − 0.5"},
    {0.1, 0.1001, "0.0 0.2 0.4 0.6 0.8 1.0", "×10^{/*0.8 −4} + 0.1"},
    {99999, 100001, "−1.0 −0.5 0.0 0.5 1.0", "+ 100000"},
    {1e8, 1e8 + 100, "0 20 40 60 80 100", "+ 10^{/*0.8 8}"},
    {1.2e8, 1.2e8 + 100, "0 20 40 60 80 100", "+ 1.2×10^{/*0.8 8}"},
    {-123456, -123446, "−6 −4 −2 0 2 4", "− 123450"},
};

static void assert_labels(const struct axis *axis, const char *wanted)
{
    char labels[512] = "";

    for (size_t i = 0; i < axis->label_count; i++) {
        strcat(strcat(labels, i > 0 ? " " : ""), axis->labels[i].text);
        ck_assert_double_eq(axis->labels[i].width, text_width_enhanced(axis->labels[i].text));
        ck_assert(axis->labels[i].value >= axis->min && axis->labels[i].value <= axis->max);
    }
    ck_assert_str_eq(labels, wanted);
}

START_TEST(labels_are_short_and_have_what_they_share_in_a_note)
{
    struct axis axis = axis_linear(linear[_i].min, linear[_i].max);

    assert_labels(&axis, linear[_i].labels);
    ck_assert_str_eq(axis.note, linear[_i].note);
}
END_TEST

START_TEST(whole_numbers_have_none_between)
{
    struct axis few = axis_whole(0, 2), many = axis_whole(0, 100000);

    assert_labels(&few, "0 1 2");
    assert_labels(&many, "0 20000 40000 60000 80000 100000");
    ck_assert_str_eq(many.note, "");
}
END_TEST

static const struct {
    double min, max;
    const char *labels;
} decades[] = {
    {-1, 3.4, "10^{/*0.8 −1} 10^{/*0.8 0} 10^{/*0.8 1} 10^{/*0.8 2} 10^{/*0.8 3}"},
    {-16, 0,
     "10^{/*0.8 −15} 10^{/*0.8 −12} 10^{/*0.8 −9} 10^{/*0.8 −6} 10^{/*0.8 −3} 10^{/*0.8 0}"},
    {3, 3.9, "10^{/*0.8 3} 2×10^{/*0.8 3} 5×10^{/*0.8 3}"},
    {3, 3.08, "1000 1050 1100 1150 1200"},
};

START_TEST(decades_have_two_labels_at_least)
{
    struct axis axis = axis_decades(decades[_i].min, decades[_i].max);

    assert_labels(&axis, decades[_i].labels);
}
END_TEST

START_TEST(coarser_labels_are_two_at_least)
{
    struct axis axis = axis_linear(-5.12, 5.12);

    ck_assert(axis_coarsen(&axis));
    assert_labels(&axis, "−4 0 4"); /* and not 5 beside 5.12 */
    while (axis_coarsen(&axis))
        ck_assert_uint_ge(axis.label_count, 2);
    axis = axis_linear(-1, 1);
    axis_keep_ends(&axis);
    assert_labels(&axis, "−1.0 1.0");
}
END_TEST

Suite *axis_suite(void)
{
    Suite *suite = suite_create("axis");
    TCase *tests = tcase_create("labels");

    tcase_add_loop_test(tests, labels_are_short_and_have_what_they_share_in_a_note, 0,
                        sizeof linear / sizeof *linear);
    tcase_add_test(tests, whole_numbers_have_none_between);
    tcase_add_loop_test(tests, decades_have_two_labels_at_least, 0,
                        sizeof decades / sizeof *decades);
    tcase_add_test(tests, coarser_labels_are_two_at_least);
    suite_add_tcase(suite, tests);
    return suite;
}
