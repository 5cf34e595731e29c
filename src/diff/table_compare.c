#include "diff/table_compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/excerpt.h"
#include "diff/table_align.h"
#include "diff/table_key.h"
#include "diff/table_pairs.h"

/* The initial number of rows in a window: enough if rows were only changed. */
#define FEW_ROWS 16

/* The limit of the bytes of one side's window, which only the last row may exceed. */
#define WINDOW_BYTES ((size_t)4 << 20)

/* The maximum number of index entries with the hash of a key that can have a different key. */
#define MOST_COLLISIONS 64

static const char *const side_names[2] = {"baseline", "candidate"};

/* Rows that have been read but not paired. Blank lines count as rows. */
struct window {
    struct table_row rows[TABLE_ALIGN_ROWS];
    size_t count;
    size_t bytes;
    bool full; /* by the bytes */
};

struct table_compare_job {
    const struct table_settings *settings;
    struct table_side sides[2];
    struct table_pairs pairs;
    struct table_difference *found;
    struct window *windows; /* of both sides */
    struct table_alignment *alignment;
    size_t comments;  /* compared so far */
    size_t misplaced; /* the first comment that is after different rows; 0: none */
    bool thorough;
    size_t shift;     /* with `thorough`: the maximum distance of similar rows */
    bool unanchored;  /* a full window had no identical rows */
    bool without_key; /* the key could not be used */
    bool failed;      /* out of memory for the report on comments */
};

/* ---- Comments -------------------------------------------------------------------------------- */

static void describe_comments(struct table_compare_job *job, const char *a, size_t length_a,
                              const char *b, size_t length_b)
{
    struct text excerpt = {0};

    excerpt_difference(&excerpt, a, length_a, b, length_b);
    snprintf(job->found->header, sizeof job->found->header, "comment %zu: %s", job->comments,
             text_string(&excerpt));
    job->failed = job->failed || excerpt.failed;
    text_free(&excerpt);
}

/* The kept comment at *at, which is advanced; `length` is that of its text. NULL: no more. */
static const char *next_comment(const struct text *comments, size_t *at, size_t *place,
                                size_t *length)
{
    *place = *length = 0;
    if (*at == comments->length)
        return NULL;
    const char *begin = comments->data + *at, *text = begin + sizeof *place;
    const char *end = memchr(text, '\n', comments->length - *at - sizeof *place);
    memcpy(place, begin, sizeof *place);
    *length = (size_t)(end - text);
    *at += (size_t)(end + 1 - begin);
    return text;
}

static void drop_comments(struct text *comments, size_t length)
{
    comments->length -= length;
    memmove(comments->data, comments->data + length, comments->length);
}

/* A comment belongs to the rows after it. Differences of the rows were reported. */
static void explain_misplaced(struct table_compare_job *job)
{
    struct table_difference *found = job->found;

    if (job->misplaced > 0 && *found->header == '\0' &&
        found->added + found->removed + found->moved == 0)
        snprintf(found->header, sizeof found->header, "comment %zu is between different rows",
                 job->misplaced);
}

/* Compares the comments read so far on both sides; at the end, all. */
static void compare_comments(struct table_compare_job *job, bool end)
{
    struct text *a = &job->sides[0].comments, *b = &job->sides[1].comments;
    size_t at_a = 0, at_b = 0;

    while (*job->found->header == '\0' &&
           (end ? at_a < a->length || at_b < b->length : at_a < a->length && at_b < b->length)) {
        size_t place_a, place_b, length_a, length_b;
        const char *line_a = next_comment(a, &at_a, &place_a, &length_a);
        const char *line_b = next_comment(b, &at_b, &place_b, &length_b);
        job->comments++;
        if (line_a == NULL || line_b == NULL || length_a != length_b ||
            memcmp(line_a, line_b, length_a) != 0)
            describe_comments(job, line_a == NULL ? "" : line_a, length_a,
                              line_b == NULL ? "" : line_b, length_b);
        else if (place_a != place_b && job->misplaced == 0)
            job->misplaced = job->comments;
    }
    if (*job->found->header != '\0') {
        at_a = a->length;
        at_b = b->length;
    }
    if (at_a > 0)
        drop_comments(a, at_a);
    if (at_b > 0)
        drop_comments(b, at_b);
}

/* ---- Records --------------------------------------------------------------------------------- */

