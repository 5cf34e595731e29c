/* The computations of explore.html: equal to the files of a run, also after errors. */
#include "explore/explorer.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "explore/explorer_json.h"
#include "support.h"
#include "unit_tests.h"

#define BASELINE "tests/baseline"

static enum status set(struct explorer *explorer, const char *text, struct settings_place *place,
                       struct error *error)
{
    char lines[1000];

    ck_assert_uint_lt(strlen(text), sizeof lines);
    snprintf(lines, sizeof lines, "%s", text);
    error->message[0] = '\0';
    return explorer_set(explorer, lines, place, error);
}

static void set_good(struct explorer *explorer, const char *text)
{
    struct settings_place place;
    struct error error;

    assert_status(set(explorer, text, &place, &error), STATUS_OK, &error);
}

static void assert_fault(struct explorer *explorer, const char *text, const char *key,
                         const char *message)
{
    struct settings_place place;
    struct error error;

    assert_status(set(explorer, text, &place, &error), STATUS_USAGE, &error);
    ck_assert_str_eq(place.key, key);
    ck_assert_int_eq(place.optimizer, -1);
    ck_assert_str_eq(error.message, message);
}

typedef enum status writer(const struct explorer *explorer, struct text *out, struct error *error);

static struct text written(const struct explorer *explorer, writer *write)
{
    struct text text = {0};
    struct error error = {""};

    assert_status(write(explorer, &text, &error), STATUS_OK, &error);
    return text;
}

static json_t *summary_of(const struct explorer *explorer)
{
    struct text text = {0};

    explorer_json_summary(explorer, &text);
    json_t *json = json_loads(text_string(&text), 0, NULL);
    ck_assert_ptr_nonnull(json);
    text_free(&text);
    return json;
}

static const json_t *search_of(const json_t *summary, size_t i)
{
    return json_array_get(json_object_get(summary, "optimizers"), i);
}

static void assert_file(const struct explorer *explorer, writer *write, const char *name)
{
    struct text text = written(explorer, write), file = file_content(BASELINE, name);

    ck_assert_uint_eq(text.length, file.length);
    ck_assert(memcmp(text.data, file.data, text.length) == 0);
    text_free(&file);
    text_free(&text);
}

START_TEST(the_default_files_are_those_of_a_run)
{
    struct explorer explorer = {.is_set = false};

    set_good(&explorer, "");
    assert_file(&explorer, explorer_trajectory, "trajectory.dat");
    assert_file(&explorer, explorer_bands, "bands.dat");
    explorer_free(&explorer);
}
END_TEST

START_TEST(a_diverged_optimizer_has_no_more_numbers)
{
    struct explorer explorer = {.is_set = false};

    set_good(&explorer,
             "problem=expr:x^4+y^4\nstart=1,0\nseed=5\nnoise=relative:1e-300\niterations=3\n"
             "tolerance=1\noptimizer=sgd\nalpha=0.25\noptimizer=sgd\nalpha=1e40\n");
    struct text text = written(&explorer, explorer_trajectory);
    ck_assert_str_eq(
        text_string(&text),
        "# problem=expr:x^4+y^4 bounds=-1,1,-1,1 start=1,0 seed=5 noise=relative:1e-300 "
        "iterations=3\n"
        "# gradient-descent: optimizer=gradient-descent alpha=0.25\n"
        "# gradient-descent_2: optimizer=gradient-descent alpha=1e+40\n"
        "# t gradient-descent_x1 gradient-descent_x2 gradient-descent_f gradient-descent_2_x1 "
        "gradient-descent_2_x2 gradient-descent_2_f\n"
        "0 1 0 1 1 0 1\n"
        "1 0 0 0 -4.0000000000000001e+40 0 2.56e+162\n"
        "2 0 0 0 nan nan nan\n"
        "3 0 0 0 nan nan nan\n");
    text_free(&text);
    json_t *summary = summary_of(&explorer);
    const json_t *other = search_of(summary, 1);
    ck_assert_str_eq(json_string_value(json_object_get(other, "label")),
                     "gradient descent (alpha=1e+40)");
    ck_assert_str_eq(json_string_value(json_object_get(other, "end")), "diverged");
    ck_assert_str_eq(json_string_value(json_object_get(other, "end_text")),
                     "x is not finite, or is too large");
    ck_assert_int_eq(json_integer_value(json_object_get(other, "count")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(search_of(summary, 0), "first")), 0);
    json_decref(summary);
    explorer_free(&explorer);
}
END_TEST

START_TEST(an_error_keeps_the_previous_results)
{
    struct explorer explorer = {.is_set = false};

    set_good(&explorer, "problem=expr:log(x)+y\nstart=0.5,0\n");
    struct text before = written(&explorer, explorer_trajectory);
    assert_fault(&explorer, "problem=expr:log(x)+\n", "problem",
                 "column 8: expected a number, a variable or a function, not the end of the "
                 "formula");
    assert_fault(&explorer, "problem=expr:log(x)+y\nstart=-0.5,0\n", "start",
                 "f is not finite at the starting point; choose another one");
    assert_fault(&explorer, "problem=expr:x^2+y^2\nminimum=1\n", "minimum",
                 "must be at most 0, the smallest value of f that was found");
    struct text after = written(&explorer, explorer_trajectory);
    ck_assert_str_eq(text_string(&after), text_string(&before));
    text_free(&before);
    text_free(&after);
    explorer_free(&explorer);
}
END_TEST

