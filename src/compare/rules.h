/* Rules: how files are compared whose paths match a glob, as a text file says.
 *
 * A rule is a line: a glob (see base/glob.h), then settings, parted by blanks: NAME=VALUE with the
 * name and the values of an option of compare that sets a member of struct pair_settings, or `skip`
 * (also skip=yes and skip=no). What is in double quotes is taken as it is, blanks too. `#` at the
 * begin of a word begins a comment. Each setting of a file comes from the last rule that matches it
 * and gives it, or else from the command line. */
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

/* The settings of all files that the same rules match. */
struct rule_combination;

/* Starts as {0}; rules_free() frees it. */
struct rules {
    const char *path; /* for messages; borrowed */
    struct text text; /* what the strings point into */
    struct rule *rules;
    size_t count;
    struct rule_combination *combinations; /* a list */
    size_t combination_count;
};

void rules_free(struct rules *rules);

/* Reads a file. STATUS_USAGE if it cannot be opened, lies in one of the two paths that are compared
 * (or leads through it), or has a mistake, with the line and the column in bytes, from 1. */
enum status rules_read(struct rules *rules, const char *path, const char *const compared[2],
                       struct error *error);

/* The same from bytes that the caller has put into rules->text. */
enum status rules_parse(struct rules *rules, struct error *error);

/* The settings for a file of this path, on top of those of the command line; they live as long as
 * the rules. Sets *settings to NULL if the file is to be left out. STATUS_USAGE if the settings
 * that come together exclude one another. */
enum status rules_settings(struct rules *rules, const struct pair_settings *base, const char *path,
                           const struct pair_settings **settings, struct error *error);

#endif