static enum status next(struct table_compare_job *job, size_t side, struct error *error)
{
    enum status status = table_side_next(&job->sides[side], error);

    if (job->sides[side].comments.length > 0)
        compare_comments(job, false);
    return status == STATUS_OK ? status : error_prefix(error, status, "%s", side_names[side]);
}

static enum status next_of_both(struct table_compare_job *job, struct error *error)
{
    enum status status = next(job, 0, error);

    return status == STATUS_OK ? next(job, 1, error) : status;
}

static bool has_ended(const struct table_compare_job *job, size_t side)
{
    return job->sides[side].reader.record == TABLE_END;
}

/* The last row or blank line read. */
static struct row_view current(const struct table_compare_job *job, size_t side)
{
    const struct table_side *s = &job->sides[side];

    return (struct row_view){.cells = s->reader.cells,
                             .count = s->reader.count,
                             .line = s->reader.line,
                             .blank = s->reader.record == TABLE_BLANK,
                             .header = s->at_header};
}

/* ---- Windows --------------------------------------------------------------------------------- */

static struct row_view view_of(const struct table_row *row)
{
    return (struct row_view){
        .cells = row->cells, .count = row->count, .line = row->line, .blank = row->blank};
}

static void drop_rows(struct table_compare_job *job, size_t side, size_t count)
{
    struct window *window = &job->windows[side];

    for (size_t i = 0; i < count; i++) {
        window->bytes -= window->rows[i].size;
        budget_give(job->settings->account, window->rows[i].size);
        free(window->rows[i].cells);
    }
    window->count -= count;
    window->full = false;
    memmove(window->rows, window->rows + count, window->count * sizeof *window->rows);
}

/* Moves the last row read to the window, and reads the next one. */
static enum status push_row(struct table_compare_job *job, size_t side, struct error *error)
{
    struct window *window = &job->windows[side];
    struct table_row *row = &window->rows[window->count];
    struct row_view view = current(job, side);

    *row = (struct table_row){.line = view.line, .blank = view.blank};
    table_row_copy(row, view.cells, view.count);
    if (row->cells == NULL)
        return error_out_of_memory(error);
    window->count++;
    window->bytes += row->size;
    window->full = window->bytes >= WINDOW_BYTES;
    return next(job, side, error);
}

static bool may_take_row(struct table_compare_job *job, size_t side)
{
    const struct table_reader *reader = &job->sides[side].reader;
    size_t size = reader->count * sizeof *reader->cells + 1;

    for (size_t i = 0; i < reader->count; i++)
        size += reader->cells[i].length;
    return budget_take(job->settings->account, size);
}

static enum status fill_window(struct table_compare_job *job, size_t side, size_t rows,
                               struct error *error)
{
    struct window *window = &job->windows[side];
    enum status status = STATUS_OK;

    while (status == STATUS_OK && window->count < rows && !window->full && !has_ended(job, side)) {
        window->full = !may_take_row(job, side);
        if (!window->full)
            status = push_row(job, side, error);
        else if (window->count == 0)
            status = error_out_of_memory(error);
    }
    return status;
}

/* ---- Rows in order, and aligned -------------------------------------------------------------- */

static enum status take_one(struct table_compare_job *job, size_t side, size_t place,
                            struct error *error)
{
    struct row_view view = view_of(&job->windows[side].rows[place]);

    return table_pairs_take_one(&job->pairs, side, &view, error);
}

static enum status take_aligned(struct table_compare_job *job, struct error *error)
{
    const struct table_alignment *alignment = job->alignment;
    enum status status = STATUS_OK;
    size_t j = 0;

    for (size_t i = 0; i < alignment->done[0] && status == STATUS_OK; i++) {
        size_t partner = alignment->partners[i];
        if (partner == TABLE_ALIGN_NONE) {
            status = take_one(job, 0, i, error);
            continue;
        }
        for (; j < partner && status == STATUS_OK; j++)
            status = take_one(job, 1, j, error);
        struct row_view a = view_of(&job->windows[0].rows[i]);
        struct row_view b = view_of(&job->windows[1].rows[partner]);
        if (status == STATUS_OK)
            status = table_pairs_take(&job->pairs, &a, &b, error);
        j = partner + 1;
    }
    for (; j < alignment->done[1] && status == STATUS_OK; j++)
        status = take_one(job, 1, j, error);
    drop_rows(job, 0, alignment->done[0]);
    drop_rows(job, 1, alignment->done[1]);
    return status;
}

