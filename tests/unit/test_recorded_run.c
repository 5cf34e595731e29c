/* Manifests record all parameters of a run, and untrusted ones are read safely. */
#include "run/recorded_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "explore/module_bytes.h"
#include "report/manifest.h"
#include "run/parameters.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_WORDS 16
#define WORDS(...) ((const char *const[MOST_WORDS]){__VA_ARGS__})

/* ---- What is recorded ------------------------------------------------------------------------ */

static void parse(const char *const words[], const char *epoch, struct run_options *options)
{
    static char program[] = "adam-report", copies[MOST_WORDS][256];
    char *argv[MOST_WORDS + 2] = {program};
    struct error error;
    int argc = 1;

    for (; argc <= MOST_WORDS && words[argc - 1] != NULL; argc++) {
        snprintf(copies[argc - 1], sizeof *copies, "%s", words[argc - 1]);
        argv[argc] = copies[argc - 1];
    }
    assert_status(run_options_parse(options, argc, argv, epoch, &error), STATUS_OK, &error);
}

/* Appends the member "parameters" of the manifest of a run with these options. */
static void append_parameters(const struct run_options *options, struct text *out)
{
    struct parameters parameters;
    struct error error;

    parameters_of_run(&parameters, options);
    struct run_summary summary = {.parameters = parameters.list,
                                  .parameter_count = parameters.count};
    assert_status(manifest_parameters(&summary, out, &error), STATUS_OK, &error);
    parameters_free(&parameters);
}

static struct text parameters_of(const char *const words[], const char *epoch)
{
    struct run_options options;
    struct text out = {0};

    parse(words, epoch, &options);
    append_parameters(&options, &out);
    run_options_free(&options);
    return out;
}

static enum status read_parameters(const char *parameters, struct recorded_run *run,
                                   struct error *error)
{
    struct text json = {0};

    text_appendf(&json, "{\"program\": \"" PROGRAM "\", \"parameters\": %s}", parameters);
    enum status status = recorded_run_read(text_string(&json), json.length, run, error);
    text_free(&json);
    return status;
}

/* Parameters, read and recorded again, are the same, and so are the optimizers' labels. */
static void assert_is_repeated(const char *const words[], const char *epoch)
{
    struct run_options first, again;
    struct recorded_run run;
    struct text wanted = {0}, found = {0};
    struct error error;

    parse(words, epoch, &first);
    append_parameters(&first, &wanted);
    assert_status(read_parameters(text_string(&wanted), &run, &error), STATUS_OK, &error);
    assert_status(run_options_parse(&again, run.count, run.arguments, run.epoch, &error), STATUS_OK,
                  &error);
    append_parameters(&again, &found);
    ck_assert_str_eq(text_string(&found), text_string(&wanted));
    ck_assert_uint_eq(again.methods.count, first.methods.count);
    for (size_t i = 0; i < first.methods.count; i++)
        ck_assert_str_eq(again.methods.list[i].name.label, first.methods.list[i].name.label);
    ck_assert_int_eq(again.dated, first.dated);
    ck_assert_int_eq(again.date, first.date);
    run_options_free(&first);
    run_options_free(&again);
    recorded_run_free(&run);
    text_free(&wanted);
    text_free(&found);
}

