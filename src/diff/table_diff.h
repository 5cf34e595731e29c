/* Differences between two text tables, value by value.
 *
 * The files are read in blocks; the memory is for a window of rows of each side or, with a key, for
 * an index of the candidate's rows. Both sides are read in the same dialect: a delimiter (see
 * table_reader.h) and a decimal mark, which can be a comma only if the delimiter is not. When a
 * dialect fits is defined in table_side.h. The decimal mark is the one that occurs in numbers; if
 * both occur, both fit. If several dialects fit, tables are the same only if they are in all of
 * them. */
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
    enum table_delimiter delimiter; /* TABLE_ANY_DELIMITER: detected */
    char decimal_mark;              /* '\0': detected */
    const char *key;                /* columns by which rows are paired: names or numbers, separated
                                       by commas; NULL: rows are aligned (see table_align.h) */
    enum table_delimiter usual;     /* suggested by the file's name: preferred if several fit */
    bool data_file;                 /* # begins a comment anywhere, as in gnuplot */
    struct budget_account *account; /* for windows and the index */
    int interrupt_fd;               /* when readable, STATUS_INTERRUPTED; -1: never */
};

/* The number of first differing cells and rows that are kept, and the length of their texts. */
#define TABLE_DIFF_KEPT 10
#define TABLE_DIFF_TEXT 80

struct cell_difference {
    size_t row;                 /* in the baseline, from 1; blank lines and comments do not count */
    size_t line;                /* in the baseline's file, from 1 */
    size_t column;              /* from 1 */
    char name[TABLE_DIFF_TEXT]; /* of the column; "" if the table has none */
    char baseline[TABLE_DIFF_TEXT], candidate[TABLE_DIFF_TEXT]; /* as written */
};

/* A row that only one side has. */
struct row_difference {
    bool added;  /* the candidate has it */
    size_t row;  /* in the baseline: the removed row, or the one before an added row (0: none) */
    size_t line; /* in the file that has it, from 1 */
    char text[TABLE_DIFF_TEXT]; /* its cells, separated by spaces */
};

struct table_difference {
    enum table_delimiter delimiter; /* in which the tables were read */
    char decimal_mark;
    size_t rows[2];        /* of the baseline, of the candidate */
    size_t columns[2];     /* in the widest row */
    size_t added, removed; /* rows that only one side has */
    size_t moved;          /* rows paired by a key whose order differs between the sides */
    size_t compared;       /* cells of the rows that are paired */
    size_t different;      /* of these: different texts, and numbers outside of the tolerance */
    size_t tolerated;      /* different numbers within the tolerance */
    size_t notation;       /* the same number in a different notation */
    double largest_absolute, largest_relative; /* of the differing numbers */
    struct cell_difference first[TABLE_DIFF_KEPT];
    struct row_difference first_rows[TABLE_DIFF_KEPT]; /* of those added or removed */
    struct cell_difference first_notation;
    /* A difference in structure: "3 columns instead of 2". "": none. */
    char shape[160];
    /* The first differing comment; "": none. */
    char header[400];
    /* Remarks for the reader: other dialects that fit, a key that could not be used. */
    char note[400];
};

bool table_difference_passes(const struct table_difference *difference);

/* Compares two open files. If no dialect fits both, they are not tables: then *is_table is false,
 * and difference->note is the reason. */
enum status table_diff(const int files[2], const struct table_settings *settings, bool *is_table,
                       struct table_difference *difference, struct error *error);

#endif
