/* The result of a comparison of two directories or two files, from which the lines on standard
 * output and all reports are made. */
#ifndef ADAM_REPORT_COMPARE_COMPARISON_H
#define ADAM_REPORT_COMPARE_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"
#include "compare/file_kind.h"
#include "diff/image_diff.h"
#include "diff/json_diff.h"
#include "diff/table_diff.h"

/* From best to worst. */
enum verdict {
    VERDICT_IDENTICAL, /* the same bytes */
    VERDICT_SAME,      /* different bytes, the same pixels or values */
    VERDICT_RENDERING, /* the same source, re-rendered */
    VERDICT_ADDED,     /* only the candidate has it */
    VERDICT_MISSING,   /* only the baseline has it */
    VERDICT_CHANGED,
    VERDICT_UNREADABLE, /* at least one of the two is not a valid file of its kind */
    VERDICTS,
};

/* "baseline", "candidate": the sides, in the order of all arrays of two. */
extern const char *const comparison_sides[2];

/* One of the two files. */
struct comparison_side {
    bool there;
    uint64_t size;        /* bytes */
    size_t width, height; /* of an image that could be read; else 0 */
};

struct comparison_file {
    char *name; /* relative path; any bytes except NUL */
    enum file_kind kind;
    enum verdict verdict;
    bool passes;
    struct comparison_side sides[2]; /* baseline, candidate */

    /* Reasons, the most important first; each on one line without a trailing period. */
    char **reasons;
    size_t reason_count;
    bool incomplete; /* out of memory for a reason */

    /* The differences, if the bytes differ; NULL: not compared in this way. */
    struct image_difference *image;
    struct table_difference *table;
    struct json_difference *json;

    /* Files in the report's directory, or NULL: copies of the two images (or of one, if the other
     * side does not have it), and the image of their difference. */
    char *copies[2];
    char *diff_image;

    /* The same for small images, which are embedded in the page: "data:" URIs of the baseline, the
     * candidate and the difference; NULL if it does not exist or is a file. */
    char *embedded[3];

    /* The first change of a text in the format of `diff -u`, printable; each line ends with a
     * newline. NULL: not a text. */
    char *excerpt;

    /* For a missing or added file: the file of the other side with the same bytes, or NULL. */
    const char *same_as;
};

struct comparison_rank {
    const struct comparison_file *file;
};

struct comparison {
    const char *program;  /* "adam-report 0.3.0" */
    const char *baseline; /* the paths as specified by the user */
    const char *candidate;
    bool directories; /* false: two files */
    bool strict;
    struct comparison_file *files; /* in the order of their names */
    size_t count;
    char **notes; /* further remarks, each printable and on one line */
    size_t note_count;
    struct text notices;                 /* warnings: see base/notices.h */
    struct comparison_rank *worst_first; /* the same files: by verdict, then kind, then
                                              size of the change, then name */
    size_t verdicts[VERDICTS];           /* the number of each */
    size_t failed;                       /* the number of files that do not pass */
    char **left_out; /* paths that were not compared, and are not among the files */
    size_t left_out_count;
};

/* "identical", "same pixels" or, for files without pixels, "same values", "rendering", ... */
const char *comparison_verdict(const struct comparison_file *file);

/* The verdict's name, independent of the kind of file: "identical", "same", ... */
const char *comparison_verdict_name(enum verdict verdict);

/* Adds a reason after or before all others, formatted as by printf and made printable (unicode.h).
 * Exhausted memory is reported by comparison_finish(). */
void comparison_add_reason(struct comparison_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void comparison_add_first_reason(struct comparison_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Removes all reasons so far, and the excerpt. */
void comparison_drop_reasons(struct comparison_file *file);

/* Appends all reasons, separated by "; ". */
void comparison_reasons(const struct comparison_file *file, struct text *out);

/* "0.3", "12", "100", "less than 0.001": the share of the whole in percent, with at most two
 * significant digits and without an exponent. "100" only if part equals whole. */
struct percent {
    char string[24];
};

struct percent comparison_percent(uint64_t part, uint64_t whole);

/* To be called after the last reason was added: counts, and sorts worst_first. */
enum status comparison_finish(struct comparison *comparison, struct error *error);

/* Adds a path to left_out. */
enum status comparison_leave_out(struct comparison *comparison, const char *name,
                                 struct error *error);

/* "12 files: 2 changed, 10 identical; 1 left out". */
void comparison_summary(const struct comparison *comparison, struct text *out);

/* Adds a note, formatted as by printf and made printable. */
enum status comparison_add_note(struct comparison *comparison, struct error *error,
                                const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Frees the files and the lists; the strings `program`, `baseline` and `candidate` are borrowed. */
void comparison_free(struct comparison *comparison);

/* Appends each line of a text like unicode_printable(); newlines are kept. */
void comparison_printable_lines(struct text *out, const char *bytes);

#endif
