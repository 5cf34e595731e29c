/* An index of a table's rows by a key, the text of some of their cells. */
#ifndef ADAM_REPORT_DIFF_TABLE_KEY_H
#define ADAM_REPORT_DIFF_TABLE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/budget.h"
#include "base/status.h"
#include "diff/table_side.h"

#define TABLE_KEY_COLUMNS 16

/* The indices of columns, from 0, on both sides. */
struct table_key {
    size_t columns[2][TABLE_KEY_COLUMNS];
    size_t count;
};

/* Finds the columns "seed,iteration" or "1,2" on both sides, of which a row has been read. False if
 * a side lacks one of them: *missing is its name, and *length the length of that. */
bool table_key_find(struct table_key *key, const char *names, const struct table_side sides[2],
                    const char **missing, size_t *length);

/* A row that can be read again. */
struct key_entry {
    uint64_t hash;
    uint64_t offset;
    uint32_t line;
    uint32_t order;    /* its number among the rows, from 0 */
    uint32_t finished; /* for the first entry with a hash: the number of entries from it on that are
                          paired */
    bool taken;
};

struct table_index {
    struct key_entry *entries; /* after table_index_sort(): by hash, then order */
    size_t count, capacity;
    struct budget_account *account;
};

/* Initialized to {.account = ...}; table_index_free() frees its members. */
void table_index_free(struct table_index *index);

uint64_t table_key_hash(const struct table_cell *cells, const size_t *columns, size_t count);

/* Adds the last row read by a reader. *fits is false if the index would be too large. */
enum status table_index_add(struct table_index *index, const struct table_reader *reader,
                            const size_t *columns, size_t count, bool *fits, struct error *error);

/* To be called after the last row. table_index_sort_by_order() restores the order of rows. */
void table_index_sort(struct table_index *index);
void table_index_sort_by_order(struct table_index *index);

/* The first of the entries with this hash; index->count if none. */
size_t table_index_find(const struct table_index *index, uint64_t hash);

#endif
