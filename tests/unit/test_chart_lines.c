/* The lines of the charts: their range, where they leave it, where they cross the tolerance, the
 * labels of the axis; and whether the texts of such pages fit. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text_boxes.h"
#include "plot/axis_marks.h"
#include "plot/chart_lines.h"
#include "plot/figure_data.h"
#include "plot/script.h"
#include "support.h"
#include "unit_tests.h"

#define POINTS 4

/* Searches on the sphere, of which only the values matter. */
struct searches {
    double x[2 * POINTS];
    double f[OPTIMIZER_RESULT_MAX][POINTS];
    double quantiles[OPTIMIZER_RESULT_MAX][ENSEMBLE_QUANTILES][POINTS];
    struct trajectory trajectories[OPTIMIZER_RESULT_MAX];
    struct ensemble ensembles[OPTIMIZER_RESULT_MAX];
    struct optimizer_result results[OPTIMIZER_RESULT_MAX];
    struct figure_subject subject;
};

static const struct method adam = {.optimizer = &optimizers[0], .schedule = &schedules[0]};

static void begin(struct searches *s, double threshold)
{
    memset(s, 0, sizeof *s);
    s->subject = (struct figure_subject){.problem = &problems[0],
                                         .bounds = problems[0].domain,
                                         .trajectory = &s->trajectories[0],
                                         .results = s->results,
                                         .minimum_known = true,
                                         .threshold = threshold,
                                         .excess_tolerance = threshold};
}

static void add(struct searches *s, const char *label, const double f[POINTS], bool diverged)
{
    size_t i = s->subject.result_count++;

    memcpy(s->f[i], f, sizeof s->f[i]);
    s->trajectories[i] = (struct trajectory){
        .variables = 2, .count = POINTS, .x = s->x, .f = s->f[i], .diverged = diverged};
    s->ensembles[i] =
        (struct ensemble){.points = POINTS, .run_count = 50, .ended = diverged ? 50 : 0};
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++) {
        memcpy(s->quantiles[i][q], f, sizeof s->f[i]);
        s->ensembles[i].quantiles[q] = s->quantiles[i][q];
    }
    s->results[i] = (struct optimizer_result){.label = label,
                                              .column = "adam",
                                              .method = &adam,
                                              .trajectory = &s->trajectories[i],
                                              .ensemble = &s->ensembles[i]};
}

static const double falls[] = {25, 5, 1, 0.5}, rises[] = {25, 1e5, 1e50, 1e200};

/* One decade of data has one, and the tolerance, which is five further down, does not change that.
 */
START_TEST(a_short_fall_has_a_short_scale)
{
    struct searches s;

    begin(&s, 5e-6);
    add(&s, "Adam", (const double[]){4.2, 4, 3.9, 3.6}, false);
    struct chart_scale scale = chart_scale_of(&s.subject);
    ck_assert_double_lt(scale.high - scale.low, 0.2);
    ck_assert(scale.low < log10(3.6) && scale.high > log10(4.2));
    ck_assert(!scale.shows_tolerance);
}
END_TEST

/* A constant: the only label is 0, not a power of ten that is chosen freely. */
START_TEST(a_line_at_zero_is_labeled_so)
{
    struct figure_settings settings = {.width = 640,
                                       .height = 480,
                                       .scale = 1,
                                       .levels = 9,
                                       .title = "",
                                       .palette = &figure_palettes[0]};
    const struct script_page light = {.name = "chart", .directory = ""};
    static const char *const charts[] = {"convergence", "ensemble"};
    struct figure_script script;
    struct searches s;
    struct error error;

    begin(&s, 0);
    add(&s, "Adam", (const double[]){0, 0, 0, 0}, false);
    s.subject.minimum_known = false;
    assert_status(
        figure_compose(figure_find(charts[_i]), &s.subject, &settings, &light, &script, &error),
        STATUS_OK, &error);
    ck_assert_ptr_nonnull(strstr(text_string(&script.text), "$excess_marks << END\n0 0\nEND\n"));
    figure_script_free(&script);
}
END_TEST

