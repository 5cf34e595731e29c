#include "diff/table_diff.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/excerpt.h"

struct side {
    const char *name;
    struct table_reader reader;
    enum table_record record;
    /* The last comment before the first row, and the first row of a .csv, may name the columns. */
    struct text names;
    struct text comments; /* all of them, each with a newline behind it */
};

struct table_diff_job {
    struct side sides[2];
    const struct tolerance *tolerance;
    struct table_difference *found;
};

bool tolerance_equal(const struct tolerance *tolerance, double a, double b)
{
    if (a == b || (isnan(a) && isnan(b)))
        return true;
    double apart = fabs(a - b);
    return apart <= tolerance->absolute || /* infinity is not apart from itself: see above */
           (isfinite(apart) && apart <= tolerance->relative * fmax(fabs(a), fabs(b)));
}

bool table_difference_passes(const struct table_difference *difference)
{
    return difference->different == 0 && *difference->shape == '\0' && *difference->header == '\0';
}

/* ---- Records --------------------------------------------------------------------------------- */

/* The next row or blank line; comments on the way are kept. */
static enum status next(struct side *side, struct error *error)
{
    do {
        enum status status = table_reader_next(&side->reader, &side->record, error);
        if (status != STATUS_OK)
            return error_prefix(error, status, "%s", side->name);
        if (side->record == TABLE_COMMENT) {
            side->names.length = 0;
            text_append_bytes(&side->names, side->reader.cells[0].bytes,
                              side->reader.cells[0].length);
            text_append_bytes(&side->comments, side->reader.cells[0].bytes,
                              side->reader.cells[0].length);
            text_append(&side->comments, "\n");
        }
    } while (side->record == TABLE_COMMENT);
    return text_check(&side->comments, error);
}

static enum status next_of_both(struct table_diff_job *job, struct error *error)
{
    enum status status = next(&job->sides[0], error);

    return status == STATUS_OK ? next(&job->sides[1], error) : status;
}

/* ---- Cells ----------------------------------------------------------------------------------- */

/* As much as fits, made to end with whole characters and dots if it is cut. */
static void copy_text(char to[TABLE_DIFF_TEXT], struct table_cell cell)
{
    size_t length = cell.length;
    bool cut = length > TABLE_DIFF_TEXT - 1;

    if (cut) {
        length = TABLE_DIFF_TEXT - 4;
        while (length > 0 && ((unsigned char)cell.bytes[length] & 0xc0) == 0x80)
            length--;
    }
    for (size_t i = 0; i < length; i++) /* a NUL would end what is to be shown */
        to[i] = cell.bytes[i] == '\0' ? '?' : cell.bytes[i];
    memcpy(to + length, cut ? "..." : "", cut ? 4 : 1);
}

/* The name of a column: a word of the comment that stands before the rows. */
static void find_name(const struct side *side, size_t column, char name[TABLE_DIFF_TEXT])
{
    struct table_reader words;
    enum table_record record;
    struct error ignored;

    *name = '\0';
    table_reader_begin(&words, side->reader.dialect, text_string(&side->names), side->names.length);
    if (table_reader_next(&words, &record, &ignored) == STATUS_OK && record == TABLE_ROW &&
        words.count == side->reader.count && column < words.count)
        copy_text(name, words.cells[column]);
    table_reader_free(&words);
}

static void keep_difference(struct table_diff_job *job, size_t column)
{
    struct table_difference *found = job->found;

    if (found->different <= TABLE_DIFF_KEPT) {
        const struct table_reader *a = &job->sides[0].reader, *b = &job->sides[1].reader;
        struct cell_difference *cell = &found->first[found->different - 1];
        cell->row = found->rows[0];
        cell->line = a->line;
        cell->column = column + 1;
        find_name(&job->sides[0], column, cell->name);
        copy_text(cell->baseline, a->cells[column]);
        copy_text(cell->candidate, b->cells[column]);
    }
}

static void measure(struct table_difference *found, double a, double b)
{
    double apart = fabs(a - b), size = fmax(fabs(a), fabs(b));

    if (isnan(apart)) /* one is no number: farther apart is nothing */
        apart = HUGE_VAL;
    found->largest_absolute = fmax(found->largest_absolute, apart);
    found->largest_relative =
        fmax(found->largest_relative, isfinite(apart) ? apart / size : HUGE_VAL);
}

static void compare_cell(struct table_diff_job *job, size_t column)
{
    struct table_cell a = job->sides[0].reader.cells[column];
    struct table_cell b = job->sides[1].reader.cells[column];
    struct table_difference *found = job->found;
    double x, y;

    found->compared++;
    if (a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0)
        return;
    bool numbers = table_cell_number(a, &x) && table_cell_number(b, &y);
    if (numbers && (x == y || (isnan(x) && isnan(y))))
        return;
    if (numbers)
        measure(found, x, y);
    if (numbers && tolerance_equal(job->tolerance, x, y)) {
        found->tolerated++;
        return;
    }
    found->different++;
    keep_difference(job, column);
}

/* ---- Shape ----------------------------------------------------------------------------------- */

