#include "diff/json_diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "diff/decimal.h"
#include "diff/json_align.h"

/* The maximum length of a path, of a name in it, and of a value, in bytes. */
#define MOST_PATH 400
#define MOST_NAME 100
#define MOST_SHOWN 120

/* The longest name of a file. */
#define MOST_FILE_NAME 255

/* The limit of comparisons in all alignments of a pair of texts: values, and pieces of 64 bytes. */
#define MOST_WORK ((size_t)20000000)

static const struct json_value absent = {NULL};

/* Values between two checks for a signal. */
#define VISITS_BETWEEN_CHECKS 10000

/* The path of a value: a list from the innermost name to the outermost. */
struct place {
    const struct place *outer;
    struct json_value key;  /* the name of a member; absent for an element of an array: then */
    struct json_value item; /* the name of the element, or, if that is absent, */
    size_t index;
};

struct json_diff_job {
    const struct tolerance *tolerance;
    struct budget_account *account;
    struct json_difference *found;
    size_t work;
    int interrupt_fd;
    size_t visits;      /* of values */
    enum status status; /* ends the comparison if not STATUS_OK */
    struct error *error;
};

static void free_field(struct field_difference *field)
{
    free(field->path);
    free(field->item);
    free(field->key);
    free(field->baseline);
    free(field->candidate);
}

void json_difference_cut(struct json_difference *difference, size_t fields)
{
    while (difference->kept > fields)
        free_field(&difference->fields[--difference->kept]);
    if (difference->capacity <= fields || difference->kept == 0)
        return;
    struct field_difference *kept =
        realloc(difference->fields, difference->kept * sizeof *difference->fields);
    if (kept == NULL) /* on failure, it keeps its size */
        return;
    difference->fields = kept;
    difference->capacity = difference->kept;
}

void json_difference_free(struct json_difference *difference)
{
    for (size_t i = 0; i < difference->kept; i++)
        free_field(&difference->fields[i]);
    free(difference->fields);
    free(difference->rewriting);
    *difference = (struct json_difference){0};
}

/* ---- Differences ----------------------------------------------------------------------------- */

/* Truncates the text between two characters, and marks that. */
static void cut(struct text *text, size_t most)
{
    if (text->length <= most || text->failed)
        return;
    size_t end = most - 3;
    while (end > 0 && ((unsigned char)text->data[end] & 0xc0) == 0x80)
        end--;
    memcpy(text->data + end, "...", 4);
    text->length = end + 3;
}

/* A name with a NUL must not be taken for the shorter one that ends there. */
static void append_name(struct text *out, struct json_value name)
{
    struct text text = {0};
    size_t length;
    const char *bytes = json_value_bytes(name, &length);

    text_append_bytes(&text, bytes, length < MOST_NAME + 4 ? length : MOST_NAME + 4);
    cut(&text, MOST_NAME);
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] == '\0')
            text.data[i] = '?';
    text_append(out, text_string(&text));
    out->failed = out->failed || text.failed;
    text_free(&text);
}

static bool is_absent(struct json_value value)
{
    return json_value_kind(value) == JSON_ABSENT;
}

static void append_path(struct text *out, const struct place *place)
{
    if (place == NULL)
        return;
    append_path(out, place->outer);
    if (!is_absent(place->key)) {
        text_append(out, place->outer == NULL ? "" : ".");
        append_name(out, place->key);
    } else if (!is_absent(place->item)) {
        text_append(out, "[");
        append_name(out, place->item);
        text_append(out, "]");
    } else {
        text_appendf(out, "[%zu]", place->index);
    }
}

/* Takes the string out of the text; NULL if out of memory. */
static char *take_string(struct json_diff_job *job, struct text *text)
{
    text_append(text, "");
    if (!text->failed)
        return text->data;
    job->status = error_out_of_memory(job->error);
    text_free(text);
    return NULL;
}

static char *path_of(struct json_diff_job *job, const struct place *place)
{
    struct text text = {0};

    append_path(&text, place);
    cut(&text, MOST_PATH);
    return take_string(job, &text);
}

static char *key_of(struct json_diff_job *job, const struct place *place)
{
    struct text text = {0};

    if (place != NULL && !is_absent(place->key))
        append_name(&text, place->key);
    return take_string(job, &text);
}

/* Appends a number with 17 digits, as written by programs for exact round trips, with the fewest
 * digits that give the same double. False for other values. */
