/* Alignment of rows of two tables: corresponding rows, and rows that were added or removed.
 *
 * Identical rows that occur once on each side are paired first, the largest number of them in the
 * same order on both sides, together with the identical rows around them. Between these pairs,
 * equal numbers of rows are paired in order, and different numbers of rows so that as many cells as
 * possible are equal. */
#ifndef ADAM_REPORT_DIFF_TABLE_ALIGN_H
#define ADAM_REPORT_DIFF_TABLE_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "diff/table_reader.h"
#include "diff/tolerance.h"

/* The maximum number of rows of each side. */
#define TABLE_ALIGN_ROWS 1000

/* Owned by the caller that made it: cells and their bytes are one block. */
struct table_row {
    struct table_cell *cells;
    size_t count;
    size_t size;   /* of the block */
    size_t line;   /* in the file, from 1 */
    uint64_t hash; /* of all cells */
    bool blank;    /* a line between blocks: never paired with a row */
};

/* Copies the cells. Sets cells to NULL if out of memory; else the caller owes a free(). */
void table_row_copy(struct table_row *row, const struct table_cell *cells, size_t count);

bool table_row_same(const struct table_cell *a, size_t count_a, const struct table_cell *b,
                    size_t count_b);

struct align_settings {
    bool whole;    /* no rows follow on either side */
    bool thorough; /* where no rows are identical, search for similar ones even if the numbers of
                      rows are equal */
    size_t shift;  /* then the maximum distance of similar rows */
    char decimal_mark;
    const struct tolerance *tolerance;
};

#define TABLE_ALIGN_NONE ((size_t)-1)

struct table_alignment {
    /* For each row of the baseline the index of its partner in the candidate, or
     * TABLE_ALIGN_NONE. Partners are in order. */
    size_t partners[TABLE_ALIGN_ROWS];
    /* The number of aligned rows of each side. Rows after the last identical ones must be aligned
     * again together with the following rows, if any. */
    size_t done[2];
    bool anchored; /* some rows are identical */
};

/* Aligns up to TABLE_ALIGN_ROWS rows of each side, and at least one of each. */
enum status table_align(const struct table_row *const rows[2], const size_t counts[2],
                        const struct align_settings *settings, struct table_alignment *alignment,
                        struct error *error);

#endif
