/* The selection of files and their settings: --include, --exclude and --rules. */
#ifndef ADAM_REPORT_COMPARE_SELECTION_H
#define ADAM_REPORT_COMPARE_SELECTION_H

#include <stdbool.h>

#include "base/status.h"
#include "compare/compare_options.h"
#include "compare/comparison.h"
#include "compare/rules.h"

/* Initialized to {0}; freed by selection_free(). */
struct selection {
    const struct compare_options *options; /* borrowed */
    struct rules rules;
    bool included[GLOB_LIST_MAX], excluded[GLOB_LIST_MAX]; /* globs that have matched a file */
};

void selection_free(struct selection *selection);

/* Reads the rules, if any; fails like rules_read(). */
enum status selection_begin(struct selection *selection, const struct compare_options *options,
                            struct error *error);

/* The settings for the file with this path, valid as long as the selection; NULL if it is excluded.
 * Fails like rules_settings(). */
enum status selection_settings(struct selection *selection, const char *path,
                               const struct pair_settings **settings, struct error *error);

/* To be called after the last file: adds a note for each glob that has matched no file. */
enum status selection_notes(const struct selection *selection, struct comparison *comparison,
                            struct error *error);

#endif
