/* What happens inside an optimizer: state.dat, the figure state and the rule in the report. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define DATA "--quiet", "--figure", "none"

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in: %.600s", part, text);
}

/* The value in a column of the row that begins with t. */
static double value_of(const char *path, const char *column, const char *t)
{
    char *text = strdup(read_bytes(path).data), *save, *cell;
    char *header = strstr(text, "# t "), *row = strstr(text, format("\n%s ", t));
    double value = -1;
    size_t place = 0;

    ck_assert_msg(header != NULL && row != NULL, "%s has no row %s", path, t);
    header[strcspn(header, "\n")] = '\0';
    cell = strtok_r(header + 2, " ", &save);
    for (; cell != NULL && strcmp(cell, column) != 0; cell = strtok_r(NULL, " ", &save))
        place++;
    ck_assert_msg(cell != NULL, "%s has no column %s", path, column);
    row[1 + strcspn(row + 1, "\n")] = '\0';
    for (cell = strtok_r(row + 1, " ", &save); place > 0; place--)
        cell = strtok_r(NULL, " ", &save);
    value = strtod(cell, NULL);
    free(text);
    return value;
}

/* On the sphere, g = 2 x: the first step is alpha. */
START_TEST(test_states_of_adam)
{
    struct result result = run_program(STRINGS("--state", DATA, "--start", "0.5,-0.25", "-n", "5"));
    const char *path = work("output/state.dat");

    assert_done(&result);
    assert_holds(read_bytes(path).data, "\n# t g1 g2 m1 m2 v1 v2 mhat1 mhat2 vhat1 vhat2 rate1 "
                                        "rate2 step1 step2 norm distance\n"
                                        "0 nan nan 0 0 0 0 nan ");
    ck_assert_double_eq(value_of(path, "g1", "1"), 1);
    ck_assert_double_eq(value_of(path, "g2", "1"), -0.5);
    ck_assert_double_eq_tol(value_of(path, "m1", "1"), 0.2, 1e-15);
    ck_assert_double_eq(value_of(path, "mhat1", "1"), 1);
    ck_assert_double_eq_tol(value_of(path, "step2", "1"), 0.02, 1e-9);
    ck_assert_double_eq_tol(value_of(path, "rate2", "1"), 0.04, 1e-8);
    ck_assert_double_eq_tol(value_of(path, "norm", "1"), sqrt(1.25), 1e-15);
    ck_assert_double_eq_tol(value_of(path, "distance", "0"), sqrt(0.3125), 1e-15);
    result = run_program(STRINGS("verify", "output"));
    assert_done(&result);
}
END_TEST

/* The columns of each are those of a run with it alone; a search that has diverged has none. */
START_TEST(test_states_of_several)
{
#define DIVERGING DATA, "--problem", "x^4+y^2", "--start", "0.5,0.5", "-n", "9", "--state"
    run_program(
        STRINGS(DIVERGING, "--optimizer", "gradient-descent:alpha=9", "--optimizer", "amsgrad"));
    run_program(STRINGS("-o", "alone", DIVERGING, "--optimizer", "amsgrad"));
    const char *both = work("output/state.dat"), *alone = work("alone/state.dat");

    ck_assert(isnan(value_of(both, "gradient-descent_g1", "9")));
    assert_holds(read_bytes(both).data, "_norm amsgrad_g1 ");
    static const char *const names[] = {"g1", "m2", "v1", "w2", "mhat1", "what2", "rate1", "norm"};
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert_double_eq(value_of(both, format("amsgrad_%s", names[i]), "9"),
                            value_of(alone, names[i], "9"));
    ck_assert_ptr_null(strstr(read_bytes(both).data, "distance"));
}
END_TEST

/* With noise, the gradient is recorded with it and without. */
START_TEST(test_states_with_noise)
{
    struct result result =
        run_program(STRINGS("--state", DATA, "--start", "0.5,-0.25", "-n", "5", "--noise", "0.1"));
    const char *path = work("output/state.dat");

    assert_done(&result);
    ck_assert_double_eq(value_of(path, "true_g1", "1"), 1);
    ck_assert_double_ne(value_of(path, "g1", "1"), 1);
    ck_assert_double_eq(value_of(path, "mhat1", "1"), value_of(path, "g1", "1"));
    ck_assert_double_eq_tol(value_of(path, "norm", "1"), sqrt(1.25), 1e-15);
}
END_TEST

