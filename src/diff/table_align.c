#include "diff/table_align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff/decimal.h"

/* The number of cells that determine the similarity of two rows; the weight of an equal cell
 * relative to that of a pair of rows. */
#define MOST_CELLS 16
#define CELL_WEIGHT 4

/* The width of the search for similar rows next to the diagonal, in addition to the difference of
 * the numbers of rows. */
#define BAND 100

struct slot {
    uint64_t hash;
    uint32_t counts[2];
    uint32_t places[2];
};

struct aligner {
    const struct table_row *const *rows;
    const struct align_settings *settings;
    struct table_alignment *alignment;
    size_t *chain;  /* the last row of the best chain of each length */
    size_t *before; /* for each row, the previous one in its chain */
    size_t *unique; /* its only identical partner, or none */
    struct slot *slots;
    size_t slot_count; /* a power of 2, and at least twice the rows of both sides */
};

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Hash collisions only make an alignment worse: its users compare the cells. */
static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static uint64_t hash_cell(uint64_t hash, const struct table_cell *cell)
{
    const char *c = cell->bytes;
    size_t left = cell->length;
    uint64_t word = 0;

    hash = mix(hash, left);
    for (; left >= sizeof word; left -= sizeof word, c += sizeof word) {
        memcpy(&word, c, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    memcpy(&word, c, left);
    return mix(hash, word);
}

void table_row_copy(struct table_row *row, const struct table_cell *cells, size_t count)
{
    size_t size = count * sizeof *cells + 1;

    for (size_t i = 0; i < count; i++)
        size += cells[i].length;
    row->cells = malloc(size);
    if (row->cells == NULL)
        return;
    char *bytes = (char *)(row->cells + count);
    row->count = count;
    row->size = size;
    row->hash = count;
    for (size_t i = 0; i < count; i++) {
        row->hash = hash_cell(row->hash, &cells[i]);
        memcpy(bytes, cells[i].bytes, cells[i].length);
        row->cells[i] = cells[i];
        row->cells[i].bytes = bytes;
        bytes += cells[i].length;
    }
}

bool table_row_same(const struct table_cell *a, size_t count_a, const struct table_cell *b,
                    size_t count_b)
{
    if (count_a != count_b)
        return false;
    for (size_t i = 0; i < count_a; i++)
        if (a[i].length != b[i].length || memcmp(a[i].bytes, b[i].bytes, a[i].length) != 0)
            return false;
    return true;
}

/* ---- The same rows --------------------------------------------------------------------------- */

static struct slot *find_slot(struct aligner *aligner, uint64_t hash)
{
    size_t i = (hash ^ (hash >> 32)) & (aligner->slot_count - 1);

    while (aligner->slots[i].counts[0] + aligner->slots[i].counts[1] > 0 &&
           aligner->slots[i].hash != hash)
        i = (i + 1) & (aligner->slot_count - 1);
    aligner->slots[i].hash = hash;
    return &aligner->slots[i];
}

static void find_unique(struct aligner *aligner, const size_t counts[2])
{
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < counts[side]; i++) {
            if (aligner->rows[side][i].blank)
                continue;
            struct slot *slot = find_slot(aligner, aligner->rows[side][i].hash);
            slot->counts[side]++;
            slot->places[side] = (uint32_t)i;
        }
    for (size_t i = 0; i < counts[0]; i++) {
        const struct slot *slot = find_slot(aligner, aligner->rows[0][i].hash);
        bool unique = !aligner->rows[0][i].blank && slot->counts[0] == 1 && slot->counts[1] == 1;
        aligner->unique[i] = unique ? slot->places[1] : TABLE_ALIGN_NONE;
    }
}

/* The longest chain of pairs that are in order on both sides, by patience sorting. */
static void pair_unique(struct aligner *aligner, size_t count)
{
    size_t length = 0;

    for (size_t i = 0; i < count; i++) {
        size_t partner = aligner->unique[i], low = 0, high = length;
        if (partner == TABLE_ALIGN_NONE)
            continue;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (aligner->unique[aligner->chain[middle]] < partner)
                low = middle + 1;
            else
                high = middle;
        }
        aligner->chain[low] = i;
        aligner->before[i] = low > 0 ? aligner->chain[low - 1] : TABLE_ALIGN_NONE;
        length = low == length ? length + 1 : length;
    }
    for (size_t i = length > 0 ? aligner->chain[length - 1] : TABLE_ALIGN_NONE;
         i != TABLE_ALIGN_NONE; i = aligner->before[i])
        aligner->alignment->partners[i] = aligner->unique[i];
}

