/* Optimizers and their update rules. */
#ifndef ADAM_REPORT_OPTIMIZE_OPTIMIZER_H
#define ADAM_REPORT_OPTIMIZE_OPTIMIZER_H

#include <stdbool.h>
#include <stddef.h>

#define OPTIMIZER_MAX_PARAMETERS 5
#define OPTIMIZER_MAX_STATES 3
#define OPTIMIZER_MAX_ALIASES 2
#define OPTIMIZER_MAX_FACTORS 4
#define OPTIMIZER_MAX_DERIVED 5
#define OPTIMIZER_MAX_GROUPS 2

/* The largest whole number that a parameter can be: more than the updates of any search. */
#define OPTIMIZER_MOST_WHOLE 1e6

/* Valid values of a parameter. */
enum optimizer_range {
    OPTIMIZER_POSITIVE,     /* above 0 */
    OPTIMIZER_DECAY,        /* from 0 to below 1 */
    OPTIMIZER_NOT_NEGATIVE, /* 0 or more */
    OPTIMIZER_FRACTION,     /* above 0, at most 1 */
    OPTIMIZER_WHOLE,        /* whole numbers from 0 on */
    OPTIMIZER_COUNT,        /* whole numbers from 1 on */
};

struct optimizer_parameter {
    const char *name;    /* as on the command line: "beta1" */
    const char *meaning; /* description: "decay rate of the first moment β₁" */
    double value;        /* the default */
    enum optimizer_range range;
};

/* One variable of many parallel searches: element i of each array belongs to search i. All searches
 * have made the same number of updates. */
struct optimizer_step {
    size_t searches;
    double *x;                                         /* to be updated */
    const double *gradient;                            /* at x */
    double *state[OPTIMIZER_MAX_STATES];               /* all 0 at first */
    const double *parameter[OPTIMIZER_MAX_PARAMETERS]; /* in the order of the optimizer's table */
    const double *factor[OPTIMIZER_MAX_FACTORS];       /* computed by prepare() for this t */
};

/* One variable of one search in update t: what struct optimizer_step had, and has made of it. */
struct optimizer_update {
    double x;        /* before the update */
    double gradient; /* there */
    double before[OPTIMIZER_MAX_STATES], state[OPTIMIZER_MAX_STATES];
    double parameter[OPTIMIZER_MAX_PARAMETERS], factor[OPTIMIZER_MAX_FACTORS];
};

/* A value that a rule computes in each update and does not keep. */
struct optimizer_quantity {
    const char *name;   /* of the variable in the function, and of a column: "mhat" */
    const char *symbol; /* in the rule: "m̂" */
    bool is_shared;     /* the same for all variables of a search */
};

/* Quantities that belong on the same axis. */
struct optimizer_group {
    const char *title; /* "average of g²" */
    const char *names; /* of states and derived quantities, separated by a space: "v vhat" */
    bool is_positive;  /* they are never negative, and vary over orders of magnitude */
};

struct optimizer {
    const char *name;                           /* as on the command line: "rmsprop" */
    const char *aliases[OPTIMIZER_MAX_ALIASES]; /* terminated by NULL unless full */
    const char *title;                          /* display name: "RMSProp" */
    const char *about;     /* a sentence or two for the report, in Markdown: idea and reference */
    const char *rule;      /* update rule: one or more lines, in Unicode */
    const char *reference; /* authors, title, publication and year */
    size_t parameter_count;
    const char *symbols[OPTIMIZER_MAX_PARAMETERS]; /* of the parameters in the rule: "β₁" */
    struct optimizer_parameter parameters[OPTIMIZER_MAX_PARAMETERS];
    size_t state_count, factor_count, derived_count;
    const char *states[OPTIMIZER_MAX_STATES]; /* names in the rule: "m" */
    /* Computes the factors shared by all variables in update t = 1, 2, ...: factor[k][i] belongs to
     * search i. Factors keep their values between updates and start as 1. NULL: no factors. */
    void (*prepare)(double *const factor[], const double *const parameter[], long t,
                    size_t searches);
    struct optimizer_quantity derived[OPTIMIZER_MAX_DERIVED]; /* in the order of the rule */
    struct optimizer_group
        groups[OPTIMIZER_MAX_GROUPS]; /* terminated by a NULL title unless full */
    void (*step)(const struct optimizer_step *step);
    /* Computes the derived quantities with the operations of step(). Returns the effective step
     * size, by which the rule multiplies a direction (m̂ of Adam, g of RMSProp): α / (√v̂ + ε). */
    double (*derive)(const struct optimizer_update *update, double derived[]);
};

/* All optimizers; the first is the tutorial's Adam, with the tutorial's settings as defaults. */
extern const struct optimizer optimizers[];
extern const size_t optimizer_count;

/* The optimizer with this name or alias, matched as by name_matches(), or NULL. */
const struct optimizer *optimizer_find(const char *name);

/* Names without aliases; a name_list. */
const char *optimizer_name(size_t i);

/* The index of the parameter with this name, matched as by name_matches(), or parameter_count. */
size_t optimizer_parameter_find(const struct optimizer *optimizer, const char *name);

bool optimizer_range_holds(enum optimizer_range range, double value);
bool optimizer_range_is_whole(enum optimizer_range range);

/* The range as a phrase: "a number above 0", "a number from 0 to below 1".
 */
const char *optimizer_range_text(enum optimizer_range range);

#endif