START_TEST(test_state_without_data)
{
    struct result result = run_program(STRINGS("--state", "--only", "documents"));

    ck_assert_int_eq(result.status, 2);
    assert_holds(result.err, "--state: cannot be combined with --only documents");
}
END_TEST

/* ---- The figure ------------------------------------------------------------------------------ */

START_TEST(test_figure_of_states)
{
    struct result result = run_program(STRINGS("-q", "--figure", "state", SMALL));
    const char *report = read_bytes(work("output/report.md")).data;

    assert_done(&result);
    ck_assert(exists(work("output/state.png")) && exists(work("output/state.dat")));
    assert_holds(report, "At t = 1, m̂ is 5 times m; from t = 21 on, they differ by less than 1%.");
    assert_holds(report, "v̂ is 1000 times v; at t = 60, they still differ by 1% or more.");
    assert_holds(read_bytes(work("output/state.gp")).data, "gradient\n");
    result = run_program(STRINGS("verify", "output"));
    assert_done(&result);
}
END_TEST

/* Each optimizer has its own states; in one update, and with values that are very small, very large
 * or 0. */
static const char *const *const hard[] = {
    STRINGS("--optimizer", "nadam", "-n", "1"),
    STRINGS("--optimizer", "amsgrad", "--problem", "rastrigin", "-n", "5000"),
    STRINGS("--optimizer", "gradient-descent:alpha=1e-300"),
    STRINGS("--optimizer", "adadelta", "--problem", "1e-160*(x^2+y^2)", "--start", "0.5,0.2"),
    STRINGS("--optimizer", "adam", "--problem", "1e150*x^2+0*y", "--start", "0.5,0.2"),
    STRINGS("--optimizer", "momentum:alpha=1e-300", "--problem", "1e300*x+1e-320*y", "--start",
            "0,0", "-n", "3"),
    STRINGS("--optimizer", "adamax", "--problem", "0*x+0*y"),
};

START_TEST(test_hard_states)
{
    const char *arguments[24] = {"-q", "--figure", "state", SMALL};
    size_t count = 0;

    while (arguments[count] != NULL)
        count++;
    for (size_t i = 0; hard[_i][i] != NULL; i++)
        arguments[count++] = hard[_i][i];
    struct result result = run_program(arguments);
    ck_assert_msg(result.status == 0 || result.status == 3, "%s", result.err);
    ck_assert(exists(work("output/state.png")));
}
END_TEST

START_TEST(test_figure_of_the_first_of_several)
{
    struct result result =
        run_program(STRINGS("-q", "--figure", "state", SMALL, "--optimizer", "rmsprop,adam"));

    assert_holds(result.err, "adam-report: warning: the figure state shows RMSProp, the first of 2 "
                             "optimizers; state.dat has the states of all\n");
    assert_holds(read_bytes(work("output/report.md")).data, "Of 2 optimizers, the first one is");
    result = run_program(STRINGS("-q", "--figure", "state", "--problem", "x^8+y", "--optimizer",
                                 "gd:alpha=1e300", "--start", "0.9,0"));
    ck_assert_int_eq(result.status, 2);
    assert_holds(result.err, "--figure 'state': the search ends in its first update");
}
END_TEST

/* ---- The rule -------------------------------------------------------------------------------- */

START_TEST(test_rule_line_by_line)
{
    struct result result = run_program(STRINGS("--state", DATA));
    const char *report = read_bytes(work("output/report.md")).data;

    assert_done(&result);
    assert_holds(report, "## Algorithm 1, line by line\n");
    assert_holds(report, "\nm ← β₁ m + (1 − β₁) g\n"
                         "    m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;\n"
                         "    x₁: 0.8 · 0 + (1 − 0.8) · (−0.331912) = −0.0663824\n"
                         "    x₂: 0.8 · 0 + (1 − 0.8) · 0.881298 = 0.17626\n");
    assert_holds(report, "    x₁: −0.165956 − 0.02 · (−0.331912) / (√0.110166 + 1e-08) = "
                         "−0.145956\n");
    assert_holds(report, "At t = 1, m̂ is 5 times m");
    assert_holds(report, "`state.dat`");
    assert_holds(read_bytes(work("output/report.html")).data, "(√0.110166 + ");
}
END_TEST

