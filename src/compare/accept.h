/* The command `adam-report accept`: updates a baseline from a candidate. */
#ifndef ADAM_REPORT_COMPARE_ACCEPT_H
#define ADAM_REPORT_COMPARE_ACCEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"
#include "base/text.h"
#include "compare/accept_options.h"

enum accept_action { ACCEPT_UPDATED, ACCEPT_ADDED, ACCEPT_REMOVED, ACCEPT_ACTIONS };

struct accept_change {
    enum accept_action action;
    char *name; /* the path relative to both directories; any bytes except NUL */
};

/* Freed by accept_result_free(). */
struct accept_result {
    struct accept_change *changes; /* in the order of their names */
    size_t count;
    size_t actions[ACCEPT_ACTIONS]; /* the number of each */
    size_t unchanged;               /* files that were already the same */
    bool dry_run;                   /* the changes were not made */
    struct text notices;            /* warnings: see notices.h */
};

void accept_result_free(struct accept_result *result);

/* Makes the baseline equal to the candidate, in one atomic step; with `dry_run`, only determines
 * the changes. STATUS_USAGE or STATUS_BAD_INPUT, without any changes, if a directory cannot be used
 * or a file cannot be accepted: symbolic links, other files that are not regular, files that a
 * comparison would call unreadable, and rules. STATUS_FAILED also if the candidate changes
 * meanwhile. */
enum status accept_candidate(const struct accept_options *options, struct accept_result *result,
                             int interrupt_fd, struct error *error);

/* Prints a line for each change, unless quiet, and a summary. */
enum status accept_print(const struct accept_result *result, bool quiet, FILE *stream,
                         struct error *error);

#endif
