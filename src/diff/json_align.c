#include "diff/json_align.h"

#include <stdlib.h>
#include <string.h>

/* The search ends at this number of elements without a partner. */
#define MOST_EDITS 1000

/* ---- Memory ---------------------------------------------------------------------------------- */

/* NULL: see json_align_begin(). */
static void *take(struct json_alignment *alignment, size_t count, size_t size)
{
    if (!budget_take(alignment->account, count * size))
        return NULL;
    void *block = malloc(count * size + 1);
    if (block == NULL) {
        alignment->failed = true;
        budget_give(alignment->account, count * size);
    }
    return block;
}

static void give(struct json_alignment *alignment, void *block, size_t count, size_t size)
{
    if (block != NULL)
        budget_give(alignment->account, count * size);
    free(block);
}

void json_align_free(struct json_alignment *alignment)
{
    for (size_t i = 0; i < 2; i++) {
        struct json_elements *side = &alignment->sides[i];
        give(alignment, side->values, side->count, sizeof *side->values);
        give(alignment, side->partners, side->count, sizeof *side->partners);
    }
    *alignment = (struct json_alignment){.account = alignment->account};
}

static void unpair(struct json_alignment *alignment)
{
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < alignment->sides[i].count; k++)
            alignment->sides[i].partners[k] = JSON_ALIGN_NONE;
}

bool json_align_begin(struct json_alignment *alignment, struct json_value baseline,
                      struct json_value candidate)
{
    const struct json_value arrays[2] = {baseline, candidate};

    for (size_t i = 0; i < 2; i++) {
        struct json_elements *side = &alignment->sides[i];
        side->count = json_value_count(arrays[i]);
        side->values = take(alignment, side->count, sizeof *side->values);
        side->partners = take(alignment, side->count, sizeof *side->partners);
        if (side->values == NULL || side->partners == NULL)
            return false;
        struct json_walk walk = json_walk(arrays[i]);
        for (size_t k = 0; json_walk_next(&walk); k++)
            side->values[k] = walk.value;
    }
    unpair(alignment);
    return true;
}

static void pair(struct json_alignment *alignment, size_t a, size_t b)
{
    alignment->sides[0].partners[a] = (uint32_t)b;
    alignment->sides[1].partners[b] = (uint32_t)a;
}

void json_align_in_order(struct json_alignment *alignment)
{
    for (size_t i = 0; i < alignment->sides[0].count && i < alignment->sides[1].count; i++)
        pair(alignment, i, i);
}

/* ---- Names ----------------------------------------------------------------------------------- */

struct named_element {
    struct json_value name;
    size_t place;
};

static int by_name(const void *a, const void *b)
{
    struct json_value name_a = ((const struct named_element *)a)->name;
    struct json_value name_b = ((const struct named_element *)b)->name;
    size_t length_a, length_b;
    const char *bytes_a = json_value_bytes(name_a, &length_a);
    const char *bytes_b = json_value_bytes(name_b, &length_b);

    if (json_value_kind(name_a) != json_value_kind(name_b))
        return json_value_kind(name_a) < json_value_kind(name_b) ? -1 : 1;
    if (length_a != length_b)
        return length_a < length_b ? -1 : 1;
    return memcmp(bytes_a, bytes_b, length_a);
}

/* Sorts by names. False if one has no name, or two have the same. */
static bool list_names(const struct json_elements *side, const char *member,
                       struct named_element *list)
{
    for (size_t i = 0; i < side->count; i++) {
        list[i] = (struct named_element){json_value_member(side->values[i], member), i};
        if (json_value_kind(list[i].name) != JSON_NUMBER &&
            json_value_kind(list[i].name) != JSON_STRING)
            return false;
    }
    if (side->count > 0)
        qsort(list, side->count, sizeof *list, by_name);
    for (size_t i = 1; i < side->count; i++)
        if (by_name(&list[i - 1], &list[i]) == 0)
            return false;
    return true;
}

static void pair_lists(struct json_alignment *alignment, const struct named_element *a,
                       const struct named_element *b)
{
    size_t i = 0, k = 0;

    while (i < alignment->sides[0].count && k < alignment->sides[1].count) {
        int order = by_name(&a[i], &b[k]);
        if (order == 0)
            pair(alignment, a[i].place, b[k].place);
        i += order <= 0;
        k += order >= 0;
    }
}

static bool may_have_names(const struct json_elements *side)
{
    return side->count == 0 || json_value_kind(side->values[0]) == JSON_OBJECT;
}

