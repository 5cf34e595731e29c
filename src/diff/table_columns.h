/* What the columns of two tables hold, numbers or text, and how their cells compare.
 *
 * A column holds numbers if each of its cells, on both sides, is a number as decimal.h reads it, a
 * spelling of NaN or infinity, or one of the marks for a missing value: an empty cell, NA, N/A,
 * n/a, null, NULL, None, ?, -. Anything else makes it a column of text. A row of names at the top
 * is not looked at. Space around a number does not count.
 *
 * In a column of text, cells are equal that have the same bytes. In a column of numbers, so are the
 * same number in another notation (0.50 and 0.5, -0 and 0), NaN and NaN, infinity and infinity of
 * the same sign; never a missing value and anything but itself. */
#ifndef ADAM_REPORT_DIFF_TABLE_COLUMNS_H
#define ADAM_REPORT_DIFF_TABLE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "diff/table_reader.h"
#include "diff/tolerance.h"

/* How a pair of cells compares. */
enum cell_relation {
    CELL_SAME,
    CELL_NOTATION,  /* the same number, written in another way */
    CELL_TOLERATED, /* not the same number, but within the tolerance */
    CELL_DIFFERENT,
};

struct table_column {
    bool text;      /* one of its cells, so far, is no number */
    bool relied_on; /* cells were compared as numbers that differ as text */
    double largest_absolute, largest_relative; /* of its numbers that are not the same */
};

/* Starts as {0}; table_columns_free() frees what hangs on it. */
struct table_columns {
    struct table_column *columns;
    size_t count, capacity;
    char decimal_mark;
    const struct tolerance *tolerance;
    /* Whether there are numbers with a decimal point that are none with a comma, and the reverse.
     */
    bool points, commas;
    bool commas_allowed; /* else nobody asks for `commas` */
};

void table_columns_free(struct table_columns *columns);

/* Whether the cell is a number, or a spelling of NaN or infinity. */
bool table_cell_is_number(struct table_cell cell, char decimal_mark);

/* Looks at the cells of a row that is on one side only. */
enum status table_columns_add(struct table_columns *columns, const struct table_cell *cells,
                              size_t count, struct error *error);

/* Looks at a pair of cells, and compares them as far as it is known yet what the column holds.
 * There have to be as many columns: see table_columns_grow(). */
enum cell_relation table_columns_compare(struct table_columns *columns, size_t column,
                                         struct table_cell a, struct table_cell b);

/* Whether table_columns_compare() would not find the cells different, without a look at what the
 * column holds. False also where it takes that function to tell. */
bool table_columns_clearly_equal(const struct table_columns *columns, size_t column,
                                 struct table_cell a, struct table_cell b);

/* Makes sure that there are so many columns. */
enum status table_columns_grow(struct table_columns *columns, size_t count, struct error *error);

/* After the last row: whether a column turned out to be text after cells in it had been compared as
 * numbers. Then all has to be compared once more, with the columns as they are now. */
bool table_columns_misjudged(const struct table_columns *columns);

/* Before the first row is compared once more: forgets all but which columns are text. */
void table_columns_rewind(struct table_columns *columns);

#endif
