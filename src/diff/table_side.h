/* One of two tables that are compared, read in one dialect: its rows, the names of its columns, and
 * its comments. */
#ifndef ADAM_REPORT_DIFF_TABLE_SIDE_H
#define ADAM_REPORT_DIFF_TABLE_SIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "diff/table_align.h"
#include "diff/table_reader.h"

/* How a table is read. */
struct table_dialect {
    enum table_delimiter delimiter;
    char decimal_mark;      /* '.' or ',' */
    bool settled_delimiter; /* by the user: whatever the rows look like */
    bool settled_mark;
    bool comments; /* of a data file, as gnuplot has them: # anywhere, blocks */
};

/* Starts by table_side_begin(); table_side_free() frees what hangs on it. */
struct table_side {
    struct table_dialect dialect;
    struct table_reader reader;
    size_t rows;            /* read so far */
    size_t records;         /* these and blank lines */
    size_t columns;         /* in the widest of them */
    bool at_header;         /* the row that was read last is the first one and has names only */
    struct table_row names; /* of the columns: the header, or the words of the last comment before
                               the rows; cells: NULL if there are none */
    struct text comments;   /* read and not yet compared: of each the number of records before it,
                               as bytes of a size_t, and its text, ended by a newline */
};

void table_side_begin(struct table_side *side, int file, const struct table_dialect *dialect,
                      int interrupt_fd);
void table_side_free(struct table_side *side);

/* Reads the next row or blank line, or the end, into side->reader; comments on the way are added to
 * side->comments. STATUS_BAD_INPUT if the dialect does not fit. It fits if
 *   - quotes are closed, and no text follows one before the next delimiter;
 *   - all rows have the same number of columns, more than one. Data files in blanks may have any;
 *   - in blanks otherwise, no cell has another delimiter in it (here tabs are one), but for a comma
 * in a number;
 *   - in lines, the same, and no spaces below the first line: what could be split is no single
 * column. Of a delimiter that the user has settled, only the first is asked. */
enum status table_side_next(struct table_side *side, struct error *error);

/* The place of a column, from 0: by its name, or else by its number from 1. False: there is none.
 */
bool table_side_find_column(const struct table_side *side, const char *name, size_t length,
                            size_t *column);

#endif