static bool same_rows(const struct aligner *aligner, size_t i, size_t j)
{
    return aligner->rows[0][i].hash == aligner->rows[1][j].hash &&
           aligner->rows[0][i].blank == aligner->rows[1][j].blank;
}

/* Identical rows after pairs and at the beginning, then those before pairs and, if it is one, at
 * the end. */
static void extend_pairs(struct aligner *aligner, const size_t counts[2])
{
    size_t *partners = aligner->alignment->partners, next = 0;

    for (size_t i = 0; i < counts[0]; i++) {
        if (partners[i] == TABLE_ALIGN_NONE && next < counts[1] && same_rows(aligner, i, next)) {
            size_t later = i + 1;
            while (later < counts[0] && partners[later] == TABLE_ALIGN_NONE)
                later++;
            if (later == counts[0] || partners[later] > next)
                partners[i] = next;
        }
        next = partners[i] == TABLE_ALIGN_NONE ? counts[1] : partners[i] + 1;
    }
    next = aligner->settings->whole ? counts[1] : 0;
    for (size_t i = counts[0], floor; i-- > 0;) {
        if (partners[i] == TABLE_ALIGN_NONE && next > 0 && same_rows(aligner, i, next - 1)) {
            size_t earlier = i;
            while (earlier > 0 && partners[earlier - 1] == TABLE_ALIGN_NONE)
                earlier--;
            floor = earlier > 0 ? partners[earlier - 1] + 1 : 0;
            if (next - 1 >= floor)
                partners[i] = next - 1;
        }
        next = partners[i] == TABLE_ALIGN_NONE ? 0 : partners[i];
    }
}

/* ---- Similar rows ---------------------------------------------------------------------------- */

/* The rows between two pairs, or up to an end: begin and number for both sides. */
struct gap {
    size_t begin[2], count[2];
};

struct feature {
    uint64_t hash;
    double number; /* NaN: none */
};

static void read_features(const struct table_row *row, char decimal_mark, struct feature *features)
{
    for (size_t i = 0; i < MOST_CELLS; i++) {
        struct decimal number;
        features[i] = (struct feature){.hash = i < row->count ? 0 : 1, .number = NAN};
        size_t place = row->count <= MOST_CELLS ? i : i * row->count / MOST_CELLS;
        if (i >= row->count)
            continue;
        const struct table_cell *cell = &row->cells[place];
        features[i].hash = hash_cell(0, cell);
        if (decimal_read(cell->bytes, cell->length, decimal_mark, &number))
            features[i].number = decimal_double(&number);
    }
}

static unsigned similarity(const struct aligner *aligner, const struct feature *a,
                           const struct feature *b, size_t count)
{
    unsigned same = 0;

    for (size_t i = 0; i < count; i++)
        same += a[i].hash == b[i].hash ||
                (!isnan(a[i].number) && !isnan(b[i].number) &&
                 tolerance_equal(aligner->settings->tolerance, a[i].number, b[i].number));
    return same;
}

static bool may_pair(const struct aligner *aligner, const struct gap *gap, size_t i, size_t j)
{
    size_t forward = j > i ? j - i : 0, backward = i > j ? i - j : 0;
    size_t more = gap->count[1] > gap->count[0] ? gap->count[1] - gap->count[0] : 0;
    size_t less = gap->count[0] > gap->count[1] ? gap->count[0] - gap->count[1] : 0;
    size_t band = BAND + (aligner->settings->thorough ? aligner->settings->shift : 0);

    return forward <= more + band && backward <= less + band &&
           aligner->rows[0][gap->begin[0] + i].blank == aligner->rows[1][gap->begin[1] + j].blank;
}

