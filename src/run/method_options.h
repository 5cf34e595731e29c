/* Which optimizers with which settings: the options that say so. */
#ifndef ADAM_REPORT_RUN_METHOD_OPTIONS_H
#define ADAM_REPORT_RUN_METHOD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"
#include "optimize/optimizer.h"
#include "optimize/optimizer_result.h"

/* Most optimizers in a run. */
#define METHODS_MAX OPTIMIZER_RESULT_MAX

#define METHODS_MAX_LABEL 112

struct named_method {
    struct method method;
    char label[METHODS_MAX_LABEL]; /* "Adam"; where there are two, with what is not as by default:
                                    * "Adam (alpha=0.1)" */
    char column[40];               /* "adam", or "adam_2" for the second */

    /* While the options are read: what was given in --optimizer itself. */
    const char *given; /* "alpha=0.1,beta1=0.9", or "" */
    bool set[OPTIMIZER_MAX_PARAMETERS];
};

struct method_options {
    size_t count; /* at least 1 */
    struct named_method list[METHODS_MAX];

    /* While the options are read: --alpha and the like, for all optimizers that have them. */
    const char *common_given[OPTIMIZER_MAX_PARAMETERS];
    double common[OPTIMIZER_MAX_PARAMETERS];
};

/* --optimizer NAME[:key=value,...] or NAME,NAME,...: STATUS_USAGE names what is wrong, and what
 * there is. --alpha,
 * --beta1, --beta2, --epsilon: the row's name is the parameter's. */
option_reader method_options_add, method_options_common;

/* STATUS_USAGE: the optimizer has no parameter of that name, the option's value says so; with the
 * parameter that was meant, if one is near, or with all of them. */
enum status method_options_unknown_key(const struct optimizer *optimizer, const char *key,
                                       const char *option, const char *value, struct error *error);

/* After the last option: settings and names. */
enum status method_options_finish(struct method_options *options, struct error *error);

#endif
