#include "plot/layout.h"

#include <stdlib.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/plane_layout.h"
#include "plot/surface_view.h"
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

/* Labels with a width of 8.53 points each, 10 points apart on an axis of 5 times 18.6. */
START_TEST(a_step_grows_until_the_labels_have_room)
{
    struct axis_line line = {.x1 = 5 * 18.6, .anchor = TEXT_CENTER};
    struct axis axis = axis_linear(0, 5);

    axis_line_fit(&line, &axis, 10);
    ck_assert_uint_eq(axis.label_count, 6);
    line.x1 = 5 * 18.4;
    axis_line_fit(&line, &axis, 10);
    ck_assert_uint_eq(axis.label_count, 3);
    ck_assert_double_eq(axis.labels[2].value, 4);
}
END_TEST

/* Labels one above another need only their height. */
START_TEST(labels_above_one_another_are_lines_apart)
{
    struct axis_line line = {.y1 = 5 * 16.1, .anchor = TEXT_RIGHT};
    struct axis axis = axis_linear(0, 5);

    axis_line_fit(&line, &axis, 10);
    ck_assert_uint_eq(axis.label_count, 6);
    line.y1 = 5 * 15.9;
    axis_line_fit(&line, &axis, 10);
    ck_assert_uint_eq(axis.label_count, 3);
}
END_TEST

