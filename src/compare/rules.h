/* Rules: a text file with settings for files whose paths match globs.
 *
 * A rule is a line with a glob (see base/glob.h) and settings, separated by blanks: NAME=VALUE,
 * with the name and the values of an option of compare that sets a member of struct pair_settings,
 * or `skip` (also skip=yes and skip=no). Text in double quotes is literal, including blanks. `#` at
 * the beginning of a word starts a comment. Each setting of a file is that of the last matching
 * rule that has it, or else of the command line. */
#ifndef ADAM_REPORT_COMPARE_RULES_H
#define ADAM_REPORT_COMPARE_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "compare/compare_options.h"

#define RULES_MAX 512

struct rule_setting {
    const struct option_row *row; /* NULL: skip */
    const char *value;
};

struct rule {
    const char *glob;
    size_t line;
    struct rule_setting *settings;
    size_t count;
    bool used; /* it has matched a file */
};

/* The settings of all files that match the same rules. */
struct rule_combination;

/* Initialized to {0}; freed by rules_free(). */
struct rules {
    const char *path; /* for messages; borrowed */
    struct text text; /* what the strings point into */
    struct rule *rules;
    size_t count;
    struct rule_combination *combinations; /* a list */
    size_t combination_count;
};

void rules_free(struct rules *rules);

/* Reads a file. STATUS_USAGE if it cannot be opened, if its path leads into or through one of the
 * compared directories, or for an error in it, with line and column (in bytes, from 1). */
enum status rules_read(struct rules *rules, const char *path, const char *const compared[2],
                       struct error *error);

/* Parses rules that the caller has put into rules->text. */
enum status rules_parse(struct rules *rules, struct error *error);

/* The settings for the file with this path, based on those of the command line; valid as long as
 * the rules. Sets *settings to NULL if the file is to be skipped. STATUS_USAGE if the combined
 * settings are mutually exclusive. */
enum status rules_settings(struct rules *rules, const struct pair_settings *base, const char *path,
                           const struct pair_settings **settings, struct error *error);

#endif