static bool append_shortest(struct text *text, struct json_value value)
{
    char copy[40];
    size_t length;
    const char *bytes = json_value_bytes(value, &length);

    if (json_value_kind(value) != JSON_NUMBER || length < 17 || length >= sizeof copy ||
        memchr(bytes, '.', length) == NULL)
        return false;
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    double number = strtod(copy, NULL);
    if (!isfinite(number))
        return false;
    text_append_shortest(text, number);
    return true;
}

/* An absent value remains NULL. */
static char *show(struct json_diff_job *job, struct json_value value, bool shortest)
{
    struct text text = {0};

    if (is_absent(value))
        return NULL;
    if (!shortest || !append_shortest(&text, value))
        json_value_append(value, MOST_SHOWN, &text);
    cut(&text, MOST_SHOWN);
    return take_string(job, &text);
}

static char *item_of(struct json_diff_job *job, const struct place *place)
{
    struct json_value item = {NULL};
    struct text text = {0};
    size_t length;

    for (; place != NULL; place = place->outer)
        if (!is_absent(place->item))
            item = place->item;
    const char *bytes = json_value_bytes(item, &length);
    if (length == 0 || length > MOST_FILE_NAME || memchr(bytes, '\0', length) != NULL)
        return NULL;
    text_append_bytes(&text, bytes, length);
    return take_string(job, &text);
}

static bool reserve_field(struct json_difference *found)
{
    if (found->kept < found->capacity)
        return true;
    size_t capacity = 2 * found->capacity + 16;
    struct field_difference *fields = realloc(found->fields, capacity * sizeof *fields);
    if (fields == NULL)
        return false;
    found->fields = fields;
    found->capacity = capacity;
    return true;
}

/* A field to be filled in; NULL: none left. */
static struct field_difference *add_field(struct json_diff_job *job, const struct place *place)
{
    struct json_difference *found = job->found;

    found->different++;
    if (found->kept == JSON_DIFF_KEPT)
        return NULL;
    if (!reserve_field(found)) {
        job->status = error_out_of_memory(job->error);
        return NULL;
    }
    struct field_difference *field = &found->fields[found->kept++];
    *field = (struct field_difference){
        .path = path_of(job, place), .item = item_of(job, place), .key = key_of(job, place)};
    return field;
}

static void add_difference(struct json_diff_job *job, const struct place *place,
                           struct json_value a, struct json_value b)
{
    struct field_difference *field = add_field(job, place);

    if (field == NULL)
        return;
    field->baseline = show(job, a, true);
    field->candidate = show(job, b, true);
    if (field->baseline == NULL || field->candidate == NULL ||
        strcmp(field->baseline, field->candidate) != 0)
        return;
    free(field->baseline); /* different digits of the same double: as written */
    free(field->candidate);
    field->baseline = show(job, a, false);
    field->candidate = show(job, b, false);
}

static void add_rewriting(struct json_diff_job *job, const struct place *place, struct json_value a,
                          struct json_value b)
{
    struct text text = {0};

    if (job->found->rewritten++ > 0)
        return;
    append_path(&text, place);
    cut(&text, MOST_PATH);
    text_append(&text, text.length > 0 ? " " : "");
    json_value_append(a, text.length + MOST_SHOWN, &text);
    text_append(&text, " -> ");
    json_value_append(b, text.length + MOST_SHOWN, &text);
    job->found->rewriting = take_string(job, &text);
}

/* Whether to continue. */
static bool goes_on(struct json_diff_job *job)
{
    if (job->status == STATUS_OK && ++job->visits % VISITS_BETWEEN_CHECKS == 0)
        job->status = interrupt_check(job->interrupt_fd, job->error);
    return job->status == STATUS_OK;
}

/* ---- Values that are the same ---------------------------------------------------------------- */

/* Numbers or other values with different bytes. */
enum relation { SAME, REWRITTEN, TOLERATED, DIFFERENT };

static enum relation relate_numbers(const struct tolerance *tolerance, struct json_value a,
                                    struct json_value b)
{
    struct decimal number_a, number_b;
    size_t length_a, length_b;
    const char *bytes_a = json_value_bytes(a, &length_a);
    const char *bytes_b = json_value_bytes(b, &length_b);