enum move { MOVE_PAIR, MOVE_REMOVED, MOVE_ADDED };

/* The best score of the first i + 1 and j + 1 rows from those of fewer rows: `above` of i rows.
 * Among equally good ones, rows without a partner come last. */
static unsigned best_move(unsigned pair, unsigned above, unsigned left, unsigned char *move)
{
    unsigned best = above > left ? above : left;

    *move = above >= left ? MOVE_REMOVED : MOVE_ADDED;
    if (pair > best) {
        *move = MOVE_PAIR;
        best = pair;
    }
    return best;
}

/* Backtracks from the last rows to the first. */
static void take_moves(struct aligner *aligner, const struct gap *gap, const unsigned char *moves)
{
    size_t i = gap->count[0], j = gap->count[1];

    while (i > 0 && j > 0) {
        unsigned char move = moves[(i - 1) * gap->count[1] + j - 1];
        if (move == MOVE_PAIR)
            aligner->alignment->partners[gap->begin[0] + i - 1] = gap->begin[1] + j - 1;
        i -= move != MOVE_ADDED;
        j -= move != MOVE_REMOVED;
    }
}

/* Needleman-Wunsch alignment: a pair of rows scores 1, each equal cell in it CELL_WEIGHT, and a row
 * without a partner 0. */
static void fill_moves(struct aligner *aligner, const struct gap *gap,
                       struct feature (*features)[MOST_CELLS], unsigned *scores,
                       unsigned char *moves)
{
    size_t n = gap->count[0], m = gap->count[1];
    size_t cells = 0;

    for (size_t i = 0; i < n; i++) {
        size_t count = aligner->rows[0][gap->begin[0] + i].count;
        cells = count > cells ? count : cells;
    }
    cells = cells < MOST_CELLS ? cells : MOST_CELLS;
    for (size_t i = 0; i < n; i++) {
        unsigned diagonal = 0, left = 0; /* scores[j]: of i rows and j + 1, until it is of i + 1 */
        for (size_t j = 0; j < m; j++) {
            unsigned above = scores[j], pair = 0;
            if (may_pair(aligner, gap, i, j))
                pair = diagonal + 1 +
                       CELL_WEIGHT * similarity(aligner, features[i], features[n + j], cells);
            scores[j] = best_move(pair, above, left, &moves[i * m + j]);
            diagonal = above;
            left = scores[j];
        }
    }
}

static enum status pair_similar(struct aligner *aligner, const struct gap *gap, struct error *error)
{
    size_t n = gap->count[0], m = gap->count[1];
    struct feature(*features)[MOST_CELLS] = malloc((n + m) * sizeof *features);
    unsigned *scores = calloc(m, sizeof *scores);
    unsigned char *moves = malloc(n * m);
    enum status status = STATUS_OK;

    if (features == NULL || scores == NULL || moves == NULL) {
        status = error_out_of_memory(error);
    } else {
        char mark = aligner->settings->decimal_mark;
        for (size_t i = 0; i < n; i++)
            read_features(&aligner->rows[0][gap->begin[0] + i], mark, features[i]);
        for (size_t j = 0; j < m; j++)
            read_features(&aligner->rows[1][gap->begin[1] + j], mark, features[n + j]);
        fill_moves(aligner, gap, features, scores, moves);
        take_moves(aligner, gap, moves);
    }
    free(features);
    free(scores);
    free(moves);
    return status;
}

/* ---- All ------------------------------------------------------------------------------------- */

static bool in_order(const struct aligner *aligner, const struct gap *gap, bool thorough)
{
    if (gap->count[0] != gap->count[1] || thorough)
        return false;
    for (size_t i = 0; i < gap->count[0]; i++)
        if (aligner->rows[0][gap->begin[0] + i].blank != aligner->rows[1][gap->begin[1] + i].blank)
            return false;
    return true;
}