/* For each option that changes artifacts a command line in which it does. */
static const struct {
    const char *option;
    const char *words[MOST_WORDS];
} uses[] = {
    {"problem", {"--problem", "rosenbrock"}},
    {"problem", {"--problem", "expr:exp(-x^2)+y^2/3", "--start", "0.5,-0.25"}},
    {"optimizer", {"--optimizer", "momentum:mu=0.1"}},
    {"optimizer", {"--optimizer", "gradient-descent"}},
    {"optimizer",
     {"--optimizer", "adam:alpha=1e-1,beta1=0.1", "--optimizer", "adam", "--optimizer",
      "nadam:psi=0.3", "--alpha", "0.07"}},
    {"seed", {"--seed", "4294967295"}},
    {"seed", {"--problem", "rosenbrock", "--seed", "1"}},
    {"start", {"--start", "1e-9,-0.1"}},
    {"iterations", {"--iterations", "100000"}},
    {"alpha", {"--alpha", "0.1"}},
    {"beta1", {"--beta1", "0x1p-3"}},
    {"beta2", {"--beta2", "0.3333333333333333"}},
    {"epsilon", {"--epsilon", "0"}},
    {"bounds", {"--bounds", "-1e9,1e9,-1,0.1"}},
    {"minimum", {"--problem", "expr:x^2+y^2-0.3", "--minimum", "-0.3"}},
    {"tolerance", {"--tolerance", "-1e-300"}},
    {"runs", {"--runs", "50", "--start", "0.1,0.2"}},
    {"tune", {"--runs", "5", "--tune", "adam:alpha=0.001:1:20:log"}},
    {"tune",
     {"--runs", "5", "--optimizer", "adam:beta1=0.7", "--tune",
      "ADAM:alpha=1e-3:1:4,beta2=0.9:0.999:2", "--tune", "momentum:alpha=0x1p-3:0.25:8"}},
    {"tune",
     {"--runs", "5", "--optimizer", "adam", "--optimizer", "adam:alpha=0.1", "--optimizer",
      "adam:schedule=cosine", "--tune", "adam:alpha=0.1:1:4,beta1=0:0.9:2", "--tune",
      "adam:floor=0.1:0.9:8", "--alpha", "0.07"}},
    {"tune",
     {"--runs", "5", "--tune", "adam:warmup=0:10:11", "--criterion", "final", "--beta1", "0.7"}},
    {"optimizer", {"--optimizer", "adam:warmup=10,floor=0.1,schedule=cosine"}},
    {"optimizer", {"--optimizer", "gd:warmup=3"}},
    {"optimizer", {"--optimizer", "gd:schedule=step", "--optimizer", "gd:warmup=100000"}},
    {"noise", {"--noise", "1e-1"}},
    {"noise", {"--noise", "relative:2", "--start", "0.1,0.2", "--seed", "7"}},
    {"vary", {"--noise", "100", "--runs", "5", "--vary", "noise"}},
    {"vary", {"--noise", "relative:0.5", "--runs", "5", "--vary", "start"}},
    {"sweep",
     {"--sweep", "warmup=0:50:6,rate=0.9:1:5", "--optimizer", "adam:schedule=exponential"}},
    {"sweep", {"--sweep", "alpha=0.001:1:50:log,beta1=0:0.99:20"}},
    {"sweep", {"--sweep", "alpha=0.001:1:50:log"}},
    {"basins", {"--basins", "12", "--criterion", "first"}},
    {"sweep-shows", {"--sweep", "alpha=1e-3:1:5,beta1=0:0.99:2", "--sweep-shows", "value"}},
    {"criterion", {"--sweep", "alpha=1e-3:1:5,beta1=0:0.99:2", "--criterion", "first"}},
    {"criterion", {"--sweep", "alpha=1e-3:1:5,beta1=0:0.99:2", "--criterion", "final"}},
    {"suite", {"--suite"}},
    {"suite", {"--suite", "--runs", "7", "--iterations", "60", "--optimizer", "adam:alpha=0.1"}},
    {"suite", {"--suite", "--criterion", "first", "--levels", "9:log", "--figure", "none"}},
    {"palette", {"--sweep", "alpha=1e-3:1:5,beta1=0:0.99:2"}},
    {"step", {"--step", "0.3"}},
    {"state", {"--state"}},
    {"figure", {"--figure", "none"}},
    {"figure", {"--figure", "contour", "--figure", "surface"}},
    {"format", {"--format", "svg,png,pdf"}},
    {"theme", {"--theme", "both"}},
    {"theme", {"--theme", "dark"}},
    {"palette", {"--palette", "cividis"}},
    {"transparent", {"--transparent"}},
    {"animate", {"--animate"}},
    {"panels", {"--optimizer", "adam,momentum", "--panels"}},
    {"zoom", {"--zoom", "auto"}},
    {"zoom", {"--zoom=-0.1,1e-3,0,0.30000000000000004"}},
    {"title", {"--title", "--output=/tmp \"'\\ \u00e4"}},
    {"levels", {"--levels", "7"}},
    {"levels", {"--levels", "50:log"}},
    {"levels", {"--problem", "rosenbrock", "--levels", "9:linear"}},
    {"size", {"--size", "4096x240"}},
    {"scale", {"--scale", "0.75"}},
    {"link-prefix", {"--link-prefix", "a b/../c"}},
    {"images", {"--images", "figures_2.x"}},
    {"only", {"--only", "documents"}},
    {"snippets-each", {"--snippets-each"}},
    {"snippets", {"--snippets", "md-hugo,adoc"}},
    {"label-prefix", {"--label-prefix", "run-1-"}},
    {"explore", {"--explore"}}, /* last, since some builds do not have it */
};
#define ALL_USES (sizeof uses / sizeof *uses)
#define USES (explore_module_length > 0 ? ALL_USES : ALL_USES - 1)

