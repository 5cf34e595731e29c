/* --tune: which optimizers it tunes, and what it rejects. */
#include "run/tune_options.h"

#include <stdio.h>
#include <string.h>

#include "run/run_options.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_WORDS 20
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

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

/* The optimizers of the run, separated by spaces: "adam", or if it is tuned the value of --tune. */
static void assert_methods(const char *const words[], const char *wanted)
{
    struct run_options options;
    struct text found = {0};
    struct error error;

    assert_status(parse(words, &options, &error), STATUS_OK, &error);
    for (size_t i = 0; i < options.methods.count; i++) {
        text_append(&found, i == 0 ? "" : " ");
        tune_options_append(&options.methods.list[i], &found);
    }
    ck_assert_str_eq(text_string(&found), wanted);
    text_free(&found);
    run_options_free(&options);
}

static const struct {
    const char *words[MOST_WORDS], *wanted;
} tuned[] = {
    {{"--tune", "adam:alpha=0.001:1:20:log"}, "adam:alpha=0.001:1:20:log"},
    {{"--tune", "gd:alpha=1e-1:2:8"}, "gradient-descent:alpha=0.1:2:8"}, /* without Adam */
    {{"--optimizer", "rmsprop", "--tune", "Adam:Alpha=1:2:4,beta1=0:0.9:2"},
     "rmsprop adam:alpha=1:2:4,beta1=0:0.9:2"},
    {{"--tune", "adam:alpha=1:2:3", "--optimizer", "momentum,adam"}, "momentum adam:alpha=1:2:3"},
    /* an optimizer that does not set the parameter, wherever it is */
    {{"--optimizer", "adam:alpha=0.1", "--optimizer", "adam", "--tune", "adam:alpha=1:2:3"},
     "adam adam:alpha=1:2:3"},
    {{"--optimizer", "adam:beta1=0.5", "--tune", "adam:alpha=1:2:3"}, "adam:alpha=1:2:3"},
    /* the same optimizer twice */
    {{"--tune", "adam:alpha=1:2:3", "--tune", "adam:beta1=0:0.5:3"},
     "adam:alpha=1:2:3 adam:beta1=0:0.5:3"},
    {{"--optimizer", "adam:schedule=cosine", "--optimizer", "adam", "--tune", "adam:alpha=1:2:3",
      "--tune", "adam:alpha=1:2:3"},
     "adam:alpha=1:2:3 adam:alpha=1:2:3"},
    /* parameters of the schedule */
    {{"--optimizer", "adam", "--optimizer", "adam:schedule=step", "--tune",
      "adam:every=10:50:5,warmup=0:5:2"},
     "adam adam:every=10:50:5,warmup=0:5:2"},
};

START_TEST(an_optimizer_is_tuned)
{
    const char *words[MOST_WORDS + 2] = {"--runs", "10"};

    memcpy(words + 2, tuned[_i].words, sizeof tuned[_i].words - 2 * sizeof *words);
    assert_methods(words, tuned[_i].wanted);
}
END_TEST

/* --alpha is for the others. */
START_TEST(fixed_parameters_hold)
{
    struct run_options o;
    struct error error;

    assert_status(parse(WORDS("--runs", "10", "--optimizer", "adam:beta1=0.5", "--optimizer",
                              "momentum", "--alpha", "0.3", "--tune", "adam:alpha=1:2:3"),
                        &o, &error),
                  STATUS_OK, &error);
    assert_same_double(o.methods.list[0].method.parameters[1], 0.5);
    assert_same_double(o.methods.list[1].method.parameters[0], 0.3);
    ck_assert(method_options_is_tuned(&o.methods.list[0], 0));
    ck_assert(!method_options_is_tuned(&o.methods.list[0], 1));
    run_options_free(&o);
}
END_TEST

/* The best settings are in the labels, rounded, even if they are the defaults. */
START_TEST(labels_show_the_tuned_parameters)
{
    struct run_options o;
    struct error error;

    assert_status(parse(WORDS("--runs", "10", "--tune", "adam:alpha=1:2:2,beta1=0.7:0.8:2",
                              "--optimizer", "momentum"),
                        &o, &error),
                  STATUS_OK, &error);
    o.methods.list[1].method.parameters[0] = 1.0 / 3;
    assert_status(method_options_name_tuned(&o.methods, &error), STATUS_OK, &error);
    ck_assert_str_eq(o.methods.list[0].name.label, "momentum");
    ck_assert_str_eq(o.methods.list[1].name.label, "Adam (alpha=0.333,beta1=0.8)");
    run_options_free(&o);
}
END_TEST

