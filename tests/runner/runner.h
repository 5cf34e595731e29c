/* Test suites, each in its own process, several in parallel. */
#ifndef ADAM_REPORT_TESTS_RUNNER_H
#define ADAM_REPORT_TESTS_RUNNER_H

#include <check.h>
#include <stddef.h>

struct named_suite {
    const char *name;
    Suite *(*make)(void);
};

/* A row of a table of suites: NAME of the function NAME_suite(). */
#define SUITE(name)                                                                                \
    {                                                                                              \
#name, name##_suite                                                                        \
    }

/* Runs the suites with these names (NULL at the end), or all of them if there is no name.
 *
 * They start in the order of the table, so the longest ones should come first; at most TEST_JOBS
 * (from the environment; two more than there are processors) run at once. What they print comes in
 * the same order, and at last a line with the sums, in Check's own form. A test that takes longer
 * than CK_DEFAULT_TIMEOUT seconds (from the environment; 300) fails.
 *
 * Returns the exit status: EXIT_SUCCESS if tests were run and all of them passed. */
int run_suites(const struct named_suite *suites, size_t count, enum fork_status fork_status,
               char *const names[]);

#endif
