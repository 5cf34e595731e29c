#include "report/explanation.h"

#include <stdio.h>
#include <string.h>

#include "report/document.h"
#include "summary_samples.h"
#include "report/conditions.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_POINTS 101
#define SEARCHES 3

/* A run whose searches the tests make up. */
struct sample {
    struct run_summary summary;
    struct optimizer_result results[SEARCHES];
    struct trajectory trajectories[SEARCHES];
    struct method methods[SEARCHES];
    double x[SEARCHES][2 * MOST_POINTS], f[SEARCHES][MOST_POINTS];
};

static void begin(struct sample *sample, const struct problem *problem)
{
    *sample = (struct sample){.summary = sample_summary()};
    sample->summary.problem = problem;
    sample->summary.bounds = problem->domain;
    sample->summary.results = sample->results;
    sample->summary.result_count = 0;
}

/* Adds a search that goes straight toward (0, 0), which it does not reach. */
static struct trajectory *add(struct sample *sample, const char *optimizer, const double f[],
                              size_t count)
{
    size_t i = sample->summary.result_count++;

    sample->methods[i] = method_of(optimizer_find(optimizer));
    for (size_t t = 0; t < count; t++) {
        sample->x[i][2 * t] = 1.5 - 0.01 * (double)t;
        sample->f[i][t] = f[t];
    }
    sample->trajectories[i] =
        (struct trajectory){.variables = 2, .count = count, .x = sample->x[i], .f = sample->f[i]};
    sample->results[i] = (struct optimizer_result){.label = sample->methods[i].optimizer->title,
                                                   .column = optimizer,
                                                   .method = &sample->methods[i],
                                                   .trajectory = &sample->trajectories[i]};
    return &sample->trajectories[i];
}

static void assert_explained(const struct sample *sample, const char *sentence)
{
    struct search_events events = search_events_find(&sample->summary, &sample->results[0]);
    struct text out = {0};

    if (sample->summary.result_count > 1)
        explanation_of_searches(&sample->summary, &out);
    else
        explanation_of_search(&sample->summary, &events, &out);
    ck_assert_msg(strstr(text_string(&out), sentence) != NULL, "no '%s' in\n%s", sentence,
                  text_string(&out));
    text_free(&out);
}

/* ---- The tutorial's run ---------------------------------------------------------------------- */

/* A run computed by NumPy, as the program would have computed it. */
static void add_numpy_run(struct sample *sample, const char *name)
{
    static double rows[61][4];

    ck_assert_uint_eq(read_numbers(name, rows[0], 4, 61), 61);
    double none[61] = {0};
    add(sample, "adam", none, 61);
    for (size_t t = 0; t < 61; t++) {
        memcpy(sample->x[0] + 2 * t, rows[t] + 1, 2 * sizeof(double));
        sample->f[0][t] = rows[t][3];
    }
    sample->summary.tolerance = sample->summary.threshold = 5e-6;
}

START_TEST(the_tutorials_run_overshoots)
{
    struct sample sample;

    begin(&sample, &problems[0]);
    add_numpy_run(&sample, "adam_numpy_seed1.csv");
    assert_explained(
        &sample,
        "After 60 iterations, Adam is at (0.000184071, -0.000548578), where f is 3.3482e-07; at "
        "the start, f is 0.221713. f first falls below 5e-06 at iteration 35. Momentum then "
        "carries "
        "the search past the minimum: f rises above 5e-06 again at iteration 38, reaches "
        "2.39374e-05 at iteration 43, and stays below 5e-06 from iteration 53 on. Iterations are "
        "numbered from 0.");
    begin(&sample, &problems[0]);
    add_numpy_run(&sample, "adam_numpy_seed7.csv");
    assert_explained(&sample, "where f is 0.00509924; at the start, f is 1.03148. f never falls "
                              "below 5e-06. At the end, f is still falling: in the last 10 "
                              "iterations, it falls from ");
}
END_TEST

