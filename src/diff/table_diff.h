/* Differences between two text tables, value by value. */
#ifndef ADAM_REPORT_DIFF_TABLE_DIFF_H
#define ADAM_REPORT_DIFF_TABLE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "diff/table_reader.h"

/* Numbers are equal that differ by at most `absolute`, or at most `relative` times the larger of
 * their sizes. NaN equals NaN. */
struct tolerance {
    double absolute, relative;
};

bool tolerance_equal(const struct tolerance *tolerance, double a, double b);

/* So many differing cells are kept, the first ones, with so much of each text. */
#define TABLE_DIFF_KEPT 10
#define TABLE_DIFF_TEXT 80

struct cell_difference {
    size_t row;                 /* among those with data, from 1 */
    size_t line;                /* of the baseline's file, from 1 */
    size_t column;              /* from 1 */
    char name[TABLE_DIFF_TEXT]; /* of the column; "" where the table has none */
    char baseline[TABLE_DIFF_TEXT], candidate[TABLE_DIFF_TEXT]; /* as they are written */
};

struct table_difference {
    size_t rows[2];    /* of the baseline, of the candidate */
    size_t columns[2]; /* in the widest row */
    size_t compared;   /* cells */
    size_t different;  /* of these: outside of the tolerance, or texts that are not the same */
    size_t tolerated;  /* not the same number, but within the tolerance */
    double largest_absolute, largest_relative; /* of the numbers that are not the same */
    struct cell_difference first[TABLE_DIFF_KEPT];
    /* What is not a matter of values, in words: "61 rows instead of 60". "": nothing. */
    char shape[160];
    /* The first comment that differs, in words; "": none. */
    char header[400];
};

bool table_difference_passes(const struct table_difference *difference);

/* STATUS_BAD_INPUT if one is no table: the message begins with "baseline: " or "candidate: ". */
enum status table_diff(enum table_dialect dialect, const struct text *baseline,
                       const struct text *candidate, const struct tolerance *tolerance,
                       struct table_difference *difference, struct error *error);

#endif
