/* Differences between two JSON texts, field by field. */
#ifndef ADAM_REPORT_DIFF_JSON_DIFF_H
#define ADAM_REPORT_DIFF_JSON_DIFF_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "diff/table_diff.h"

/* A field that is not the same. Owned by the list. */
struct field_difference {
    char *path; /* "parameters.alpha", "parameters.bounds[2]", "files[contour.png].sha256" */
    char *item; /* of the outermost list of named objects the name: "contour.png"; NULL: none */
    char *key;  /* the innermost name: "sha256"; "" where there is none */
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
};

void json_difference_free(struct json_difference *difference);

/* Parses a text: any value, no name twice in an object. STATUS_BAD_INPUT if it is no JSON; then
 * *json is NULL. The caller owes a json_decref(), which takes NULL too. */
enum status json_diff_parse(const struct text *text, json_t **json, struct error *error);

/* Lists in which every element is an object with a "name" of its own are compared by these names,
 * others by place. */
enum status json_diff(const json_t *baseline, const json_t *candidate,
                      const struct tolerance *tolerance, struct json_difference *difference,
                      struct error *error);

#endif