/* In both documents. */
START_TEST(iterations_in_the_text_are_in_the_table)
{
    static const char *const rows[] = {
        "| 35 | 36 | 0.000293405 | 0.00152838 | 2.42203e-06 | first below the tolerance |\n",
        "| 38 | 39 | 0.00174746 | -0.00265025 | 1.00775e-05 | above the tolerance again |\n",
        "| 43 | 44 | 0.000871329 | -0.00481438 | 2.39374e-05 | highest value after that |\n",
        "| 53 | 54 | -0.000328297 | -0.00217044 | 4.8186e-06 | stays below the tolerance |\n"};
    static const char *const cells[] = {"<td>35</td>", "<td>38</td>", "<td>43</td>", "<td>53</td>",
                                        ">2.39374e-05</span></td>"};
    struct sample sample;
    struct text file = {0}, page = {0};
    struct error error;

    begin(&sample, &problems[0]);
    add_numpy_run(&sample, "adam_numpy_seed1.csv");
    sample.summary.figure_count = 0;
    assert_status(document_markdown(&sample.summary, &file, &error), STATUS_OK, &error);
    assert_status(document_html(&sample.summary, NULL, 0, &page, &error), STATUS_OK, &error);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(strstr(text_string(&file), rows[i]) != NULL, "%s", text_string(&file));
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ck_assert_msg(strstr(text_string(&page), cells[i]) != NULL, "%s", cells[i]);
    text_free(&file);
    text_free(&page);
}
END_TEST

/* ---- One search ------------------------------------------------------------------------------ */

/* The tolerance is 1. */
static const struct {
    const char *optimizer;
    double f[14];
    size_t count;
    const char *sentence;
} searches[] = {
    {"adam",
     {9, 8, 7},
     3,
     " f never falls below 1. At the end, f is still falling: in the last 2 "
     "iterations, it falls from 9 to 7, by a factor of 1.29."},
    {"adam",
     {9, 8},
     2,
     "After 1 iteration, Adam is at (1.49, 0), where f is 8; at the start, f is "
     "9. f never falls below 1. At the end, f is still falling: in the last "
     "iteration, it falls from 9 to 8, by a factor of 1.12."},
    {"adam",
     {9, 5, 7, 6},
     4,
     " f never falls below 1; its lowest value is 5, at iteration 0. Iterations"},
    {"adam",
     {2, 4, 8},
     3,
     " f never falls below 1; its lowest value is that at the start. At the "
     "end, f is still rising: in the last 2 iterations, it rises from 2 to 8, "
     "by a factor of 4."},
    {"adam",
     {9, 5, 0.5, 0.25},
     4,
     " f falls below 1 at iteration 1 and stays below it. Iterations"},
    {"adam", {9, 5, 2, 0.25}, 4, " f falls below 1 at iteration 2, the last one. Iterations"},
    {"adam",
     {9, 0.5, 2},
     3,
     " f first falls below 1 at iteration 0, rises above it again at "
     "iteration 1, and is above it at the end. Iterations"},
    {"adam",
     {9, 0.5, 2, 3, 0.5, 4, 0.5},
     7,
     " f first falls below 1 at iteration 0, rises above it twice, first at iteration 1, "
     "reaches 4 at iteration 4, and stays below it from iteration 5 on. Iterations"},
    {"adam",
     {9, 0.5, 2, 0.5, 2, 0.5, 2},
     7,
     " f first falls below 1 at iteration 0, rises above it 3 times, first at iteration "
     "1, and is above it at the end. Iterations"},
    {"adam", {0.5, 0.25, 0.125}, 3, " f is below 1 from the start on. Iterations"},
    {"adam",
     {0.5, 2, 0.125},
     3,
     " f is below 1 at the start, rises above it at iteration 0, and "
     "stays below it from iteration 1 on. Iterations"},
    {"adam",
     {9, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5},
     13,
     " In the last 10 iterations, f changes by less than 0.1% of its difference from the minimum, "
     "0. The search may be at another local minimum, on a plateau, oscillating, or taking steps "
     "that are too small. Iterations"},
};