START_TEST(a_run_can_be_repeated_from_its_parameters)
{
    assert_is_repeated(uses[_i].words, NULL);
}
END_TEST

START_TEST(the_date_is_a_parameter)
{
    assert_is_repeated(WORDS("--format", "pdf"), "253402300799");
    struct text dated = parameters_of(WORDS("--format", "pdf"), "0");
    struct text without = parameters_of(WORDS("--format", "png"), "0");

    ck_assert_ptr_nonnull(strstr(text_string(&dated), "\"source_date_epoch\":0,"));
    ck_assert_ptr_null(strstr(text_string(&without), "epoch"));
    text_free(&dated);
    text_free(&without);
}
END_TEST

static bool is_used(const char *option)
{
    for (size_t i = 0; i < ALL_USES; i++)
        if (strcmp(uses[i].option, option) == 0)
            return true;
    return strcmp(option, "figures") == 0; /* below: it is refused */
}

/* An option is either recorded, and above, or among those that change no file. */
START_TEST(every_option_is_recorded_or_changes_nothing)
{
    static const char harmless[] =
        " threads output atomic keep quiet gnuplot timeout help version ";

    for (size_t i = 0; i < run_option_table.count; i++) {
        const struct option_row *row = &run_option_table.rows[i];
        char word[64];
        if (row->name == NULL)
            continue;
        snprintf(word, sizeof word, " %s ", row->name);
        ck_assert_msg(row->is_recorded == (strstr(harmless, word) == NULL), "%s", row->name);
        ck_assert_msg(!row->is_recorded || is_used(row->name), "no use of --%s", row->name);
    }
}
END_TEST

START_TEST(another_value_makes_other_parameters)
{
    struct text with = parameters_of(uses[_i].words, NULL);
    struct text without = parameters_of(WORDS("--quiet"), NULL);

    ck_assert_str_ne(text_string(&with), text_string(&without));
    text_free(&with);
    text_free(&without);
}
END_TEST

START_TEST(scripts_of_the_users_own_are_refused)
{
    struct text parameters = parameters_of(WORDS("--figures", "/etc"), NULL);
    struct recorded_run run;
    struct error error;

    ck_assert_ptr_null(strstr(text_string(&parameters), "/etc"));
    assert_status(read_parameters(text_string(&parameters), &run, &error), STATUS_BAD_INPUT,
                  &error);
    assert_message_holds(&error, "--figures");
    recorded_run_free(&run);
    text_free(&parameters);
}
END_TEST

/* ---- What is taken --------------------------------------------------------------------------- */

static const struct {
    const char *parameters, *message;
} refused[] = {
    {"{\"output\": \"/tmp/x\"}", "parameters.output: unknown parameter"},
    {"{\"gnuplot\": \"/tmp/x\"}", "parameters.gnuplot"},
    {"{\"figures\": \"/tmp/x\"}", "--figures"},
    {"{\"figures\": false}", "--figures"},
    {"{\"timeout\": 1}", "parameters.timeout"},
    {"{\"threads\": 1}", "parameters.threads"},
    {"{\"help\": true}", "parameters.help"},
    {"{\"quiet\": true}", "parameters.quiet"},
    {"{\"link-prefix\": \"a\"}", "parameters.link-prefix"},
    {"{\"i\": 1}", "parameters.i"},
    {"{\"iter\": 1}", "parameters.iter"},
    {"{\"\": 1}", "parameters.: "},
    {"{\"mu\": 1, \"optimizer\": \"adam\"}", "parameters.mu"},
    {"{\"mu\": 1, \"optimizer\": [\"momentum\"]}", "parameters.mu"},
    {"{\"optimizer\": \"adam:alpha=1\"}", "parameters.optimizer: must be"},
    {"{\"optimizer\": 7}", "parameters.optimizer: must be"},
    {"{\"optimizer\": [null]}", "parameters.optimizer: must be"},
    {"{\"iterations\": null}", "parameters.iterations: must be"},
    {"{\"iterations\": {\"a\": 1}}", "parameters.iterations: must be"},
    {"{\"iterations\": true}", "parameters.iterations: must be"},
    {"{\"bounds\": [[1]]}", "parameters.bounds: must be"},
    {"{\"transparent\": 1}", "parameters.transparent: must be true or false"},
    {"{\"figure\": \"none\"}", "parameters.figure: must be a list"},
    {"{\"levels\": 5, \"spacing\": \"linear\"}", "parameters.spacing: must be"},
    {"{\"title\": \"a\\u0000b\"}", "parameters.title: must be"},
    {"{\"seed\": 1, \"seed\": 2}", "manifest.json: invalid JSON: line 1"},
    {"{\"source_date_epoch\": true}", "parameters.source_date_epoch: must be"},
    {"[]", "no parameters"},
    {"null", "no parameters"},
    {"{", "manifest.json: invalid JSON: line 1"},
};

