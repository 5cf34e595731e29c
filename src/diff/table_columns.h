/* The types of the columns of two tables, numbers or text, and the comparison of their cells.
 *
 * A column holds numbers if each of its cells, on both sides, is a number as decimal.h reads it, a
 * spelling of NaN or infinity, or one of the marks for a missing value: an empty cell, NA, N/A,
 * n/a, null, NULL, None, ?, -. Anything else makes it a column of text. A row of names at the top
 * is ignored, and so is space around a number.
 *
 * In a column of text, cells are equal if they have the same bytes. In a column of numbers, the
 * same number in different notations (0.50 and 0.5, -0 and 0), NaN and NaN, and infinities of the
 * same sign are also equal; a missing value equals only itself. */
#ifndef ADAM_REPORT_DIFF_TABLE_COLUMNS_H
#define ADAM_REPORT_DIFF_TABLE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "diff/table_reader.h"
#include "diff/tolerance.h"

/* The result of comparing a pair of cells. */
enum cell_relation {
    CELL_SAME,
    CELL_NOTATION,  /* the same number in a different notation */
    CELL_TOLERATED, /* different numbers within the tolerance */
    CELL_DIFFERENT,
};

struct table_column {
    bool text;      /* one of its cells so far is not a number */
    bool relied_on; /* cells that differ as text were compared as numbers */
    double largest_absolute, largest_relative; /* of its differing numbers */
};

/* Initialized to {0}; table_columns_free() frees its members. */
struct table_columns {
    struct table_column *columns;
    size_t count, capacity;
    char decimal_mark;
    const struct tolerance *tolerance;
    /* Whether there are numbers that are valid with a decimal point but not with a comma, and vice
     * versa. */
    bool points, commas;
    bool commas_allowed; /* else `commas` is not used */
};

void table_columns_free(struct table_columns *columns);

/* Whether the cell is a number, or a spelling of NaN or infinity. */
bool table_cell_is_number(struct table_cell cell, char decimal_mark);

/* Examines the cells of a row that only one side has. */
enum status table_columns_add(struct table_columns *columns, const struct table_cell *cells,
                              size_t count, struct error *error);

/* Examines a pair of cells and compares them by the type of the column known so far. The column
 * must exist: see table_columns_grow(). */
enum cell_relation table_columns_compare(struct table_columns *columns, size_t column,
                                         struct table_cell a, struct table_cell b);

/* Whether the cells are equal regardless of the type of the column. False also if only
 * table_columns_compare() can determine it. */
bool table_columns_clearly_equal(const struct table_columns *columns, size_t column,
                                 struct table_cell a, struct table_cell b);

/* Ensures that there are at least this many columns. */
enum status table_columns_grow(struct table_columns *columns, size_t count, struct error *error);

/* After the last row: whether a column turned out to be text after some of its cells had been
 * compared as numbers. Then everything must be compared again with the types now known. */
bool table_columns_misjudged(const struct table_columns *columns);

/* To be called before a second comparison: clears everything except which columns are text. */
void table_columns_rewind(struct table_columns *columns);

#endif
