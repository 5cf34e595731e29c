#include "plot/frame_text.h"

#include <string.h>

#include "plot/layout.h"
#include "support.h"
#include "unit_tests.h"

#define POINTS 12

/* One or two searches, of which the second has only a start. */
struct sample {
    struct trajectory trajectories[2];
    struct optimizer_result results[2];
    struct figure_subject subject;
};

static void make_sample(struct sample *sample, size_t searches, const double *const f[],
                        size_t count)
{
    *sample = (struct sample){.subject = {.results = sample->results, .result_count = searches}};
    for (size_t i = 0; i < searches; i++) {
        sample->trajectories[i] =
            (struct trajectory){.variables = 2, .count = i == 0 ? count : 1, .f = (double *)f[i]};
        sample->results[i].trajectory = &sample->trajectories[i];
    }
    sample->subject.trajectory = &sample->trajectories[0];
}

static struct layout page_of(double scale)
{
    return (struct layout){.width = 480, .height = 360, .scale = scale};
}

static void assert_writes(const struct sample *sample, size_t iteration, const char *expected)
{
    struct layout layout = page_of(2);
    struct text script = {0};
    char cells[FRAME_TEXT_MAX_CELLS + 1] = "";

    frame_text_place(&layout, &script, &sample->subject, 240, 300);
    ck_assert_uint_eq(layout.frame_text.cells, strlen(expected));
    frame_text_write(&layout.frame_text, &sample->subject, iteration, cells);
    ck_assert_str_eq(cells, expected);
    text_free(&script);
}

START_TEST(numbers_have_fixed_cells)
{
    static const double f[POINTS] = {12.34, 1, 0.0956, 9.96e-5, 0, 9.96, 5e-324, 1, 1, 1, 1, 1e-9};
    struct sample sample;

    make_sample(&sample, 1, (const double *[]){f}, 6);
    assert_writes(&sample, 0, "01.2e+01");
    assert_writes(&sample, 2, "29.6e-02");
    assert_writes(&sample, 3, "31.0e-04");
    assert_writes(&sample, 4, "40.0e+00");
    assert_writes(&sample, 5, "51.0e+01");
    make_sample(&sample, 1, (const double *[]){f}, POINTS);
    assert_writes(&sample, 6, " 64.9e-324");
    assert_writes(&sample, 11, "111.0e-009");
}
END_TEST

START_TEST(negative_values_have_a_sign)
{
    static const double f[] = {0.5, -2.5e3};
    struct sample sample;

    make_sample(&sample, 1, (const double *[]){f}, 2);
    assert_writes(&sample, 0, "0 5.0e-01");
    assert_writes(&sample, 1, "1-2.5e+03");
}
END_TEST

START_TEST(the_lowest_value_counts)
{
    static const double first[] = {4, 2, 0.5, 3}, second[] = {1};
    struct sample sample;

    make_sample(&sample, 2, (const double *[]){first, second}, 4);
    assert_writes(&sample, 1, "11.0e+00");
    assert_writes(&sample, 2, "25.0e-01");
    assert_writes(&sample, 3, "31.0e+00");
}
END_TEST

/* The cells are in the box, in order, and characters are far enough apart to be copied one by one.
 */
START_TEST(the_box_is_around_the_cells)
{
    static const double f[POINTS] = {1e100, -1e-100}, scales[] = {0.5, 1, 1.25, 2, 8};

    for (size_t i = 0; i < 5 * 3; i++) {
        double scale = scales[i / 3], middle = 240 * (double)(i % 3);
        struct layout layout = page_of(scale);
        struct text script = {0};
        struct sample sample;
        make_sample(&sample, 1, (const double *[]){f}, POINTS);
        frame_text_place(&layout, &script, &sample.subject, middle, 300);
        const struct frame_text *text = &layout.frame_text;
        const struct text_box *box = &layout.boxes.list[0];
        ck_assert_uint_eq(layout.boxes.count, 1);
        ck_assert_uint_le(text->cells, FRAME_TEXT_MAX_CELLS);
        ck_assert_double_ge(text->x[0] - text->half_width, (double)box->left / scale);
        ck_assert_double_le(text->x[text->cells - 1] + text->half_width,
                            (double)(box->left + box->width) / scale);
        ck_assert_double_lt((double)(box->left + box->width) / scale, 480);
        for (size_t k = 1; k < text->cells; k++)
            ck_assert_double_gt(text->x[k], text->x[k - 1]);
        for (size_t k = 1; k < FRAME_TEXT_CHARACTER_COUNT; k++)
            ck_assert_double_gt(text->from_x[k] - text->from_x[k - 1], 2 * text->half_width);
        ck_assert_double_lt(text->from_x[FRAME_TEXT_CHARACTER_COUNT - 1], 480 - 10);
        text_free(&script);
    }
}
END_TEST

Suite *frame_text_suite(void)
{
    Suite *suite = suite_create("frame_text");
    TCase *tests = tcase_create("frame_text");

    tcase_add_test(tests, numbers_have_fixed_cells);
    tcase_add_test(tests, negative_values_have_a_sign);
    tcase_add_test(tests, the_lowest_value_counts);
    tcase_add_test(tests, the_box_is_around_the_cells);
    suite_add_tcase(suite, tests);
    return suite;
}
