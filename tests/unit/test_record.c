#include "optimize/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "optimize/bias.h"
#include "optimize/expression.h"
#include "optimize/trajectory.h"
#include "report/rule_source.h"
#include "support.h"
#include "unit_tests.h"

static const struct bounds wide = {.min = {-100, -100}, .max = {100, 100}};

static struct trajectory search(const struct problem *problem, const struct method *method,
                                const double start[], size_t iterations, bool is_recorded)
{
    struct trajectory run;
    struct error error;

    assert_status(trajectory_run(&run,
                                 &(struct trajectory_plan){.problem = problem,
                                                           .method = method,
                                                           .start = start,
                                                           .bounds = wide,
                                                           .iterations = iterations,
                                                           .is_recorded = is_recorded},
                                 &error),
                  STATUS_OK, &error);
    return run;
}

/* ---- Against NumPy --------------------------------------------------------------------------- */

#define MOST_ROWS 700

/* A quantity of states.csv: those of the record, then the step, then the norm of the gradient. */
static double quantity_of(const struct trajectory *run, size_t t, size_t variable, size_t quantity)
{
    size_t width = record_width(run->record.optimizer);

    return quantity < width    ? record_value(&run->record, t, variable, quantity)
           : quantity == width ? trajectory_step(run, t, variable)
                               : record_norm(&run->record, t);
}

/* Rules in another order of operations differ in the last bits, and a step, a difference, more. */
static void assert_close(double value, double expected, const char *optimizer, double row)
{
    if (!(fabs(value - expected) <= 1e-11 * fmax(fabs(expected), 1e-4)))
        ck_abort_msg("%s, row %g: %.17g is not %.17g", optimizer, row, value, expected);
}

START_TEST(quantities_are_those_of_numpy)
{
    static double rows[MOST_ROWS][5];
    const struct optimizer *optimizer = &optimizers[_i];
    size_t count = read_numbers("states.csv", rows[0], 5, MOST_ROWS), found = 0;
    struct expression *expression;
    struct error error;

    assert_status(expression_parse("x^2+3*y^2-x*y", &expression, &error), STATUS_OK, &error);
    struct problem problem = {.variables = 2, .expression = expression};
    struct method method = method_of(optimizer);
    struct trajectory run = search(&problem, &method, (double[]){0.5, -0.75}, 60, true);
    for (size_t i = 0; i < count; i++) {
        if (rows[i][0] != _i)
            continue;
        for (size_t v = 0; v < 2; v++)
            assert_close(quantity_of(&run, (size_t)rows[i][1], v, (size_t)rows[i][2]),
                         rows[i][3 + v], optimizer->name, (double)i);
        found++;
    }
    ck_assert_uint_eq(found, 5 * (record_width(optimizer) + 2));
    trajectory_free(&run);
    expression_free(expression);
}
END_TEST

/* ---- Recording ------------------------------------------------------------------------------- */

START_TEST(recording_changes_no_bit_of_a_trajectory)
{
    const struct problem *problem = problem_find("rosenbrock");
    struct method method = method_of(&optimizers[_i]);
    struct trajectory plain = search(problem, &method, problem->start, 100, false);
    struct trajectory recorded = search(problem, &method, problem->start, 100, true);

    ck_assert_ptr_null(plain.record.values);
    ck_assert_uint_eq(recorded.count, plain.count);
    ck_assert_int_eq(recorded.end, plain.end);
    ck_assert_mem_eq(recorded.x, plain.x, plain.count * 2 * sizeof *plain.x);
    ck_assert_mem_eq(recorded.f, plain.f, plain.count * sizeof *plain.f);
    trajectory_free(&plain);
    trajectory_free(&recorded);
}
END_TEST

/* At the start, the states are 0 and nothing has been derived from them. */
START_TEST(a_record_begins_with_the_states_at_the_start)
{
    struct method method = method_of(&optimizers[0]);
    struct trajectory run = search(&problems[0], &method, (double[]){1, 0}, 3, true);

    for (size_t k = 0; k < record_width(&optimizers[0]); k++) {
        bool is_state = k >= RECORD_STATES && k < record_derived(&optimizers[0]);
        ck_assert(is_state ? record_value(&run.record, 0, 0, k) == 0
                           : isnan(record_value(&run.record, 0, 0, k)));
    }
    ck_assert(isnan(record_norm(&run.record, 0)));
    trajectory_free(&run);
}
END_TEST

/* With a gradient of 0, the step is 0, and so are the moments. */
START_TEST(a_gradient_of_zero_is_recorded)
{
    struct method method = method_of(&optimizers[0]);
    struct trajectory run = search(&problems[0], &method, (double[]){1, 0}, 3, true);
    size_t mhat = record_find(&optimizers[0], "mhat"), rate = record_find(&optimizers[0], "rate");

    ck_assert_uint_eq(run.count, 4);
    assert_same_double(record_value(&run.record, 1, 0, mhat), 2);
    assert_same_double(record_value(&run.record, 3, 1, mhat), 0);
    assert_same_double(record_value(&run.record, 3, 1, rate), 0.02 / 1e-8);
    assert_same_double(trajectory_step(&run, 3, 1), 0);
    trajectory_free(&run);
}
END_TEST

