/* Acceptance: a baseline becomes what a candidate is. */
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
    char *name; /* the path below both directories; any bytes but NUL */
};

/* accept_result_free() frees it. */
struct accept_result {
    struct accept_change *changes; /* in the order of their names */
    size_t count;
    size_t actions[ACCEPT_ACTIONS]; /* how many of each */
    size_t unchanged;               /* files that were the same already */
    bool dry_run;                   /* nothing of it was done */
    struct text notices;            /* what is to be said although it succeeded: see notices.h */
};

void accept_result_free(struct accept_result *result);

/* Makes the baseline what the candidate is, all at once, or says with `dry_run` what that would
 * change. STATUS_USAGE or STATUS_BAD_INPUT, and nothing is changed, where a directory cannot be
 * used or a file is none that can be accepted: a symbolic link, no regular file, one that a
 * comparison would call unreadable, or rules. STATUS_FAILED also if the candidate changes
 * meanwhile. */
enum status accept_candidate(const struct accept_options *options, struct accept_result *result,
                             int interrupt_fd, struct error *error);

/* A line for each change, unless quiet, and a summary. */
enum status accept_print(const struct accept_result *result, bool quiet, FILE *stream,
                         struct error *error);

#endif
