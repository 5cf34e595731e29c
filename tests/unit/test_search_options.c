/* Options for problems, optimizers, ensembles and sweeps. */
#include "run/run_options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define MOST_WORDS 20

/* The words of a command line behind the program's name, up to NULL. The caller owes an
 * run_options_free(). */
static enum status parse(const char *const words[], struct run_options *options,
                         struct error *error)
{
    static char program[] = "adam-report", copies[MOST_WORDS][200];
    char *argv[MOST_WORDS + 2] = {program};
    int argc = 1;

    error->message[0] = '\0';
    for (; words[argc - 1] != NULL; argc++) {
        ck_assert_int_le(argc, MOST_WORDS);
        argv[argc] = copies[argc - 1];
        snprintf(copies[argc - 1], sizeof *copies, "%s", words[argc - 1]);
    }
    return run_options_parse(options, argc, argv, NULL, error);
}

static void parse_good(struct run_options *options, const char *const words[])
{
    struct error error;

    assert_status(parse(words, options, &error), STATUS_OK, &error);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(a_problem_brings_its_domain_start_and_levels)
{
    struct run_options o;

    parse_good(&o, WORDS("--problem", "rosenbrock"));
    ck_assert_str_eq(o.problem->name, "rosenbrock");
    assert_same_double(o.bounds.min[0], -2);
    assert_same_double(o.bounds.max[1], 3);
    ck_assert(o.has_start);
    assert_same_double(o.start[0], -1.2);
    ck_assert_int_eq(o.figures.settings.spacing, LEVELS_LOGARITHMIC);
    run_options_free(&o);
    parse_good(&o, WORDS("--problem", "rosenbrock", "--seed", "3", "--levels", "20:linear"));
    ck_assert(!o.has_start); /* a seed is asked for */
    ck_assert_int_eq(o.figures.settings.spacing, LEVELS_LINEAR);
    ck_assert_uint_eq(o.figures.settings.levels, 20);
    run_options_free(&o);
    parse_good(&o, WORDS("--bounds", "0,1,0,1", "--problem", "rosenbrock", "--levels", "7"));
    ck_assert(!o.has_start); /* the problem's own one is not in there */
    assert_same_double(o.bounds.max[0], 1);
    ck_assert_int_eq(o.figures.settings.spacing, LEVELS_LOGARITHMIC);
    run_options_free(&o);
    parse_good(&o, WORDS("--start", "0.5,0.25", "--problem", "himmelblau", "--levels", "9:log"));
    assert_same_double(o.start[1], 0.25);
    run_options_free(&o);
}
END_TEST

START_TEST(a_formula_is_a_problem)
{
    struct run_options o;

    parse_good(&o, WORDS("--problem", "expr:(1-x)^2+y^2", "--bounds", "-3,3,-2,2"));
    ck_assert_str_eq(o.problem->name, "expr:(1-x)^2+y^2");
    ck_assert_str_eq(o.problem->formula, "(1 - x1)^2 + x2^2");
    assert_same_double(problem_objective(o.problem, (double[]){2, 3}), 10);
    ck_assert_uint_eq(o.problem->minima_count, 0);
    assert_same_double(o.bounds.min[0], -3);
    ck_assert(!o.has_start);
    run_options_free(&o);
    parse_good(&o, WORDS("--problem", "expr:x", "--problem", "expr:y^2")); /* the last one counts */
    ck_assert_str_eq(o.problem->formula, "x2^2");
    run_options_free(&o);
}
END_TEST

/* The name is with the prefix, for the manifest. */
START_TEST(a_formula_needs_no_prefix)
{
    struct run_options o;

    parse_good(&o, WORDS("--problem", "(1-x)^2+y^2"));
    ck_assert_str_eq(o.problem->name, "expr:(1-x)^2+y^2");
    assert_same_double(problem_objective(o.problem, (double[]){2, 3}), 10);
    run_options_free(&o);
}
END_TEST

START_TEST(names_match_whatever_their_case)
{
    struct run_options o;

    parse_good(&o, WORDS("--problem", "Goldstein Price", "--optimizer", "SGD", "--optimizer",
                         "heavy_ball:Alpha=0.5", "--palette", "Viridis", "--theme", "DARK",
                         "--format", "SVG,Png", "--figure", "Contour-Path"));
    ck_assert_str_eq(o.problem->name, "goldstein-price");
    ck_assert_str_eq(o.methods.list[0].name.column, "gradient-descent");
    ck_assert_str_eq(o.methods.list[1].name.column, "momentum");
    assert_same_double(o.methods.list[1].method.parameters[0], 0.5);
    ck_assert_str_eq(o.figures.settings.palette->name, "viridis");
    ck_assert(o.figures.themes[FIGURE_DARK] && !o.figures.themes[FIGURE_LIGHT]);
    ck_assert(o.figures.formats[0] && o.figures.formats[1] && !o.figures.formats[2]);
    ck_assert_uint_eq(o.figures.count, 1);
    ck_assert_str_eq(o.figures.list[0]->name, "contour_path");
    run_options_free(&o);
}
END_TEST

static void assert_schedule(const char *words, const char *name, double warmup, double floor)
{
    struct run_options o;

    parse_good(&o, WORDS("--optimizer", words));
    const struct method *method = &o.methods.list[0].method;
    ck_assert_str_eq(method->schedule->name, name);
    assert_same_double(method_schedule_parameters(method)[SCHEDULE_WARMUP], warmup);
    assert_same_double(method_schedule_parameters(method)[1], floor);
    run_options_free(&o);
}

START_TEST(keys_of_schedules_come_in_any_order)
{
    assert_schedule("adam:schedule=cosine,warmup=10,floor=0.25", "cosine", 10, 0.25);
    assert_schedule("adam:floor=0.25,warmup=10,SCHEDULE=Cosine", "cosine", 10, 0.25);
    assert_schedule("gd:schedule=cosine", "cosine", 0, 0);
    assert_schedule("gd:warmup=3", "constant", 3, 0);
}
END_TEST

static const struct {
    const char *words[8];
    const char *message;
} wrong_noise[] = {
    {{"--optimizer", "adam:rate=0.9"},
     "'rate' is a parameter of schedule=exponential, but the schedule of adam is constant"},
    {{"--optimizer", "adam:every=3,schedule=cosine"},
     "'every' is a parameter of schedule=step, but the schedule of adam is cosine"},
    {{"--sweep", "floor=0:0.5:3"}, "'floor' is a parameter of schedule=cosine"},
    {{"--optimizer", "adam:schedule=cosin"}, "unknown schedule 'cosin'; did you mean 'cosine'?"},
    {{"--optimizer", "adam:schedule=linear"}, "the schedules are constant, inverse-sqrt, "},
    {{"--optimizer", "adam:schedule=step,schedule=step"}, "duplicate schedule"},
    {{"--optimizer", "adam:warmup=2.5"}, "warmup must be a whole number from 0 to 1000000"},
    {{"--optimizer", "adam:schedul=step"}, "did you mean 'schedule'?"},
    {{"--noise", "0"},
     "--noise '0': must be a number above 0, or relative: followed by a number above 0"},
    {{"--noise", "relative:-1"}, "--noise 'relative:-1': must be a number above 0"},
    {{"--noise", "relative"}, "--noise 'relative': must be a number above 0"},
    {{"--noise", "inf"}, "--noise 'inf': must be a number above 0"},
    {{"--noise", "1", "--vary", "start"}, "--vary 'start': requires --runs"},
    {{"--runs", "5", "--vary", "noise"}, "--vary 'noise': requires --noise"},
    {{"--runs", "5", "--noise", "1", "--vary", "all"}, "--vary 'all'"},
};

START_TEST(wrong_schedules_and_noise_are_rejected)
{
    struct run_options o;
    struct error error;
    char *arguments[9] = {(char *)"adam-report"};
    int count = 1;

    while (count < 9 && wrong_noise[_i].words[count - 1] != NULL) {
        arguments[count] = (char *)wrong_noise[_i].words[count - 1];
        count++;
    }
    ck_assert_int_eq(run_options_parse(&o, count, arguments, NULL, &error), STATUS_USAGE);
    ck_assert_msg(strstr(error.message, wrong_noise[_i].message) != NULL, "%s", error.message);
    run_options_free(&o);
}
END_TEST

START_TEST(noise_varies_with_the_start_by_default)
{
    struct run_options o;

    parse_good(&o, WORDS("--noise", "relative:1e1", "--runs", "5"));
    ck_assert_int_eq(o.noise.vary, VARY_BOTH);
    ck_assert_str_eq(o.noise.text, "relative:10");
    run_options_free(&o);
    parse_good(&o, WORDS("--runs", "5", "--vary", "start"));
    ck_assert_ptr_null(run_options_noise(&o));
    run_options_free(&o);
}
END_TEST

START_TEST(names_come_in_lists)
{
    struct run_options o;

    parse_good(
        &o, WORDS("--optimizer", "adam,rmsprop", "--optimiser=nag", "-f", "convergence,surface"));
    ck_assert_uint_eq(o.methods.count, 3);
    ck_assert_str_eq(o.methods.list[1].name.column, "rmsprop");
    ck_assert_str_eq(o.methods.list[2].name.column, "nesterov");
    ck_assert_uint_eq(o.figures.count, 2);
    ck_assert_str_eq(o.figures.list[1]->name, "convergence");
    run_options_free(&o);
}
END_TEST

START_TEST(a_suite_has_defaults)
{
    struct run_options o;

    parse_good(&o, WORDS("--suite"));
    ck_assert_uint_eq(o.methods.count, 6);
    ck_assert_str_eq(o.methods.list[0].method.optimizer->name, "gradient-descent");
    ck_assert_uint_eq(o.iterations, 200);
    ck_assert_uint_eq(o.study.runs, 100);
    run_options_free(&o);
    parse_good(&o, WORDS("--suite", "--optimizer", "adam", "-n", "60", "--runs", "7"));
    ck_assert_uint_eq(o.methods.count, 1);
    ck_assert_uint_eq(o.iterations, 60);
    ck_assert_uint_eq(o.study.runs, 7);
    run_options_free(&o);
}
END_TEST

/* All that the run can have. */
START_TEST(all_figures_are_those_of_the_run)
{
    struct run_options o;

    parse_good(&o, WORDS("-f", "all"));
    ck_assert_uint_eq(o.figures.count,
                      figure_count - 6); /* no ensembles, basins, sweep, suite, zoom */
    run_options_free(&o);
    parse_good(&o, WORDS("-f", "all", "--runs", "2", "--sweep", "alpha=1:2:5,beta1=0:0.5:5",
                         "--zoom", "auto", "--basins", "5"));
    ck_assert_uint_eq(o.figures.count, figure_count - 1); /* no suite */
    run_options_free(&o);
    parse_good(&o, WORDS("-f", "all", "--suite"));
    ck_assert_uint_eq(o.figures.count, 1 + problem_count);
    ck_assert_str_eq(o.figures.list[0]->name, "profile");
    ck_assert_str_eq(o.figures.list[1]->name, "contour_path-sphere");
    run_options_free(&o);
}
END_TEST

/* With its minimum, the tolerance of a formula counts from there. */
START_TEST(a_formula_can_have_a_minimum)
{
    struct run_options o;

    parse_good(&o, WORDS("--minimum", "0.25", "--problem", "expr:x^2+y^2+0.25"));
    ck_assert(problem_minimum_known(o.problem));
    assert_same_double(run_options_threshold(&o), 0.25 + 5e-6);
    run_options_free(&o);
    parse_good(&o, WORDS("--problem", "expr:x^2+y^2+0.25"));
    ck_assert(!problem_minimum_known(o.problem));
    assert_same_double(run_options_threshold(&o), 5e-6);
    run_options_free(&o);
}
END_TEST

START_TEST(optimizers_have_their_settings)
{
    struct run_options o;

    parse_good(&o, WORDS("--optimizer", "momentum:mu=0.5", "--optimizer", "rmsprop", "--alpha",
                         "0.25", "--optimizer", "adagrad:alpha=1,epsilon=0"));
    ck_assert_uint_eq(o.methods.count, 3);
    ck_assert_str_eq(o.methods.list[0].name.label, "momentum");
    assert_same_double(o.methods.list[0].method.parameters[0], 0.25);
    assert_same_double(o.methods.list[0].method.parameters[1], 0.5);
    assert_same_double(o.methods.list[1].method.parameters[0], 0.25);
    assert_same_double(o.methods.list[1].method.parameters[1], 0.9);
    assert_same_double(o.methods.list[2].method.parameters[0], 1); /* its own */
    assert_same_double(o.methods.list[2].method.parameters[1], 0);
    ck_assert_str_eq(o.methods.list[2].name.column, "adagrad");
    ck_assert_uint_eq(o.figures.count, 4); /* convergence, too */
    run_options_free(&o);
}
END_TEST

START_TEST(the_same_optimizer_twice_is_told_apart)
{
    struct run_options o;

    parse_good(&o, WORDS("--optimizer", "adam", "--optimizer", "adam:alpha=0.1"));
    ck_assert_str_eq(o.methods.list[0].name.label, "Adam");
    ck_assert_str_eq(o.methods.list[0].name.column, "adam");
    ck_assert_str_eq(o.methods.list[1].name.label, "Adam (alpha=0.1)");
    ck_assert_str_eq(o.methods.list[1].name.column, "adam_2");
    run_options_free(&o);
}
END_TEST

/* The values make the label, not how they were given: a manifest has the values. */
START_TEST(labels_follow_from_the_values)
{
    struct run_options o;

    parse_good(&o, WORDS("--optimizer", "adam:beta1=8e-1", "--optimizer",
                         "adam:beta2=0.99,alpha=1e-1", "--alpha", "0.05"));
    ck_assert_str_eq(o.methods.list[0].name.label, "Adam (alpha=0.05)");
    ck_assert_str_eq(o.methods.list[1].name.label, "Adam (alpha=0.1,beta2=0.99)");
    run_options_free(&o);
}
END_TEST

START_TEST(a_study_is_read)
{
    struct run_options o;

    parse_good(&o, WORDS("--runs", "25", "--threads", "3", "--sweep",
                         "alpha=0.001:1:50:log,beta1=0:0.99:20", "--sweep-shows", "value"));
    ck_assert_uint_eq(o.study.runs, 25);
    ck_assert_uint_eq(o.study.threads, 3);
    ck_assert(o.study.swept && o.study.axes[0].logarithmic && !o.study.axes[1].logarithmic);
    ck_assert_uint_eq(o.study.axes[0].parameter, 0);
    ck_assert_uint_eq(o.study.axes[1].parameter, 1);
    assert_same_double(o.study.axes[0].low, 0.001);
    assert_same_double(o.study.axes[1].high, 0.99);
    ck_assert_uint_eq(o.study.axes[0].count, 50);
    ck_assert_int_eq(o.study.view, SWEEP_VIEW_VALUE);
    ck_assert_uint_eq(o.figures.count, 6); /* ensemble, runtime and sweep, too */
    run_options_free(&o);
}
END_TEST

/* Gradient descent has a single parameter. */
START_TEST(a_sweep_of_one_parameter_is_read)
{
    struct run_options o;

    parse_good(&o, WORDS("--optimizer", "gradient-descent", "--sweep", "alpha=0.001:1:200:log"));
    ck_assert(o.study.swept);
    ck_assert_uint_eq(o.study.axis_count, 1);
    ck_assert_uint_eq(o.study.axes[0].count, 200);
    ck_assert(o.study.axes[0].logarithmic);
    run_options_free(&o);
}
END_TEST

/* What does not fit is left out, and never cut into another number. */
START_TEST(long_settings_are_told_apart)
{
    struct run_options o;

    parse_good(
        &o, WORDS("--optimizer",
                  "nadam:alpha=0.0123456789,beta1=0.87654321,beta2=0.99912345,epsilon=1e-7,psi=1",
                  "--optimizer",
                  "nadam:alpha=0.0123456789,beta1=0.87654321,beta2=0.99912345,epsilon=1e-7,psi=2"));
    ck_assert_str_eq(o.methods.list[0].name.label,
                     "NAdam (alpha=0.0123456789,beta1=0.87654321,beta2=0.99912345,…)");
    ck_assert_str_eq(o.methods.list[1].name.label,
                     "NAdam (alpha=0.0123456789,beta1=0.87654321,beta2=0.99912345,…) (2)");
    run_options_free(&o);
}
END_TEST

/* The tolerance is above the least value. */
START_TEST(the_threshold_is_above_the_minimum)
{
    struct run_options o;

    parse_good(&o, WORDS("--problem", "goldstein-price", "--tolerance", "0.5"));
    assert_same_double(run_options_threshold(&o), 3.5);
    run_options_free(&o);
    parse_good(&o, WORDS("--problem", "expr:x+3"));
    assert_same_double(run_options_threshold(&o), 5e-6); /* of what is not known, 0 */
    run_options_free(&o);
}
END_TEST

static const struct {
    const char *words[8];
    const char *holds[3];
} wrong[] = {
    {{"--problem", "spheer"}, {"--problem 'spheer': unknown problem; did you mean 'sphere'?"}},
    {{"--problem", "expr:x+*y"}, {"--problem 'expr:x+*y': column 3: "}},
    {{"--problem", "expr:"}, {"column 1"}},
    {{"--optimizer", "lbfgs"}, {"--optimizer 'lbfgs'", "gradient-descent", "adamw"}},
    {{"--optimizer", ""}, {"--optimizer ''"}},
    {{"--optimizer", "adam:"}, {"--optimizer 'adam:'", "KEY=VALUE", "alpha, beta1"}},
    {{"--optimizer", "adam:alpha"}, {"KEY=VALUE"}},
    {{"--optimizer", "adam:gamma=1"}, {"'adam:gamma=1'", "alpha, beta1, beta2, epsilon"}},
    {{"--optimizer", "adam:alpha=1,"}, {"KEY=VALUE"}},
    {{"--optimizer", "adam:alpha=1,alpha=2"}, {"duplicate parameter"}},
    {{"--optimizer", "adam:beta1=1"}, {"beta1 must be a number from 0 to below 1"}},
    {{"--optimizer", "adam:alpha=0"}, {"alpha must be a number above 0"}},
    {{"--optimizer", "adam:alpha=inf"}, {"alpha must be a number above 0"}},
    {{"--optimizer", "adam:alpha=1e999"}, {"alpha must be"}},
    {{"--optimizer", "adam", "--optimizer", "adam"}, {"--optimizer 'adam': duplicate optimizer"}},
    {{"--optimizer", "adam", "--optimizer", "adam:alpha=0.02"},
     {"--optimizer 'adam:alpha=0.02': duplicate optimizer"}},
    {{"--sweep", "alpha=1e-300:1e300:5:log,beta1=0:0.5:5"}, {"at most 1e300 times LO"}},
    {{"--optimizer", "momentum", "--beta1", "0.5"},
     {"--beta1 '0.5': momentum has no parameter 'beta1'"}},
    {{"--runs", "1"}, {"--runs '1'"}},
    {{"--runs", "100001"}, {"--runs"}},
    {{"--seed", "4294967295", "--runs", "3"},
     {"--seed '4294967295'", "at most 4294967293 with --runs 3"}},
    {{"--runs", "100000", "--seed", "4294867297"}, {"at most 4294867296"}},
    {{"--minimum", "0"},
     {"--minimum '0'", "requires a formula", "the minimum of sphere is known: 0"}},
    {{"--minimum=-1.5", "--problem", "mccormick"}, {"known: -1.91322295"}},
    {{"--problem", "expr:x^2", "--minimum", "low"}, {"--minimum 'low': must be a number"}},
    {{"--threads", "0"}, {"--threads"}},
    {{"--sweep-shows", "x"}, {"iterations or value"}},
    {{"--basins", "1"}, {"a whole number from 2 to 1000"}},
    {{"--basins", "1001"}, {"a whole number from 2 to 1000"}},
    {{"--basins", "9", "--optimizer", "adam,momentum"}, {"requires a single --optimizer, not 2"}},
    {{"-f", "basins"}, {"--figure 'basins': requires --basins"}},
    {{"--basins", "9", "--suite"}, {"--suite: cannot be combined with --basins"}},
    {{"--sweep", "alpha=0:1:5"}, {"alpha must be a number above 0"}},
    {{"--sweep", "alpha=1:2:5,beta1=0:0.5:5,beta2=0:0.5:5"}, {"specify one or two parameters"}},
    {{"--sweep", "alpha=1:2:5,"}, {"KEY=LO:HI:N"}},
    {{"--sweep", ""}, {"KEY=LO:HI:N"}},
    {{"--sweep", "alpha=1:2:5,alpha=1:2:5"}, {"two different parameters"}},
    {{"--sweep", "alpha=1:2:5,mu=0:1:5"}, {"adam has no parameter 'mu'"}},
    {{"--sweep", "alpha=0:2:5,beta1=0:0.5:5"}, {"alpha must be a number above 0"}},
    {{"--sweep", "alpha=1:2:5,beta1=0:1:5"}, {"beta1 must be a number from 0 to below 1"}},
    {{"--sweep", "alpha=2:1:5,beta1=0:0.5:5"}, {"LO must be below HI"}},
    {{"--sweep", "alpha=1:2:1,beta1=0:0.5:5"}, {"from 2 to 1000"}},
    {{"--sweep", "alpha=1:2:2.5,beta1=0:0.5:5"}, {"from 2 to 1000"}},
    {{"--sweep", "alpha=1:2:5:ln,beta1=0:0.5:5"}, {"only :log"}},
    {{"--sweep", "alpha=1:2:5:log:x,beta1=0:0.5:5"}, {"only :log"}},
    {{"--sweep", "alpha=1:2:5,beta1=0:0.5:5:log"}, {"above 0 for :log"}},
    {{"--sweep", "alpha=1:2,beta1=0:0.5:5"}, {"N must be"}},
    {{"--sweep", "alpha,beta1"}, {"KEY=LO:HI:N"}},
    {{"--sweep", "a,b", "--sweep", "c,d"}, {"must not be repeated"}},
    {{"--optimizer", "adam", "--optimizer", "adagrad", "--sweep", "alpha=1:2:5,epsilon=0:1:5"},
     {"requires a single --optimizer"}},
    {{"-f", "ensemble"}, {"--figure 'ensemble': requires --runs"}},
    {{"-f", "sweep"}, {"--figure 'sweep': requires --sweep"}},
    {{"--levels", "5:ln"}, {"--levels '5:ln'", ":log or :linear"}},
    {{"--levels", ":log"}, {"--levels ':log'"}},
};

/* The seeds of all runs are from 0 to 4294967295. */
START_TEST(the_last_run_can_have_the_last_seed)
{
    struct run_options o;

    parse_good(&o, WORDS("--seed", "4294967293", "--runs", "3"));
    ck_assert_uint_eq(o.seed, 4294967293);
    run_options_free(&o);
}
END_TEST

START_TEST(wrong_searches_are_refused)
{
    struct run_options options;
    struct error error;

    ck_assert_int_eq((int)parse(wrong[_i].words, &options, &error), STATUS_USAGE);
    for (int i = 0; i < 3 && wrong[_i].holds[i] != NULL; i++)
        assert_message_holds(&error, wrong[_i].holds[i]);
    run_options_free(&options);
}
END_TEST

Suite *search_options_suite(void)
{
    Suite *suite = suite_create("search_options");
    TCase *tests = tcase_create("search");

    tcase_add_test(tests, a_problem_brings_its_domain_start_and_levels);
    tcase_add_test(tests, a_formula_is_a_problem);
    tcase_add_test(tests, a_formula_needs_no_prefix);
    tcase_add_test(tests, names_match_whatever_their_case);
    tcase_add_test(tests, keys_of_schedules_come_in_any_order);
    tcase_add_loop_test(tests, wrong_schedules_and_noise_are_rejected, 0,
                        sizeof wrong_noise / sizeof *wrong_noise);
    tcase_add_test(tests, noise_varies_with_the_start_by_default);
    tcase_add_test(tests, names_come_in_lists);
    tcase_add_test(tests, a_suite_has_defaults);
    tcase_add_test(tests, all_figures_are_those_of_the_run);
    tcase_add_test(tests, a_formula_can_have_a_minimum);
    tcase_add_test(tests, optimizers_have_their_settings);
    tcase_add_test(tests, the_same_optimizer_twice_is_told_apart);
    tcase_add_test(tests, long_settings_are_told_apart);
    tcase_add_test(tests, labels_follow_from_the_values);
    tcase_add_test(tests, a_study_is_read);
    tcase_add_test(tests, a_sweep_of_one_parameter_is_read);
    tcase_add_test(tests, the_threshold_is_above_the_minimum);
    tcase_add_test(tests, the_last_run_can_have_the_last_seed);
    tcase_add_loop_test(tests, wrong_searches_are_refused, 0, sizeof wrong / sizeof *wrong);
    suite_add_tcase(suite, tests);
    return suite;
}
