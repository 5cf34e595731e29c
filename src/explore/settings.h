/* Settings of the page explore.html: from its text, and to a command line. */
#ifndef ADAM_REPORT_EXPLORE_SETTINGS_H
#define ADAM_REPORT_EXPLORE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"
#include "optimize/formula.h"
#include "optimize/method.h"
#include "optimize/noise.h"
#include "optimize/optimizer_result.h"
#include "optimize/problem.h"

#define SETTINGS_MAX_METHODS OPTIMIZER_RESULT_MAX

/* More updates than that would make the page slow. */
#define SETTINGS_MAX_ITERATIONS 20000

struct settings {
    const struct problem *test_problem; /* NULL: the formula */
    struct formula formula;
    struct bounds bounds;
    bool has_start; /* false: the starting point is random */
    double start[PROBLEM_MAX_VARIABLES];
    uint32_t seed;
    bool is_noisy; /* then: */
    struct noise noise;
    size_t iterations;
    double tolerance;
    size_t levels; /* color bands */
    enum level_spacing spacing;
    size_t count; /* methods, >= 1 */
    struct method methods[SETTINGS_MAX_METHODS];

    /* Used while the text is parsed. */
    bool bounds_given, minimum_given, start_given, seed_given, spacing_given;
    double minimum;
};

#define SETTINGS_MAX_KEY 32

/* The setting that an error is about. */
struct settings_place {
    char key[SETTINGS_MAX_KEY]; /* "" if it is about no single one */
    int optimizer;              /* its index; -1: a setting of the run */
};

/* Parses lines KEY=VALUE, which are changed, with values as on the command line of adam-report run:
 * problem (a name, or expr: and a formula), bounds, minimum, start, seed, noise, iterations,
 * tolerance and levels; then for each optimizer a line optimizer=NAME followed by its parameters
 * and, if there is one, its schedule, followed by the parameters of that. Settings that are missing
 * have the defaults of the command. Of several lines with the same key, the last applies.
 * STATUS_USAGE for an invalid line, with its place, and a message without the name of the setting:
 * "must be a number above 0". The caller must call settings_free(), even after an error. */
enum status settings_parse(struct settings *settings, char *text, struct settings_place *place,
                           struct error *error);
void settings_free(struct settings *settings);

/* The test problem, or that of the formula. */
const struct problem *settings_problem(const struct settings *settings);

/* The value of the objective below which the tolerance is reached. */
double settings_threshold(const struct settings *settings);

/* Appends the command, quoted for a POSIX shell, whose run has these settings: "adam-report run"
 * with the options that differ from their defaults. */
void settings_command(const struct settings *settings, struct text *out);

#endif
