#include "plot/layout.h"

#include <string.h>

#include "plot/axis.h"
#include "plot/text_width.h"
#include "support.h"
#include "unit_tests.h"

/* By the font's advance widths: x 0.59, a digit 0.64, f 0.35, M 0.86, + 0.84. gnuplot sets an
 * index at four fifths of the specified size. */
static const struct {
    const char *text;
    double width;
} widths[] = {
    {"", 0},
    {"x1", 1.23},
    {"x_{/*0.8 1}", 0.59 + 0.64 * 0.64},
    {"10^{/*0.5 10^{/*0.5 1}}", 1.28 + 0.4 * 1.28 + 0.16 * 0.64},
    {"x@_{/*0.8 1}^{/*0.5 2}f", 0.59 + 0.4 * 0.64 + 0.35}, /* the index is below the power */
    {"−×", 1.68},
    {"β₁", 0.86 + 0.8 * 0.64},
    {"}{_", 0.64 + 0.64}, /* braces that are none of ours are seen */
};

START_TEST(enhanced_text_is_as_wide_as_it_is_seen)
{
    ck_assert_double_eq_tol(text_width_enhanced(widths[_i].text), widths[_i].width, 1e-9);
}
END_TEST

static const struct {
    double min, max, value, width;
} labels[] = {
    {-5, 5, 4, 0.64},
    {-5, 5, -4, 0.64 + 0.84},
    {0, 1, 0.4, 1.28 + 0.32},
};

START_TEST(a_label_is_as_wide_as_its_number)
{
    struct axis axis = axis_linear(labels[_i].min, labels[_i].max);

    ck_assert_double_eq_tol(axis_label_width(&axis, labels[_i].value), labels[_i].width, 0.011);
}
END_TEST

START_TEST(a_step_grows_until_the_labels_have_room)
{
    struct axis axis = axis_linear(0, 5); /* each one has a width of 6.4 */

    ck_assert_double_eq(axis.step, 1);
    axis_thin(&axis, 5 * 16.4, 10);
    ck_assert_double_eq(axis.step, 1);
    axis_thin(&axis, 5 * 16.3, 10);
    ck_assert_double_eq(axis.step, 2);
    ck_assert_int_eq(axis_first(&axis), 0);
    ck_assert_int_eq(axis_last(&axis), 2);
}
END_TEST

static struct layout page_of(double scale)
{
    return (struct layout){.width = 400, .height = 300, .scale = scale};
}

static void assert_around(const struct text_box *box, double left, double top, double right,
                          double bottom, double most)
{
    ck_assert_double_le((double)box->left, left);
    ck_assert_double_ge((double)box->left, left - most);
    ck_assert_double_le((double)box->top, top);
    ck_assert_double_ge((double)box->top, top - most);
    ck_assert_double_ge((double)(box->left + box->width), right);
    ck_assert_double_le((double)(box->left + box->width), right + most);
    ck_assert_double_ge((double)(box->top + box->height), bottom);
    ck_assert_double_le((double)(box->top + box->height), bottom + most);
}

/* A text 3 times as wide as its size of 12, which are 16 points of the page: 48 by some 16, of
 * which there are 2 pixels each. Places are from the lower left corner, boxes from the upper left.
 */
START_TEST(a_box_is_around_its_text)
{
    static const double lefts[] = {200, 200 - 48, 200 - 96};
    struct layout layout = page_of(2);

    layout_add_text(&layout, (enum text_anchor)_i, 100, 250, 12, 3);
    ck_assert_uint_eq(layout.boxes.count, 1);
    assert_around(&layout.boxes.list[0], lefts[_i], 84, lefts[_i] + 96, 116, 12);
}
END_TEST

START_TEST(an_upright_box_is_around_its_text)
{
    struct layout layout = page_of(2);

    layout_add_upright(&layout, 100, 250, 12, 3);
    assert_around(&layout.boxes.list[0], 184, 52, 216, 148, 12);
}
END_TEST

START_TEST(a_box_ends_where_the_page_does)
{
    struct layout layout = page_of(1.5);

    layout_add_text(&layout, TEXT_CENTER, 0, 0, 12, 100);
    layout_add_text(&layout, TEXT_CENTER, 800, 100, 12, 3); /* is nowhere on it */
    ck_assert_uint_eq(layout.boxes.count, 1);
    ck_assert_uint_eq(layout.boxes.list[0].left, 0);
    ck_assert_uint_eq(layout.boxes.list[0].width, 600);
    ck_assert_uint_eq(layout.boxes.list[0].top + layout.boxes.list[0].height, 450);
}
END_TEST

/* From 0 to 4 in steps of 1: five labels, the first and the last one at the ends. */
START_TEST(every_label_of_an_axis_has_a_box)
{
    struct layout layout = page_of(1);
    struct axis axis = axis_linear(0, 4);
    struct axis_line line = {.x0 = 100, .y0 = 50, .x1 = 300, .y1 = 50, .anchor = TEXT_CENTER};

    layout_add_labels(&layout, &axis, &line);
    ck_assert_uint_eq(layout.boxes.count, 5);
    assert_around(&layout.boxes.list[0], 96, 244, 104, 256, 8);
    assert_around(&layout.boxes.list[4], 296, 244, 304, 256, 8);
}
END_TEST

/* A title beside the edge of the page moves away from it. */
START_TEST(a_title_stays_on_the_page)
{
    struct layout layout = page_of(1);
    struct text script = {0};

    layout.title = (struct title){.lines = 2, .size = 10, .width = 200};
    layout_place_title(&layout, &script, 350);
    ck_assert_str_eq(text_string(&script), "title_middle = 286.0\n");
    ck_assert_uint_eq(layout.boxes.count, 2);
    ck_assert_double_eq_tol(layout_title_height(&layout), 8 + 34, 1e-9);
    text_free(&script);
}
END_TEST

Suite *layout_suite(void)
{
    Suite *suite = suite_create("layout");
    TCase *tests = tcase_create("boxes");

    tcase_add_loop_test(tests, enhanced_text_is_as_wide_as_it_is_seen, 0,
                        sizeof widths / sizeof *widths);
    tcase_add_loop_test(tests, a_label_is_as_wide_as_its_number, 0, sizeof labels / sizeof *labels);
    tcase_add_test(tests, a_step_grows_until_the_labels_have_room);
    tcase_add_loop_test(tests, a_box_is_around_its_text, 0, 3);
    tcase_add_test(tests, an_upright_box_is_around_its_text);
    tcase_add_test(tests, a_box_ends_where_the_page_does);
    tcase_add_test(tests, every_label_of_an_axis_has_a_box);
    tcase_add_test(tests, a_title_stays_on_the_page);
    suite_add_tcase(suite, tests);
    return suite;
}
