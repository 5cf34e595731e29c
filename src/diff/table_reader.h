/* Reader of text tables, record by record, as cells. Three dialects: .dat, parted by white space,
 * with # for comments, blank lines and double quotes as gnuplot has them; .csv (RFC 4180); .tsv. */
#ifndef ADAM_REPORT_DIFF_TABLE_READER_H
#define ADAM_REPORT_DIFF_TABLE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

enum table_dialect { TABLE_DAT, TABLE_CSV, TABLE_TSV };

enum table_record {
    TABLE_ROW,
    TABLE_BLANK,   /* of a .dat: a line without anything */
    TABLE_COMMENT, /* of a .dat: the cell is the text behind the # */
    TABLE_END,
};

/* A cell's bytes, without quotes around them. Not ended by a NUL, and may hold any byte. */
struct table_cell {
    const char *bytes;
    size_t length;
};

/* Starts as {0}; cells are borrowed from the bytes, or from `unquoted`, until the next record. */
struct table_reader {
    const char *at, *end;
    enum table_dialect dialect;
    size_t line; /* where the record begins, counted from 1 */
    size_t next_line;
    struct table_cell *cells;
    size_t count, capacity;
    struct text unquoted;
};

/* The bytes stay the caller's, and as they are, until table_reader_free(). */
void table_reader_begin(struct table_reader *reader, enum table_dialect dialect, const char *bytes,
                        size_t length);
void table_reader_free(struct table_reader *reader);

/* Reads a record into reader->cells. STATUS_BAD_INPUT if a quote is not closed. */
enum status table_reader_next(struct table_reader *reader, enum table_record *record,
                              struct error *error);

/* Whether the cell is a number, in any notation that C reads, and nothing else. */
bool table_cell_number(struct table_cell cell, double *number);

#endif