START_TEST(distance_is_that_of_the_nearest_minimum)
{
    const struct problem *himmelblau = problem_find("himmelblau");
    struct method method = method_of(&optimizers[0]);
    struct trajectory run = search(himmelblau, &method, (double[]){3, 2.5}, 1, false);

    ck_assert_double_eq_tol(trajectory_distance(&run, himmelblau, 0), 0.5, 1e-15);
    ck_assert(isnan(trajectory_distance(&run, &(struct problem){.variables = 2}, 0)));
    trajectory_free(&run);
}
END_TEST

/* ---- The bias -------------------------------------------------------------------------------- */

START_TEST(bias_of_adam_is_that_of_its_rates)
{
    struct method method = method_of(&optimizers[0]);
    struct trajectory run = search(&problems[0], &method, (double[]){0.5, 0}, 60, true);
    struct text sentences = {0};
    struct bias bias;

    ck_assert(bias_find(&run, record_find(&optimizers[0], "mhat"), &bias));
    ck_assert_double_eq_tol(bias.ratio, 1 / (1 - 0.8), 1e-12);
    ck_assert_uint_eq(bias.settled, 21); /* 0.8^21 < 0.01 < 0.8^20 */
    ck_assert_str_eq(record_name(&optimizers[0], bias.raw), "m");
    ck_assert(bias_find(&run, record_find(&optimizers[0], "vhat"), &bias));
    ck_assert_double_eq_tol(bias.ratio, 1000, 1e-6);
    ck_assert_uint_eq(bias.settled, 0);
    ck_assert(!bias_find(&run, record_find(&optimizers[0], "v"), &bias));
    bias_describe(&run, &sentences);
    ck_assert_str_eq(text_string(&sentences),
                     " At t = 1, m̂ is 5 times m; from t = 21 on, they differ by less than 1%. At "
                     "t = 1, v̂ is 1000 times v; at t = 60, they still differ by 1% or more.");
    text_free(&sentences);
    trajectory_free(&run);
}
END_TEST

START_TEST(zeros_have_no_bias)
{
    struct method method = method_of(optimizer_find("amsgrad"));
    struct trajectory run = search(&problems[0], &method, (double[]){0, 0}, 5, true);
    struct text sentences = {0};

    bias_describe(&run, &sentences);
    ck_assert_uint_eq(sentences.length, 0);
    trajectory_free(&run);
}
END_TEST

/* ---- The rules ------------------------------------------------------------------------------- */

/* The quantity with this symbol of `length` bytes. */
static bool has_symbol(const struct optimizer *optimizer, const char *symbol, size_t length)
{
    for (size_t k = 0; k < record_width(optimizer); k++)
        if (strlen(record_symbol(optimizer, k)) == length &&
            strncmp(record_symbol(optimizer, k), symbol, length) == 0)
            return true;
    return false;
}

/* A line assigns to a quantity of the record, the last one to x, and has its source. */
START_TEST(each_line_of_a_rule_has_a_quantity_and_a_source)
{
    const struct optimizer *optimizer = &optimizers[_i];
    const struct rule_source *source = &rule_sources[_i];
    size_t lines = 0;

    ck_assert_uint_eq(rule_source_count, optimizer_count);
    ck_assert_str_eq(source->optimizer, optimizer->name);
    for (const char *line = optimizer->rule; *line != '\0'; line += *line == '\n') {
        size_t length = strcspn(line, " ");
        ck_assert_ptr_nonnull(source->lines[lines++]);
        if (strchr(line, '\n') != NULL)
            ck_assert_msg(has_symbol(optimizer, line, length), "%s: %s", optimizer->name, line);
        else
            ck_assert_msg(length == 1 && *line == 'x', "%s: %s", optimizer->name, line);
        line += strcspn(line, "\n");
    }
    ck_assert(lines == RULE_MAX_LINES || source->lines[lines] == NULL);
}
END_TEST

/* Groups are of quantities of the record. */
START_TEST(each_group_has_quantities)
{
    const struct optimizer *optimizer = &optimizers[_i];

    for (size_t i = 0; i < OPTIMIZER_MAX_GROUPS && optimizer->groups[i].title != NULL; i++) {
        char names[64], *save;
        snprintf(names, sizeof names, "%s", optimizer->groups[i].names);
        for (char *name = strtok_r(names, " ", &save); name != NULL;
             name = strtok_r(NULL, " ", &save))
            ck_assert_uint_lt(record_find(optimizer, name), record_width(optimizer));
    }
}
END_TEST

Suite *record_suite(void)
{
    Suite *suite = suite_create("record");
    TCase *tests = tcase_create("record");

    tcase_add_loop_test(tests, quantities_are_those_of_numpy, 0, (int)optimizer_count);
    tcase_add_loop_test(tests, recording_changes_no_bit_of_a_trajectory, 0, (int)optimizer_count);
    tcase_add_test(tests, a_record_begins_with_the_states_at_the_start);
    tcase_add_test(tests, a_gradient_of_zero_is_recorded);
    tcase_add_test(tests, distance_is_that_of_the_nearest_minimum);
    tcase_add_test(tests, bias_of_adam_is_that_of_its_rates);
    tcase_add_test(tests, zeros_have_no_bias);
    tcase_add_loop_test(tests, each_line_of_a_rule_has_a_quantity_and_a_source, 0,
                        (int)optimizer_count);
    tcase_add_loop_test(tests, each_group_has_quantities, 0, (int)optimizer_count);
    suite_add_tcase(suite, tests);
    return suite;
}