    if (length_a == length_b && memcmp(bytes_a, bytes_b, length_a) == 0)
        return SAME;
    if (!decimal_read(bytes_a, length_a, '.', &number_a) ||
        !decimal_read(bytes_b, length_b, '.', &number_b))
        return DIFFERENT;
    if (decimal_equal(&number_a, &number_b))
        return REWRITTEN;
    bool tolerant = tolerance->absolute > 0 || tolerance->relative > 0;
    return tolerant &&
                   tolerance_equal(tolerance, decimal_double(&number_a), decimal_double(&number_b))
               ? TOLERATED
               : DIFFERENT;
}

static bool has_same_bytes(struct json_value a, struct json_value b)
{
    if (a.at == NULL || b.at == NULL)
        return false;
    size_t size = json_value_size(a);
    return size == json_value_size(b) && memcmp(a.at, b.at, size) == 0;
}

static bool is_same(void *context, struct json_value a, struct json_value b, bool *stop);

static bool has_same_elements(struct json_diff_job *job, struct json_value a, struct json_value b,
                              bool *stop)
{
    struct json_walk walk_a = json_walk(a), walk_b = json_walk(b);

    if (walk_a.left != walk_b.left)
        return false;
    while (json_walk_next(&walk_a) && json_walk_next(&walk_b))
        if (!is_same(job, walk_a.value, walk_b.value, stop))
            return false;
    return true;
}

/* The member of the other object with the name of the current member. */
static struct json_value namesake(const struct json_walk *walk, struct json_value other)
{
    size_t length;
    const char *name = json_value_bytes(walk->name, &length);

    return json_value_member_named(other, name, length);
}

static bool has_same_members(struct json_diff_job *job, struct json_value a, struct json_value b,
                             bool *stop)
{
    struct json_walk walk = json_walk(a);

    if (walk.left != json_value_count(b))
        return false;
    while (json_walk_next(&walk))
        if (!is_same(job, walk.value, namesake(&walk, b), stop))
            return false;
    return true;
}

