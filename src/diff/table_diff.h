/* Differences between two text tables, value by value.
 *
 * The files are read in blocks; what is held of them is a window of rows for each side, or with a
 * key an index of the candidate's rows. Both sides are read in the same dialect: a delimiter (see
 * table_reader.h) and a decimal mark, which is a comma only where the delimiter is none. What fits
 * is defined in table_side.h. Of the two decimal marks the one is taken that numbers are written
 * with; if there are numbers with either, both fit. Where several dialects fit, tables are the same
 * only if they are in each of them. */
#ifndef ADAM_REPORT_DIFF_TABLE_DIFF_H
#define ADAM_REPORT_DIFF_TABLE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "diff/table_reader.h"
#include "diff/tolerance.h"

struct table_settings {
    struct tolerance tolerance;
    enum table_delimiter delimiter; /* TABLE_ANY_DELIMITER: to be found */
    char decimal_mark;              /* '\0': to be found */
    const char *key;                /* columns whose values pair rows: names or numbers, parted by
                                       commas; NULL: rows are aligned (see table_align.h) */
    enum table_delimiter usual;     /* what the file's name promises: preferred where several fit */
    bool data_file;                 /* # begins a comment anywhere, as gnuplot has it */
    struct budget_account *account; /* for windows and the index */
    int interrupt_fd;               /* readable: give up with STATUS_INTERRUPTED; -1: never */
};

/* So many differing cells and rows are kept, the first ones, with so much of each text. */
#define TABLE_DIFF_KEPT 10
#define TABLE_DIFF_TEXT 80

struct cell_difference {
    size_t row;                 /* of the baseline, from 1; blank lines and comments do not count */
    size_t line;                /* of the baseline's file, from 1 */
    size_t column;              /* from 1 */
    char name[TABLE_DIFF_TEXT]; /* of the column; "" where the table has none */
    char baseline[TABLE_DIFF_TEXT], candidate[TABLE_DIFF_TEXT]; /* as they are written */
};

/* A row that only one side has. */
struct row_difference {
    bool added;  /* the candidate has it */
    size_t row;  /* of the baseline: the row that was removed, or the one before (0: none) */
    size_t line; /* of the file that has it, from 1 */
    char text[TABLE_DIFF_TEXT]; /* its cells, parted by spaces */
};

struct table_difference {
    enum table_delimiter delimiter; /* in which the tables were read */
    char decimal_mark;
    size_t rows[2];        /* of the baseline, of the candidate */
    size_t columns[2];     /* in the widest row */
    size_t added, removed; /* rows that only one side has */
    size_t moved;          /* rows that a key has paired, in another order than on the other side */
    size_t compared;       /* cells of the rows that are paired */
    size_t different;      /* of these: outside of the tolerance, or texts that are not the same */
    size_t tolerated;      /* not the same number, but within the tolerance */
    size_t notation;       /* the same number, written in another way */
    double largest_absolute, largest_relative; /* of the numbers that are not the same */
    struct cell_difference first[TABLE_DIFF_KEPT];
    struct row_difference first_rows[TABLE_DIFF_KEPT]; /* of those added or removed */
    struct cell_difference first_notation;
    /* What is not a matter of values, in words: "3 columns instead of 2". "": nothing. */
    char shape[160];
    /* The first comment that differs, in words; "": none. */
    char header[400];
    /* What else a reader has to know: other dialects that fit, a key that could not be used. */
    char note[400];
};

bool table_difference_passes(const struct table_difference *difference);

/* Compares two open files. Where no dialect fits both of them, they are no tables: then *is_table
 * is false, and difference->note says why. */
enum status table_diff(const int files[2], const struct table_settings *settings, bool *is_table,
                       struct table_difference *difference, struct error *error);

#endif
