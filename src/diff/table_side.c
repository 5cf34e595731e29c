#include "diff/table_side.h"

#include <stdlib.h>
#include <string.h>

#include "diff/decimal.h"
#include "diff/table_columns.h"

void table_side_begin(struct table_side *side, int file, const struct table_dialect *dialect,
                      int interrupt_fd)
{
    *side = (struct table_side){.dialect = *dialect};
    table_reader_begin(&side->reader, file, dialect->delimiter, dialect->comments, interrupt_fd);
    side->reader.tabs = dialect->comments || dialect->settled_delimiter;
}

void table_side_free(struct table_side *side)
{
    table_reader_free(&side->reader);
    free(side->names.cells);
    text_free(&side->comments);
    *side = (struct table_side){0};
}

/* ---- What fits ------------------------------------------------------------------------------- */

static bool has_delimiter(const struct table_cell *cell)
{
    return memchr(cell->bytes, '\t', cell->length) != NULL ||
           memchr(cell->bytes, ';', cell->length) != NULL ||
           memchr(cell->bytes, ',', cell->length) != NULL;
}

/* A cell that another delimiter would split. Names can contain blanks. */
static bool could_be_split(const struct table_side *side, const struct table_cell *cell)
{
    struct decimal number;

    if (cell->quoted)
        return false;
    if (side->rows > 1 && memchr(cell->bytes, ' ', cell->length) != NULL)
        return true;
    return has_delimiter(cell) && !decimal_read(cell->bytes, cell->length, ',', &number);
}

static enum status check_count(const struct table_side *side, struct error *error)
{
    size_t count = side->reader.count, columns = side->columns;

    if (side->rows > 1 && count != columns)
        return error_set(error, STATUS_BAD_INPUT,
                         "line %zu has %zu columns, earlier lines have %zu", side->reader.line,
                         count, columns);
    if (count == 1 && side->dialect.delimiter != TABLE_LINES)
        return error_set(error, STATUS_BAD_INPUT, "line %zu has one column", side->reader.line);
    return STATUS_OK;
}

static enum status check_fit(const struct table_side *side, struct error *error)
{
    const struct table_reader *reader = &side->reader;
    bool blanks = side->dialect.delimiter == TABLE_BLANKS;

    if (side->dialect.settled_delimiter || (blanks && side->dialect.comments))
        return STATUS_OK;
    enum status status = check_count(side, error);
    if (status != STATUS_OK || (!blanks && side->dialect.delimiter != TABLE_LINES))
        return status;
    for (size_t i = 0; i < reader->count; i++)
        if (could_be_split(side, &reader->cells[i]))
            return error_set(error, STATUS_BAD_INPUT, "line %zu has different delimiters",
                             reader->line);
    return STATUS_OK;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static enum status keep_names(struct table_side *side, const struct table_cell *cells, size_t count,
                              struct error *error)
{
    free(side->names.cells);
    table_row_copy(&side->names, cells, count);
    return side->names.cells == NULL ? error_out_of_memory(error) : STATUS_OK;
}

static enum status keep_header(struct table_side *side, struct error *error)
{
    const struct table_dialect *dialect = &side->dialect;
    bool any_mark = !dialect->settled_mark && dialect->delimiter != TABLE_COMMA;

    for (size_t i = 0; i < side->reader.count; i++)
        if (table_cell_is_number(side->reader.cells[i], dialect->decimal_mark) ||
            (any_mark && (table_cell_is_number(side->reader.cells[i], '.') ||
                          table_cell_is_number(side->reader.cells[i], ','))))
            return STATUS_OK;
    side->at_header = true;
    return keep_names(side, side->reader.cells, side->reader.count, error);
}

static enum status keep_comment(struct table_side *side, struct error *error)
{
    struct table_cell comment = side->reader.cells[0];

    if (side->comments.length + comment.length > TABLE_MOST_BYTES)
        return error_set(error, STATUS_BAD_INPUT, "line %zu: the comments are too long",
                         side->reader.line);
    text_append_bytes(&side->comments, &side->records, sizeof side->records);
    text_append_bytes(&side->comments, comment.bytes, comment.length);
    text_append(&side->comments, "\n");
    enum status status = text_check(&side->comments, error);
    if (status != STATUS_OK || side->rows > 0)
        return status;
    status = table_reader_split(&side->reader, comment.bytes, comment.length, error);
    if (status == STATUS_BAD_INPUT) /* this many words are not names */
        return STATUS_OK;
    return status == STATUS_OK ? keep_names(side, side->reader.cells, side->reader.count, error)
                               : status;
}

static struct table_cell without_blanks(struct table_cell cell)
{
    while (cell.length > 0 && cell.bytes[0] == ' ') {
        cell.bytes++;
        cell.length--;
    }
    while (cell.length > 0 && cell.bytes[cell.length - 1] == ' ')
        cell.length--;
    return cell;
}

bool table_side_find_column(const struct table_side *side, const char *name, size_t length,
                            size_t *column)
{
    size_t number = 0, names = side->names.cells == NULL ? 0 : side->names.count;

    for (size_t i = 0; i < names && names == side->columns; i++) {
        struct table_cell cell = without_blanks(side->names.cells[i]);
        if (cell.length == length && memcmp(cell.bytes, name, length) == 0) {
            *column = i;
            return true;
        }
    }
    for (size_t i = 0; i < length; i++) {
        if (name[i] < '0' || name[i] > '9' || number > TABLE_MOST_CELLS)
            return false;
        number = 10 * number + (size_t)(name[i] - '0');
    }
    *column = number - 1;
    return number >= 1 && number <= side->columns;
}

/* ---- Records --------------------------------------------------------------------------------- */

enum status table_side_next(struct table_side *side, struct error *error)
{
    enum status status;

    side->at_header = false;
    for (;;) {
        status = table_reader_next(&side->reader, error);
        if (status != STATUS_OK || side->reader.record != TABLE_COMMENT)
            break;
        status = keep_comment(side, error);
        if (status != STATUS_OK)
            return status;
    }
    side->records += status == STATUS_OK && side->reader.record != TABLE_END;
    if (status != STATUS_OK || side->reader.record != TABLE_ROW)
        return status;
    side->rows++;
    status = check_fit(side, error);
    if (side->reader.count > side->columns)
        side->columns = side->reader.count;
    return status == STATUS_OK && side->rows == 1 ? keep_header(side, error) : status;
}