START_TEST(a_search_is_explained)
{
    struct sample sample;

    begin(&sample, &problems[0]);
    sample.summary.threshold = sample.summary.tolerance = 1;
    add(&sample, searches[_i].optimizer, searches[_i].f, searches[_i].count);
    assert_explained(&sample, searches[_i].sentence);
}
END_TEST

START_TEST(a_divergence_is_explained)
{
    static const double f[] = {9, 99, 1e300};
    struct sample sample;

    begin(&sample, &problems[0]);
    struct trajectory *trajectory = add(&sample, "adam", f, 3);
    trajectory->diverged = true;
    trajectory->end = SEARCH_NO_VALUE;
    assert_explained(&sample,
                     "The search diverges at iteration 2: f is not finite. Just before, "
                     "Adam is at (1.48, 0), where f is 1e+300; at the start, f is 9. f "
                     "never falls below 2.5; its lowest value is that at the start. Iterations");
    trajectory->count = 1;
    trajectory->end = SEARCH_OVERFLOW;
    trajectory->overflowed = "v";
    assert_explained(&sample,
                     "The search diverges at iteration 0: the optimizer's v overflows. The "
                     "search starts at (1.5, 0), where f is 9. Iterations");
}
END_TEST

START_TEST(a_start_at_a_minimum_is_named)
{
    static const double f[] = {0, 0, 0};
    struct sample sample;

    begin(&sample, &problems[0]);
    add(&sample, "adam", f, 3);
    memset(sample.x, 0, sizeof sample.x);
    assert_explained(&sample, " The start is a known minimum of f, and no iteration moves the "
                              "search away from it. f is below 2.5 from the start on. "
                              "Iterations are");
    sample.summary.problem = problem_find("himmelblau");
    for (size_t t = 0; t < 3; t++) {
        sample.x[0][2 * t] = 3;
        sample.x[0][2 * t + 1] = 2;
    }
    assert_explained(&sample, " f is below 2.5 from the start on. Iterations are");
}
END_TEST

/* The path leads past (0, 0), uphill from the second update on; or there in a single step. */
START_TEST(momentum_is_named_only_where_there_is_some)
{
    static const double f[] = {9, 0.5, 5, 6, 0.5}, path[] = {0.2, 0.1, -0.2, -0.3, -0.1},
                        step[] = {0.3, 0.1, -0.4, -0.3, -0.1};
    static const struct {
        const char *optimizer;
        const double *path;
        const char *cause;
    } causes[] = {
        {"adam", path, ". Momentum then carries the search past the minimum: f rises above 2.5 "},
        {"momentum", path, ". Momentum then carries the search past the minimum: f rises"},
        {"adamw", path,
         ". A step that is longer than the distance to the minimum then carries the "
         "search too far: f rises above 2.5 again"}, /* or the weight decay was the cause */
        {"rmsprop", path, ". A step that is longer than the distance"},
        {"gradient-descent", step, ". A step that is longer than the distance"},
        {"adam", step, ". A step that is longer than the distance"},
    };
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        struct sample sample;
        begin(&sample, &problems[0]);
        add(&sample, causes[i].optimizer, f, 5);
        for (size_t t = 0; t < 5; t++)
            sample.x[0][2 * t] = causes[i].path[t];
        assert_explained(&sample, causes[i].cause);
    }
}
END_TEST

START_TEST(oscillation_is_named)
{
    struct sample sample;
    double f[11] = {0};

    begin(&sample, &problems[0]);
    add(&sample, "gradient-descent", f, 11);
    for (size_t t = 0; t < 11; t++)
        sample.x[0][2 * t + 1] = t % 2 == 0 ? 0.5 : -0.5;
    assert_explained(&sample, " x\u2082 oscillates: it changes direction 9 times in 10 "
                              "iterations. Iterations");
    for (size_t t = 0; t < 11; t++)
        sample.x[0][2 * t] = sample.x[0][2 * t + 1];
    assert_explained(&sample, " x\u2081 and x\u2082 oscillate: each changes direction 9 times "
                              "in 10 iterations. Iterations");
    for (size_t t = 0; t < 22; t++) /* rounding */
        sample.x[0][t] *= 1e-15;
    assert_explained(&sample, " f is below 2.5 from the start on. Iterations");
}
END_TEST

