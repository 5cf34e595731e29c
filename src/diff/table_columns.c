#include "diff/table_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "diff/decimal.h"

enum value_kind { VALUE_TEXT, VALUE_MISSING, VALUE_NUMBER, VALUE_NAN, VALUE_INFINITY };

struct value {
    enum value_kind kind;
    bool negative; /* infinity */
    struct decimal number;
};

void table_columns_free(struct table_columns *columns)
{
    free(columns->columns);
    *columns = (struct table_columns){0};
}

/* ---- Cells ----------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static struct table_cell trim(struct table_cell cell)
{
    while (cell.length > 0 && is_space(*cell.bytes)) {
        cell.bytes++;
        cell.length--;
    }
    while (cell.length > 0 && is_space(cell.bytes[cell.length - 1]))
        cell.length--;
    return cell;
}

static bool is_word(struct table_cell cell, const char *word)
{
    return cell.length == strlen(word) && strncasecmp(cell.bytes, word, cell.length) == 0;
}

static bool is_missing(struct table_cell cell)
{
    static const char *const marks[] = {"", "NA", "N/A", "n/a", "null", "NULL", "None", "?", "-"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cell.length == strlen(marks[i]) && memcmp(cell.bytes, marks[i], cell.length) == 0)
            return true;
    return false;
}

/* Anything other than a decimal number. */
static enum value_kind kind_of_word(struct table_cell cell, bool *negative)
{
    if (is_missing(cell))
        return VALUE_MISSING;
    *negative = *cell.bytes == '-';
    if (*cell.bytes == '-' || *cell.bytes == '+') {
        cell.bytes++;
        cell.length--;
    }
    if (is_word(cell, "nan"))
        return VALUE_NAN;
    return is_word(cell, "inf") || is_word(cell, "infinity") ? VALUE_INFINITY : VALUE_TEXT;
}

static void read_value(struct table_cell cell, char decimal_mark, struct value *value)
{
    if (cell.length > 0 && (is_space(*cell.bytes) || is_space(cell.bytes[cell.length - 1])))
        cell = trim(cell);
    value->kind = decimal_read(cell.bytes, cell.length, decimal_mark, &value->number)
                      ? VALUE_NUMBER
                      : kind_of_word(cell, &value->negative);
}

bool table_cell_is_number(struct table_cell cell, char decimal_mark)
{
    struct value value;

    read_value(cell, decimal_mark, &value);
    return value.kind >= VALUE_NUMBER;
}

/* ---- Columns --------------------------------------------------------------------------------- */

enum status table_columns_grow(struct table_columns *columns, size_t count, struct error *error)
{
    if (count > columns->capacity) {
        size_t capacity = 2 * count;
        struct table_column *grown = realloc(columns->columns, capacity * sizeof *grown);
        if (grown == NULL)
            return error_out_of_memory(error);
        columns->columns = grown;
        columns->capacity = capacity;
    }
    for (; columns->count < count; columns->count++)
        columns->columns[columns->count] = (struct table_column){0};
    return STATUS_OK;
}

static bool *own_mark(struct table_columns *columns)
{
    return columns->decimal_mark == '.' ? &columns->points : &columns->commas;
}

/* The decimal marks of the numbers. */
static void note_mark(struct table_columns *columns, struct table_cell cell,
                      const struct value *value)
{
    bool *own = own_mark(columns);
    bool *other = columns->decimal_mark == '.' ? &columns->commas : &columns->points;
    struct decimal number;

    if (value->kind == VALUE_NUMBER && !*own)
        *own = memchr(cell.bytes, columns->decimal_mark, cell.length) != NULL;
    if (value->kind != VALUE_TEXT || *other || !columns->commas_allowed)
        return;
    cell = trim(cell);
    *other =
        decimal_read(cell.bytes, cell.length, columns->decimal_mark == '.' ? ',' : '.', &number);
}

static void look_at(struct table_columns *columns, size_t column, struct table_cell cell,
                    struct value *value)
{
    read_value(cell, columns->decimal_mark, value);
    note_mark(columns, cell, value);
    if (value->kind == VALUE_TEXT)
        columns->columns[column].text = true;
}

enum status table_columns_add(struct table_columns *columns, const struct table_cell *cells,
                              size_t count, struct error *error)
{
    enum status status = table_columns_grow(columns, count, error);
    struct value value;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        bool marked = false;
        if (!decimal_is_plain(cells[i].bytes, cells[i].length, columns->decimal_mark, &marked))
            look_at(columns, i, cells[i], &value);
        else if (marked)
            *own_mark(columns) = true;
    }
    return status;
}

