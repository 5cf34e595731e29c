#include "plot/caption.h"

#include <string.h>

#include "support.h"
#include "unit_tests.h"

/* Where the tutorial's search starts and ends, to four digits. */
static double some_x[] = {-0.16596, 0.44065, 0.00018407, -0.00054858};
static double some_f[] = {0.22171, 3.3482e-07};

static struct trajectory tutorial(void)
{
    return (struct trajectory){.variables = 2, .count = 2, .x = some_x, .f = some_f};
}

static const struct method adam = {.optimizer = &optimizers[0], .schedule = &schedules[0]};

static const struct objective_map map = {
    .scale = {.f_min = 0, .f_max = 2, .lowest = {0, 0}, .highest = {-1, -1}}};

static struct figure_subject sphere(const struct trajectory *trajectory)
{
    static struct optimizer_result result; /* the subject points to it */

    result = (struct optimizer_result){
        .label = "Adam", .column = "adam", .method = &adam, .trajectory = trajectory};
    return (struct figure_subject){.problem = &problems[0],
                                   .bounds = problems[0].domain,
                                   .trajectory = trajectory,
                                   .results = &result,
                                   .result_count = 1,
                                   .minimum_known = true,
                                   .map = &map};
}

typedef void writer(const struct figure *figure, const struct figure_subject *subject,
                    const struct figure_settings *settings, struct text *out);

static void assert_says(writer *write, const char *figure, const struct figure_subject *subject,
                        const char *palette, const char *wanted)
{
    struct figure_settings settings = {.levels = 50, .palette = figure_palette_find(palette)};
    struct text text = {0};

    write(figure_find(figure), subject, &settings, &text);
    ck_assert_str_eq(text_string(&text), wanted);
    text_free(&text);
}

START_TEST(short_captions_fit_a_line)
{
    struct trajectory search = tutorial();
    struct figure_subject subject = sphere(&search);
    struct problem long_problem = problems[0];

    assert_says(caption_short, "surface", &subject, "jet", "Surface of f(x₁, x₂) = x₁² + x₂²");
    assert_says(caption_short, "contour", &subject, "jet", "Contours of f(x₁, x₂) = x₁² + x₂²");
    assert_says(caption_short, "contour_path", &subject, "jet",
                "Path of Adam on f(x₁, x₂) = x₁² + x₂²");
    assert_says(caption_short, "convergence", &subject, "jet",
                "Convergence of Adam on f(x₁, x₂) = x₁² + x₂²");
    long_problem.formula = "(1.5 - x1 + x1 x2)^2 + (2.25 - x1 + x1 x2^2)^2";
    subject.problem = &long_problem;
    subject.zoomed = true;
    assert_says(caption_short, "contour_zoom", &subject, "jet",
                "Path of Adam on the sphere function, enlarged");
}
END_TEST

START_TEST(captions_name_the_objective)
{
    struct trajectory search = tutorial();
    struct figure_subject subject = sphere(&search);

    assert_says(caption_write, "surface", &subject, "jet",
                "f(x₁, x₂) = x₁² + x₂² as a surface for x₁ from -1 to 1 and x₂ from -1 to 1, "
                "colored from 0 to 2.");
    assert_says(caption_write, "contour", &subject, "jet",
                "f(x₁, x₂) = x₁² + x₂² as filled contours for x₁ from -1 to 1 and x₂ from -1 to 1, "
                "in 50 colors from 0 to 2.");
    assert_says(caption_write, "contour_path", &subject, "jet",
                "The path of Adam on f(x₁, x₂) = x₁² + x₂²: 1 iteration from (-0.17, 0.44), with "
                "a white dot for each solution.");
}
END_TEST