static enum status fill_gap(struct aligner *aligner, const struct gap *gap, bool thorough,
                            struct error *error)
{
    if (gap->count[0] == 0 || gap->count[1] == 0)
        return STATUS_OK;
    if (!in_order(aligner, gap, thorough))
        return pair_similar(aligner, gap, error);
    for (size_t i = 0; i < gap->count[0]; i++)
        aligner->alignment->partners[gap->begin[0] + i] = gap->begin[1] + i;
    return STATUS_OK;
}

/* The gaps before the pairs of identical rows; *gap is then the one after the last of them. */
static enum status fill_inner_gaps(struct aligner *aligner, const size_t counts[2], struct gap *gap,
                                   struct error *error)
{
    const size_t *partners = aligner->alignment->partners;
    enum status status = STATUS_OK;

    *gap = (struct gap){{0, 0}, {0, 0}};
    for (size_t i = 0; i < counts[0] && status == STATUS_OK; i++) {
        if (partners[i] == TABLE_ALIGN_NONE)
            continue;
        gap->count[0] = i - gap->begin[0];
        gap->count[1] = partners[i] - gap->begin[1];
        size_t next[2] = {i + 1, partners[i] + 1};
        status = fill_gap(aligner, gap, false, error);
        memcpy(gap->begin, next, sizeof next);
    }
    gap->count[0] = counts[0] - gap->begin[0];
    gap->count[1] = counts[1] - gap->begin[1];
    return status;
}

/* The second half of rows that are only similar may find better partners among the following rows.
 */
static void keep_first_half(struct table_alignment *alignment, const size_t counts[2])
{
    for (size_t i = counts[0] / 2; i-- > 0;)
        if (alignment->partners[i] != TABLE_ALIGN_NONE) {
            alignment->done[0] = i + 1;
            alignment->done[1] = alignment->partners[i] + 1;
            return;
        }
}

static enum status align(struct aligner *aligner, const size_t counts[2], struct error *error)
{
    struct table_alignment *alignment = aligner->alignment;
    const struct align_settings *settings = aligner->settings;
    struct gap last;

    for (size_t i = 0; i < counts[0]; i++)
        alignment->partners[i] = TABLE_ALIGN_NONE;
    find_unique(aligner, counts);
    pair_unique(aligner, counts[0]);
    extend_pairs(aligner, counts);
    enum status status = fill_inner_gaps(aligner, counts, &last, error);
    alignment->anchored = last.begin[0] > 0;
    memcpy(alignment->done, last.begin, sizeof last.begin);
    if (status != STATUS_OK || (alignment->anchored && !settings->whole))
        return status;
    status = fill_gap(aligner, &last, settings->thorough, error);
    memcpy(alignment->done, counts, sizeof alignment->done);
    if (!settings->whole && !in_order(aligner, &last, settings->thorough))
        keep_first_half(alignment, counts);
    return status;
}

enum status table_align(const struct table_row *const rows[2], const size_t counts[2],
                        const struct align_settings *settings, struct table_alignment *alignment,
                        struct error *error)
{
    struct aligner aligner = {
        .rows = rows, .settings = settings, .alignment = alignment, .slot_count = 64};

    while (aligner.slot_count < 2 * (counts[0] + counts[1]))
        aligner.slot_count *= 2;
    aligner.slots = calloc(aligner.slot_count, sizeof *aligner.slots);
    aligner.chain = malloc(3 * (counts[0] + 1) * sizeof *aligner.chain);
    if (aligner.slots == NULL || aligner.chain == NULL) {
        free(aligner.slots);
        free(aligner.chain);
        return error_out_of_memory(error);
    }
    aligner.before = aligner.chain + counts[0] + 1;
    aligner.unique = aligner.before + counts[0] + 1;
    enum status status = align(&aligner, counts, error);
    free(aligner.slots);
    free(aligner.chain);
    return status;
}
