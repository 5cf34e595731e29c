/* Test problems: objectives, domains and known minima. */
#ifndef ADAM_REPORT_OPTIMIZE_PROBLEM_H
#define ADAM_REPORT_OPTIMIZE_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

/* Maximum number of variables of a problem. The figures show two. */
#define PROBLEM_MAX_VARIABLES 2

/* An upper limit of the number of built-in problems. */
#define PROBLEMS_MAX 24

/* Maximum number of known minima of a problem. */
#define PROBLEM_MAX_MINIMA 4

/* A closed interval for each variable. */
struct bounds {
    double min[PROBLEM_MAX_VARIABLES];
    double max[PROBLEM_MAX_VARIABLES];
};

/* What is wrong with bounds. */
enum bounds_fault {
    BOUNDS_VALID,
    BOUNDS_ORDER, /* a minimum is not below its maximum */
    BOUNDS_SIZE,  /* a value beyond 1e9, or a width below 1e-9 or a millionth of the larger value */
};

/* What bounds_set() accepts, after "must be". */
#define BOUNDS_ALLOWED                                                                             \
    "four numbers from -1e9 to 1e9, MIN below MAX by at least 1e-9 and by at least a millionth "   \
    "of the larger absolute value"

/* Sets the bounds from x1min, x1max, x2min, x2max, if they are valid. */
enum bounds_fault bounds_set(struct bounds *bounds, const double x[4]);

/* Whether a point is within the bounds, or on them. */
bool bounds_contain(const struct bounds *bounds, const double x[]);

/* Spacing of the contour levels. */
enum level_spacing {
    LEVELS_LINEAR,
    LEVELS_LOGARITHMIC, /* for an objective that is never negative */
};

/* Limits of the number of color bands, and what levels_parse() accepts, after "must be". */
#define LEVELS_LEAST 2
#define LEVELS_MOST 256
#define LEVELS_ALLOWED "a whole number from 2 to 256, optionally followed by :log or :linear"

/* Reads "50", "50:log" or "50:linear"; false for anything else. Without a spacing, it is linear. */
bool levels_parse(const char *text, size_t *levels, enum level_spacing *spacing);

struct expression;

struct problem {
    const char *name;    /* "rosenbrock"; for a formula, "expr:" and the formula */
    const char *title;   /* "the Rosenbrock function": where the formula is too long */
    const char *formula; /* plain text in x1, x2, with ^ for a power */
    size_t variables;
    double (*objective)(const double x[]);
    void (*gradient)(const double x[], double gradient[]);
    /* The same for many points of two variables at once; NULL: one by one. */
    void (*objectives)(const double x1[], const double x2[], double f[], size_t count);
    void (*gradients)(const double x1[], const double x2[], double g1[], double g2[], size_t count);
    /* A user-defined formula, which replaces these functions; otherwise NULL. */
    const struct expression *expression;
    struct bounds domain; /* the usual region; the default of --bounds */
    double start[PROBLEM_MAX_VARIABLES];
    bool has_start;     /* the search starts there unless --seed or --start is given */
    bool minimum_given; /* a formula's minimum is given by --minimum, but not its location */
    enum level_spacing spacing;
    double minimum; /* of the objective, if problem_minimum_known() */
    size_t minima_count;
    /* All global minima, then known local minima: zeros of the gradient. */
    double minima[PROBLEM_MAX_MINIMA][PROBLEM_MAX_VARIABLES];
};

/* The built-in problems; the first is the tutorial's, f(x) = x1^2 + x2^2 on [-1, 1]^2. */
extern const struct problem problems[];
extern const size_t problem_count;

/* The problem with this name, matched as by name_matches(), or NULL. */
const struct problem *problem_find(const char *name);

/* Names of the problems; a name_list. */
const char *problem_name(size_t i);

/* Whether the minimum of the objective is known. */
bool problem_minimum_known(const struct problem *problem);

/* f(x) and its gradient; NaN or infinite where undefined. */
double problem_objective(const struct problem *problem, const double x[]);

/* The value of known minimum i, without the error by which the objective exceeds the minimum of the
 * problem only because the coordinates are rounded. */
double problem_value_at_minimum(const struct problem *problem, size_t i);

/* Whether known minimum i is not a global one. */
bool problem_minimum_is_local(const struct problem *problem, size_t i);
void problem_gradient(const struct problem *problem, const double x[], double gradient[]);

/* The same for many points: x[v][i], gradient[v][i], f[i]. Bitwise equal to evaluation one by one.
 */
void problem_objectives(const struct problem *problem, double *const x[], double f[], size_t count);
void problem_gradients(const struct problem *problem, double *const x[], double *const gradient[],
                       size_t count);

#endif
