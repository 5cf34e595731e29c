/* Settings of explore.html: what they accept, and whether their command line has the same settings.
 */
#include "explore/settings.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/random.h"
#include "run/run_options.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_TEXT 2000
#define MOST_WORDS 40

static enum status parse(struct settings *settings, const char *text, struct settings_place *place,
                         struct error *error)
{
    char lines[MOST_TEXT];

    ck_assert_uint_lt(strlen(text), sizeof lines);
    snprintf(lines, sizeof lines, "%s", text);
    error->message[0] = '\0';
    return settings_parse(settings, lines, place, error);
}

static void parse_good(struct settings *settings, const char *text)
{
    struct settings_place place;
    struct error error;

    assert_status(parse(settings, text, &place, &error), STATUS_OK, &error);
}

/* ---- Command lines --------------------------------------------------------------------------- */

/* The words that a shell makes of the command. */
static int split(const char *command, char words[MOST_WORDS][MOST_TEXT])
{
    static const char program[] = "adam-report ";
    struct text script = {0};
    int count = 0;

    ck_assert_int_eq(strncmp(command, program, strlen(program)), 0);
    text_appendf(&script, "printf '%%s\\n' %s", command + strlen(program));
    FILE *pipe = popen(text_string(&script), "r");
    ck_assert_ptr_nonnull(pipe);
    while (count < MOST_WORDS && fgets(words[count], MOST_TEXT, pipe) != NULL) {
        words[count][strcspn(words[count], "\n")] = '\0';
        count++;
    }
    ck_assert_int_eq(pclose(pipe), 0);
    text_free(&script);
    return count;
}

static void parse_command(const struct settings *settings, struct run_options *options)
{
    static char words[MOST_WORDS][MOST_TEXT]; /* the options point into it */
    char *arguments[MOST_WORDS + 1];
    struct text command = {0};
    struct error error = {""};

    settings_command(settings, &command);
    int count = split(text_string(&command), words);
    for (int i = 0; i < count; i++)
        arguments[i] = words[i];
    arguments[count] = NULL;
    enum status status = run_options_parse(options, count, arguments, NULL, &error);
    ck_assert_msg(status == STATUS_OK, "%s: %s", text_string(&command), error.message);
    text_free(&command);
}

static void assert_same_search(const struct settings *settings, const struct run_options *options)
{
    const struct problem *problem = settings_problem(settings);

    ck_assert_str_eq(options->problem->name, problem->name);
    ck_assert_int_eq(options->problem->minimum_given, problem->minimum_given);
    assert_same_double(options->problem->minimum, problem->minimum);
    for (int v = 0; v < 2; v++) {
        assert_same_double(options->bounds.min[v], settings->bounds.min[v]);
        assert_same_double(options->bounds.max[v], settings->bounds.max[v]);
        if (settings->has_start)
            assert_same_double(options->start[v], settings->start[v]);
    }
    ck_assert_int_eq(options->has_start, settings->has_start);
    if (!settings->has_start || settings->is_noisy)
        ck_assert_uint_eq(options->seed, settings->seed);
    ck_assert_int_eq(options->noise.given, settings->is_noisy);
    if (settings->is_noisy) {
        ck_assert_int_eq(options->noise.noise.kind, settings->noise.kind);
        assert_same_double(options->noise.noise.size, settings->noise.size);
    }
    ck_assert_uint_eq(options->iterations, settings->iterations);
    assert_same_double(options->tolerance, settings->tolerance);
    assert_same_double(run_options_threshold(options), settings_threshold(settings));
    ck_assert_uint_eq(options->figures.settings.levels, settings->levels);
    ck_assert_int_eq(options->figures.settings.spacing, settings->spacing);
}

/* That the command of these settings has the same settings. */
static void assert_round_trip(const char *text)
{
    struct settings settings;
    struct run_options options;

    parse_good(&settings, text);
    parse_command(&settings, &options);
    assert_same_search(&settings, &options);
    ck_assert_uint_eq(options.methods.count, settings.count);
    for (size_t i = 0; i < settings.count; i++)
        ck_assert(method_equal(&options.methods.list[i].method, &settings.methods[i]));
    run_options_free(&options);
    settings_free(&settings);
}

static void assert_command(const char *text, const char *wanted)
{
    struct settings settings;
    struct text command = {0};

    parse_good(&settings, text);
    settings_command(&settings, &command);
    ck_assert_str_eq(text_string(&command), wanted);
    text_free(&command);
    settings_free(&settings);
}

