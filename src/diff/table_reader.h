/* Reader of text tables, record by record, as cells. It reads an open file in blocks, and holds no
 * more of it than one record. */
#ifndef ADAM_REPORT_DIFF_TABLE_READER_H
#define ADAM_REPORT_DIFF_TABLE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

/* What stands between the cells of a row. Cells in double quotes may hold anything; in all but
 * TABLE_BLANKS also line ends, and quotes written twice (RFC 4180). */
enum table_delimiter {
    TABLE_ANY_DELIMITER, /* still to be found; no reader has it */
    TABLE_TAB,
    TABLE_SEMICOLON,
    TABLE_COMMA,
    TABLE_BLANKS, /* white space, as much as there is, as gnuplot reads data files */
    TABLE_LINES,  /* nothing: there is one column */
    TABLE_DELIMITERS,
};

enum table_record {
    TABLE_ROW,
    TABLE_BLANK,   /* a line without anything */
    TABLE_COMMENT, /* a line that begins with #; the cell is the text behind it */
    TABLE_END,
};

/* A record that is longer, or a row with more cells, belongs to no table. */
#define TABLE_MOST_BYTES ((size_t)1 << 20)
#define TABLE_MOST_CELLS ((size_t)1 << 16)

/* A cell's bytes, without quotes around them. Not ended by a NUL, and may hold any byte. */
struct table_cell {
    const char *bytes;
    size_t length;
    bool quoted;
};

/* Cells are borrowed from `buffer` or `unquoted`, until the next record is read. */
struct table_reader {
    int file, interrupt_fd;
    enum table_delimiter delimiter;
    bool comments; /* everywhere; else only before the first row */
    bool tabs;     /* are blanks too */

    char *buffer;
    size_t at, length, capacity; /* of the buffer: where the next record begins, where it ends */
    uint64_t offset;             /* of the buffer in the file */
    size_t block;                /* bytes to be read next */
    bool ended;                  /* the buffer holds the end of the file */
    bool begun;                  /* a row was read */

    enum table_record record;
    uint64_t record_offset; /* where the record begins: for table_reader_seek() */
    size_t line;            /* the same, counted from 1 */
    size_t next_line;
    struct table_cell *cells;
    size_t count, capacity_of_cells;
    struct text unquoted;
};

/* The file stays the caller's; its position does not matter and does not change. `tabs` is as
 * `comments`; the caller may change it. */
void table_reader_begin(struct table_reader *reader, int file, enum table_delimiter delimiter,
                        bool comments, int interrupt_fd);
void table_reader_free(struct table_reader *reader);

/* Reads a record into reader->record and reader->cells. STATUS_BAD_INPUT: it belongs to no table,
 * since unterminated quote or text follows one, or it is too long; STATUS_INTERRUPTED if
 * interrupt_fd (-1: never) is readable. */
enum status table_reader_next(struct table_reader *reader, struct error *error);

/* The next record to be read is the one that began at this offset, on this line. */
void table_reader_seek(struct table_reader *reader, uint64_t offset, size_t line);

/* Splits a text without quotes that span lines, such as a comment, at a reader's delimiter. */
enum status table_reader_split(struct table_reader *reader, const char *bytes, size_t length,
                               struct error *error);

#endif