/* Noise, too, can carry a search uphill or change the direction of its steps. */
START_TEST(with_noise_no_cause_is_named)
{
    const struct noise noise = {NOISE_RELATIVE, 0.5};
    struct sample sample;
    double f[11] = {0};

    begin(&sample, &problems[0]);
    add_numpy_run(&sample, "adam_numpy_seed1.csv");
    sample.summary.noise = &noise;
    assert_explained(&sample,
                     "f first falls below 5e-06 at iteration 35, rises above it again at iteration "
                     "38, reaches 2.39374e-05 at iteration 43, and stays below it");
    begin(&sample, &problems[0]);
    add(&sample, "gradient-descent", f, 11);
    sample.summary.noise = &noise;
    for (size_t t = 0; t < 11; t++)
        sample.x[0][2 * t + 1] = t % 2 == 0 ? 0.5 : -0.5;
    assert_explained(&sample, " f is below 2.5 from the start on. Iterations");
}
END_TEST

static void assert_conditions(const struct sample *sample, const char *text)
{
    struct text out = {0};

    conditions_schedules(&sample->summary, &out);
    conditions_noise(&sample->summary, &out);
    ck_assert_str_eq(text_string(&out), text);
    text_free(&out);
}

START_TEST(schedules_and_noise_are_described)
{
    const struct noise noise = {NOISE_RELATIVE, 0.5};
    struct sample sample;
    double f[2] = {0};

    begin(&sample, &problems[0]);
    add(&sample, "adam", f, 2);
    sample.summary.iterations = 60;
    method_set_schedule(&sample.methods[0], schedule_find("cosine"));
    assert_conditions(&sample,
                      "\nThe step size α is multiplied in update t by floor + (1 − floor) "
                      "(1 + cos(π (s − 1) / S)) / 2 with floor = 0, where s = t and S = 60 "
                      "(the schedule cosine).\n");
    add(&sample, "momentum", f, 2);
    method_set_schedule(&sample.methods[0], &schedules[0]);
    sample.methods[1].parameters[method_parameter_find(&sample.methods[1], "warmup")] = 10;
    sample.summary.noise = &noise;
    sample.summary.seed = 7;
    sample.summary.has_start = true;
    assert_conditions(
        &sample,
        "\nThe step size α of momentum is multiplied in update t by t / 10 up to t = 10 "
        "(warmup), and then by 1.\n"
        "\nIn each update, each partial derivative that an optimizer gets has normally distributed "
        "noise with a standard deviation of 0.5 times its absolute value. f has no noise, nor do "
        "the iterations at which it is below the tolerance. The random numbers are those of "
        "`numpy.random.RandomState(7)`: `randn()` for x₁ and x₂ in each update, the same "
        "for each optimizer.\n");
}
END_TEST

START_TEST(the_minimum_found_is_named)
{
    static const double f[] = {9, 1e-3, 1e-4};
    struct sample sample;

    begin(&sample, problem_find("himmelblau"));
    add(&sample, "adam", f, 3);
    sample.x[0][4] = 3.001;
    sample.x[0][5] = 2;
    assert_explained(&sample, " The nearest known minimum is f(3, 2) = 0.");
    sample.x[0][4] = -2.805; /* the objective is not 0 at the rounded coordinates */
    sample.x[0][5] = 3.131;
    assert_explained(&sample, " The nearest known minimum is f(-2.80512, 3.13131) = 0.");
}
END_TEST

