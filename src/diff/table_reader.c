#include "diff/table_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/deadline.h"

/* The number of bytes read at a time, and first after a seek. */
#define BLOCK ((size_t)64 << 10)
#define FIRST_BLOCK ((size_t)4 << 10)

void table_reader_begin(struct table_reader *reader, int file, enum table_delimiter delimiter,
                        bool comments, int interrupt_fd)
{
    *reader = (struct table_reader){.file = file,
                                    .interrupt_fd = interrupt_fd,
                                    .delimiter = delimiter,
                                    .comments = comments,
                                    .tabs = comments,
                                    .block = BLOCK,
                                    .next_line = 1};
}

void table_reader_free(struct table_reader *reader)
{
    free(reader->buffer);
    free(reader->cells);
    text_free(&reader->unquoted);
    *reader = (struct table_reader){0};
}

void table_reader_seek(struct table_reader *reader, uint64_t offset, size_t line)
{
    reader->next_line = line;
    if (offset >= reader->offset && offset - reader->offset < reader->length) {
        reader->at = (size_t)(offset - reader->offset);
        return;
    }
    reader->offset = offset;
    reader->at = reader->length = 0;
    reader->block = FIRST_BLOCK;
    reader->ended = false;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static enum status make_room(struct table_reader *reader, struct error *error)
{
    size_t kept = reader->length - reader->at;

    if (reader->at > 0 && kept > 0)
        memmove(reader->buffer, reader->buffer + reader->at, kept);
    reader->offset += reader->at;
    reader->at = 0;
    reader->length = kept;
    if (kept <= reader->capacity / 2 && reader->capacity > 0)
        return STATUS_OK;
    size_t capacity = reader->capacity == 0 ? BLOCK : 2 * reader->capacity;
    char *buffer = realloc(reader->buffer, capacity);
    if (buffer == NULL)
        return error_out_of_memory(error);
    reader->buffer = buffer;
    reader->capacity = capacity;
    return STATUS_OK;
}

/* The byte order mark that spreadsheets write. */
static void skip_byte_order_mark(struct table_reader *reader)
{
    if (reader->offset == 0 && reader->at == 0 && reader->length >= 3 &&
        memcmp(reader->buffer, "\xef\xbb\xbf", 3) == 0)
        reader->at = 3;
}

/* Appends more of the file to the buffer; bytes before `at` are dropped. */
static enum status read_block(struct table_reader *reader, struct error *error)
{
    ssize_t count;

    if (reader->length - reader->at > TABLE_MOST_BYTES)
        return error_set(error, STATUS_BAD_INPUT, "line %zu is longer than %zu bytes", reader->line,
                         TABLE_MOST_BYTES);
    enum status status = interrupt_check(reader->interrupt_fd, error);
    if (status == STATUS_OK)
        status = make_room(reader, error);
    if (status != STATUS_OK)
        return status;
    size_t most = reader->capacity - reader->length;
    do {
        count = pread(reader->file, reader->buffer + reader->length,
                      most < reader->block ? most : reader->block,
                      (off_t)(reader->offset + reader->length));
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return error_set(error, STATUS_FAILED, "cannot be read: %s", strerror(errno));
    reader->length += (size_t)count;
    reader->ended = count == 0;
    reader->block = reader->block < TABLE_MOST_BYTES ? 2 * reader->block : reader->block;
    skip_byte_order_mark(reader);
    return STATUS_OK;
}

/* ---- Cells ----------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static enum status grow_cells(struct table_reader *reader, struct error *error)
{
    size_t capacity = 2 * reader->capacity_of_cells + 16;

    if (reader->count == TABLE_MOST_CELLS)
        return error_set(error, STATUS_BAD_INPUT, "line %zu has more than %zu columns",
                         reader->line, TABLE_MOST_CELLS);
    struct table_cell *cells = realloc(reader->cells, capacity * sizeof *cells);
    if (cells == NULL)
        return error_out_of_memory(error);
    reader->cells = cells;
    reader->capacity_of_cells = capacity;
    return STATUS_OK;
}

static inline enum status add_cell(struct table_reader *reader, const char *bytes, size_t length,
                                   bool quoted, struct error *error)
{
    if (reader->count == reader->capacity_of_cells || reader->count == TABLE_MOST_CELLS) {
        enum status status = grow_cells(reader, error);
        if (status != STATUS_OK)
            return status;
    }
    reader->cells[reader->count++] =
        (struct table_cell){.bytes = bytes, .length = length, .quoted = quoted};
    return STATUS_OK;
}

static bool is_blank(const struct table_reader *reader, char c)
{
    return is_space(c) && (c != '\t' || reader->tabs);
}

/* Past bytes eight at a time of which none is a space or a control character: those borrow from
 * their highest bit when 0x21 is subtracted. */
static const char *skip_visible(const char *c, const char *end)
{
    for (; end - c >= 8; c += 8) {
        uint64_t word;
        memcpy(&word, c, sizeof word);
        if (((word - 0x2121212121212121u) & ~word & 0x8080808080808080u) != 0)
            break;
    }
    return c;
}

static enum status split_at_blanks(struct table_reader *reader, const char *c, const char *end,
                                   struct error *error)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK) {
        while (c < end && is_blank(reader, *c))
            c++;
        if (c == end)
            break;
        const char *begin = c;
        if (*c == '"') { /* a text with spaces in it; if unterminated, as written */
            const char *quote = memchr(c + 1, '"', (size_t)(end - c - 1));
            if (quote != NULL) {
                status = add_cell(reader, c + 1, (size_t)(quote - c - 1), true, error);
                c = quote + 1;
                continue;
            }
        }
        c = skip_visible(c, end);
        while (c < end && !is_blank(reader, *c))
            c++;
        status = add_cell(reader, begin, (size_t)(c - begin), false, error);
    }
    return status;
}

