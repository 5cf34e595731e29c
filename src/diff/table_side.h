/* One of two compared tables, read in a dialect: its rows, column names and comments. */
#ifndef ADAM_REPORT_DIFF_TABLE_SIDE_H
#define ADAM_REPORT_DIFF_TABLE_SIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "diff/table_align.h"
#include "diff/table_reader.h"

/* The dialect of a table. */
struct table_dialect {
    enum table_delimiter delimiter;
    char decimal_mark;      /* '.' or ',' */
    bool settled_delimiter; /* by the user: regardless of the rows */
    bool settled_mark;
    bool comments; /* of a data file, as in gnuplot: # anywhere, blocks */
};

/* Initialized by table_side_begin(); table_side_free() frees its members. */
struct table_side {
    struct table_dialect dialect;
    struct table_reader reader;
    size_t rows;            /* read so far */
    size_t records;         /* these and blank lines */
    size_t columns;         /* in the widest of them */
    bool at_header;         /* the last row read is the first one and has only names */
    struct table_row names; /* of the columns: the header, or the words of the last comment before
                               the rows; cells: NULL if none */
    struct text comments;   /* read and not yet compared: for each the number of records before it,
                               as the bytes of a size_t, and its text with a newline */
};

void table_side_begin(struct table_side *side, int file, const struct table_dialect *dialect,
                      int interrupt_fd);
void table_side_free(struct table_side *side);

/* Reads the next row or blank line, or the end, into side->reader; comments before it are added to
 * side->comments. STATUS_BAD_INPUT if the dialect does not fit. It fits if
 *   - quotes are closed, and no text follows one before the next delimiter;
 *   - all rows have the same number of columns, more than one. Data files with blanks can have any;
 *   - with blanks in other files, no cell contains another delimiter (here including tabs), except
 * a comma in a number;
 *   - for a single column, the same, and no spaces below the first line: rows that could be split
 * are not a single column. For a delimiter specified by the user, only the first is required. */
enum status table_side_next(struct table_side *side, struct error *error);

/* Finds the index of a column, from 0: by its name, or else by its number from 1. False: not found.
 */
bool table_side_find_column(const struct table_side *side, const char *name, size_t length,
                            size_t *column);

#endif