/* Near a minimum, steps that are too small look as if the search had settled there. */
START_TEST(a_local_minimum_is_not_the_global_one)
{
    static const double f[] = {0.25, 0.25, 0.25};
    struct sample sample;

    begin(&sample, problem_find("three-hump-camel"));
    sample.summary.threshold = sample.summary.tolerance = 5e-6;
    add(&sample, "adam", f, 3);
    for (size_t t = 0; t < 3; t++) {
        sample.x[0][2 * t] = 1.7475;
        sample.x[0][2 * t + 1] = -0.8738;
    }
    assert_explained(&sample, " It has settled at the known local minimum f(1.74755, -0.873776) = "
                              "0.298638, which is not the global minimum. Iterations");
    for (size_t t = 0; t < 6; t++)
        sample.x[0][t] = 0.001;
    assert_explained(&sample, " In the last 2 iterations, f changes by less than 0.1% of its "
                              "difference from the minimum, 0. The search may");
}
END_TEST

/* ---- Several --------------------------------------------------------------------------------- */

static const struct {
    double f[SEARCHES][5];
    const char *sentence;
} comparisons[] = {
    {{{9, 8, 7, 6, 5}, {9, 8, 7, 6, 4}, {9, 9, 9, 9, 9}},
     "None of the 3 optimizers brings f below 1. At the end, f is lowest with momentum: 4."},
    {{{9, 8, 0.5, 6, 0.25}, {9, 8, 7, 0.5, 0.125}, {9, 9, 9, 9, 9}},
     "2 of the 3 optimizers bring f below 1: Adam at iteration 1 and momentum at 2. The first to "
     "stay below it is momentum, from iteration 2 on. f rises above it again with Adam "
     "(once) before staying below it. At the end, f is lowest with momentum: 0.125."},
    {{{9, 8, 0.5, 6, 6}, {9, 8, 7, 6, 6}, {9, 9, 9, 9, 9}},
     "Only Adam brings f below 1, first at iteration 1. With Adam, f is above it at the "
     "end. At the end, f is lowest with Adam and momentum: 6."},
    {{{9, 0.5, 0.5, 0.5, 0.5}, {9, 8, 0.5, 0.5, 0.5}, {9, 9, 0.5, 0.5, 0.5}},
     "All 3 optimizers bring f below 1: Adam at iteration 0, momentum at 1 and RMSProp at 1. The "
     "first to stay below it is Adam, from iteration 0 on."},
    {{{9, 0.5, 0.5, 0.5, 0.5}, {9, 0.5, 0.5, 0.5, 0.5}, {9, 9, 9, 0.5, 0.5}},
     "The first to stay below it are Adam and momentum, from iteration 0 on."},
    {{{9, 8, 0.5, 0.25, 0.25}, {9, 8, 7, 6, 6}, {9, 9, 9, 9, 9}},
     "Only Adam brings f below 1, at iteration 1, and f stays below it. At the end, f is lowest "
     "with Adam: 0.25."},
    {{{9, 8, 0.5, 2, 0.25}, {9, 8, 7, 6, 6}, {9, 9, 9, 9, 9}},
     "Only Adam brings f below 1, first at iteration 1. With Adam, f stays below it from iteration "
     "3 on. f rises above it again with Adam (once) before staying below it."},
};

