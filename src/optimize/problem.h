/* Test problems: what is minimized, and where one looks for it. */
#ifndef ADAM_REPORT_OPTIMIZE_PROBLEM_H
#define ADAM_REPORT_OPTIMIZE_PROBLEM_H

#include <stddef.h>

/* Most variables that a problem has. The pictures show two. */
#define PROBLEM_MAX_VARIABLES 2

/* Most minima that a problem names. */
#define PROBLEM_MAX_MINIMA 1

/* An interval in each variable, both ends included. */
struct bounds {
    double min[PROBLEM_MAX_VARIABLES];
    double max[PROBLEM_MAX_VARIABLES];
};

struct problem {
    const char *name;
    const char *formula; /* plain text in x1, x2, with ^ for a power */
    size_t variables;
    double (*objective)(const double x[]);
    void (*gradient)(const double x[], double gradient[]);
    struct bounds domain; /* the customary region, the default for --bounds */
    size_t minima_count;
    double minima[PROBLEM_MAX_MINIMA][PROBLEM_MAX_VARIABLES]; /* all points of least objective */
};

/* The tutorial's test problem, f(x) = x1^2 + x2^2 on [-1, 1]^2 with its minimum 0 at (0, 0). */
extern const struct problem problem_sphere;

#endif