START_TEST(the_shortest_axis_has_two_labels)
{
    struct axis_line line = {.x1 = 20, .anchor = TEXT_CENTER};
    struct axis axis = axis_linear(-1, 1);

    axis_line_fit(&line, &axis, 10);
    ck_assert_uint_eq(axis.label_count, 2);
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

/* Boxes have a margin of some pixels, in which they can overlap. */
static bool meet(const struct text_box *a, const struct text_box *b)
{
    const size_t margin = 5;

    return a->left + margin < b->left + b->width && b->left + margin < a->left + a->width &&
           a->top + margin < b->top + b->height && b->top + margin < a->top + a->height;
}

static const struct {
    double width, height;
    const char *problem;
} surface_pages[] = {
    {640, 480, "sphere"},      {1600, 900, "sphere"},      {1600, 900, "rastrigin"},
    {1600, 900, "rosenbrock"}, {4096, 4096, "rosenbrock"}, {1024, 768, "mccormick"},
    {480, 960, "sphere"},      {480, 960, "rosenbrock"},   {960, 360, "mccormick"},
};

static double variable(const struct text *script, const char *name)
{
    const char *line = strstr(text_string(script), name);

    ck_assert_ptr_nonnull(line);
    return strtod(line + strlen(name), NULL);
}

/* Of a page that is at most twice as long as it is short, the box covers this much. */
static void assert_fills(const struct layout *layout, const struct text *script,
                         const struct figure_subject *subject)
{
    struct surface_view view = view_for_shape(subject->view_shape);
    double side = variable(script, "\nside = ");
    double box = side * side * VIEW_BOX_WIDTH * view_box_height(&view);

    if (layout->width <= 2 * layout->height)
        ck_assert_double_gt(box, 0.42 * layout->width * layout->height);
}

START_TEST(a_surface_fills_the_page_and_its_labels_do_not_meet)
{
    const struct problem *problem = problem_find(surface_pages[_i].problem);
    const struct bounds *b = &problem->domain;
    struct figure_subject subject = {
        .view_shape = view_shape_of_page(surface_pages[_i].width, surface_pages[_i].height)};
    struct layout layout = {
        .width = surface_pages[_i].width, .height = surface_pages[_i].height, .scale = 1};
    struct plane plane = {.x1 = axis_linear(b->min[0], b->max[0]),
                          .x2 = axis_linear(b->min[1], b->max[1]),
                          .f = axis_linear(0, 80),
                          .heading = 10,
                          .subject = &subject};
    struct text script = {0};

    plane_place_surface(&layout, &script, &plane);
    size_t bar = plane.f.label_count + 1; /* its labels and name */
    ck_assert_uint_gt(layout.boxes.count, 12);
    for (size_t i = bar; i < layout.boxes.count; i++)
        for (size_t k = bar; k < i; k++)
            ck_assert_msg(!meet(&layout.boxes.list[i], &layout.boxes.list[k]),
                          "text %zu is over text %zu", i, k);
    assert_fills(&layout, &script, &subject);
    text_free(&script);
}
END_TEST

static const struct optimizer_result results[] = {
    {.label = "Adam"},     {.label = "momentum"}, {.label = "RMSProp"},
    {.label = "Nesterov"}, {.label = "AdaGrad"},  {.label = "gradient descent"}};

/* With the color bar below them. */
START_TEST(panels_fill_a_high_page)
{
    struct figure_subject subject = {.results = results, .result_count = 6};
    struct layout layout = {.width = 480, .height = 960, .scale = 1};
    struct plane plane = {.x1 = axis_linear(-4.5, 4.5),
                          .x2 = axis_linear(-4.5, 4.5),
                          .f = axis_decades(-1, 5.2),
                          .heading = 10,
                          .subject = &subject};
    struct text script = {0};

    plane_place_path_panels(&layout, &script, &plane);
    ck_assert_double_eq(variable(&script, "\nbar_lies = "), 1);
    double width = variable(&script, "\nbox_right = ") - variable(&script, "\nbox_left = ");
    double height = variable(&script, "\nbox_top = ") - variable(&script, "\nbox_bottom = ");
    ck_assert_double_gt(width * height, 0.5 * layout.width * layout.height);
    text_free(&script);
}
END_TEST

/* Also those of the last column, next to the color bar. */
START_TEST(the_names_of_panels_end_before_the_color_bar)
{
    struct figure_subject subject = {.results = results, .result_count = 6};
    struct layout layout = {.width = 480, .height = 360, .scale = 1};
    struct plane plane = {.x1 = axis_linear(-4.5, 4.5),
                          .x2 = axis_linear(-4.5, 4.5),
                          .f = axis_decades(-1, 5.2),
                          .heading = 10,
                          .subject = &subject};
    struct text script = {0};

    plane_place_path_panels(&layout, &script, &plane);
    double bar = variable(&script, "\nbar_left = "), top = variable(&script, "\nbar_top = ");
    for (size_t i = 0; i < layout.boxes.count; i++) {
        const struct text_box *box = &layout.boxes.list[i];
        ck_assert_msg((double)box->top < layout.height - top - 12 || (double)box->left > bar ||
                          (double)(box->left + box->width) <= bar,
                      "text %zu is over the color bar", i);
    }
    text_free(&script);
}
END_TEST

Suite *layout_suite(void)
{
    Suite *suite = suite_create("layout");
    TCase *tests = tcase_create("boxes");

    tcase_add_loop_test(tests, enhanced_text_is_as_wide_as_it_is_seen, 0,
                        sizeof widths / sizeof *widths);
    tcase_add_test(tests, a_step_grows_until_the_labels_have_room);
    tcase_add_test(tests, labels_above_one_another_are_lines_apart);
    tcase_add_test(tests, the_shortest_axis_has_two_labels);
    tcase_add_loop_test(tests, a_box_is_around_its_text, 0, 3);
    tcase_add_test(tests, an_upright_box_is_around_its_text);
    tcase_add_test(tests, a_box_ends_where_the_page_does);
    tcase_add_test(tests, every_label_of_an_axis_has_a_box);
    tcase_add_test(tests, a_title_stays_on_the_page);
    tcase_add_loop_test(tests, a_surface_fills_the_page_and_its_labels_do_not_meet, 0,
                        sizeof surface_pages / sizeof *surface_pages);
    tcase_add_test(tests, panels_fill_a_high_page);
    tcase_add_test(tests, the_names_of_panels_end_before_the_color_bar);
    suite_add_tcase(suite, tests);
    return suite;
}