START_TEST(a_command_has_only_what_differs_from_the_defaults)
{
    assert_command("", "adam-report run");
    assert_command("problem=sphere\nseed=1\niterations=60\noptimizer=adam\nalpha=0.02\n",
                   "adam-report run");
    assert_command("problem=rosenbrock\nstart=-1.2,1\n", "adam-report run --problem rosenbrock");
    assert_command("problem=rosenbrock\nseed=1\n", "adam-report run --problem rosenbrock --seed 1");
    assert_command("start=-0.5,1\noptimizer=adam\nalpha=0.050\nbeta1=.5\n",
                   "adam-report run --start=-0.5,1 --alpha 0.05 --beta1 0.5");
    assert_command("start=0,1\nseed=3\n", "adam-report run --start 0,1");
    assert_command("problem=rosenbrock\nstart=-1.2,1\nseed=3\nnoise=0.10\n",
                   "adam-report run --problem rosenbrock --start=-1.2,1 --seed 3 --noise 0.1");
    assert_command("optimizer=adam\nschedule=cosine\nfloor=0.1\n",
                   "adam-report run --optimizer adam:schedule=cosine,floor=0.1");
    assert_command("levels=20\noptimizer=adam\noptimizer=sgd\nalpha=100\n",
                   "adam-report run --levels 20 --optimizer adam --optimizer "
                   "gradient-descent:alpha=100");
    assert_command("problem=expr:x² + 3·y²\nminimum=-0\n",
                   "adam-report run --problem 'expr:x^2 + 3*y^2' --minimum 0");
}
END_TEST

/* Random settings of the run, which are valid for every problem. */
static void append_run_settings(struct text *text, size_t problem, struct random *random)
{
    static const char *const formulas[] = {"x^2+y^2", "(x-1)^2 + abs(y)*2 - 1", "max(x,y)^2",
                                           "sqrt(x²+0.1) - 2^-3·y", "-(-x)*y + 1e-3 + e^x"};
    const struct bounds *b = &problems[problem].domain;
    double place[2];

    if (random_uniform(random) < 0.3)
        text_appendf(text, "problem=expr:%s\n", formulas[problem % 5]);
    else
        text_appendf(text, "problem=%s\nbounds=%.17g,%.17g,%.17g,%.17g\n", problems[problem].name,
                     b->min[0], b->max[0], b->min[1], b->max[1]);
    b = strstr(text_string(text), "bounds") == NULL ? &problems[0].domain : b;
    for (int v = 0; v < 2; v++)
        place[v] = b->min[v] + random_uniform(random) * (b->max[v] - b->min[v]);
    if (random_uniform(random) < 0.5)
        text_appendf(text, "start=%.17g,%.17g\n", place[0], place[1]);
    if (random_uniform(random) < 0.5)
        text_appendf(text, "seed=%lu\n", (unsigned long)random_bits(random) % 3);
    if (random_uniform(random) < 0.4)
        text_appendf(text, "noise=%s%.17g\n", random_uniform(random) < 0.5 ? "relative:" : "",
                     random_uniform(random) + 1e-9);
    text_appendf(text, "iterations=%d\ntolerance=%.17g\nlevels=%d%s\n",
                 1 + (int)(random_uniform(random) * 20000), random_uniform(random),
                 2 + (int)(random_uniform(random) * 254),
                 random_uniform(random) < 0.5 ? "" : ":linear");
}

static double random_value(enum optimizer_range range, struct random *random)
{
    double value = random_uniform(random);

    return optimizer_range_is_whole(range) ? 1 + floor(100 * value)
           : range == OPTIMIZER_POSITIVE   ? exp(20 * value - 15)
                                           : value;
}

static void append_method(struct text *text, size_t optimizer, size_t schedule,
                          struct random *random)
{
    struct method method = method_of(&optimizers[optimizer]);

    method_set_schedule(&method, &schedules[schedule]);
    text_appendf(text, "optimizer=%s\nschedule=%s\n", optimizers[optimizer].name,
                 schedules[schedule].name);
    for (size_t k = 0; k < method_parameter_count(&method); k++)
        if (random_uniform(random) < 0.6)
            text_appendf(text, "%s=%.17g\n", method_parameter(&method, k)->name,
                         random_value(method_parameter(&method, k)->range, random));
}

START_TEST(the_command_of_any_settings_has_the_same_settings)
{
    struct random random;

    random_seed(&random, 18);
    for (size_t i = 0; i < optimizer_count * schedule_count; i++) {
        struct text text = {0};
        append_run_settings(&text, i % problem_count, &random);
        append_method(&text, i % optimizer_count, i / optimizer_count, &random);
        for (size_t k = 1; k <= i % 3; k++)
            append_method(&text, (i + k) % optimizer_count, k, &random);
        assert_round_trip(text_string(&text));
        text_free(&text);
    }
}
END_TEST

