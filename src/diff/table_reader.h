/* A reader of text tables, record by record, as cells. It reads an open file in blocks and keeps
 * only one record. */
#ifndef ADAM_REPORT_DIFF_TABLE_READER_H
#define ADAM_REPORT_DIFF_TABLE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

/* The delimiter between the cells of a row. Cells in double quotes can contain delimiters and,
 * except with TABLE_BLANKS, line ends and doubled quotes (RFC 4180). */
enum table_delimiter {
    TABLE_ANY_DELIMITER, /* to be detected; not valid for a reader */
    TABLE_TAB,
    TABLE_SEMICOLON,
    TABLE_COMMA,
    TABLE_BLANKS, /* any amount of white space, as in gnuplot's data files */
    TABLE_LINES,  /* none: a single column */
    TABLE_DELIMITERS,
};

enum table_record {
    TABLE_ROW,
    TABLE_BLANK,   /* an empty line */
    TABLE_COMMENT, /* a line that begins with #; the cell is the text after it */
    TABLE_END,
};

/* Limits: a file with a longer record, or a row with more cells, is not a table. */
#define TABLE_MOST_BYTES ((size_t)1 << 20)
#define TABLE_MOST_CELLS ((size_t)1 << 16)

/* A cell's bytes, without quotes around them. Not terminated, and may contain any byte. */
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
    bool tabs;     /* tabs count as blanks, too */

    char *buffer;
    size_t at, length, capacity; /* of the buffer: where the next record begins, where it ends */
    uint64_t offset;             /* of the buffer's beginning in the file */
    size_t block;                /* number of bytes to read next */
    bool ended;                  /* the buffer contains the end of the file */
    bool begun;                  /* a row was read */

    enum table_record record;
    uint64_t record_offset; /* the beginning of the record: for table_reader_seek() */
    size_t line;            /* the same, counted from 1 */
    size_t next_line;
    struct table_cell *cells;
    size_t count, capacity_of_cells;
    struct text unquoted;
};

/* The file remains owned by the caller; its position is neither used nor changed. `tabs` is set
 * like `comments`; the caller can change it. */
void table_reader_begin(struct table_reader *reader, int file, enum table_delimiter delimiter,
                        bool comments, int interrupt_fd);
void table_reader_free(struct table_reader *reader);

/* Reads a record into reader->record and reader->cells. STATUS_BAD_INPUT if the file is not a
 * table: a quote is unterminated or followed by text, or the record is too long; STATUS_INTERRUPTED
 * if interrupt_fd (-1: never) is readable. */
enum status table_reader_next(struct table_reader *reader, struct error *error);

/* Moves to the record at this offset, on this line. */
void table_reader_seek(struct table_reader *reader, uint64_t offset, size_t line);

/* Splits a single line of text, such as a comment, at a reader's delimiter. */
enum status table_reader_split(struct table_reader *reader, const char *bytes, size_t length,
                               struct error *error);

#endif
