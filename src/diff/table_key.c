#include "diff/table_key.h"

#include <stdlib.h>
#include <string.h>

/* realloc() and qsort() may need as much again. */
#define COPIES 2

bool table_key_find(struct table_key *key, const char *names, const struct table_side sides[2],
                    const char **missing, size_t *length)
{
    key->count = 0;
    for (const char *name = names;; name += *length + 1) {
        *length = strcspn(name, ",");
        *missing = name;
        if (key->count == TABLE_KEY_COLUMNS)
            return false;
        for (size_t side = 0; side < 2; side++)
            if (!table_side_find_column(&sides[side], name, *length,
                                        &key->columns[side][key->count]))
                return false;
        key->count++;
        if (name[*length] == '\0')
            return true;
    }
}

void table_index_free(struct table_index *index)
{
    budget_give(index->account, COPIES * index->capacity * sizeof *index->entries);
    free(index->entries);
    index->entries = NULL;
    index->count = index->capacity = 0;
}

/* FNV-1a; a cell's length is part of it, so that "a","bc" is not "ab","c". */
uint64_t table_key_hash(const struct table_cell *cells, const size_t *columns, size_t count)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < count; i++) {
        const struct table_cell *cell = &cells[columns[i]];
        hash = (hash ^ cell->length) * 0x100000001b3u;
        for (size_t n = 0; n < cell->length; n++)
            hash = (hash ^ (unsigned char)cell->bytes[n]) * 0x100000001b3u;
    }
    return hash;
}

static enum status grow(struct table_index *index, bool *fits, struct error *error)
{
    size_t more = index->capacity == 0 ? 256 : index->capacity;

    *fits = budget_take(index->account, COPIES * more * sizeof *index->entries);
    if (!*fits)
        return STATUS_OK;
    struct key_entry *entries =
        realloc(index->entries, (index->capacity + more) * sizeof *index->entries);
    if (entries == NULL) {
        budget_give(index->account, COPIES * more * sizeof *index->entries);
        return error_out_of_memory(error);
    }
    index->entries = entries;
    index->capacity += more;
    return STATUS_OK;
}

enum status table_index_add(struct table_index *index, const struct table_reader *reader,
                            const size_t *columns, size_t count, bool *fits, struct error *error)
{
    enum status status = STATUS_OK;

    *fits = true;
    if (index->count == index->capacity)
        status = grow(index, fits, error);
    if (status != STATUS_OK || !*fits)
        return status;
    index->entries[index->count] =
        (struct key_entry){.hash = table_key_hash(reader->cells, columns, count),
                           .offset = reader->record_offset,
                           .line = (uint32_t)reader->line,
                           .order = (uint32_t)index->count};
    index->count++;
    return STATUS_OK;
}

static int by_hash(const void *a, const void *b)
{
    const struct key_entry *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int by_order(const void *a, const void *b)
{
    const struct key_entry *x = a, *y = b;

    return x->order < y->order ? -1 : x->order > y->order;
}

void table_index_sort(struct table_index *index)
{
    if (index->count > 0)
        qsort(index->entries, index->count, sizeof *index->entries, by_hash);
}

void table_index_sort_by_order(struct table_index *index)
{
    if (index->count > 0)
        qsort(index->entries, index->count, sizeof *index->entries, by_order);
}

size_t table_index_find(const struct table_index *index, uint64_t hash)
{
    size_t low = 0, high = index->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->entries[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && index->entries[low].hash == hash ? low : index->count;
}