static double minimum_of(struct explorer *explorer, const char *text)
{
    set_good(explorer, text);
    json_t *summary = summary_of(explorer);
    double minimum = json_number_value(json_object_get(summary, "minimum"));
    json_decref(summary);
    return minimum;
}

START_TEST(an_unknown_minimum_is_the_smallest_value_found)
{
    struct explorer explorer = {.is_set = false};

    assert_same_double(minimum_of(&explorer, "problem=expr:x^2+y^2-3\n"), -3);
    assert_same_double(
        minimum_of(&explorer, "problem=expr:x^2+y^2-3\nbounds=1,2,0,1\nstart=2,1\niterations=1\n"),
        -2);
    assert_same_double(
        minimum_of(&explorer, "problem=expr:x^2+y^2-4\nbounds=1,2,0,1\nstart=2,1\niterations=1\n"),
        -3);
    assert_same_double(minimum_of(&explorer, "problem=expr:x^2+y^2-4\nminimum=-5\n"), -5);
    assert_same_double(minimum_of(&explorer, "problem=easom\n"), -1);
    explorer_free(&explorer);
}
END_TEST

/* ---- Contours -------------------------------------------------------------------------------- */

static void assert_map_error(struct explorer *explorer, const double region[4], const char *message)
{
    struct error error = {""};

    assert_status(explorer_map(explorer, region, &error), STATUS_USAGE, &error);
    ck_assert_str_eq(error.message, message);
}

START_TEST(a_map_that_cannot_be_made_keeps_the_previous_one)
{
    const double whole[] = {-1, 1, -1, 1}, below[] = {-2, -1, 0, 1}, none[] = {1, 1, 0, 1};
    struct explorer explorer = {.is_set = false};
    struct error error = {""};

    set_good(&explorer, "problem=expr:log(x)+y\nstart=0.5,0\nlevels=9\n");
    assert_status(explorer_map(&explorer, whole, &error), STATUS_OK, &error);
    size_t loops = explorer.map.contours.loop_count;
    ck_assert(explorer.map.has_holes && explorer.map.bands == 9 && loops > 0);
    assert_map_error(&explorer, below,
                     "f has no finite value at any point sampled for the figures");
    assert_map_error(&explorer, none, "the region must be " BOUNDS_ALLOWED);
    set_good(&explorer, "problem=expr:x\nlevels=9:log\n");
    assert_map_error(&explorer, whole,
                     "logarithmic levels require an objective that is never negative, but it is -1 "
                     "at -1,-1");
    ck_assert_uint_eq(explorer.map.contours.loop_count, loops);
    explorer_free(&explorer);
}
END_TEST

/* ---- Rules ----------------------------------------------------------------------------------- */

static void assert_rule(const struct explorer *explorer, size_t t, const char *wanted)
{
    struct text rule = {0};

    explorer_rule(explorer, 0, t, &rule);
    ck_assert_str_eq(text_string(&rule), wanted);
    text_free(&rule);
}

START_TEST(a_rule_has_the_numbers_of_any_update)
{
    struct explorer explorer = {.is_set = false};

    set_good(&explorer, "start=1,-1\niterations=12\noptimizer=momentum\nalpha=0.25\nmu=0.5\n");
    assert_rule(&explorer, 0,
                "[{\"line\":\"b ← μ b + g\",\"numbers\":[]},{\"line\":\"x ← x − α b\",\"numbers\":"
                "[]}]");
    assert_rule(&explorer, 1,
                "[{\"line\":\"b ← μ b + g\",\"numbers\":[\"x₁: 0.5 · 0 + 2 = 2\",\"x₂: 0.5 · 0 + "
                "(−2) = −2\"]},{\"line\":\"x ← x − α b\",\"numbers\":[\"x₁: 1 − 0.25 · 2 = 0.5\","
                "\"x₂: −1 − 0.25 · (−2) = −0.5\"]}]");
    assert_rule(
        &explorer, 3,
        "[{\"line\":\"b ← μ b + g\",\"numbers\":[\"x₁: 0.5 · 2 + 0 = 1\",\"x₂: 0.5 · (−2) + "
        "0 = −1\"]},{\"line\":\"x ← x − α b\",\"numbers\":[\"x₁: 0 − 0.25 · 1 = −0.25\","
        "\"x₂: 0 − 0.25 · (−1) = 0.25\"]}]");
    assert_rule(&explorer, 13,
                "[{\"line\":\"b ← μ b + g\",\"numbers\":[]},{\"line\":\"x ← x − α b\",\"numbers\":"
                "[]}]");
    explorer_free(&explorer);
}
END_TEST

static void assert_rule_holds(struct explorer *explorer, const char *settings, size_t t,
                              const char *part)
{
    struct text rule = {0};

    set_good(explorer, settings);
    explorer_rule(explorer, 0, t, &rule);
    ck_assert_msg(strstr(text_string(&rule), part) != NULL, "no '%s' in %s", part,
                  text_string(&rule));
    text_free(&rule);
}