static const struct {
    const char *words[8], *message;
} wrong[] = {
    {{"--tune", "adam"}, "--tune 'adam': expected OPTIMIZER:KEY=LO:HI:N[:log],...; example: adam"},
    {{"--tune", "adam:alpha"}, "expected KEY=LO:HI:N[:log] for each parameter"},
    {{"--tune", "adam:alpha=1:2:3,"}, "expected KEY=LO:HI:N[:log] for each parameter"},
    {{"--tune", "adem:alpha=1:2:3"}, "unknown optimizer 'adem'; did you mean 'adam'?"},
    {{"--tune", "lbfgs:alpha=1:2:3"}, "'lbfgs:alpha=1:2:3': must be one of adam, "},
    {{"--tune", "adam:alhpa=1:2:3"}, "adam has no parameter 'alhpa'; did you mean 'alpha'?"},
    {{"--tune", "adam:schedule=1:2:3"}, "schedule has no range; specify it in --optimizer"},
    {{"--tune", "adam:rate=1:2:3"}, "'rate' is a parameter of schedule=exponential"},
    {{"--tune", "adam:alpha=0:1:3"}, "alpha must be a number above 0, not 0"},
    {{"--tune", "adam:warmup=0:10:4"},
     "warmup must be a whole number from 0 to 1000000, not 3.33333"},
    {{"--tune", "adam:alpha=1:2:3,alpha=1:2:3"}, "duplicate parameter"},
    {{"--tune", "adam:alpha=1:2:200,beta1=0:0.5:100"},
     "must have at most 10000 settings, not 20000"},
    {{"--tune", "adam:alpha=1:2:3", "--optimizer", "adam:alpha=0.2"},
     "alpha is set in --optimizer 'adam:alpha=0.2'; a parameter can be either set or tuned"},
    {{"--tune", "adam:alpha=1:2:3", "--tune", "adam:beta1=0:0.5:3", "--optimizer", "adam"},
     "--tune 'adam:beta1=0:0.5:3': every --optimizer adam is already tuned"},
    {{"--tune", "adam:alpha=1:2:3", "--tune", "adam:alpha=1:2:3"},
     "--tune 'adam:alpha=1:2:3': duplicate optimizer"},
    {{"--tune", "adam:alpha=1:2:5", "--tune", "momentum:alpha=1:2:3,mu=0:0.5:2"},
     "all tuned optimizers must have the same number of settings, not adam 5 and momentum 6"},
    {{"--tune", "adam:alpha=1:2:5", "--sweep", "alpha=1:2:3,beta1=0:0.5:3"},
     "cannot be combined with --sweep"},
    {{"--tune", "adam:alpha=1:2:5", "--seed", "4294967277"},
     "at most 4294967276 with --runs 10 and --tune"},
    {{"--tune", "adam:alpha=1:2:5", "--optimizer", "adamax,amsgrad,nadam,adamw,momentum,nesterov"},
     "too many optimizers; a run can have at most 6"},
};

START_TEST(what_cannot_be_tuned_is_rejected)
{
    const char *words[10] = {"--runs", "10"};
    struct run_options options;
    struct error error;

    memcpy(words + 2, wrong[_i].words, sizeof wrong[_i].words);
    assert_status(parse(words, &options, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, wrong[_i].message);
    run_options_free(&options);
}
END_TEST

START_TEST(tuning_requires_runs)
{
    struct run_options options;
    struct error error;

    assert_status(parse(WORDS("--tune", "adam:alpha=1:2:3"), &options, &error), STATUS_USAGE,
                  &error);
    assert_message_holds(&error, "--tune 'adam:alpha=1:2:3': requires --runs");
    run_options_free(&options);
}
END_TEST

Suite *tune_options_suite(void)
{
    Suite *suite = suite_create("tune_options");
    TCase *options = tcase_create("tune_options");

    tcase_add_loop_test(options, an_optimizer_is_tuned, 0, sizeof tuned / sizeof *tuned);
    tcase_add_test(options, fixed_parameters_hold);
    tcase_add_test(options, labels_show_the_tuned_parameters);
    tcase_add_loop_test(options, what_cannot_be_tuned_is_rejected, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(options, tuning_requires_runs);
    suite_add_tcase(suite, options);
    return suite;
}