START_TEST(alternatives_say_what_is_seen)
{
    struct trajectory search = tutorial();
    struct figure_subject subject = sphere(&search);

    assert_says(caption_alternative, "surface", &subject, "viridis",
                "Surface of f(x₁, x₂) = x₁² + x₂² for x₁ from -1 to 1 and x₂ from -1 to 1, from "
                "dark violet where f is low to yellow where it is high; its lowest value is 0, at "
                "(0, 0); its highest is 2, at (-1, -1).");
    assert_says(caption_alternative, "contour_path", &subject, "jet",
                "Filled contours of f(x₁, x₂) = x₁² + x₂² for x₁ from -1 to 1 and x₂ from -1 to 1, "
                "from dark blue where f is low to dark red where it is high; the path starts at "
                "(-0.17, 0.44) and ends within 0.0006 of the minimum at (0, 0) after 1 "
                "iteration.");
}
END_TEST

START_TEST(a_path_that_ends_elsewhere_says_so)
{
    double x[] = {0.5, 0.5, 3, 4};
    struct trajectory search = {.variables = 2, .count = 2, .x = x, .f = some_f, .diverged = true};
    struct figure_subject subject = sphere(&search);

    assert_says(caption_alternative, "contour_path", &subject, "gray",
                "Filled contours of f(x₁, x₂) = x₁² + x₂² for x₁ from -1 to 1 and x₂ from -1 to 1, "
                "from black where f is low to white where it is high; the path starts at (0.50, "
                "0.50), leaves the plotted region, and ends at a distance of 5 from the minimum "
                "at (0, 0) after 1 iteration, where the search diverges.");
}
END_TEST

START_TEST(a_place_far_away_has_an_exponent)
{
    double x[] = {0.5, 0.5, -3.919e35, 2891.1};
    struct trajectory search = {.variables = 2, .count = 2, .x = x, .f = some_f, .diverged = true};
    struct figure_subject subject = sphere(&search);
    struct problem unknown = *subject.problem;

    unknown.minima_count = 0;
    subject.problem = &unknown;
    assert_says(caption_alternative, "contour_path", &subject, "gray",
                "Filled contours of f(x₁, x₂) = x₁² + x₂² for x₁ from -1 to 1 and x₂ from -1 to 1, "
                "from black where f is low to white where it is high; the path starts at (0.50, "
                "0.50), leaves the plotted region, and ends at (-3.92e+35, 2891.10) after 1 "
                "iteration, where the search diverges.");
}
END_TEST

/* Up to 1 % of the way across the bounds, which is 5 here: rounded up, so that it is true. */
static const struct {
    double x1;
    const char *wanted;
} ends[] = {
    {0.049, "ends within 0.05 of the minimum at (0, 0)"},
    {0.041, "ends within 0.05 of the minimum at (0, 0)"},
    {0.04, "ends within 0.04 of the minimum at (0, 0)"},
    {0.051, "ends at a distance of 0.051 from the minimum at (0, 0)"},
    {0.4, "ends at a distance of 0.4 from the minimum at (0, 0)"},
};

START_TEST(only_what_is_near_the_minimum_is_within)
{
    double x[] = {0.5, 0.5, ends[_i].x1, 0};
    struct trajectory search = {.variables = 2, .count = 2, .x = x, .f = some_f};
    struct figure_subject subject = sphere(&search);
    struct figure_settings settings = {.levels = 50, .palette = figure_palette_find("jet")};
    struct text text = {0};

    subject.bounds = (struct bounds){.min = {0, 0}, .max = {3, 4}};
    caption_alternative(figure_find("contour_path"), &subject, &settings, &text);
    ck_assert_msg(strstr(text_string(&text), ends[_i].wanted) != NULL, "%s", text_string(&text));
    text_free(&text);
}
END_TEST

