/* Test problems: what is minimized, and where one looks for it. */
#ifndef ADAM_REPORT_OPTIMIZE_PROBLEM_H
#define ADAM_REPORT_OPTIMIZE_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

/* Most variables that a problem has. The images show two. */
#define PROBLEM_MAX_VARIABLES 2

/* Most minima that a problem names. */
#define PROBLEM_MAX_MINIMA 4

/* An interval in each variable, both ends included. */
struct bounds {
    double min[PROBLEM_MAX_VARIABLES];
    double max[PROBLEM_MAX_VARIABLES];
};

/* How the values between the colors of an image follow each other. */
enum level_spacing {
    LEVELS_LINEAR,
    LEVELS_LOGARITHMIC, /* for an objective that is never negative */
};

struct expression;

struct problem {
    const char *name;    /* "rosenbrock"; of a user's own: "expr:" and what the user wrote */
    const char *title;   /* "the Rosenbrock function": for where the formula has no room */
    const char *formula; /* plain text in x1, x2, with ^ for a power */
    size_t variables;
    double (*objective)(const double x[]);
    void (*gradient)(const double x[], double gradient[]);
    /* The same for many points of two variables at once; NULL: one by one. */
    void (*objectives)(const double x1[], const double x2[], double f[], size_t count);
    void (*gradients)(const double x1[], const double x2[], double g1[], double g2[], size_t count);
    /* A user's own, in place of all these functions; else NULL. */
    const struct expression *expression;
    struct bounds domain; /* the customary region, the default for --bounds */
    double start[PROBLEM_MAX_VARIABLES];
    bool has_start;     /* the search starts there unless a seed or another start is given */
    bool minimum_given; /* a user's own has a known minimum, though not where it is */
    enum level_spacing spacing;
    double minimum; /* the least objective there is, if problem_minimum_known() */
    size_t minima_count;
    /* All points of least objective, then known local minima: zeros of the gradient. */
    double minima[PROBLEM_MAX_MINIMA][PROBLEM_MAX_VARIABLES];
};

/* The built-in problems; the first is the tutorial's, f(x) = x1^2 + x2^2 on [-1, 1]^2. */
extern const struct problem problems[];
extern const size_t problem_count;

/* The problem of that name, as name_matches() takes names, or NULL. */
const struct problem *problem_find(const char *name);

/* Their names, as a name_list. */
const char *problem_name(size_t i);

/* Whether its least objective is known. */
bool problem_minimum_known(const struct problem *problem);

/* f(x) and its gradient; NaN or infinite where it has no value. */
double problem_objective(const struct problem *problem, const double x[]);
void problem_gradient(const struct problem *problem, const double x[], double gradient[]);

/* The same for many points: x[v][i], gradient[v][i], f[i]. Bit for bit what one by one gives. */
void problem_objectives(const struct problem *problem, double *const x[], double f[], size_t count);
void problem_gradients(const struct problem *problem, double *const x[], double *const gradient[],
                       size_t count);

#endif