/* Where the threshold would be a long number. */
START_TEST(a_distance_from_a_minimum_is_named)
{
    static const struct {
        double f[7]; /* minus the minimum */
        const char *one, *several;
    } cases[] = {
        {{9, 8, 7, 6, 5, 4, 3},
         " f never comes within 0.125 of its minimum. At the end",
         "Neither of the optimizers brings f within 0.125 of its minimum. At"},
        {{9, 8, 7, 6, 5, 4, 0},
         " f comes within 0.125 of its minimum at iteration 5, the last one. ",
         "Only RMSProp brings f within 0.125 of its minimum, at iteration 5, and f stays within "
         "this range. "},
        {{9, 8, 7, 6, 5, 0, 0},
         " f comes within 0.125 of its minimum at iteration 4 and stays within this range. ",
         "at iteration 4, and f stays within this range. "},
        {{9, 0, 5, 6, 0, 0, 0},
         " f first comes within 0.125 of its minimum at iteration 0, leaves this range at "
         "iteration 1, rises to 6 above the minimum at iteration 2, and stays within it from "
         "iteration 3 on. ",
         ", first at iteration 0. With RMSProp, f stays within this range from iteration 3 on. "
         "f leaves this range with RMSProp (once) before staying within it. "},
        {{0, 5, 0, 5, 0, 5, 5},
         " f is within 0.125 of its minimum at the start, leaves this range 3 times, first at "
         "iteration 0, and is outside it at the end.",
         "f is within 0.125 of its minimum at the start. With RMSProp, f is outside this range "
         "at the end."},
        {{0, 0, 0, 0, 0, 0, 0},
         " f is within 0.125 of its minimum from the start on. ",
         "f is within 0.125 of its minimum at the start. "},
    };
    static const double none[7] = {9, 9, 9, 9, 9, 9, 9};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample sample;
        begin(&sample, problem_find("styblinski-tang"));
        sample.summary.minimum = -78.5;
        sample.summary.tolerance = 0.125;
        sample.summary.threshold = -78.375;
        add(&sample, "rmsprop", cases[i].f, 7);
        for (size_t t = 0; t < 7; t++)
            sample.f[0][t] -= 78.5;
        assert_explained(&sample, cases[i].one);
        add(&sample, "adam", none, 7);
        assert_explained(&sample, cases[i].several);
    }
}
END_TEST

/* "12 times" would follow a number. */
START_TEST(numbers_are_separated)
{
    static const double f[] = {9, 0.5, 5, 6, 0.5, 5, 0.5, 5, 0.5},
                        x[] = {0.2, 0.1, -0.2, -0.3, -0.1, -0.2, -0.1, -0.2, -0.1};
    struct sample sample;

    begin(&sample, &problems[0]);
    add(&sample, "adam", f, 9);
    for (size_t t = 0; t < 9; t++)
        sample.x[0][2 * t] = x[t];
    assert_explained(&sample, "the minimum: f rises above 2.5 a total of 3 times, first at "
                              "iteration 1, reaches 6 at iteration 2, and stays below 2.5 from "
                              "iteration 7 on. ");
}
END_TEST

START_TEST(searches_are_compared)
{
    static const char *const names[] = {"adam", "momentum", "rmsprop"};
    struct sample sample;

    begin(&sample, &problems[0]);
    sample.summary.threshold = 1;
    for (size_t i = 0; i < SEARCHES; i++)
        add(&sample, names[i], comparisons[_i].f[i], 5);
    assert_explained(&sample, comparisons[_i].sentence);
}
END_TEST

START_TEST(divergences_are_compared)
{
    static const double f[] = {9, 8, 7, 6, 5};
    struct sample sample;

    begin(&sample, &problems[0]);
    add(&sample, "adam", f, 5);
    add(&sample, "momentum", f, 3)->diverged = true;
    assert_explained(&sample,
                     "Neither of the optimizers brings f below 2.5. The search of momentum "
                     "diverges at iteration 2. At the end, f is lowest with Adam: 5.");
    sample.trajectories[0].diverged = true;
    assert_explained(&sample, " These searches diverge: momentum at iteration 2 and Adam at 4.");
}
END_TEST

START_TEST(settings_of_several_optimizers_are_a_table)
{
    static const double f[] = {9, 8, 7, 6, 5};
    struct sample sample;
    struct text out = {0};
    struct error error;

    begin(&sample, &problems[0]);
    add(&sample, "momentum", f, 5);
    add(&sample, "adagrad", f, 5);
    assert_status(document_markdown(&sample.summary, &out, &error), STATUS_OK, &error);
    ck_assert_msg(
        strstr(text_string(&out),
               "| optimizer | step size \u03b1 | momentum \u03bc | \u03b5, added to the "
               "square root in the divisor |\n| --- | --- | --- | --- |\n"
               "| momentum | 0.02 | 0.9 | \u2013 |\n| AdaGrad | 0.1 | \u2013 | 1e-10 |\n") != NULL,
        "%s", text_string(&out));
    ck_assert_ptr_nonnull(strstr(text_string(&out),
                                 "| optimizer | final point | final f | first below 2.5 at | times "
                                 "above it again | stays below from |\n"));
    ck_assert_ptr_nonnull(strstr(text_string(&out), "# Momentum and AdaGrad on f("));
    text_free(&out);
}
END_TEST