/* At the minimum itself; from zero, which is not negative. */
START_TEST(nothing_is_minus_zero)
{
    double x[] = {-1e-9, -0.0, 0, 0};
    struct trajectory search = {.variables = 2, .count = 2, .x = x, .f = some_f};
    struct figure_subject subject = sphere(&search);
    struct objective_map low = map;

    low.scale.lowest[0] = -0.0;
    subject.map = &low;
    assert_says(caption_alternative, "contour_path", &subject, "jet",
                "Filled contours of f(x₁, x₂) = x₁² + x₂² for x₁ from -1 to 1 and x₂ from -1 to 1, "
                "from dark blue where f is low to dark red where it is high; the path starts at "
                "(0.00, 0.00) and ends exactly at the minimum at (0, 0) after 1 iteration.");
}
END_TEST

static const struct trajectory falling = {.variables = 2, .count = 2, .x = some_x, .f = some_f};

/* Searches that diverge, and where lines cross the tolerance. */
START_TEST(convergence_is_told)
{
    double f[] = {0.22171, 1e-9, 1e-3, 1e-7};
    double x[8] = {-0.16596, 0.44065};
    struct trajectory search = {.variables = 2, .count = 4, .x = x, .f = f};
    struct trajectory other = {.variables = 2, .count = 2, .x = x, .f = some_f, .diverged = true};
    struct optimizer_result results[] = {
        {.label = "Adam", .column = "adam", .method = &adam, .trajectory = &search},
        {.label = "momentum", .column = "momentum", .method = &adam, .trajectory = &other}};
    struct figure_subject subject = sphere(&search);

    subject.results = results;
    subject.result_count = 2;
    subject.threshold = subject.excess_tolerance = 5e-6;
    assert_says(caption_write, "convergence", &subject, "jet",
                "f(x₁, x₂) = x₁² + x₂²: f minus its minimum (0) after each iteration of "
                "Adam and momentum, from (-0.17, 0.44). momentum diverges at iteration 1. The "
                "dashed line is the tolerance, 5e-06.");
    assert_says(caption_alternative, "convergence", &subject, "jet",
                "Lines on a logarithmic scale: f minus its minimum (0): Adam from 0.222 to 1e-07 "
                "in 3 iterations, first below the tolerance at iteration 0, and consistently from "
                "iteration 2 on; momentum from 0.222 to 3.35e-07 in 1 iteration, before it "
                "diverges, first below the tolerance at iteration 0.");
    subject.columns = 2;
    subject.result_count = 1;
    subject.threshold = subject.excess_tolerance = 1e-30;
    assert_says(caption_write, "convergence", &subject, "jet",
                "f(x₁, x₂) = x₁² + x₂²: f minus its minimum (0) after each iteration of Adam, from "
                "(-0.17, 0.44). Each line shows the median of every 2 iterations, in an envelope "
                "from the lowest value to the highest.");
}
END_TEST

static const struct {
    enum criterion criterion;
    const char *caption;
} criteria[] = {
    {CRITERION_STAYS,
     "f(x₁, x₂) = x₁² + x₂²: the iteration from which on f stays below 5e-06, for 4 settings of "
     "Adam; with the best setting (judged with its neighbors), alpha = 0.1 and beta1 = 0, it is "
     "iteration 8."},
    {CRITERION_FIRST,
     "f(x₁, x₂) = x₁² + x₂²: the first iteration at which f is below 5e-06, for 4 settings of "
     "Adam; with the best setting (judged with its neighbors), alpha = 0.2 and beta1 = 0, it is "
     "iteration 2."},
    {CRITERION_FINAL,
     "f(x₁, x₂) = x₁² + x₂²: f after 60 iterations, for 4 settings of Adam; with the best setting "
     "(judged with its neighbors), alpha = 0.2 and beta1 = 0.5, f ends at 1e-08."},
};

