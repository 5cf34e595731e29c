/* Differences between two JSON texts, field by field. */
#ifndef ADAM_REPORT_DIFF_JSON_DIFF_H
#define ADAM_REPORT_DIFF_JSON_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/json_value.h"
#include "base/status.h"
#include "diff/tolerance.h"

/* A field that is not the same. Owned by the list. */
struct field_difference {
    char *path; /* "parameters.alpha", "parameters.bounds[2]", "files[contour.png].sha256"; an index
                   is that in the baseline, or of an element that was added, in the candidate. Long
                   ones are cut */
    char *item; /* of the outermost array of named objects the name: "contour.png"; NULL: none, or
                   it is too long for a file's */
    char *key;  /* the innermost name: "sha256"; "" where there is none; long ones are cut */
    char *baseline, *candidate; /* as JSON, on one line, cut where it is long; NULL: not there */
};

/* So many are kept; a manifest of 2000 files, each with three fields, is less. */
#define JSON_DIFF_KEPT 10000

/* Starts as {0}; whoever declares it frees it. */
struct json_difference {
    struct field_difference *fields; /* the first ones */
    size_t kept, capacity;
    size_t different; /* all */
    size_t tolerated; /* numbers that are not the same, but within the tolerance */
    size_t rewritten; /* numbers that are the same, but written in another way */
    char *rewriting;  /* the first of them: "alpha: 0.10 -> 0.1"; NULL: none */
    size_t unaligned; /* arrays that were compared in order, since they differ in too much */
};

void json_difference_free(struct json_difference *difference);

/* Keeps only so many fields, the first ones. */
void json_difference_cut(struct json_difference *difference, size_t fields);

/* Compares values of two trees. Numbers are the same if they are as decimal numbers (see
 * diff/decimal.h), whatever their digits; a tolerance is for the doubles nearest to them. The order
 * of members does not matter.
 *
 * Arrays in which every element is an object with a "name" (or else "id", "key") of its own are
 * compared by these; elements that have changed places are a field with the path of the array and
 * the two names as values. In other arrays elements that are the same are paired so that as few as
 * possible remain, if that can be found with at most 1000 that remain and a bounded amount of work
 * and of the account's memory; what lies between two pairs is paired in order. STATUS_INTERRUPTED
 * when interrupt_fd (-1: never) is readable. */
enum status json_diff(struct json_value baseline, struct json_value candidate,
                      const struct tolerance *tolerance, int interrupt_fd,
                      struct budget_account *account, struct json_difference *difference,
                      struct error *error);

#endif
