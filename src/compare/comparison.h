/* Result of a comparison of two directories, or of two files: the struct that the lines on standard
 * output and all reports are made from. */
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
    VERDICT_SAME,      /* other bytes, the same pixels or values */
    VERDICT_RENDERING, /* from the same source drawn in another way */
    VERDICT_ADDED,     /* only the candidate has it */
    VERDICT_MISSING,   /* only the baseline has it */
    VERDICT_CHANGED,
    VERDICT_UNREADABLE, /* one of the two, or both, cannot be read as what it should be */
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
    char *name; /* relative path; any bytes but NUL */
    enum file_kind kind;
    enum verdict verdict;
    bool passes;
    struct comparison_side sides[2]; /* baseline, candidate */

    /* Why, in words, the most important first; each on one line and without a point at its end. */
    char **reasons;
    size_t reason_count;
    bool incomplete; /* there was no memory for a reason */

    /* What was found where the bytes differ; NULL: it was not compared so. */
    struct image_difference *image;
    struct table_difference *table;
    struct json_difference *json;

    /* Files in the report's directory, NULL where there is none: copies of the two images (or of
     * one, where only one side has it), and the image of their difference. */
    char *copies[2];
    char *diff_image;

    /* The same of small images, which are in the page itself: "data:" URIs of the baseline's, of
     * the candidate's, and of their difference; NULL where there is none, or it is a file. */
    char *embedded[3];

    /* The first change of a text, as `diff -u` writes it, printable; each line ends with a newline.
     * NULL: it is no text. */
    char *excerpt;

    /* The file of the other side that has the same bytes, where this one is missing or added. NULL:
     * there is none. */
    const char *same_as;
};

struct comparison_rank {
    const struct comparison_file *file;
};

struct comparison {
    const char *program;  /* "adam-report 0.3.0" */
    const char *baseline; /* as the user named them */
    const char *candidate;
    bool directories; /* not two files */
    bool strict;
    struct comparison_file *files; /* in the order of their names */
    size_t count;
    char **notes; /* what else is to be said, each printable and on one line */
    size_t note_count;
    struct text notices;                 /* warnings: see base/notices.h */
    struct comparison_rank *worst_first; /* the same files: by verdict, then kind, then
                                              size of the change, then name */
    size_t verdicts[VERDICTS];           /* how many of each */
    size_t failed;                       /* how many do not pass */
    char **left_out; /* paths that were not compared, and are none of the files */
    size_t left_out_count;
};

/* "identical", "same pixels" or, for what has none, "same values", "rendering", ... */
const char *comparison_verdict(const struct comparison_file *file);

/* The verdict's name without regard to the kind of file: "identical", "same", ... */
const char *comparison_verdict_name(enum verdict verdict);

/* Adds a reason at the end, or in front of all others, made as printf does it and then printable
 * (unicode.h). A lack of memory is reported by comparison_finish(). */
void comparison_add_reason(struct comparison_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void comparison_add_first_reason(struct comparison_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes back all reasons so far, and the excerpt. */
void comparison_drop_reasons(struct comparison_file *file);

/* Appends all reasons, parted by "; ". */
void comparison_reasons(const struct comparison_file *file, struct text *out);

/* "0.3", "12", "100", "less than 0.001": the share of the whole in percent, with two significant
 * digits at most and without an exponent. "100" only of the whole itself. */
struct percent {
    char string[24];
};

struct percent comparison_percent(uint64_t part, uint64_t whole);

/* After the last reason: counts, and sorts worst_first. */
enum status comparison_finish(struct comparison *comparison, struct error *error);

/* Adds a path to left_out. */
enum status comparison_leave_out(struct comparison *comparison, const char *name,
                                 struct error *error);

/* "12 files: 2 changed, 10 identical; 1 left out". */
void comparison_summary(const struct comparison *comparison, struct text *out);

/* Adds a note, made as printf does it and then printable. */
enum status comparison_add_note(struct comparison *comparison, struct error *error,
                                const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Frees what hangs on the files, not what the strings outside of them point to. */
void comparison_free(struct comparison *comparison);

/* Appends each line of a text as unicode_printable() does; newlines stay. */
void comparison_printable_lines(struct text *out, const char *bytes);

#endif