START_TEST(test_rules_of_several)
{
    struct result result =
        run_program(STRINGS("--state", DATA, "--optimizer", "nadam,adamax,adamw,adadelta"));
    const char *report = read_bytes(work("output/report.md")).data;

    assert_done(&result);
    assert_holds(report, "<summary>NAdam</summary>");
    assert_holds(report, "    t = 1: 0.9 · (1 − 0.96^(1 · 0.004) / 2) = 0.450073\n");
    assert_holds(report, "    t = 1: 1 · 0.450073 = 0.450073\n");
    assert_holds(report, "    x₁: max(0.999 · 0, |−0.331912|) = 0.331912\n");
    assert_holds(report, "    double shrunk = x[i] * (1.0 - alpha[i] * decay[i]);\n"
                         "    x₁: (1 − 0.02 · 0.01) · (−0.165956) = −0.165923\n");
    assert_holds(report, "    x₂: √(0 + 1e-06) / √(0.0776686 + 1e-06) · 0.881298 = 0.00316226\n");
}
END_TEST

/* The default report does not have it. */
START_TEST(test_report_without_rule)
{
    struct result result = run_program(STRINGS(DATA));

    assert_done(&result);
    ck_assert_ptr_null(strstr(read_bytes(work("output/report.md")).data, "line by line"));
    ck_assert(!exists(work("output/state.dat")));
}
END_TEST

/* The build fails if a line of a rule has no assignment, or an assignment no line. */
static const struct {
    const char *edit, *error;
} stale[] = {
    {"s/double mhat = m\\[i\\]/double mean = m[i]/",
     "has no assignment to mhat, for the line: m̂ = m"},
    {"s/m̂ = m \\/ (1/z = m \\/ (1/", "has no assignment to z"},
    {"s/^        x\\[i\\] = x\\[i\\] - alpha\\[i\\] \\* b\\[i\\];/        c[i] = 1.0;\\n&/",
     "momentum() assigns to c, which no line"},
};

START_TEST(test_stale_source_is_refused)
{
    const char *source = repository_path("src/optimize/optimizer.c"),
               *script = repository_path("scripts/rule_source.awk"), *copy = tools("optimizer.c");
    const char *awk = format("sed \"%s\" '%s' >'%s' && LC_ALL=C awk -f '%s' '%s' >/dev/null 2>'%s'",
                             stale[_i].edit, source, copy, script, copy, tools("error"));

    ck_assert_int_ne(system(awk), 0);
    assert_holds(read_bytes(tools("error")).data, stale[_i].error);
    ck_assert_int_eq(system(format("awk -f '%s' '%s' >/dev/null", script, source)), 0);
}
END_TEST

Suite *state_suite(void)
{
    Suite *suite = suite_create("state");
    TCase *data = add_case(suite, "data");

    tcase_add_test(data, test_states_of_adam);
    tcase_add_test(data, test_states_of_several);
    tcase_add_test(data, test_states_with_noise);
    tcase_add_test(data, test_state_without_data);
    TCase *rule = add_case(suite, "rule");
    tcase_add_test(rule, test_rule_line_by_line);
    tcase_add_test(rule, test_rules_of_several);
    tcase_add_test(rule, test_report_without_rule);
    tcase_add_loop_test(rule, test_stale_source_is_refused, 0, COUNT(stale));
    TCase *figure = add_case(suite, "figure");
    tcase_add_test(figure, test_figure_of_states);
    tcase_add_loop_test(figure, test_hard_states, 0, COUNT(hard));
    tcase_add_test(figure, test_figure_of_the_first_of_several);
    return suite;
}