START_TEST(nothing_else_is_taken)
{
    struct recorded_run run;
    struct error error;

    assert_status(read_parameters(refused[_i].parameters, &run, &error), STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, refused[_i].message);
    recorded_run_free(&run);
}
END_TEST

/* Whatever a value looks like, it stays the value of its option. */
START_TEST(values_are_no_options)
{
    struct recorded_run run;
    struct run_options options;
    struct error error;

    assert_status(read_parameters("{\"title\": \"--output=/tmp/x\", \"link_prefix\": \"-o/tmp/x\"}",
                                  &run, &error),
                  STATUS_OK, &error);
    assert_status(run_options_parse(&options, run.count, run.arguments, NULL, &error), STATUS_OK,
                  &error);
    ck_assert_str_eq(options.output, "output");
    ck_assert_str_eq(options.figures.settings.title, "--output=/tmp/x");
    run_options_free(&options);
    recorded_run_free(&run);
}
END_TEST

START_TEST(a_list_has_an_end)
{
    struct text parameters = {0};
    struct recorded_run run;
    struct error error;

    text_append(&parameters, "{\"figure\": [\"contour\"");
    for (int i = 0; i < 1000; i++)
        text_append(&parameters, ", \"contour\"");
    text_append(&parameters, "]}");
    assert_status(read_parameters(text_string(&parameters), &run, &error), STATUS_BAD_INPUT,
                  &error);
    assert_message_holds(&error, "too many parameters");
    recorded_run_free(&run);
    text_free(&parameters);
}
END_TEST

START_TEST(another_program_is_refused)
{
    static const char *const programs[] = {"\"adam-report 0.0.1\"", "\"" PROGRAM "0\"", "1"};
    struct recorded_run run;
    struct text json = {0};
    struct error error;

    text_appendf(&json, "{\"program\": %s, \"parameters\": {}}", programs[_i]);
    assert_status(recorded_run_read(text_string(&json), json.length, &run, &error),
                  STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, _i == 2 ? "no name of the program" : PROGRAM);
    recorded_run_free(&run);
    text_free(&json);
}
END_TEST

/* ---- Merged sets ----------------------------------------------------------------------------- */

static enum status read_merged(const char *merged, const char *parameters, struct recorded_run *run,
                               struct error *error)
{
    struct text json = {0};

    text_appendf(&json, "{\"program\": \"" PROGRAM "\", \"merged\": %s, \"parameters\": %s}",
                 merged, parameters);
    enum status status = recorded_run_read(text_string(&json), json.length, run, error);
    text_free(&json);
    return status;
}

START_TEST(seeds_of_a_merged_set_are_taken)
{
    struct recorded_run run;
    struct run_options options;
    struct error error;

    assert_status(read_merged("[{\"runs\": 900000, \"seed\": 3}, {\"seed\": 900004, \"runs\": 1}]",
                              "{\"runs\": 900001, \"seed\": 3}", &run, &error),
                  STATUS_OK, &error);
    assert_status(recorded_run_options(&run, &options, &error), STATUS_OK, &error);
    ck_assert_uint_eq(options.study.runs, 900001); /* more than --runs allows */
    ck_assert_uint_eq(options.seed, 3);
    ck_assert_ptr_eq(options.study.merged, &run.merged);
    ck_assert_uint_eq(run.merged.range_count, 2);
    ck_assert_uint_eq(run.merged.ranges[1].first, 900004);
    ck_assert_uint_eq(run.merged.ranges[1].count, 1);
    ck_assert_ptr_null(run.merged.ensembles);
    run_options_free(&options);
    recorded_run_free(&run);
}
END_TEST