START_TEST(formulas_are_quoted_for_the_shell)
{
    assert_round_trip("problem=expr:(x-1)^2 * 2 + abs(y)\nlevels=20:log\n");
    assert_round_trip("problem=expr:  √(x²+x₂) ** 2 − π\n");
    assert_round_trip("problem=expr:-x*-y\nbounds=-1e9,1e9,-1e-9,1e-9\nminimum=-3e-300\n");
}
END_TEST

/* ---- Errors ---------------------------------------------------------------------------------- */

static void assert_error(const char *text, const char *key, int optimizer, const char *message)
{
    struct settings settings;
    struct settings_place place;
    struct error error;

    assert_status(parse(&settings, text, &place, &error), STATUS_USAGE, &error);
    ck_assert_str_eq(place.key, key);
    ck_assert_int_eq(place.optimizer, optimizer);
    ck_assert_str_eq(error.message, message);
    settings_free(&settings);
}

START_TEST(an_error_names_its_setting)
{
    assert_error("problem=rosenbrok\n", "problem", -1,
                 "unknown problem; did you mean 'rosenbrock'?");
    assert_error("problem=expr:x+\n", "problem", -1,
                 "column 3: expected a number, a variable or a function, not the end of the "
                 "formula");
    assert_error("bounds=1,0,0,1\n", "bounds", -1,
                 "must be four numbers with X1MIN < X1MAX and X2MIN < X2MAX");
    assert_error("bounds=0,1,0,1e-10\n", "bounds", -1, "must be " BOUNDS_ALLOWED);
    assert_error("start=0.5\n", "start", -1, "must be two numbers X1,X2");
    assert_error("start=2,0\n", "start", -1, "must be within the bounds -1,1,-1,1");
    assert_error("seed=-1\n", "seed", -1, "must be a whole number from 0 to 4294967295");
    assert_error("noise=0\n", "noise", -1, "must be " NOISE_ALLOWED);
    assert_error("iterations=20001\n", "iterations", -1, "must be a whole number from 1 to 20000");
    assert_error("tolerance=0,5\n", "tolerance", -1,
                 "must be a number; use a period as the decimal point");
    assert_error("levels=50:cubic\n", "levels", -1, "must be " LEVELS_ALLOWED);
    assert_error("minimum=0\n", "minimum", -1,
                 "requires a formula; the minimum of sphere is known: 0");
    assert_error("speed=3\n", "speed", -1, "unknown setting");
    assert_error("iterations\n", "iterations", -1, "must be followed by = and a value");
}
END_TEST

START_TEST(an_error_names_its_optimizer)
{
    struct text many = {0};

    assert_error("optimizer=adam\nalpha=0\n", "alpha", 0, "must be a number above 0");
    assert_error("optimizer=adam\noptimizer=sgd\nalpha=1e999\n", "alpha", 1,
                 "must be a number above 0");
    assert_error("optimizer=adam\nbeta1=1\n", "beta1", 0, "must be a number from 0 to below 1");
    assert_error("optimizer=sgd\nbeta1=0.5\n", "beta1", 0,
                 "gradient-descent with schedule constant has no such parameter");
    assert_error("optimizer=adam\nschedule=cosin\n", "schedule", 0,
                 "must be one of constant, inverse-sqrt, exponential, cosine, step");
    assert_error("optimizer=sgd\noptimizer=adam\noptimizer=gradient-descent\n", "optimizer", 2,
                 "has the same settings as another optimizer");
    for (int i = 0; i < SETTINGS_MAX_METHODS + 1; i++)
        text_append(&many, "optimizer=adam\n");
    assert_error(text_string(&many), "optimizer", SETTINGS_MAX_METHODS,
                 "too many optimizers; a run can have at most 6");
    text_free(&many);
}
END_TEST

START_TEST(empty_optional_values_are_missing)
{
    struct settings settings;

    parse_good(&settings,
               "problem=rosenbrock\nbounds=\nminimum=\nstart=\nseed=\nnoise=\nlevels=\n");
    ck_assert(settings.has_start && !settings.is_noisy);
    ck_assert_uint_eq(settings.levels, 50);
    settings_free(&settings);
    assert_error("iterations=\n", "iterations", -1, "must be a whole number from 1 to 20000");
}
END_TEST

Suite *explore_settings_suite(void)
{
    Suite *suite = suite_create("explore_settings");
    TCase *tests = tcase_create("explore_settings");

    tcase_add_test(tests, a_command_has_only_what_differs_from_the_defaults);
    tcase_add_test(tests, the_command_of_any_settings_has_the_same_settings);
    tcase_add_test(tests, formulas_are_quoted_for_the_shell);
    tcase_add_test(tests, an_error_names_its_setting);
    tcase_add_test(tests, an_error_names_its_optimizer);
    tcase_add_test(tests, empty_optional_values_are_missing);
    suite_add_tcase(suite, tests);
    return suite;
}