bool json_align_by_name(struct json_alignment *alignment)
{
    static const char *const members[] = {"name", "id", "key"};
    const struct json_elements *a = &alignment->sides[0], *b = &alignment->sides[1];
    if (!may_have_names(a) || !may_have_names(b))
        return false;
    size_t size = 2 * sizeof(struct named_element); /* qsort() may need the same amount again */
    struct named_element *list_a = take(alignment, a->count, size);
    struct named_element *list_b = take(alignment, b->count, size);

    for (size_t i = 0; i < sizeof members / sizeof *members && alignment->name == NULL; i++)
        if (list_a != NULL && list_b != NULL && list_names(a, members[i], list_a) &&
            list_names(b, members[i], list_b)) {
            alignment->name = members[i];
            pair_lists(alignment, list_a, list_b);
        }
    give(alignment, list_a, a->count, size);
    give(alignment, list_b, b->count, size);
    return alignment->name != NULL;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* The search follows paths from the beginnings of both arrays to their ends that remove elements of
 * a, add elements of b, and skip pairs of equal elements. After d edits, i of them removals, the
 * position in b is a - i + (d - i), so a alone determines the progress of a path. */
struct search {
    struct json_alignment *alignment;
    json_align_same *same;
    void *context;
    bool stop;
    size_t begin;  /* number of equal elements at the beginning, which are not searched */
    long count[2]; /* of what is searched */
    long most;     /* edits */
    int32_t *far;  /* for each d the farthest a for i = 0, 1, ... d; NOWHERE: no such path */
};

#define NOWHERE (-1)

/* Those for d edits. */
static int32_t *row_of(const struct search *search, long edits)
{
    return search->far + edits * (edits + 1) / 2;
}

/* The farthest position of a path whose last edit is a removal, or an addition. */
static long far_by_removal(const struct search *search, long edits, long removals)
{
    long a = removals > 0 ? row_of(search, edits - 1)[removals - 1] : NOWHERE;

    return a != NOWHERE && a < search->count[0] ? a + 1 : NOWHERE;
}

static long far_by_addition(const struct search *search, long edits, long removals)
{
    long a = removals < edits ? row_of(search, edits - 1)[removals] : NOWHERE;

    return a != NOWHERE && a + edits - 2 * removals <= search->count[1] ? a : NOWHERE;
}

static long far_by_edit(const struct search *search, long edits, long removals)
{
    long removal = far_by_removal(search, edits, removals);
    long addition = far_by_addition(search, edits, removals);

    return edits == 0 ? 0 : removal > addition ? removal : addition;
}

/* How far it then continues without edits. */
static long far_by_same(struct search *search, long a, long b)
{
    const struct json_value *values_a = search->alignment->sides[0].values + search->begin;
    const struct json_value *values_b = search->alignment->sides[1].values + search->begin;

    while (a < search->count[0] && b < search->count[1] && !search->stop &&
           search->same(search->context, values_a[a], values_b[b], &search->stop)) {
        a++;
        b++;
    }
    return a;
}

/* True if a path with this number of edits reaches both ends. */
static bool search_row(struct search *search, long edits, long *removals)
{
    for (long i = 0; i <= edits; i++) {
        long a = far_by_edit(search, edits, i);
        if (a != NOWHERE)
            a = far_by_same(search, a, a + edits - 2 * i);
        row_of(search, edits)[i] = (int32_t)a;
        *removals = i;
        if (a == search->count[0] && a + edits - 2 * i == search->count[1])
            return true;
    }
    return false;
}

/* Backtracks along the path. */
static void pair_same(struct search *search, long edits, long removals)
{
    for (;;) {
        long from = far_by_edit(search, edits, removals);
        for (long a = row_of(search, edits)[removals]; a-- > from;)
            pair(search->alignment, search->begin + (size_t)a,
                 search->begin + (size_t)(a + edits - 2 * removals));
        if (edits == 0)
            return;
        removals -= far_by_removal(search, edits, removals) == from;
        edits--;
    }
}

static bool find_way(struct search *search)
{
    long removals = 0;

    for (long edits = 0; edits <= search->most && !search->stop; edits++)
        if (search_row(search, edits, &removals) && !search->stop) {
            pair_same(search, edits, removals);
            return true;
        }
    return false;
}

static bool has_same_bytes(struct json_value a, struct json_value b)
{
    size_t size = json_value_size(a);

    return size == json_value_size(b) && memcmp(a.at, b.at, size) == 0;
}

/* Pairs equal elements at the beginnings and ends; the rest remains to be searched. */
static void pair_ends(struct search *search)
{
    struct json_alignment *alignment = search->alignment;
    const struct json_elements *a = &alignment->sides[0], *b = &alignment->sides[1];
    size_t count_a = a->count, count_b = b->count, begin = 0;

    for (; begin < count_a && begin < count_b; begin++) {
        if (!has_same_bytes(a->values[begin], b->values[begin]))
            break;
        pair(alignment, begin, begin);
    }
    for (; count_a > begin && count_b > begin; count_a--, count_b--) {
        if (!has_same_bytes(a->values[count_a - 1], b->values[count_b - 1]))
            break;
        pair(alignment, count_a - 1, count_b - 1);
    }
    search->begin = begin;
    search->count[0] = (long)(count_a - begin);
    search->count[1] = (long)(count_b - begin);
}

/* Pairs the elements between two pairs in order. */
static void pair_between(struct json_alignment *alignment)
{
    const struct json_elements *a = &alignment->sides[0], *b = &alignment->sides[1];

    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        bool free_a = a->partners[i] == JSON_ALIGN_NONE, free_b = b->partners[k] == JSON_ALIGN_NONE;
        if (free_a && free_b)
            pair(alignment, i, k);
        i += free_a || !free_b;
        k += free_b || !free_a;
    }
}

bool json_align_by_value(struct json_alignment *alignment, json_align_same *same, void *context)
{
    struct search search = {.alignment = alignment, .same = same, .context = context};

    pair_ends(&search);
    if (search.count[0] == 0 || search.count[1] == 0)
        return true;
    search.most = search.count[0] + search.count[1];
    if (search.most > MOST_EDITS)
        search.most = MOST_EDITS;
    size_t entries = (size_t)((search.most + 1) * (search.most + 2) / 2);
    search.far = take(alignment, entries, sizeof *search.far);
    bool found = search.far != NULL && find_way(&search);
    give(alignment, search.far, entries, sizeof *search.far);
    if (found)
        pair_between(alignment);
    else
        unpair(alignment);
    return found;
}