/* ---- Many runs ------------------------------------------------------------------------------- */

START_TEST(many_runs_are_explained)
{
    static const struct {
        size_t count, reached[2], ended;
        double median[2];
        const char *text;
    } cases[] = {
        {1,
         {6, 0},
         0,
         {1, 1},
         "The tolerance is reached by 3% of the runs (95% interval 1% to 6%)."},
        {1,
         {200, 0},
         1,
         {1, 1},
         "The tolerance is reached by 100% of the runs (95% interval 98% to 100%). With Adam, 1 of "
         "200 runs diverges."},
        {2,
         {0, 0},
         200,
         {1, 1},
         "With each optimizer, the tolerance is reached by 0% of the runs (95% interval 0% to 2%). "
         "With Adam, all 200 runs diverge."},
        {2,
         {6, 5},
         3,
         {2, 1},
         "The tolerance is reached most often with Adam: by 3% of the runs (95% interval 1% to "
         "6%). The expected running time is shortest with Adam: 10 updates. The median of f "
         "minus its minimum is lowest at the end with momentum: 1 (95% interval 0.5 to 1.5). With "
         "Adam, 3 of 200 runs "
         "diverge."},
        {2,
         {6, 6},
         0,
         {1, 1},
         "With each optimizer, the tolerance is reached by 3% of the runs (95% interval 1% to "
         "6%)."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static const double f[] = {9};
        struct sample sample;
        struct ensemble ensembles[2] = {{.points = 1, .run_count = 200, .ended = cases[i].ended},
                                        {.points = 1, .run_count = 200}};
        struct text out = {0};
        begin(&sample, &problems[0]);
        for (size_t k = 0; k < cases[i].count; k++) {
            add(&sample, k == 0 ? "adam" : "momentum", f, 1);
            ensembles[k].reached = cases[i].reached[k];
            ensembles[k].running_time = 60 / (double)cases[i].reached[k];
            ensembles[k].final[ENSEMBLE_MEDIAN] = cases[i].median[k];
            ensembles[k].has_median_interval = true;
            ensembles[k].median_interval = (struct statistics_interval){0.5, 1.5};
            sample.results[k].ensemble = &ensembles[k];
        }
        explanation_of_ensembles(&sample.summary, &out);
        ck_assert_str_eq(text_string(&out), cases[i].text);
        text_free(&out);
    }
}
END_TEST

Suite *explanation_suite(void)
{
    Suite *suite = suite_create("explanation");
    TCase *one = tcase_create("one search"), *several = tcase_create("several");

    tcase_add_test(one, the_tutorials_run_overshoots);
    tcase_add_test(one, iterations_in_the_text_are_in_the_table);
    tcase_add_loop_test(one, a_search_is_explained, 0, sizeof searches / sizeof *searches);
    tcase_add_test(one, a_divergence_is_explained);
    tcase_add_test(one, a_start_at_a_minimum_is_named);
    tcase_add_test(one, momentum_is_named_only_where_there_is_some);
    tcase_add_test(one, numbers_are_separated);
    tcase_add_test(one, oscillation_is_named);
    tcase_add_test(one, with_noise_no_cause_is_named);
    tcase_add_test(one, schedules_and_noise_are_described);
    tcase_add_test(one, the_minimum_found_is_named);
    tcase_add_test(one, a_local_minimum_is_not_the_global_one);
    suite_add_tcase(suite, one);
    tcase_add_loop_test(several, searches_are_compared, 0,
                        sizeof comparisons / sizeof *comparisons);
    tcase_add_test(several, divergences_are_compared);
    tcase_add_test(several, a_distance_from_a_minimum_is_named);
    tcase_add_test(several, many_runs_are_explained);
    tcase_add_test(several, settings_of_several_optimizers_are_a_table);
    suite_add_tcase(suite, several);
    return suite;
}