/* It is shown if the range need not grow by more than half. */
START_TEST(a_near_tolerance_is_shown)
{
    struct searches s;

    begin(&s, 5e-6);
    add(&s, "Adam", (const double[]){25, 1, 0.1, 1e-4}, false);
    struct chart_scale scale = chart_scale_of(&s.subject);
    ck_assert(scale.shows_tolerance);
    ck_assert_double_le(scale.low, log10(5e-6));
    ck_assert_double_eq_tol(scale.tolerance, log10(5e-6), 1e-12);
}
END_TEST

/* Nothing below the 16 decades that a double resolves. */
START_TEST(a_scale_has_the_digits_of_a_double)
{
    struct chart_scale scale = chart_scale_from(5e-300, 50, NAN);

    ck_assert_double_ge(scale.low, -15);
    ck_assert(!scale.shows_tolerance);
    scale = chart_scale_from(0, 0, NAN);
    ck_assert_double_lt(scale.low, scale.high);
}
END_TEST

START_TEST(a_search_that_diverges_does_not_set_the_range)
{
    struct searches s;
    struct chart_exit exit;

    begin(&s, 0);
    add(&s, "Adam", falls, false);
    add(&s, "momentum", rises, true);
    struct chart_scale scale = chart_scale_of(&s.subject);
    ck_assert_double_le(scale.high, 2);
    ck_assert_double_ge(scale.low, -1);
    ck_assert(!chart_find_exit(&s.subject, 0, &scale, &exit));
    ck_assert(chart_find_exit(&s.subject, 1, &scale, &exit));
    ck_assert(!exit.inside);
    ck_assert_uint_eq(exit.iteration, 3);
    assert_same_double(exit.level, scale.high);
    ck_assert_double_eq_tol(exit.t, (scale.high - log10(25)) / (5 - log10(25)), 1e-9);
}
END_TEST

/* A line that stays finite but does not come back also leaves the chart; one that ends where the
 * gradient is NaN leaves inside. */
START_TEST(there_are_other_ways_to_leave)
{
    struct searches s;
    struct chart_exit exit;

    begin(&s, 0);
    add(&s, "Adam", falls, false);
    add(&s, "far", (const double[]){25, 1, 1e9, 1e12}, false);
    add(&s, "stuck", falls, true);
    add(&s, "back", (const double[]){25, 1e4, 10, 1}, false);
    struct chart_scale scale = chart_scale_of(&s.subject);
    ck_assert(chart_find_exit(&s.subject, 1, &scale, &exit));
    ck_assert_uint_eq(exit.iteration, 1);
    ck_assert(exit.t > 1 && exit.t < 2);
    ck_assert(chart_find_exit(&s.subject, 2, &scale, &exit));
    ck_assert(exit.inside);
    assert_same_double(exit.t, 3);
    ck_assert_double_eq_tol(exit.level, log10(0.5), 1e-12);
    ck_assert(!chart_find_exit(&s.subject, 3, &scale, &exit));
}
END_TEST

/* All leave: the range is the largest rise of a line. */
START_TEST(if_all_diverge_the_chart_shows_their_rise)
{
    struct searches s;

    begin(&s, 0);
    add(&s, "momentum", rises, true);
    struct chart_scale scale = chart_scale_of(&s.subject);
    ck_assert_double_ge(scale.high, log10(2500));
    ck_assert_double_le(scale.high, 4);
}
END_TEST

/* Below 1e-5 in passing, and then permanently: each 1/4 or 5/6 of the way from one power of ten to
 * another. */
START_TEST(crossings_are_on_the_line)
{
    struct searches s;
    double crossings[2];

    begin(&s, 1e-5);
    add(&s, "Adam", (const double[]){1, 1e-6, 1e-4, 1e-8}, false);
    add(&s, "AdaGrad", (const double[]){1, 0.1, 0.01, 1e-3}, false);
    struct chart_scale scale = chart_scale_of(&s.subject);
    chart_find_crossings(&s.subject, 0, &scale, crossings);
    ck_assert_double_eq_tol(crossings[0], 5.0 / 6, 1e-12);
    ck_assert_double_eq_tol(crossings[1], 2.25, 1e-12);
    chart_find_crossings(&s.subject, 1, &scale, crossings);
    ck_assert(crossings[0] < 0 && crossings[1] < 0);
}
END_TEST