static const struct {
    const char *merged, *parameters, *message;
} refused_merged[] = {
    {"[]", "{}", "merged: must be at most 1000 ranges of seeds, ascending"},
    {"{}", "{}", "merged: must be"},
    {"[1]", "{}", "merged: must be"},
    {"[{\"runs\": 1}]", "{}", "merged: must be"},
    {"[{\"runs\": 0, \"seed\": 1}]", "{}", "merged: must be"},
    {"[{\"runs\": -1, \"seed\": 1}]", "{}", "merged: must be"},
    {"[{\"runs\": 1.0, \"seed\": 1}]", "{}", "merged: must be"},
    {"[{\"runs\": 1000001, \"seed\": 1}]", "{}", "merged: must be"},
    {"[{\"runs\": 1000000, \"seed\": 1}, {\"runs\": 1, \"seed\": 1000002}]", "{}", "merged: must"},
    {"[{\"runs\": 1, \"seed\": 4294967296}]", "{}", "merged: must be"},
    {"[{\"runs\": 2, \"seed\": 4294967295}]", "{}", "merged: must be"},
    {"[{\"runs\": 2, \"seed\": 18446744073709551615}]", "{}", "merged: must be"},
    {"[{\"runs\": 2, \"seed\": 5}, {\"runs\": 2, \"seed\": 7}]", "{}", "merged: must be"},
    {"[{\"runs\": 2, \"seed\": 5}, {\"runs\": 2, \"seed\": 1}]", "{}", "merged: must be"},
    {"[{\"runs\": 2, \"seed\": 5}]", "{\"runs\": 3, \"seed\": 5}", "parameters.runs: must be the"},
    {"[{\"runs\": 2, \"seed\": 5}]", "{\"runs\": 2, \"seed\": 4}", "parameters.seed: must be the"},
    {"[{\"runs\": 2, \"seed\": 5}]", "{\"runs\": 2}", "parameters.seed: must be the"},
    {"[{\"runs\": 2, \"seed\": 5}]", "{\"seed\": 5}", "merged: requires the parameter 'runs'"},
};

START_TEST(other_seeds_of_a_merged_set_are_refused)
{
    struct recorded_run run;
    struct run_options options = {.quiet = false};
    struct error error;

    enum status status =
        read_merged(refused_merged[_i].merged, refused_merged[_i].parameters, &run, &error);
    if (status == STATUS_OK)
        status = recorded_run_options(&run, &options, &error);
    assert_status(status, STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, refused_merged[_i].message);
    run_options_free(&options);
    recorded_run_free(&run);
}
END_TEST

START_TEST(an_option_is_replaced)
{
    struct recorded_run run;
    struct run_options options;
    struct error error;

    assert_status(
        read_parameters("{\"figure\": [\"contour\", \"surface\"], \"title\": \"x\"}", &run, &error),
        STATUS_OK, &error);
    assert_status(recorded_run_replace(&run, "figure", "none", &error), STATUS_OK, &error);
    assert_status(recorded_run_options(&run, &options, &error), STATUS_OK, &error);
    ck_assert_uint_eq(options.figures.count, 0);
    ck_assert_str_eq(options.figures.settings.title, "x");
    run_options_free(&options);
    recorded_run_free(&run);
}
END_TEST

Suite *recorded_run_suite(void)
{
    Suite *suite = suite_create("recorded_run");
    TCase *tests = tcase_create("parameters");

    tcase_add_loop_test(tests, a_run_can_be_repeated_from_its_parameters, 0, (int)USES);
    tcase_add_loop_test(tests, another_value_makes_other_parameters, 0, (int)USES);
    tcase_add_test(tests, the_date_is_a_parameter);
    tcase_add_test(tests, every_option_is_recorded_or_changes_nothing);
    tcase_add_test(tests, scripts_of_the_users_own_are_refused);
    tcase_add_loop_test(tests, nothing_else_is_taken, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_test(tests, values_are_no_options);
    tcase_add_test(tests, a_list_has_an_end);
    tcase_add_loop_test(tests, another_program_is_refused, 0, 3);
    tcase_add_test(tests, seeds_of_a_merged_set_are_taken);
    tcase_add_loop_test(tests, other_seeds_of_a_merged_set_are_refused, 0,
                        sizeof refused_merged / sizeof *refused_merged);
    tcase_add_test(tests, an_option_is_replaced);
    suite_add_tcase(suite, tests);
    return suite;
}