START_TEST(rules_have_powers_products_and_scheduled_step_sizes)
{
    struct explorer explorer = {.is_set = false};

    assert_rule_holds(&explorer, "", 37, " / (1 − 0.8³⁷) = ");
    assert_rule_holds(&explorer, "optimizer=nadam\n", 2, "\"t = 2: ");
    assert_rule_holds(&explorer, "optimizer=adam\nschedule=inverse-sqrt\n", 4, " − 0.01 · ");
    explorer_free(&explorer);
}
END_TEST

/* ---- Recorded points ------------------------------------------------------------------------- */

static void record(struct explorer *explorer)
{
    struct text text = written(explorer, explorer_trajectory);
    struct error error = {""};

    assert_status(explorer_set_recorded(explorer, text_string(&text), &error), STATUS_OK, &error);
    text_free(&text);
}

START_TEST(recorded_rows_are_compared_bit_for_bit)
{
    struct explorer explorer = {.is_set = false};

    set_good(&explorer, "");
    record(&explorer);
    ck_assert_uint_eq(explorer.recorded.rows, 61);
    ck_assert_uint_eq(explorer_identical(&explorer), 61);
    set_good(&explorer, "iterations=30\n");
    ck_assert_uint_eq(explorer_identical(&explorer), 31);
    set_good(&explorer, "optimizer=adam\nbeta2=0.99900000000000012\n");
    ck_assert_uint_lt(explorer_identical(&explorer), 61);
    ck_assert_uint_ge(explorer_identical(&explorer), 1);
    set_good(&explorer, "optimizer=adam\noptimizer=sgd\n");
    ck_assert_uint_eq(explorer_identical(&explorer), 0);
    explorer_free(&explorer);
}
END_TEST

START_TEST(missing_numbers_are_identical)
{
    struct explorer explorer = {.is_set = false};

    set_good(&explorer, "problem=expr:x^4+y^4\nstart=1,0\niterations=9\noptimizer=adam\n"
                        "optimizer=sgd\nalpha=1e40\n");
    record(&explorer);
    ck_assert_uint_eq(explorer_identical(&explorer), 10);
    explorer_free(&explorer);
}
END_TEST

START_TEST(recorded_rows_must_be_a_table)
{
    static const char *const texts[] = {"0 1 2\n", "0 1 2 3\n1 2\n",

                                        "0 x 2 3\n", "0 1 2 3\n1 1 2 3 4 5 6\n",
                                        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19\n"};
    struct explorer explorer = {.is_set = false};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error error = {""};
        ck_assert_msg(explorer_set_recorded(&explorer, texts[i], &error) == STATUS_BAD_INPUT, "%s",
                      texts[i]);
        ck_assert_uint_eq(explorer.recorded.rows, 0);
    }
    explorer_free(&explorer);
}
END_TEST

/* ---- Tables ---------------------------------------------------------------------------------- */

START_TEST(tables_describe_all_optimizers_schedules_and_problems)
{
    struct text text = {0};

    explorer_json_tables(&text);
    json_t *tables = json_loads(text_string(&text), 0, NULL);
    ck_assert_ptr_nonnull(tables);
    ck_assert_uint_eq(json_array_size(json_object_get(tables, "optimizers")), optimizer_count);
    ck_assert_uint_eq(json_array_size(json_object_get(tables, "schedules")), schedule_count);
    ck_assert_uint_eq(json_array_size(json_object_get(tables, "problems")), problem_count);
    for (size_t i = 0; i < optimizer_count; i++) {
        const json_t *row = json_array_get(json_object_get(tables, "optimizers"), i);
        ck_assert_uint_eq(json_array_size(json_object_get(row, "quantities")),
                          record_width(&optimizers[i]));
        ck_assert_uint_eq(json_array_size(json_object_get(row, "parameters")),
                          optimizers[i].parameter_count);
    }
    json_decref(tables);
    text_free(&text);
}
END_TEST

Suite *explorer_suite(void)
{
    Suite *suite = suite_create("explorer");
    TCase *tests = tcase_create("explorer");

    tcase_add_test(tests, the_default_files_are_those_of_a_run);
    tcase_add_test(tests, a_diverged_optimizer_has_no_more_numbers);
    tcase_add_test(tests, an_error_keeps_the_previous_results);
    tcase_add_test(tests, an_unknown_minimum_is_the_smallest_value_found);
    tcase_add_test(tests, a_map_that_cannot_be_made_keeps_the_previous_one);
    tcase_add_test(tests, a_rule_has_the_numbers_of_any_update);
    tcase_add_test(tests, rules_have_powers_products_and_scheduled_step_sizes);
    tcase_add_test(tests, recorded_rows_are_compared_bit_for_bit);
    tcase_add_test(tests, missing_numbers_are_identical);
    tcase_add_test(tests, recorded_rows_must_be_a_table);
    tcase_add_test(tests, tables_describe_all_optimizers_schedules_and_problems);
    suite_add_tcase(suite, tests);
    return suite;
}