/* One side is at its end. */
static enum status take_rest(struct table_compare_job *job, size_t side, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < job->windows[side].count && status == STATUS_OK; i++)
        status = take_one(job, side, i, error);
    drop_rows(job, side, job->windows[side].count);
    return status;
}

static enum status align(struct table_compare_job *job, size_t rows, bool *settled,
                         struct error *error)
{
    const struct table_row *const both[2] = {job->windows[0].rows, job->windows[1].rows};
    const size_t counts[2] = {job->windows[0].count, job->windows[1].count};
    struct align_settings settings = {.whole = has_ended(job, 0) && has_ended(job, 1),
                                      .thorough = job->thorough,
                                      .shift = job->shift,
                                      .decimal_mark = job->sides[0].dialect.decimal_mark,
                                      .tolerance = &job->settings->tolerance};
    struct table_alignment *alignment = job->alignment;

    enum status status = table_align(both, counts, &settings, alignment, error);
    *settled = rows == TABLE_ALIGN_ROWS || settings.whole ||
               (alignment->anchored && alignment->done[0] == alignment->done[1]);
    if (*settled && !alignment->anchored && (!settings.whole || counts[0] != counts[1]))
        job->unanchored = true;
    return status;
}

/* Pairs some of the rows in the windows, after reading as many as are needed to align them. */
static enum status take_some(struct table_compare_job *job, struct error *error)
{
    enum status status = STATUS_OK;
    bool settled = false;

    for (size_t rows = FEW_ROWS; status == STATUS_OK && !settled;
         rows = rows == FEW_ROWS ? TABLE_ALIGN_ROWS : rows) {
        for (size_t side = 0; side < 2 && status == STATUS_OK; side++)
            status = fill_window(job, side, rows, error);
        if (status != STATUS_OK)
            return status;
        for (size_t side = 0; side < 2; side++)
            if (job->windows[side].count == 0)
                return take_rest(job, 1 - side, error);
        status = align(job, rows, &settled, error);
    }
    return status == STATUS_OK ? take_aligned(job, error) : status;
}

static enum status take_current_of(struct table_compare_job *job, size_t side, struct error *error)
{
    struct row_view row = current(job, side);
    enum status status = table_pairs_take_one(&job->pairs, side, &row, error);

    return status == STATUS_OK ? next(job, side, error) : status;
}

/* Rows with equal values are paired just like identical rows. */
static bool values_equal(const struct table_compare_job *job, const struct row_view *a,
                         const struct row_view *b)
{
    if (a->count != b->count || a->blank || b->blank)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!table_columns_clearly_equal(&job->pairs.columns, i, a->cells[i], b->cells[i]))
            return false;
    return true;
}

/* Pairs the last rows read as long as they are identical, or until one side is at its end. */
static enum status take_current(struct table_compare_job *job, bool *taken, struct error *error)
{
    struct row_view a = current(job, 0), b = current(job, 1);
    enum status status;

    *taken = true;
    if (has_ended(job, 0) || has_ended(job, 1))
        return take_current_of(job, has_ended(job, 0), error);
    if (a.blank == b.blank && table_row_same(a.cells, a.count, b.cells, b.count) &&
        a.header == b.header)
        status = table_pairs_take_same(&job->pairs, &a, error);
    else if (a.header && b.header)
        status = table_pairs_take(&job->pairs, &a, &b, error);
    else if (a.header || b.header) /* never paired with data; blank lines before it come first */
        return take_current_of(job, a.blank || b.blank ? b.blank : b.header, error);
    else if (values_equal(job, &a, &b))
        status = table_pairs_take(&job->pairs, &a, &b, error);
    else {
        *taken = false;
        return STATUS_OK;
    }
    return status == STATUS_OK ? next_of_both(job, error) : status;
}

static enum status compare_aligned(struct table_compare_job *job, struct error *error)
{
    enum status status = next_of_both(job, error);

    while (status == STATUS_OK) {
        bool empty = job->windows[0].count == 0 && job->windows[1].count == 0, taken = false;
        if (empty && has_ended(job, 0) && has_ended(job, 1))
            break;
        if (empty)
            status = take_current(job, &taken, error);
        if (status == STATUS_OK && !taken)
            status = take_some(job, error);
    }
    return status;
}

/* ---- Rows by key ----------------------------------------------------------------------------- */