/* Four points in two columns: least, median and largest. */
START_TEST(points_that_share_a_column_are_an_envelope)
{
    struct searches s;
    struct text data = {0};
    struct error error;

    begin(&s, 0);
    add(&s, "Adam", (const double[]){4, 1, 2, 8}, false);
    s.subject.columns = 2;
    assert_status(figure_convergence.write(&s.subject, -1, &data, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&data),
                     "# t adam_min adam_median adam_max\n0.5 1 2.5 4\n2.5 2 5 8\n");
    text_free(&data);
    s.subject.columns = 1;
    assert_status(figure_convergence.write(&s.subject, -1, &data, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&data), "# t adam_min adam_median adam_max\n1.5 1 3 8\n");
    text_free(&data);
}
END_TEST

START_TEST(an_ensemble_that_diverges_does_not_set_the_range)
{
    struct searches s;

    begin(&s, 0);
    add(&s, "Adam", falls, false);
    add(&s, "momentum", (const double[]){25, INFINITY, INFINITY, INFINITY}, true);
    for (size_t t = 1; t < POINTS; t++)
        s.quantiles[0][ENSEMBLE_Q90][t] = INFINITY; /* of some runs */
    struct chart_scale scale = chart_scale_of_ensembles(&s.subject);
    ck_assert_double_le(scale.high, 3);
    ck_assert_double_le(scale.low, log10(0.5));
    s.quantiles[0][ENSEMBLE_Q10][3] = 1e-30; /* nor because of one at the minimum */
    scale = chart_scale_of_ensembles(&s.subject);
    ck_assert_double_ge(scale.low, -8);
}
END_TEST

/* ---- Labels ---------------------------------------------------------------------------------- */

static const struct {
    double low, high;
    size_t room;
    const char *labels;
} axes[] = {
    {-2, 1, 9, "10^{/*0.8 −2} 10^{/*0.8 −1} 10^{/*0.8 0} 10^{/*0.8 1} "},
    {-14, 2, 9,
     "10^{/*0.8 −14} 10^{/*0.8 −12} 10^{/*0.8 −10} 10^{/*0.8 −8} 10^{/*0.8 −6} "
     "10^{/*0.8 −4} 10^{/*0.8 −2} 10^{/*0.8 0} 10^{/*0.8 2} "},
    {-0.2, 1.5, 9, "1 3 10 30 "},
    {0.2, 1.5, 9, "3 10 30 "},
    {0.2, 1.2, 9, "2 5 10 "},
    {0.2, 1.2, 2, "3 10 "},
    {0.45, 0.8, 9, "3 4 5 6 "},
    {0.55, 0.63, 9, "3.6 3.8 4.0 4.2 "},
    {1.83, 2.28, 9, "100 150 "}, /* not 70, 80, 90, 100 in the lower half */
    {-6.8, -5.1, 9, "3×10^{/*0.8 −7} 10^{/*0.8 −6} 3×10^{/*0.8 −6} "},
};

START_TEST(an_axis_has_several_labels)
{
    struct axis_marks marks;
    char labels[400] = "";

    axis_marks_of_powers(&marks, axes[_i].low, axes[_i].high, axes[_i].room);
    for (size_t i = 0; i < marks.count; i++) {
        strcat(labels, marks.list[i].label);
        strcat(labels, " ");
        ck_assert(marks.list[i].place >= 0 && marks.list[i].place <= 1);
    }
    ck_assert_str_eq(labels, axes[_i].labels);
    if (_i == 2)
        ck_assert_double_eq_tol(marks.list[1].place, (log10(3) + 0.2) / 1.7, 1e-12);
}
END_TEST

/* ---- Pages ----------------------------------------------------------------------------------- */