static char delimiter_character(enum table_delimiter delimiter)
{
    static const char characters[TABLE_DELIMITERS] = {'\0', '\t', ';', ',', ' ', '\n'};

    return characters[delimiter];
}

/* Up to this length, a loop is faster than memchr(). */
#define SHORT_CELL 4

/* A line without quotes, excluding its end. */
static enum status split_at_character(struct table_reader *reader, const char *c, const char *end,
                                      struct error *error)
{
    char delimiter = delimiter_character(reader->delimiter);

    for (;;) {
        const char *begin = c, *near = end - c > SHORT_CELL ? c + SHORT_CELL : end;
        while (c < near && *c != delimiter)
            c++;
        if (c == near && c < end) {
            c = memchr(c, delimiter, (size_t)(end - c));
            c = c == NULL ? end : c;
        }
        enum status status = add_cell(reader, begin, (size_t)(c - begin), false, error);
        if (status != STATUS_OK || c == end)
            return status;
        c++;
    }
}

enum status table_reader_split(struct table_reader *reader, const char *bytes, size_t length,
                               struct error *error)
{
    reader->count = 0;
    return reader->delimiter == TABLE_BLANKS
               ? split_at_blanks(reader, bytes, bytes + length, error)
               : split_at_character(reader, bytes, bytes + length, error);
}

/* ---- Cells in quotes ------------------------------------------------------------------------- */

/* A record with quotes is read by offsets in the buffer; at the end of that, more is read, and the
 * record is started again. */
struct quoted_record {
    size_t at;
    size_t lines; /* line ends in cells */
    bool cut;     /* by the end of the buffer */
};

/* A cell in quotes: its text is copied to `unquoted`, which can move, so only its offset is kept.
 */
static enum status read_quoted(struct table_reader *reader, struct quoted_record *record,
                               struct error *error)
{
    const char *c = reader->buffer + record->at + 1, *end = reader->buffer + reader->length;
    size_t begin = reader->unquoted.length;

    for (;;) {
        const char *quote = memchr(c, '"', (size_t)(end - c));
        record->cut = !reader->ended && (quote == NULL || quote + 1 == end);
        if (record->cut)
            return STATUS_OK;
        if (quote == NULL)
            return error_set(error, STATUS_BAD_INPUT, "line %zu: unterminated quote", reader->line);
        for (const char *n = c; (n = memchr(n, '\n', (size_t)(quote - n))) != NULL; n++)
            record->lines++;
        text_append_bytes(&reader->unquoted, c, (size_t)(quote - c));
        c = quote + 1;
        if (c == end || *c != '"')
            break;
        text_append(&reader->unquoted, "\"");
        c++;
    }
    text_append_bytes(&reader->unquoted, "", 1);
    record->at = (size_t)(c - reader->buffer);
    return add_cell(reader, NULL, begin, true, error);
}

static enum status read_unquoted(struct table_reader *reader, struct quoted_record *record,
                                 struct error *error)
{
    const char *begin = reader->buffer + record->at, *end = reader->buffer + reader->length;
    const char *c = begin;
    char delimiter = delimiter_character(reader->delimiter);

    while (c < end && *c != delimiter && *c != '\n')
        c++;
    record->cut = c == end && !reader->ended;
    record->at = (size_t)(c - reader->buffer);
    bool carriage_return = c > begin && c[-1] == '\r' && (c == end || *c == '\n');
    return add_cell(reader, begin, (size_t)(c - begin) - carriage_return, false, error);
}

/* After a cell in quotes: the delimiter, the end of the line, or the end of the file. */
static enum status check_behind(struct table_reader *reader, struct quoted_record *record,
                                struct error *error)
{
    const char *c = reader->buffer + record->at, *end = reader->buffer + reader->length;

    record->cut = !reader->ended && end - c < 2;
    if (record->cut || c == end || *c == '\n' || *c == delimiter_character(reader->delimiter))
        return STATUS_OK;
    if (*c != '\r' || (c + 1 < end && c[1] != '\n'))
        return error_set(error, STATUS_BAD_INPUT, "line %zu: unexpected text after a closing quote",
                         reader->line);
    record->at++;
    return STATUS_OK;
}