struct keyed {
    struct table_compare_job *job;
    struct table_key key;
    struct table_index index;
    size_t blanks[2]; /* lines before rows */
    size_t duplicates[2];
    size_t furthest; /* order of the candidate's last paired row so far */
};

static void add_note(struct table_compare_job *job, const char *note)
{
    char *all = job->found->note;
    size_t length = strlen(all);

    snprintf(all + length, sizeof job->found->note - length, "%s%s", length > 0 ? "; " : "", note);
}

/* Skips and counts blank lines up to the next row or the end. */
static enum status next_row(struct keyed *keyed, size_t side, struct error *error)
{
    enum status status;
    size_t blanks = 0;

    do {
        status = next(keyed->job, side, error);
        blanks += status == STATUS_OK && keyed->job->sides[side].reader.record == TABLE_BLANK;
    } while (status == STATUS_OK && keyed->job->sides[side].reader.record == TABLE_BLANK);
    if (status == STATUS_OK && !has_ended(keyed->job, side))
        keyed->blanks[side] += blanks;
    return status;
}

static enum status index_candidate(struct keyed *keyed, bool *fits, struct error *error)
{
    struct table_compare_job *job = keyed->job;
    enum status status = STATUS_OK;

    *fits = true;
    while (status == STATUS_OK && *fits && !has_ended(job, 1)) {
        const struct table_reader *reader = &job->sides[1].reader;
        *fits = reader->line <= UINT32_MAX;
        for (size_t i = 0; i < keyed->key.count; i++) /* rows may have fewer columns */
            *fits = *fits && keyed->key.columns[1][i] < reader->count;
        if (*fits)
            status = table_index_add(&keyed->index, reader, keyed->key.columns[1], keyed->key.count,
                                     fits, error);
        if (status == STATUS_OK && *fits)
            status = next_row(keyed, 1, error);
    }
    return status;
}

static bool same_key(const struct keyed *keyed)
{
    const struct table_reader *a = &keyed->job->sides[0].reader;
    const struct table_reader *b = &keyed->job->sides[1].reader;

    for (size_t i = 0; i < keyed->key.count; i++)
        if (!table_row_same(&a->cells[keyed->key.columns[0][i]], 1,
                            &b->cells[keyed->key.columns[1][i]], 1))
            return false;
    return true;
}

/* Reads a row of the candidate again. */
static enum status read_again(struct keyed *keyed, const struct key_entry *entry,
                              struct error *error)
{
    struct table_reader *reader = &keyed->job->sides[1].reader;

    table_reader_seek(reader, entry->offset, entry->line);
    enum status status = table_reader_next(reader, error);
    if (status == STATUS_OK && reader->record != TABLE_ROW)
        status = error_set(error, STATUS_FAILED, "the file changed while being read");
    for (size_t i = 0; i < keyed->key.count && status == STATUS_OK; i++)
        if (keyed->key.columns[1][i] >= reader->count)
            status = error_set(error, STATUS_FAILED, "the file changed while being read");
    return status == STATUS_OK ? status : error_prefix(error, status, "%s", side_names[1]);
}

/* Finds and reads the first unpaired row of the candidate with the key of the baseline's row. NULL:
 * none. */
static enum status find_partner(struct keyed *keyed, struct key_entry **partner,
                                struct error *error)
{
    const struct table_reader *row = &keyed->job->sides[0].reader;
    uint64_t hash = table_key_hash(row->cells, keyed->key.columns[0], keyed->key.count);
    size_t first = table_index_find(&keyed->index, hash), tried = 0;
    struct key_entry *entries = keyed->index.entries;

    *partner = NULL;
    if (first == keyed->index.count)
        return STATUS_OK;
    keyed->duplicates[0] += entries[first].finished > 0;
    for (size_t i = first + entries[first].finished;
         i < keyed->index.count && entries[i].hash == hash && tried < MOST_COLLISIONS; i++) {
        if (entries[i].taken)
            continue;
        enum status status = read_again(keyed, &entries[i], error);
        if (status != STATUS_OK)
            return status;
        if (same_key(keyed)) {
            entries[i].taken = true;
            entries[first].finished += i == first + entries[first].finished;
            *partner = &entries[i];
            return STATUS_OK;
        }
        tried++;
    }
    return STATUS_OK;
}

static enum status pair_by_key(struct keyed *keyed, struct error *error)
{
    struct table_compare_job *job = keyed->job;
    struct key_entry *partner;
    struct row_view a = current(job, 0);

