/* Options of `adam-report compare`: its command line, read and checked. */
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
    enum table_delimiter delimiter; /* TABLE_ANY_DELIMITER: to be found */
    char decimal_mark;              /* '\0': to be found */
    const char *key;                /* columns that pair rows; NULL: rows are aligned */
    double threshold;
    bool count_antialiased;
    struct image_region regions[COMPARE_MAX_REGIONS];
    size_t region_count;
    bool pixels_given, share_given; /* whether the user has set these limits: */
    uint64_t max_pixels;            /* pixels that may be changed in an image */
    double max_share;               /* the same in percent of its pixels */
    uint64_t max_image_pixels;      /* larger images are refused */
};

/* Strings point into argv. */
struct compare_options {
    bool help;
    const char *paths[2]; /* baseline, candidate */
    const char *names[2]; /* what the reports call them; NULL: by their paths */
    const char *output;   /* where the reports go; NULL: nowhere */
    bool quiet;
    bool annotate;                     /* on standard output, for GitHub's runner */
    bool strict;                       /* a difference in rendering fails */
    bool ignore_added;                 /* files that only the candidate has pass */
    struct glob_list include, exclude; /* the files to compare; without include, all */
    const char *rules;                 /* a file of them (see rules.h); NULL: none */
    struct pair_settings pair;
};

/* One row for each option, as in run_options.h. */
extern const struct option_table compare_option_table;

/* Reads what follows the word `compare`, which is argv[0]. STATUS_USAGE with a message that names
 * the option, its value and what is allowed. */
enum status compare_options_parse(struct compare_options *options, int argc, char *argv[],
                                  struct error *error);

/* ---- The rows whose member is in struct pair_settings, for rules ------------------------------
 */

/* The row of that name (which may be NULL); NULL if there is none, or it is not for a pair. */
const struct option_row *pair_setting_find(const char *name);

/* Whether the option may be repeated. */
bool pair_setting_repeats(const struct option_row *row);

/* Forgets the values of an option that may be repeated; nothing of any other. */
void pair_setting_clear(struct pair_settings *settings, const struct option_row *row);

/* Reads a value of the option; fails as on the command line. */
enum status pair_setting_read(struct pair_settings *settings, const struct option_row *row,
                              const char *value, struct error *error);

/* STATUS_USAGE if settings exclude one another. */
enum status pair_settings_check(const struct pair_settings *settings, struct error *error);

#endif
