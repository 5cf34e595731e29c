#include "diff/table_pairs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Texts ----------------------------------------------------------------------------------- */

/* Copies as much as fits; a truncated text ends with whole characters and dots. */
static void copy_text(char to[TABLE_DIFF_TEXT], struct table_cell cell)
{
    size_t length = cell.length;
    bool cut = length > TABLE_DIFF_TEXT - 1;

    if (cut) {
        length = TABLE_DIFF_TEXT - 4;
        while (length > 0 && ((unsigned char)cell.bytes[length] & 0xc0) == 0x80)
            length--;
    }
    for (size_t i = 0; i < length; i++) /* a NUL would end the text */
        to[i] = cell.bytes[i] == '\0' ? '?' : cell.bytes[i];
    memcpy(to + length, cut ? "..." : "", cut ? 4 : 1);
}

static void copy_row(char to[TABLE_DIFF_TEXT], const struct row_view *row)
{
    char text[2 * TABLE_DIFF_TEXT];
    size_t length = 0;

    for (size_t i = 0; i < row->count && length < TABLE_DIFF_TEXT; i++) {
        size_t most = sizeof text - length - 1;
        size_t size = row->cells[i].length < most ? row->cells[i].length : most;
        if (i > 0)
            text[length++] = ' ';
        memcpy(text + length, row->cells[i].bytes, size);
        length += size;
    }
    copy_text(to, (struct table_cell){.bytes = text, .length = length});
}

static void describe_cell(const struct table_pairs *pairs, const struct row_view *a,
                          const struct row_view *b, size_t column, struct cell_difference *cell)
{
    const struct table_row *names = pairs->names;

    cell->row = pairs->found->rows[0];
    cell->line = a->line;
    cell->column = column + 1;
    *cell->name = '\0';
    if (names->cells != NULL && names->count == a->count)
        copy_text(cell->name, names->cells[column]);
    copy_text(cell->baseline, a->cells[column]);
    copy_text(cell->candidate, b->cells[column]);
}

/* ---- Shape ----------------------------------------------------------------------------------- */

/* A row follows a blank line that the other side does not have, so it was not only at the end. */
static void confirm_blank(struct table_pairs *pairs, size_t side)
{
    struct table_difference *found = pairs->found;

    if (pairs->loose_blanks[side] > 0 && *found->shape == '\0')
        snprintf(found->shape, sizeof found->shape, "line %zu%s is blank on one side only",
                 pairs->loose_blanks[side], side == 0 ? "" : " of the candidate");
}

static void count_row(struct table_pairs *pairs, size_t side, size_t columns)
{
    struct table_difference *found = pairs->found;

    found->rows[side]++;
    if (columns > found->columns[side])
        found->columns[side] = columns;
    confirm_blank(pairs, side);
}

static void compare_counts(struct table_pairs *pairs, const struct row_view *a,
                           const struct row_view *b)
{
    struct table_difference *found = pairs->found;

    if (a->count == b->count || *found->shape != '\0')
        return;
    if (pairs->data_file)
        snprintf(found->shape, sizeof found->shape, "row %zu has %zu column%s instead of %zu",
                 found->rows[0], b->count, b->count == 1 ? "" : "s", a->count);
    else
        snprintf(found->shape, sizeof found->shape, "%zu column%s instead of %zu", b->count,
                 b->count == 1 ? "" : "s", a->count);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void compare_cell(struct table_pairs *pairs, const struct row_view *a,
                         const struct row_view *b, size_t column, enum cell_relation relation)
{
    struct table_difference *found = pairs->found;

    found->compared++;
    if (relation == CELL_TOLERATED) {
        found->tolerated++;
    } else if (relation == CELL_NOTATION) {
        if (found->notation++ == 0)
            describe_cell(pairs, a, b, column, &found->first_notation);
    } else if (relation == CELL_DIFFERENT) {
        if (found->different++ < TABLE_DIFF_KEPT)
            describe_cell(pairs, a, b, column, &found->first[found->different - 1]);
    }
}

/* Names are texts, and irrelevant for the type of the columns. */
static enum status compare_header(struct table_pairs *pairs, const struct row_view *a,
                                  const struct row_view *b, struct error *error)
{
    const struct row_view *data = a->header ? b : a;

    for (size_t i = 0; i < a->count && i < b->count; i++)
        compare_cell(pairs, a, b, i,
                     table_row_same(&a->cells[i], 1, &b->cells[i], 1) ? CELL_SAME : CELL_DIFFERENT);
    return data->header ? STATUS_OK
                        : table_columns_add(&pairs->columns, data->cells, data->count, error);
}

enum status table_pairs_take(struct table_pairs *pairs, const struct row_view *a,
                             const struct row_view *b, struct error *error)
{
    size_t least = a->count < b->count ? a->count : b->count;
    const struct row_view *wider = a->count > b->count ? a : b;

    if (a->blank)
        return STATUS_OK;
    count_row(pairs, 0, a->count);
    count_row(pairs, 1, b->count);
    compare_counts(pairs, a, b);
    if (a->header || b->header)
        return compare_header(pairs, a, b, error);
    enum status status = table_columns_grow(&pairs->columns, wider->count, error);
    for (size_t i = 0; i < least && status == STATUS_OK; i++)
        compare_cell(pairs, a, b, i,
                     table_columns_compare(&pairs->columns, i, a->cells[i], b->cells[i]));
    return status;
}

enum status table_pairs_take_same(struct table_pairs *pairs, const struct row_view *row,
                                  struct error *error)
{
    if (row->blank)
        return STATUS_OK;
    count_row(pairs, 0, row->count);
    count_row(pairs, 1, row->count);
    pairs->found->compared += row->count;
    return row->header ? STATUS_OK
                       : table_columns_add(&pairs->columns, row->cells, row->count, error);
}

enum status table_pairs_take_one(struct table_pairs *pairs, size_t side, const struct row_view *row,
                                 struct error *error)
{
    struct table_difference *found = pairs->found;

    if (row->blank) {
        if (pairs->loose_blanks[side] == 0)
            pairs->loose_blanks[side] = row->line;
        return STATUS_OK;
    }
    count_row(pairs, side, row->count);
    size_t kept = found->added + found->removed;
    if (kept < TABLE_DIFF_KEPT) {
        struct row_difference *difference = &found->first_rows[kept];
        difference->added = side == 1;
        difference->row = found->rows[0];
        difference->line = row->line;
        copy_row(difference->text, row);
    }
    *(side == 0 ? &found->removed : &found->added) += 1;
    return row->header ? STATUS_OK
                       : table_columns_add(&pairs->columns, row->cells, row->count, error);
}

void table_pairs_end(struct table_pairs *pairs)
{
    struct table_difference *found = pairs->found;

    for (size_t i = 0; i < pairs->columns.count; i++) {
        const struct table_column *column = &pairs->columns.columns[i];
        if (column->text)
            continue;
        found->largest_absolute = fmax(found->largest_absolute, column->largest_absolute);
        found->largest_relative = fmax(found->largest_relative, column->largest_relative);
    }
}
