/* Differences between two JSON texts, field by field. */
#ifndef ADAM_REPORT_DIFF_JSON_DIFF_H
#define ADAM_REPORT_DIFF_JSON_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/json_value.h"
#include "base/status.h"
#include "diff/tolerance.h"

/* A differing field. Owned by the list. */
struct field_difference {
    char *path; /* "parameters.alpha", "parameters.bounds[2]", "files[contour.png].sha256"; indices
                   refer to the baseline or, for added elements, to the candidate. Long paths
                   are truncated */
    char *item; /* the name in the outermost array of named objects: "contour.png"; NULL: none, or
                   too long for a file's */
    char *key;  /* the innermost name: "sha256"; "" if none; long names are truncated */
    char *baseline, *candidate; /* as JSON, on one line, truncated if long; NULL: absent */
};

/* The maximum number kept; a manifest of 2000 files with three fields each has fewer. */
#define JSON_DIFF_KEPT 10000

/* Initialized to {0} and freed by the function that declares it. */
struct json_difference {
    struct field_difference *fields; /* the first differing fields */
    size_t kept, capacity;
    size_t different; /* number of all differing fields */
    size_t tolerated; /* different numbers within the tolerance */
    size_t rewritten; /* equal numbers in a different notation */
    char *rewriting;  /* the first of them: "alpha: 0.10 -> 0.1"; NULL: none */
    size_t unaligned; /* arrays compared in order, since they differ too much */
};

void json_difference_free(struct json_difference *difference);

/* Keeps only the first fields, up to this number. */
void json_difference_cut(struct json_difference *difference, size_t fields);

/* Compares the values of two trees. Numbers are equal if they are as decimal numbers (see
 * diff/decimal.h), regardless of notation; a tolerance applies to the nearest doubles. The order of
 * members does not matter.
 *
 * Arrays in which every element is an object with a unique "name" (or else "id" or "key") are
 * compared by these; reordered elements are a field with the path of the array and two names as
 * values. In other arrays, equal elements are paired so that as few as possible remain, if at most
 * 1000 remain and this can be determined with a bounded amount of work and of the account's memory;
 * the elements between two pairs are paired in order. STATUS_INTERRUPTED
 * when interrupt_fd (-1: never) is readable. */
enum status json_diff(struct json_value baseline, struct json_value candidate,
                      const struct tolerance *tolerance, int interrupt_fd,
                      struct budget_account *account, struct json_difference *difference,
                      struct error *error);

#endif
