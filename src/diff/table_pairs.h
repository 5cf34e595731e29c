/* Counts of differences between paired rows, and of rows that only one side has. */
#ifndef ADAM_REPORT_DIFF_TABLE_PAIRS_H
#define ADAM_REPORT_DIFF_TABLE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "diff/table_align.h"
#include "diff/table_columns.h"
#include "diff/table_diff.h"

/* A row or a blank line; the cells are borrowed. */
struct row_view {
    const struct table_cell *cells;
    size_t count;
    size_t line;
    bool blank, header;
};

struct table_pairs {
    struct table_difference *found;
    struct table_columns columns;
    const struct table_row *names; /* the names of the baseline's columns; borrowed */
    bool data_file;
    size_t loose_blanks[2]; /* the line number of a blank line that only this side has; 0: none */
};

/* Adds two paired rows or blank lines. */
enum status table_pairs_take(struct table_pairs *pairs, const struct row_view *baseline,
                             const struct row_view *candidate, struct error *error);

/* The same if all cells are known to be equal. */
enum status table_pairs_take_same(struct table_pairs *pairs, const struct row_view *row,
                                  struct error *error);

/* Adds a row or blank line that only this side has. */
enum status table_pairs_take_one(struct table_pairs *pairs, size_t side, const struct row_view *row,
                                 struct error *error);

/* To be called after the last row. */
void table_pairs_end(struct table_pairs *pairs);

#endif