    for (size_t i = 0; i < keyed->key.count; i++)
        if (keyed->key.columns[0][i] >= a.count)
            return table_pairs_take_one(&job->pairs, 0, &a, error);
    enum status status = find_partner(keyed, &partner, error);
    if (status != STATUS_OK)
        return status;
    if (partner == NULL)
        return table_pairs_take_one(&job->pairs, 0, &a, error);
    struct row_view b = {.cells = job->sides[1].reader.cells,
                         .count = job->sides[1].reader.count,
                         .line = partner->line};
    job->found->moved += partner->order < keyed->furthest;
    if (partner->order > keyed->furthest)
        keyed->furthest = partner->order;
    return table_pairs_take(&job->pairs, &a, &b, error);
}

/* The rows of the candidate without a partner. */
static enum status take_added(struct keyed *keyed, struct error *error)
{
    enum status status = STATUS_OK;

    table_index_sort_by_order(&keyed->index);
    for (size_t i = 0; i < keyed->index.count && status == STATUS_OK; i++) {
        const struct key_entry *entry = &keyed->index.entries[i];
        if (entry->taken)
            continue;
        status = read_again(keyed, entry, error);
        struct row_view row = {.cells = keyed->job->sides[1].reader.cells,
                               .count = keyed->job->sides[1].reader.count,
                               .line = entry->line};
        if (status == STATUS_OK)
            status = table_pairs_take_one(&keyed->job->pairs, 1, &row, error);
    }
    return status;
}

static void explain_key(struct keyed *keyed)
{
    struct table_difference *found = keyed->job->found;
    size_t more = keyed->duplicates[keyed->duplicates[1] > keyed->duplicates[0]];
    char note[120];

    if (more > 0) {
        snprintf(note, sizeof note, "%zu row%s the key of an earlier row; paired in order", more,
                 more == 1 ? " has" : "s have");
        add_note(keyed->job, note);
    }
    if (keyed->blanks[0] != keyed->blanks[1] && *found->shape == '\0')
        snprintf(found->shape, sizeof found->shape, "%zu blank lines instead of %zu",
                 keyed->blanks[1], keyed->blanks[0]);
}

static enum status pair_all_by_key(struct keyed *keyed, struct error *error)
{
    enum status status = STATUS_OK;

    table_index_sort(&keyed->index);
    for (size_t i = 1; i < keyed->index.count; i++)
        keyed->duplicates[1] += keyed->index.entries[i - 1].hash == keyed->index.entries[i].hash;
    while (status == STATUS_OK && !has_ended(keyed->job, 0)) {
        status = pair_by_key(keyed, error);
        if (status == STATUS_OK)
            status = next_row(keyed, 0, error);
    }
    if (status == STATUS_OK)
        status = take_added(keyed, error);
    explain_key(keyed);
    return status;
}

/* Rows of names at the top, and then the first rows with data. */
static enum status take_headers(struct keyed *keyed, struct error *error)
{
    struct table_compare_job *job = keyed->job;
    struct row_view a = current(job, 0), b = current(job, 1);
    enum status status = STATUS_OK;

    if (a.header && b.header)
        status = table_pairs_take(&job->pairs, &a, &b, error);
    else if (a.header || b.header)
        status = table_pairs_take_one(&job->pairs, b.header, b.header ? &b : &a, error);
    if (status == STATUS_OK && a.header)
        status = next_row(keyed, 0, error);
    if (status == STATUS_OK && b.header)
        status = next_row(keyed, 1, error);
    return status;
}

static enum status compare_by_key(struct table_compare_job *job, struct error *error)
{
    struct keyed keyed = {.job = job, .index = {.account = job->settings->account}};
    const char *missing = NULL;
    char note[160];
    size_t length = 0;
    bool fits = true;
    enum status status = next_row(&keyed, 0, error);

    if (status == STATUS_OK)
        status = next_row(&keyed, 1, error);
    if (status != STATUS_OK)
        return status;
    if (!table_key_find(&keyed.key, job->settings->key, job->sides, &missing, &length)) {
        snprintf(note, sizeof note, "not paired by key: no column '%.*s' on both sides",
                 (int)(length < 60 ? length : 60), missing);
        add_note(job, note);
        job->without_key = true;
        return STATUS_OK;
    }
    status = take_headers(&keyed, error);
    if (status == STATUS_OK)
        status = index_candidate(&keyed, &fits, error);
    if (status == STATUS_OK && fits)
        status = pair_all_by_key(&keyed, error);
    table_index_free(&keyed.index);
    if (!fits) {
        add_note(job, "not paired by key: too many rows, or rows without this column");
        job->without_key = true;
    }
    return status;
}

