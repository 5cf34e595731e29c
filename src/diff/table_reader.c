#include "diff/table_reader.h"

#include <stdlib.h>
#include <string.h>

/* A longer cell is no number. */
#define LONGEST_NUMBER 127

void table_reader_begin(struct table_reader *reader, enum table_dialect dialect, const char *bytes,
                        size_t length)
{
    *reader = (struct table_reader){
        .at = bytes, .end = bytes + length, .dialect = dialect, .next_line = 1};
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) /* as spreadsheets begin a file */
        reader->at += 3;
}

void table_reader_free(struct table_reader *reader)
{
    free(reader->cells);
    text_free(&reader->unquoted);
    *reader = (struct table_reader){0};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static enum status add_cell(struct table_reader *reader, const char *bytes, size_t length,
                            struct error *error)
{
    if (reader->count == reader->capacity) {
        size_t capacity = 2 * reader->capacity + 16;
        struct table_cell *cells = realloc(reader->cells, capacity * sizeof *cells);
        if (cells == NULL)
            return error_out_of_memory(error);
        reader->cells = cells;
        reader->capacity = capacity;
    }
    reader->cells[reader->count++] = (struct table_cell){.bytes = bytes, .length = length};
    return STATUS_OK;
}

/* ---- White space ----------------------------------------------------------------------------- */

static const char *line_end(const struct table_reader *reader)
{
    const char *end = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));

    return end == NULL ? reader->end : end;
}

static enum status split_at_spaces(struct table_reader *reader, const char *end,
                                   struct error *error)
{
    const char *c = reader->at;
    enum status status = STATUS_OK;

    while (status == STATUS_OK) {
        while (c < end && is_space(*c))
            c++;
        if (c == end)
            break;
        const char *begin = c;
        if (*c == '"') { /* a text with spaces in it; without an end, what stands there */
            const char *quote = memchr(c + 1, '"', (size_t)(end - c - 1));
            if (quote != NULL) {
                status = add_cell(reader, c + 1, (size_t)(quote - c - 1), error);
                c = quote + 1;
                continue;
            }
        }
        while (c < end && !is_space(*c))
            c++;
        status = add_cell(reader, begin, (size_t)(c - begin), error);
    }
    return status;
}

static enum status next_line(struct table_reader *reader, enum table_record *record,
                             struct error *error)
{
    const char *end = line_end(reader), *c = reader->at, *last = end;
    enum status status;

    while (c < end && is_space(*c))
        c++;
    while (last > c && is_space(last[-1]))
        last--;
    if (c < end && *c == '#') {
        *record = TABLE_COMMENT;
        status = add_cell(reader, c + 1, (size_t)(last - c - 1), error);
    } else {
        *record = c == end ? TABLE_BLANK : TABLE_ROW;
        status = split_at_spaces(reader, end, error);
    }
    reader->at = end < reader->end ? end + 1 : end;
    reader->next_line++;
    return status;
}

/* ---- Separators ------------------------------------------------------------------------------ */

/* A cell in quotes, which may hold separators, line ends, and quotes as two of them. */
static enum status read_quoted(struct table_reader *reader, size_t *begin, struct error *error)
{
    const char *c = reader->at + 1;

    *begin = reader->unquoted.length;
    for (;;) {
        const char *quote = memchr(c, '"', (size_t)(reader->end - c));
        if (quote == NULL)
            return error_set(error, STATUS_BAD_INPUT, "line %zu: a quote is not closed",
                             reader->line);
        for (const char *n = c; n < quote; n++)
            reader->next_line += *n == '\n';
        text_append_bytes(&reader->unquoted, c, (size_t)(quote - c));
        c = quote + 1;
        if (c == reader->end || *c != '"')
            break;
        text_append(&reader->unquoted, "\"");
        c++;
    }
    reader->at = c;
    return text_check(&reader->unquoted, error);
}

/* The cell's text is kept by its place until the record is whole: `unquoted` may move. */
static enum status read_cell(struct table_reader *reader, char separator, struct error *error)
{
    if (reader->at < reader->end && *reader->at == '"') {
        size_t begin = 0;
        enum status status = read_quoted(reader, &begin, error);
        if (status == STATUS_OK)
            status = add_cell(reader, NULL, begin, error);
        if (status == STATUS_OK && reader->at < reader->end && *reader->at != separator &&
            *reader->at != '\n' && *reader->at != '\r')
            status = error_set(error, STATUS_BAD_INPUT, "line %zu: there is text behind a quote",
                               reader->line);
        text_append_bytes(&reader->unquoted, "", 1);
        return status;
    }
    const char *c = reader->at;
    while (c < reader->end && *c != separator && *c != '\n')
        c++;
    const char *last = c;
    if (c < reader->end && *c == '\n' && last > reader->at && last[-1] == '\r')
        last--;
    enum status status = add_cell(reader, reader->at, (size_t)(last - reader->at), error);
    reader->at = c;
    return status;
}

/* Those in quotes, now that their place in memory is known. Between two of them stands a NUL. */
static void place_quoted(struct table_reader *reader)
{
    size_t end = reader->unquoted.length;

    for (size_t i = reader->count; i-- > 0;) {
        struct table_cell *cell = &reader->cells[i];
        if (cell->bytes != NULL)
            continue;
        size_t begin = cell->length;
        cell->bytes = text_string(&reader->unquoted) + begin;
        cell->length = end - 1 - begin;
        end = begin;
    }
}

static enum status next_separated(struct table_reader *reader, char separator, struct error *error)
{
    enum status status = STATUS_OK;

    for (;;) {
        status = read_cell(reader, separator, error);
        if (status != STATUS_OK || reader->at == reader->end || *reader->at != separator)
            break;
        reader->at++;
    }
    if (reader->at < reader->end && *reader->at == '\r')
        reader->at++;
    if (reader->at < reader->end && *reader->at == '\n')
        reader->at++;
    reader->next_line++;
    place_quoted(reader);
    return status;
}

enum status table_reader_next(struct table_reader *reader, enum table_record *record,
                              struct error *error)
{
    reader->line = reader->next_line;
    reader->count = 0;
    reader->unquoted.length = 0;
    *record = TABLE_END;
    if (reader->at == reader->end)
        return STATUS_OK;
    if (reader->dialect == TABLE_DAT)
        return next_line(reader, record, error);
    *record = TABLE_ROW;
    return next_separated(reader, reader->dialect == TABLE_CSV ? ',' : '\t', error);
}

/* strtod would take white space before it, too. */
bool table_cell_number(struct table_cell cell, double *number)
{
    char copy[LONGEST_NUMBER + 1], *end;

    while (cell.length > 0 && is_space(*cell.bytes)) {
        cell.bytes++;
        cell.length--;
    }
    while (cell.length > 0 && is_space(cell.bytes[cell.length - 1]))
        cell.length--;
    if (cell.length == 0 || cell.length > LONGEST_NUMBER)
        return false;
    memcpy(copy, cell.bytes, cell.length);
    copy[cell.length] = '\0';
    *number = strtod(copy, &end);
    return end == copy + cell.length;
}