static void measure(struct table_column *column, double absolute, double relative)
{
    column->largest_absolute = fmax(column->largest_absolute, absolute);
    column->largest_relative = fmax(column->largest_relative, relative);
}

static double relative_to(double apart, double x, double y)
{
    return isfinite(apart) ? apart / fmax(fabs(x), fabs(y)) : HUGE_VAL;
}

/* The difference of two different numbers. If their nearest doubles are equal, they can differ by
 * up to the distance to the next double. */
static bool measure_exactly(const struct table_columns *columns, struct table_column *column,
                            const struct decimal *a, const struct decimal *b)
{
    double x = decimal_double(a), y = decimal_double(b), apart = fabs(x - y);

    measure(column, apart, relative_to(apart, x, y));
    return tolerance_equal(columns->tolerance, x, x == y ? nextafter(x, x > 0 ? 0 : HUGE_VAL) : y);
}

/* The same. Approximate values are sufficient unless, within their error, the difference is the
 * largest so far or near the tolerance. */
static bool is_tolerated(const struct table_columns *columns, struct table_column *column,
                         const struct decimal *a, const struct decimal *b)
{
    const struct tolerance *tolerance = columns->tolerance;
    double x = decimal_near(a), y = decimal_near(b), apart = fabs(x - y);
    double size = fmax(fabs(x), fabs(y)), off = 4 * DECIMAL_NEAR * size;
    double limit = fmax(tolerance->absolute, tolerance->relative * size);

    if (apart > column->largest_absolute * (1 + 4 * DECIMAL_NEAR) ||
        apart > column->largest_relative * size * (1 + 4 * DECIMAL_NEAR) ||
        !(fabs(apart - limit) > off))
        return measure_exactly(columns, column, a, b);
    return apart < limit;
}

static enum cell_relation compare_numbers(struct table_columns *columns,
                                          struct table_column *column, const struct value *a,
                                          const struct value *b)
{
    bool numbers = a->kind == VALUE_NUMBER && b->kind == VALUE_NUMBER;

    if (numbers ? decimal_equal(&a->number, &b->number)
                : a->kind == b->kind && (a->kind == VALUE_NAN || a->negative == b->negative)) {
        column->relied_on = true;
        return CELL_NOTATION;
    }
    if (!numbers) /* the largest possible difference */
        measure(column, HUGE_VAL, HUGE_VAL);
    if (!numbers || !is_tolerated(columns, column, &a->number, &b->number))
        return CELL_DIFFERENT;
    column->relied_on = true;
    return CELL_TOLERATED;
}

enum cell_relation table_columns_compare(struct table_columns *columns, size_t index,
                                         struct table_cell a, struct table_cell b)
{
    struct table_column *column = &columns->columns[index];
    bool same = a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
    struct value x, y;

    if (!column->text || columns->commas_allowed) { /* else it gives no information */
        look_at(columns, index, a, &x);
        if (!same)
            look_at(columns, index, b, &y);
    }
    if (same)
        return CELL_SAME;
    if (column->text || x.kind < VALUE_NUMBER || y.kind < VALUE_NUMBER)
        return CELL_DIFFERENT;
    return compare_numbers(columns, column, &x, &y);
}

/* Like is_tolerated(), except for numbers near the tolerance. */
static bool clearly_tolerated(const struct tolerance *tolerance, const struct decimal *a,
                              const struct decimal *b)
{
    double x = decimal_near(a), y = decimal_near(b), size = fmax(fabs(x), fabs(y));
    double limit = fmax(tolerance->absolute, tolerance->relative * size);

    return fabs(x - y) + 4 * DECIMAL_NEAR * size < limit;
}

bool table_columns_clearly_equal(const struct table_columns *columns, size_t index,
                                 struct table_cell a, struct table_cell b)
{
    struct value x, y;

    if (a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0)
        return true;
    if (index < columns->count && columns->columns[index].text)
        return false;
    read_value(a, columns->decimal_mark, &x);
    read_value(b, columns->decimal_mark, &y);
    return x.kind == VALUE_NUMBER && y.kind == VALUE_NUMBER &&
           (decimal_equal(&x.number, &y.number) ||
            clearly_tolerated(columns->tolerance, &x.number, &y.number));
}

bool table_columns_misjudged(const struct table_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->columns[i].text && columns->columns[i].relied_on)
            return true;
    return false;
}

void table_columns_rewind(struct table_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i] = (struct table_column){.text = columns->columns[i].text};
}