/* A sweep of four settings, whose best depends on the criterion. */
START_TEST(a_sweep_says_which_setting_is_best)
{
    struct outcome cells[] = {
        {.value = 1e-6, .first = 5, .stays = 8, .ended = OUTCOME_NEVER},
        {.value = 1e-6, .first = 2, .stays = 9, .ended = OUTCOME_NEVER},
        {.value = 1, .first = 9, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER},
        {.value = 1e-8, .first = 9, .stays = 20, .ended = OUTCOME_NEVER}};
    struct sweep sweep = {.counts = {2, 2}, .cells = cells};
    struct sweep_plan plan = {
        .problem = &problems[0],
        .method = adam,
        .axis_count = 2,
        .axes = {{.parameter = 0, .low = 0.1, .high = 0.2, .count = 2},
                 {.parameter = 1, .low = 0, .high = 0.5, .count = 2}},
        .iterations = 60,
        .threshold = 5e-6,
    };
    struct figure_subject subject = sphere(&falling);

    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep};
    for (size_t i = 0; i < 3; i++) {
        plan.criterion = criteria[i].criterion;
        subject.sweep.of_values = plan.criterion == CRITERION_FINAL;
        sweep_find_best(&sweep, plan.criterion);
        assert_says(caption_write, "sweep", &subject, "jet", criteria[i].caption);
    }
    for (size_t i = 0; i < 4; i++)
        cells[i].stays = OUTCOME_NEVER;
    plan.criterion = CRITERION_STAYS;
    subject.sweep.of_values = false;
    sweep_find_best(&sweep, plan.criterion);
    assert_says(caption_alternative, "sweep", &subject, "jet",
                "Colored cells: f(x₁, x₂) = x₁² + x₂²: the iteration from which on f stays below "
                "5e-06, for 4 settings of Adam, none of which stays below it to the end. Of the "
                "searches, 0 stay below the tolerance, 4 do not, and 0 diverge.");
}
END_TEST

START_TEST(a_sweep_of_one_parameter_says_what_is_shaded)
{
    struct outcome cells[] = {
        {.value = 1e-6, .first = 5, .stays = 8, .ended = OUTCOME_NEVER},
        {.value = 1, .first = 9, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER},
        {.value = 9, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = 2},
        {.value = 9, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = 1}};
    struct sweep sweep = {.counts = {4, 1}, .cells = cells};
    struct sweep_plan plan = {.problem = &problems[0],
                              .method = adam,
                              .axis_count = 1,
                              .axes = {{.parameter = 0, .low = 0.1, .high = 0.4, .count = 4}},
                              .iterations = 60,
                              .threshold = 5e-6,
                              .criterion = CRITERION_STAYS};
    struct figure_subject subject = sphere(&falling);

    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep};
    sweep_find_best(&sweep, plan.criterion);
    assert_says(caption_write, "sweep", &subject, "jet",
                "f(x₁, x₂) = x₁² + x₂²: the iteration from which on f stays below 5e-06, for 4 "
                "values of alpha from 0.1 to 0.4 with Adam; with the best setting (judged with its "
                "neighbors), alpha = 0.1, it is iteration 8. Shaded columns: 1 setting does not "
                "stay below it, and 2 diverge.");
    assert_says(caption_short, "sweep", &subject, "jet",
                "Sweep of alpha of Adam on f(x₁, x₂) = x₁² + x₂²");
}
END_TEST

Suite *caption_suite(void)
{
    Suite *suite = suite_create("caption");
    TCase *tests = tcase_create("words");

    tcase_add_test(tests, captions_name_the_objective);
    tcase_add_test(tests, short_captions_fit_a_line);
    tcase_add_test(tests, alternatives_say_what_is_seen);
    tcase_add_test(tests, convergence_is_told);
    tcase_add_test(tests, a_sweep_says_which_setting_is_best);
    tcase_add_test(tests, a_sweep_of_one_parameter_says_what_is_shaded);
    tcase_add_test(tests, a_path_that_ends_elsewhere_says_so);
    tcase_add_test(tests, a_place_far_away_has_an_exponent);
    tcase_add_loop_test(tests, only_what_is_near_the_minimum_is_within, 0,
                        sizeof ends / sizeof *ends);
    tcase_add_test(tests, nothing_is_minus_zero);
    suite_add_tcase(suite, tests);
    return suite;
}
