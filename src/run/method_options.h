/* Options that select the optimizers and their parameters. */
#ifndef ADAM_REPORT_RUN_METHOD_OPTIONS_H
#define ADAM_REPORT_RUN_METHOD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "optimize/method.h"
#include "optimize/method_name.h"
#include "optimize/optimizer_result.h"
#include "optimize/tuning.h"

/* Most optimizers in a run. */
#define METHODS_MAX OPTIMIZER_RESULT_MAX

struct named_method {
    struct method method;
    struct method_name name; /* the label has the parameters that differ from the defaults if there
                              * are several of the optimizer; if it was tuned, the tuned ones */
    size_t axis_count;       /* tuned parameters; 0: it is not tuned */
    struct sweep_axis axes[TUNING_MAX_AXES];

    /* Used while the options are parsed: the settings in --optimizer. */
    const char *given; /* "alpha=0.1,beta1=0.9", or "" */
    bool set[METHOD_MAX_PARAMETERS], schedule_set;
};

struct method_options {
    size_t count;     /* at least 1 */
    bool tuned_apart; /* on each problem of a suite: labels do not show the best settings */
    struct named_method list[METHODS_MAX];

    /* Used while the options are parsed: whether the list is the default; --alpha, --beta1, --beta2
     * and --epsilon, as given. */
    bool is_default;
    const char *common_given[OPTIMIZER_MAX_PARAMETERS];
    double common[OPTIMIZER_MAX_PARAMETERS];

    /* Likewise: each --tune, as given. */
    size_t tune_count;
    const char *tunes[METHODS_MAX];
};

/* Readers of --optimizer NAME[:KEY=VALUE,...] or NAME,NAME,..., and of --alpha, --beta1, --beta2
 * and
 * --epsilon, whose row is named after the parameter. STATUS_USAGE names the invalid part and the
 * valid choices. */
option_reader method_options_add, method_options_common;

/* Replaces the default by these optimizers, separated by commas, unless --optimizer was given.
 * Called after the last option. */
enum status method_options_replace_default(struct method_options *options, const char *names,
                                           struct error *error);

/* Sets the error for an unknown parameter in the value of an option: with the schedules that have
 * it, the most similar parameter or, if there is none, all parameters. Returns STATUS_USAGE. */
enum status method_options_unknown_key(const struct method *method, const char *key,
                                       const char *option, const char *value, struct error *error);

/* The optimizer with the name of this length in the argument's value; STATUS_USAGE if it is
 * unknown. */
enum status method_options_find(const struct option_argument *argument, const char *word,
                                size_t length, const struct optimizer **optimizer,
                                struct error *error);

/* Whether parameter number k is tuned. */
bool method_options_is_tuned(const struct named_method *named, size_t k);

/* Completes settings and labels after the last option. STATUS_USAGE for a common option that
 * applies to no optimizer, or a duplicate optimizer. */
enum status method_options_finish(struct method_options *options, struct error *error);

/* Updates the labels after the best settings of tuned optimizers were put into the methods. */
enum status method_options_name_tuned(struct method_options *options, struct error *error);

#endif