/* Whether compare() would find no difference, apart from the alignment of arrays. */
static bool is_same(void *context, struct json_value a, struct json_value b, bool *stop)
{
    struct json_diff_job *job = context;
    enum json_kind kind = json_value_kind(a);
    bool same = has_same_bytes(a, b);

    job->work += 1 + json_value_size(a) / 64;
    *stop = *stop || job->work > MOST_WORK || !goes_on(job);
    if (same || *stop || kind != json_value_kind(b))
        return same && !*stop;
    switch (kind) {
    case JSON_NUMBER:
        return relate_numbers(job->tolerance, a, b) != DIFFERENT;
    case JSON_ARRAY:
        return has_same_elements(job, a, b, stop);
    case JSON_OBJECT:
        return has_same_members(job, a, b, stop);
    default:
        return false;
    }
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void compare(struct json_diff_job *job, const struct place *place, struct json_value a,
                    struct json_value b);

static void compare_objects(struct json_diff_job *job, const struct place *outer,
                            struct json_value a, struct json_value b)
{
    struct json_walk walk = json_walk(a);

    while (json_walk_next(&walk)) {
        struct place place = {.outer = outer, .key = walk.name};
        compare(job, &place, walk.value, namesake(&walk, b));
    }
    walk = json_walk(b);
    while (json_walk_next(&walk)) {
        struct place place = {.outer = outer, .key = walk.name};
        if (is_absent(namesake(&walk, a)))
            add_difference(job, &place, absent, walk.value);
    }
}

/* Without listing their elements. */
static void compare_in_order(struct json_diff_job *job, const struct place *outer,
                             struct json_value a, struct json_value b)
{
    struct json_walk walk_a = json_walk(a), walk_b = json_walk(b);
    bool more_a = json_walk_next(&walk_a), more_b = json_walk_next(&walk_b);

    for (size_t i = 0; (more_a || more_b) && job->status == STATUS_OK; i++) {
        struct place place = {.outer = outer, .index = i};
        compare(job, &place, more_a ? walk_a.value : absent, more_b ? walk_b.value : absent);
        more_a = json_walk_next(&walk_a);
        more_b = json_walk_next(&walk_b);
    }
}

static struct place place_of(const struct json_alignment *alignment, const struct place *outer,
                             size_t side, size_t index)
{
    struct place place = {.outer = outer, .index = index};

    if (alignment->name != NULL)
        place.item = json_value_member(alignment->sides[side].values[index], alignment->name);
    return place;
}

static void compare_aligned(struct json_diff_job *job, const struct place *outer,
                            const struct json_alignment *alignment)
{
    const struct json_elements *a = &alignment->sides[0], *b = &alignment->sides[1];

    for (size_t i = 0; i < a->count && job->status == STATUS_OK; i++) {
        struct place place = place_of(alignment, outer, 0, i);
        uint32_t partner = a->partners[i];
        compare(job, &place, a->values[i],
                partner == JSON_ALIGN_NONE ? absent : b->values[partner]);
    }
    for (size_t i = 0; i < b->count; i++) {
        struct place place = place_of(alignment, outer, 1, i);
        if (b->partners[i] == JSON_ALIGN_NONE)
            add_difference(job, &place, absent, b->values[i]);
    }
}

static char *show_two(struct json_diff_job *job, struct json_value first, struct json_value second)
{
    struct text text = {0};

    text_append(&text, "[");
    json_value_append(first, MOST_SHOWN, &text);
    text_append(&text, ",");
    json_value_append(second, text.length + MOST_SHOWN, &text);
    text_append(&text, "]");
    return take_string(job, &text);
}

/* The first two named elements that are in reverse order in the candidate. */
static void compare_order(struct json_diff_job *job, const struct place *outer,
                          const struct json_alignment *alignment)
{
    const struct json_elements *a = &alignment->sides[0];
    size_t last = SIZE_MAX; /* of the previous ones, the one with the last partner */

    for (size_t i = 0; i < a->count; i++) {
        if (a->partners[i] == JSON_ALIGN_NONE)
            continue;
        if (last == SIZE_MAX || a->partners[i] > a->partners[last]) {
            last = i;
            continue;
        }
        struct json_value first = json_value_member(a->values[last], alignment->name);
        struct json_value second = json_value_member(a->values[i], alignment->name);
        struct field_difference *field = add_field(job, outer);
        if (field != NULL) {
            field->baseline = show_two(job, first, second);
            field->candidate = show_two(job, second, first);
        }
        return;
    }
}

static void compare_arrays(struct json_diff_job *job, const struct place *outer,
                           struct json_value a, struct json_value b)
{
    struct json_alignment alignment = {.account = job->account};
    bool aligned = json_align_begin(&alignment, a, b);

    if (aligned && json_align_by_name(&alignment))
        compare_order(job, outer, &alignment);
    else if (aligned)
        aligned = job->work <= MOST_WORK && json_align_by_value(&alignment, is_same, job);
    if (alignment.failed)
        job->status = error_out_of_memory(job->error);
    if (aligned) {
        compare_aligned(job, outer, &alignment);
    } else if (job->status == STATUS_OK) {
        job->found->unaligned++;
        json_align_free(&alignment); /* the elements may need the memory */
        compare_in_order(job, outer, a, b);
    }
    json_align_free(&alignment);
}

static void compare_numbers(struct json_diff_job *job, const struct place *place,
                            struct json_value a, struct json_value b)
{
    switch (relate_numbers(job->tolerance, a, b)) {
    case REWRITTEN:
        add_rewriting(job, place, a, b);
        break;
    case TOLERATED:
        job->found->tolerated++;
        break;
    case DIFFERENT:
        add_difference(job, place, a, b);
        break;
    default:
        break;
    }
}

static void compare(struct json_diff_job *job, const struct place *place, struct json_value a,
                    struct json_value b)
{
    enum json_kind kind = json_value_kind(a);

    if (!goes_on(job) || has_same_bytes(a, b))
        return;
    if (kind != json_value_kind(b))
        add_difference(job, place, a, b);
    else if (kind == JSON_NUMBER)
        compare_numbers(job, place, a, b);
    else if (kind == JSON_OBJECT)
        compare_objects(job, place, a, b);
    else if (kind == JSON_ARRAY)
        compare_arrays(job, place, a, b);
    else
        add_difference(job, place, a, b);
}

enum status json_diff(struct json_value baseline, struct json_value candidate,
                      const struct tolerance *tolerance, int interrupt_fd,
                      struct budget_account *account, struct json_difference *difference,
                      struct error *error)
{
    struct json_diff_job job = {.tolerance = tolerance,
                                .account = account,
                                .found = difference,
                                .interrupt_fd = interrupt_fd,
                                .error = error};

    *difference = (struct json_difference){0};
    compare(&job, NULL, baseline, candidate);
    return job.status;
}
