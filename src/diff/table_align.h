/* Alignment of some rows of one table with some of another: which rows belong together, and which
 * were added or removed.
 *
 * Rows that occur once on each side, the same on both, are paired first, as many of them as are in
 * the same order on both sides, and with them the same rows before and behind them. Between these
 * pairs, as many rows on one side as on the other are paired in order; where their numbers are not
 * the same, so that as many cells as possible are the same. */
#ifndef ADAM_REPORT_DIFF_TABLE_ALIGN_H
#define ADAM_REPORT_DIFF_TABLE_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "diff/table_reader.h"
#include "diff/tolerance.h"

/* So many rows of each side are looked at, at most. */
#define TABLE_ALIGN_ROWS 1000

/* Owned by whoever made it: cells and their bytes are one block. */
struct table_row {
    struct table_cell *cells;
    size_t count;
    size_t size;   /* of the block */
    size_t line;   /* in the file, from 1 */
    uint64_t hash; /* of all cells */
    bool blank;    /* a line between blocks: is never paired with a row */
};

/* Copies the cells. Sets cells to NULL if there is no memory; else the caller owes a free(). */
void table_row_copy(struct table_row *row, const struct table_cell *cells, size_t count);

bool table_row_same(const struct table_cell *a, size_t count_a, const struct table_cell *b,
                    size_t count_b);

struct align_settings {
    bool whole;    /* no rows follow on either side */
    bool thorough; /* where no rows are the same, look for similar ones, also where there are as
                      many rows on one side as on the other */
    size_t shift;  /* then the most rows that similar ones may be apart */
    char decimal_mark;
    const struct tolerance *tolerance;
};

#define TABLE_ALIGN_NONE ((size_t)-1)

struct table_alignment {
    /* Of each row of the baseline its partner among those of the candidate, or TABLE_ALIGN_NONE.
     * Partners are in order. */
    size_t partners[TABLE_ALIGN_ROWS];
    /* How many rows of each side are aligned. What follows the last rows that are the same has to
     * be looked at again together with the rows that follow, unless none do. */
    size_t done[2];
    bool anchored; /* there are rows that are the same */
};

/* Aligns up to TABLE_ALIGN_ROWS rows of each side, and at least one of each. */
enum status table_align(const struct table_row *const rows[2], const size_t counts[2],
                        const struct align_settings *settings, struct table_alignment *alignment,
                        struct error *error);

#endif