static enum status read_cell(struct table_reader *reader, struct quoted_record *record,
                             struct error *error)
{
    if (record->at == reader->length || reader->buffer[record->at] != '"')
        return read_unquoted(reader, record, error);
    enum status status = read_quoted(reader, record, error);
    return status == STATUS_OK && !record->cut ? check_behind(reader, record, error) : status;
}

/* The cells in quotes, now that their addresses are known. Each is followed by a NUL. */
static void place_quoted(struct table_reader *reader)
{
    size_t end = reader->unquoted.length;

    for (size_t i = reader->count; i-- > 0;) {
        struct table_cell *cell = &reader->cells[i];
        if (!cell->quoted)
            continue;
        size_t begin = cell->length;
        cell->bytes = text_string(&reader->unquoted) + begin;
        cell->length = end - 1 - begin;
        end = begin;
    }
}

static enum status try_quoted(struct table_reader *reader, struct quoted_record *record,
                              struct error *error)
{
    enum status status;
    char delimiter = delimiter_character(reader->delimiter);

    *record = (struct quoted_record){.at = reader->at};
    reader->count = 0;
    reader->unquoted.length = 0;
    for (;;) {
        status = read_cell(reader, record, error);
        if (status != STATUS_OK || record->cut || record->at == reader->length)
            break;
        char c = reader->buffer[record->at++];
        if (c == '\n')
            break;
        if (c != delimiter) /* impossible: a cell ends before nothing else */
            break;
    }
    return status == STATUS_OK ? text_check(&reader->unquoted, error) : status;
}

static enum status read_quoted_record(struct table_reader *reader, struct error *error)
{
    struct quoted_record record = {.cut = true};
    enum status status = STATUS_OK;

    while (status == STATUS_OK && record.cut) {
        status = try_quoted(reader, &record, error);
        if (status == STATUS_OK && record.cut)
            status = read_block(reader, error);
    }
    if (status != STATUS_OK)
        return status;
    place_quoted(reader);
    reader->at = record.at;
    reader->next_line += 1 + record.lines;
    return STATUS_OK;
}

/* ---- Records --------------------------------------------------------------------------------- */

/* Ensures that a line is in the buffer; *end is the offset of its end there. */
static enum status find_line_end(struct table_reader *reader, size_t *end, struct error *error)
{
    size_t searched = 0;

    for (;;) {
        size_t left = reader->length - reader->at;
        const char *newline = NULL;
        if (left > searched) /* else the buffer may not exist yet */
            newline = memchr(reader->buffer + reader->at + searched, '\n', left - searched);
        if (newline != NULL || reader->ended) {
            *end = newline == NULL ? reader->length : (size_t)(newline - reader->buffer);
            return STATUS_OK;
        }
        searched = left;
        enum status status = read_block(reader, error);
        if (status != STATUS_OK)
            return status;
        if (reader->length - reader->at < searched) /* a byte order mark was skipped */
            searched = 0;
    }
}

static enum status split_line(struct table_reader *reader, const char *begin, const char *end,
                              struct error *error)
{
    const char *c = begin, *last = end;
    bool blanks = reader->delimiter == TABLE_BLANKS || reader->comments;

    while (c < end && is_space(*c) && (blanks || *c == '\r'))
        c++;
    reader->record = c == end ? TABLE_BLANK : TABLE_ROW;
    if (c == end)
        return STATUS_OK;
    if (*c == '#' && (reader->comments || !reader->begun)) {
        reader->record = TABLE_COMMENT;
        while (is_space(last[-1]))
            last--;
        return add_cell(reader, c + 1, (size_t)(last - c - 1), false, error);
    }
    reader->begun = true;
    if (reader->delimiter == TABLE_BLANKS)
        return split_at_blanks(reader, c, end, error);
    return split_at_character(reader, begin, end - (end[-1] == '\r'), error);
}

enum status table_reader_next(struct table_reader *reader, struct error *error)
{
    size_t end = 0;

    reader->line = reader->next_line;
    reader->count = 0;
    enum status status = find_line_end(reader, &end, error);
    if (status != STATUS_OK)
        return status;
    reader->record_offset = reader->offset + reader->at;
    reader->record = TABLE_END;
    if (reader->at == reader->length)
        return STATUS_OK;
    const char *begin = reader->buffer + reader->at;
    bool comment = *begin == '#' && (reader->comments || !reader->begun);
    if (reader->delimiter != TABLE_BLANKS && !comment &&
        memchr(begin, '"', end - reader->at) != NULL) {
        reader->record = TABLE_ROW;
        reader->begun = true;
        return read_quoted_record(reader, error);
    }
    reader->next_line++;
    reader->at = end < reader->length ? end + 1 : end;
    return split_line(reader, begin, reader->buffer + end, error);
}