static const struct {
    double width, height;
} pages[] = {{640, 480}, {320, 240}, {480, 960}, {1600, 900}, {480, 360}};

static const char *const labels[][OPTIMIZER_RESULT_MAX] = {
    {"Adam", "momentum", "Nesterov", "AMSGrad", "gradient descent", "RMSProp"},
    {"Adam (alpha=0.0001)", "Adam (alpha=0.001)", "Adam (alpha=0.01)", "Adam (alpha=0.1)",
     "gradient descent", "Nesterov (mu=0.99)"},
};

static void assert_texts_have_room(const struct figure_script *script, const char *page)
{
    struct text_boxes boxes;
    struct error error;

    assert_status(text_boxes_read(script->text.data, script->text.length, &boxes, &error),
                  STATUS_OK, &error);
    for (size_t i = 0; i < boxes.count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct text_box *a = &boxes.list[i], *b = &boxes.list[k];
            /* Boxes are larger than texts: by a quarter of a character to the sides, and as high as
             * a line. */
            bool apart = a->left + a->width <= b->left + 5 || b->left + b->width <= a->left + 5 ||
                         a->top + a->height <= b->top + 5 || b->top + b->height <= a->top + 5;
            ck_assert_msg(apart, "%s: %zu,%zu %zux%zu meets %zu,%zu %zux%zu", page, a->left, a->top,
                          a->width, a->height, b->left, b->top, b->width, b->height);
        }
}

/* The largest number of lines, half of which leave; every page, short and long names. */
START_TEST(texts_of_charts_do_not_meet)
{
    struct figure_settings settings = {.width = pages[_i].width,
                                       .height = pages[_i].height,
                                       .scale = fmax(1, 480 / pages[_i].width),
                                       .levels = 9,
                                       .title = "",
                                       .palette = &figure_palettes[0]};
    const struct script_page light = {.name = "chart", .directory = ""};
    struct searches s;
    struct error error;

    for (size_t kind = 0; kind < 2; kind++)
        for (size_t count = 1; count <= OPTIMIZER_RESULT_MAX; count++) {
            begin(&s, 0.01);
            for (size_t i = 0; i < count; i++)
                add(&s, labels[kind][i], i % 2 == 0 ? falls : rises, i % 2 == 1);
            for (size_t f = 0; f < 2; f++) {
                const struct figure *figure = figure_find(f == 0 ? "convergence" : "ensemble");
                struct figure_script script;
                char page[80];
                assert_status(
                    figure_compose(figure, &s.subject, &settings, &light, &script, &error),
                    STATUS_OK, &error);
                snprintf(page, sizeof page, "%s of %zu, %s", figure->name, count, labels[kind][0]);
                assert_texts_have_room(&script, page);
                figure_script_free(&script);
            }
        }
}
END_TEST

Suite *chart_lines_suite(void)
{
    Suite *suite = suite_create("chart_lines");
    TCase *lines = tcase_create("lines"), *texts = tcase_create("texts");

    tcase_add_test(lines, a_short_fall_has_a_short_scale);
    tcase_add_loop_test(lines, a_line_at_zero_is_labeled_so, 0, 2);
    tcase_add_test(lines, a_near_tolerance_is_shown);
    tcase_add_test(lines, a_scale_has_the_digits_of_a_double);
    tcase_add_test(lines, a_search_that_diverges_does_not_set_the_range);
    tcase_add_test(lines, there_are_other_ways_to_leave);
    tcase_add_test(lines, if_all_diverge_the_chart_shows_their_rise);
    tcase_add_test(lines, crossings_are_on_the_line);
    tcase_add_test(lines, points_that_share_a_column_are_an_envelope);
    tcase_add_test(lines, an_ensemble_that_diverges_does_not_set_the_range);
    tcase_add_loop_test(texts, an_axis_has_several_labels, 0, sizeof axes / sizeof *axes);
    tcase_add_loop_test(texts, texts_of_charts_do_not_meet, 0, sizeof pages / sizeof *pages);
    suite_add_tcase(suite, lines);
    suite_add_tcase(suite, texts);
    return suite;
}
