/* Which files of a comparison are compared, and with which settings: --include, --exclude, --rules.
 */
#ifndef ADAM_REPORT_COMPARE_SELECTION_H
#define ADAM_REPORT_COMPARE_SELECTION_H

#include <stdbool.h>

#include "base/status.h"
#include "compare/compare_options.h"
#include "compare/comparison.h"
#include "compare/rules.h"

/* Starts as {0}; selection_free() frees it. */
struct selection {
    const struct compare_options *options; /* borrowed */
    struct rules rules;
    bool included[GLOB_LIST_MAX], excluded[GLOB_LIST_MAX]; /* globs that have matched a file */
};

void selection_free(struct selection *selection);

/* Reads the rules, if there are any; fails as rules_read() does. */
enum status selection_begin(struct selection *selection, const struct compare_options *options,
                            struct error *error);

/* The settings for a file of this path, which live as long as the selection; NULL if it is left
 * out. Fails as rules_settings() does. */
enum status selection_settings(struct selection *selection, const char *path,
                               const struct pair_settings **settings, struct error *error);

/* After the last file: adds a note for each glob that has matched none. */
enum status selection_notes(const struct selection *selection, struct comparison *comparison,
                            struct error *error);

#endif