/* ---- All ------------------------------------------------------------------------------------- */

static void begin_again(struct table_compare_job *job, const int files[2])
{
    struct table_difference *found = job->found;
    char note[sizeof found->note];

    memcpy(note, found->note, sizeof note);
    *found = (struct table_difference){.delimiter = found->delimiter,
                                       .decimal_mark = found->decimal_mark};
    memcpy(found->note, note, sizeof note);
    job->comments = job->misplaced = 0;
    job->unanchored = false;
    job->pairs.loose_blanks[0] = job->pairs.loose_blanks[1] = 0;
    table_columns_rewind(&job->pairs.columns);
    for (size_t i = 0; i < 2; i++) {
        struct table_dialect dialect = job->sides[i].dialect;
        table_side_free(&job->sides[i]);
        table_side_begin(&job->sides[i], files[i], &dialect, job->settings->interrupt_fd);
    }
}

static enum status compare_once(struct table_compare_job *job, const int files[2],
                                struct error *error)
{
    bool by_key = job->settings->key != NULL && !job->without_key;
    enum status status;

    begin_again(job, files);
    if (by_key) {
        status = compare_by_key(job, error);
        if (status != STATUS_OK || !job->without_key)
            return status;
        begin_again(job, files);
    }
    return compare_aligned(job, error);
}

/* Repeats the comparison if an assumption was wrong: that a column has numbers; that rows without
 * identical ones nearby correspond in order. */
static enum status compare_all(struct table_compare_job *job, const int files[2],
                               struct error *error)
{
    struct table_difference *found = job->found;
    enum status status = compare_once(job, files, error);

    if (status == STATUS_OK && job->unanchored && found->rows[0] != found->rows[1]) {
        size_t shift = found->rows[0] > found->rows[1] ? found->rows[0] - found->rows[1]
                                                       : found->rows[1] - found->rows[0];
        job->thorough = true;
        job->shift = shift < TABLE_ALIGN_ROWS ? shift : TABLE_ALIGN_ROWS;
        status = compare_once(job, files, error);
    }
    if (status == STATUS_OK && table_columns_misjudged(&job->pairs.columns)) {
        if (!job->without_key)
            *found->note = '\0'; /* it will be reported again */
        status = compare_once(job, files, error);
    }
    if (status == STATUS_OK) {
        compare_comments(job, true);
        explain_misplaced(job);
        table_pairs_end(&job->pairs);
    }
    return status == STATUS_OK && job->failed ? error_out_of_memory(error) : status;
}

static void free_job(struct table_compare_job *job)
{
    for (size_t i = 0; i < 2; i++) {
        if (job->windows != NULL)
            drop_rows(job, i, job->windows[i].count);
        table_side_free(&job->sides[i]);
    }
    table_columns_free(&job->pairs.columns);
    free(job->windows);
    free(job->alignment);
}

enum status table_compare(const int files[2], const struct table_settings *settings,
                          const struct table_dialect *dialect, struct table_difference *found,
                          struct table_marks *marks, struct error *error)
{
    bool any_mark = !dialect->settled_mark && dialect->delimiter != TABLE_COMMA;
    struct table_compare_job job = {.settings = settings,
                                    .sides = {{.dialect = *dialect}, {.dialect = *dialect}},
                                    .pairs = {.found = found,
                                              .columns = {.decimal_mark = dialect->decimal_mark,
                                                          .tolerance = &settings->tolerance,
                                                          .commas_allowed = any_mark},
                                              .data_file = dialect->comments},
                                    .found = found,
                                    .windows = calloc(2, sizeof *job.windows),
                                    .alignment = malloc(sizeof *job.alignment)};

    *found = (struct table_difference){.delimiter = dialect->delimiter,
                                       .decimal_mark = dialect->decimal_mark};
    job.pairs.names = &job.sides[0].names;
    enum status status = job.windows == NULL || job.alignment == NULL
                             ? error_out_of_memory(error)
                             : compare_all(&job, files, error);
    marks->points = job.pairs.columns.points;
    marks->commas = job.pairs.columns.commas;
    free_job(&job);
    return status;
}