static void explain_shape(struct table_difference *found, const char *what, size_t baseline,
                          size_t candidate)
{
    if (*found->shape == '\0')
        snprintf(found->shape, sizeof found->shape, "%zu %s instead of %zu", candidate, what,
                 baseline);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The first row of a .csv or .tsv has the columns' names, if none of its cells is a number. */
static void take_names(struct side *side)
{
    const char *separator = side->reader.dialect == TABLE_CSV ? "," : "\t";

    for (size_t i = 0; i < side->reader.count; i++) {
        struct table_cell cell = side->reader.cells[i];
        double number;
        if (table_cell_number(cell, &number) || memchr(cell.bytes, '"', cell.length) != NULL) {
            side->names.length = 0;
            return;
        }
        text_append(&side->names, i > 0 ? separator : "");
        text_append(&side->names, "\"");
        text_append_bytes(&side->names, cell.bytes, cell.length);
        text_append(&side->names, "\"");
    }
}

static void compare_rows(struct table_diff_job *job)
{
    struct table_difference *found = job->found;
    size_t count[2] = {job->sides[0].reader.count, job->sides[1].reader.count};

    if (found->rows[0] == 1 && job->sides[0].reader.dialect != TABLE_DAT)
        take_names(&job->sides[0]);
    for (size_t i = 0; i < 2; i++)
        found->columns[i] = larger(found->columns[i], count[i]);
    if (count[0] != count[1] && *found->shape == '\0')
        snprintf(found->shape, sizeof found->shape, "row %zu has %zu columns instead of %zu",
                 found->rows[0], count[1], count[0]);
    for (size_t i = 0; i < count[0] && i < count[1]; i++)
        compare_cell(job, i);
}

static void count_rest(struct table_diff_job *job, size_t i, enum status *status,
                       struct error *error)
{
    struct side *side = &job->sides[i];

    while (*status == STATUS_OK && side->record != TABLE_END) {
        if (side->record == TABLE_ROW) {
            job->found->rows[i]++;
            job->found->columns[i] = larger(job->found->columns[i], side->reader.count);
        }
        *status = next(side, error);
    }
}

/* Blank lines part the blocks of a .dat, so where one has such a line and the other a row, what
 * follows does not belong together any more. */
static enum status compare_records(struct table_diff_job *job, struct error *error)
{
    enum table_record *a = &job->sides[0].record, *b = &job->sides[1].record;
    struct table_difference *found = job->found;
    enum status status = next_of_both(job, error);

    while (status == STATUS_OK && *a == *b && *a != TABLE_END) {
        if (*a == TABLE_ROW) {
            found->rows[0]++;
            found->rows[1]++;
            compare_rows(job);
        }
        status = next_of_both(job, error);
    }
    bool apart = *a != *b && *a != TABLE_END && *b != TABLE_END;
    size_t line = job->sides[0].reader.line;
    count_rest(job, 0, &status, error);
    count_rest(job, 1, &status, error);
    if (found->rows[0] != found->rows[1])
        explain_shape(found, "rows", found->rows[0], found->rows[1]);
    else if (apart && *found->shape == '\0')
        snprintf(found->shape, sizeof found->shape, "a blank line on one side only at line %zu",
                 line);
    return status;
}

/* ---- Comments -------------------------------------------------------------------------------- */

/* The first line that differs; lines on which they agree are passed. */
static void compare_comments(struct table_diff_job *job)
{
    const struct text *all_a = &job->sides[0].comments, *all_b = &job->sides[1].comments;
    const char *a = text_string(all_a), *b = text_string(all_b);

    if (all_a->length == all_b->length && memcmp(a, b, all_a->length) == 0)
        return;
    /* Should no line show it, as with a NUL in it: */
    snprintf(job->found->header, sizeof job->found->header, "the comments differ");
    for (size_t line = 1; *a != '\0' || *b != '\0'; line++) {
        size_t length_a = strcspn(a, "\n"), length_b = strcspn(b, "\n");
        if (length_a != length_b || memcmp(a, b, length_a) != 0) {
            struct text excerpt = {0};
            excerpt_difference(&excerpt, a, length_a, b, length_b);
            snprintf(job->found->header, sizeof job->found->header, "comment %zu: %s", line,
                     text_string(&excerpt));
            text_free(&excerpt);
            return;
        }
        a += length_a + (a[length_a] == '\n');
        b += length_b + (b[length_b] == '\n');
    }
}

enum status table_diff(enum table_dialect dialect, const struct text *baseline,
                       const struct text *candidate, const struct tolerance *tolerance,
                       struct table_difference *difference, struct error *error)
{
    struct table_diff_job job = {.sides = {{.name = "baseline"}, {.name = "candidate"}},
                                 .tolerance = tolerance,
                                 .found = difference};

    *difference = (struct table_difference){0};
    table_reader_begin(&job.sides[0].reader, dialect, text_string(baseline), baseline->length);
    table_reader_begin(&job.sides[1].reader, dialect, text_string(candidate), candidate->length);
    enum status status = compare_records(&job, error);
    if (status == STATUS_OK)
        compare_comments(&job);
    for (size_t i = 0; i < 2; i++) {
        table_reader_free(&job.sides[i].reader);
        text_free(&job.sides[i].names);
        text_free(&job.sides[i].comments);
    }
    return status;
}
