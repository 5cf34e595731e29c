/* The command line of `adam-report compare`. */
#ifndef ADAM_REPORT_COMPARE_COMPARE_OPTIONS_H
#define ADAM_REPORT_COMPARE_COMPARE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/glob.h"
#include "base/option_parser.h"
#include "base/status.h"
#include "diff/image_diff.h"
#include "diff/table_diff.h"

#define COMPARE_MAX_REGIONS 64

/* How the two files of a pair are compared. */
struct pair_settings {
    struct tolerance tolerance;
    enum table_delimiter delimiter; /* TABLE_ANY_DELIMITER: detected */
    char decimal_mark;              /* '\0': detected */
    const char *key;                /* columns by which rows are paired; NULL: rows are aligned */
    double threshold;
    bool count_antialiased;
    struct image_region regions[COMPARE_MAX_REGIONS];
    size_t region_count;
    bool pixels_given, share_given; /* whether the user has set the next two limits */
    uint64_t max_pixels;            /* maximum number of changed pixels in an image */
    double max_share;               /* the same as a percentage of its pixels */
    uint64_t max_image_pixels;      /* larger images are unreadable */
};

/* Strings point into argv. */
struct compare_options {
    bool help;
    const char *paths[2]; /* baseline, candidate */
    const char *names[2]; /* their names in the reports; NULL: their paths */
    const char *output;   /* the directory of the reports; NULL: no reports */
    bool quiet;
    bool annotate;                     /* on standard output, for GitHub's runner */
    bool strict;                       /* re-rendered figures do not pass */
    bool ignore_added;                 /* files that only the candidate has pass */
    struct glob_list include, exclude; /* the files to compare; without include, all */
    const char *rules;                 /* a file with rules (see rules.h); NULL: none */
    struct pair_settings pair;
};

/* One row for each option, as in run_options.h. */
extern const struct option_table compare_option_table;

/* Parses the command line from `compare`, which is argv[0], on. STATUS_USAGE with a message that
 * names the option, its value and the valid values. */
enum status compare_options_parse(struct compare_options *options, int argc, char *argv[],
                                  struct error *error);

/* ---- The rows whose member is in struct pair_settings, for rules ------------------------------
 */

/* The row with this name (which may be NULL); NULL if not found or not a setting of a pair. */
const struct option_row *pair_setting_find(const char *name);

/* Whether the option can be repeated. */
bool pair_setting_repeats(const struct option_row *row);

/* Clears the values of an option that can be repeated; does nothing for other options. */
void pair_setting_clear(struct pair_settings *settings, const struct option_row *row);

/* Parses a value of the option; fails as for the command line. */
enum status pair_setting_read(struct pair_settings *settings, const struct option_row *row,
                              const char *value, struct error *error);

/* STATUS_USAGE if settings are mutually exclusive. */
enum status pair_settings_check(const struct pair_settings *settings, struct error *error);

#endif
