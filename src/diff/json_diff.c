#include "diff/json_diff.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value is shown up to so many bytes. */
#define MOST_SHOWN 120

/* The place of a value: a list from the innermost name to the outermost. */
struct place {
    const struct place *outer;
    const char *key;  /* of an object; NULL: of a list, then */
    const char *item; /* the name of the element, or, if that is NULL, */
    size_t index;
};

struct json_diff_job {
    const struct tolerance *tolerance;
    struct json_difference *found;
    bool failed; /* out of memory */
};

void json_difference_free(struct json_difference *difference)
{
    for (size_t i = 0; i < difference->kept; i++) {
        struct field_difference *field = &difference->fields[i];
        free(field->path);
        free(field->item);
        free(field->key);
        free(field->baseline);
        free(field->candidate);
    }
    free(difference->fields);
    *difference = (struct json_difference){0};
}

enum status json_diff_parse(const struct text *text, json_t **json, struct error *error)
{
    json_error_t reason;

    *json = json_loadb(text_string(text), text->length,
                       JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &reason);
    if (*json != NULL)
        return STATUS_OK;
    if (json_error_code(&reason) == json_error_out_of_memory)
        return error_out_of_memory(error);
    return error_set(error, STATUS_BAD_INPUT, "no JSON: line %d: %s", reason.line, reason.text);
}

/* ---- Differences ----------------------------------------------------------------------------- */

static void append_path(struct text *out, const struct place *place)
{
    if (place == NULL)
        return;
    append_path(out, place->outer);
    if (place->key != NULL)
        text_appendf(out, "%s%s", place->outer == NULL ? "" : ".", place->key);
    else if (place->item != NULL)
        text_appendf(out, "[%s]", place->item);
    else
        text_appendf(out, "[%zu]", place->index);
}

static char *path_of(const struct place *place)
{
    struct text text = {0};

    append_path(&text, place);
    text_append(&text, "");
    return text.failed ? NULL : text.data;
}

/* How many digits it takes to distinguish a number from all others, and to write it without an
 * exponent if that can be. */
static size_t digits_of(double number)
{
    char text[40];

    for (int digits = 1; digits < 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        bool short_whole = fabs(number) >= 1 && strchr(text, 'e') != NULL;
        if (strtod(text, NULL) == number && (!short_whole || fabs(number) > 1e15))
            return (size_t)digits;
    }
    return 17;
}

/* NULL stays NULL. */
static char *show(const json_t *value, bool *failed)
{
    if (value == NULL)
        return NULL;
    size_t digits = json_is_real(value) ? digits_of(json_real_value(value)) : 17;
    char *shown = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS |
                                        JSON_REAL_PRECISION(digits));
    if (shown == NULL) {
        *failed = true;
        return NULL;
    }
    if (strlen(shown) > MOST_SHOWN) {
        size_t end = MOST_SHOWN - 3;
        while (end > 0 && ((unsigned char)shown[end] & 0xc0) == 0x80)
            end--;
        memcpy(shown + end, "...", 4);
    }
    return shown;
}

static const char *outermost_item(const struct place *place)
{
    const char *item = NULL;

    for (; place != NULL; place = place->outer)
        if (place->item != NULL)
            item = place->item;
    return item;
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

static void add_difference(struct json_diff_job *job, const struct place *place, const json_t *a,
                           const json_t *b)
{
    struct json_difference *found = job->found;
    const char *item = outermost_item(place);

    found->different++;
    if (found->kept == JSON_DIFF_KEPT)
        return;
    if (!reserve_field(found)) {
        job->failed = true;
        return;
    }
    struct field_difference *field = &found->fields[found->kept++];
    *field = (struct field_difference){
        .path = path_of(place),
        .item = item == NULL ? NULL : strdup(item),
        .key = strdup(place != NULL && place->key != NULL ? place->key : ""),
        .baseline = show(a, &job->failed),
        .candidate = show(b, &job->failed)};
    if (field->path == NULL || field->key == NULL || (item != NULL && field->item == NULL))
        job->failed = true;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void compare(struct json_diff_job *job, const struct place *place, const json_t *a,
                    const json_t *b);

static void compare_objects(struct json_diff_job *job, const struct place *outer, const json_t *a,
                            const json_t *b)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)a, key, value)
    {
        struct place place = {.outer = outer, .key = key};
        compare(job, &place, value, json_object_get(b, key));
    }
    json_object_foreach((json_t *)b, key, value)
    {
        struct place place = {.outer = outer, .key = key};
        if (json_object_get(a, key) == NULL)
            add_difference(job, &place, NULL, value);
    }
}

/* The elements by their names; NULL if one has none, or two have the same. */
static json_t *by_name(const json_t *array)
{
    json_t *object = json_object(), *element;
    size_t i;

    json_array_foreach((json_t *)array, i, element)
    {
        const char *name = json_string_value(json_object_get(element, "name"));
        if (name == NULL || json_object_get(object, name) != NULL) {
            json_decref(object);
            return NULL;
        }
        json_object_set(object, name, element);
    }
    return object;
}

static void compare_named(struct json_diff_job *job, const struct place *outer, json_t *a,
                          json_t *b)
{
    const char *name;
    json_t *value;

    json_object_foreach(a, name, value)
    {
        struct place place = {.outer = outer, .item = name};
        compare(job, &place, value, json_object_get(b, name));
    }
    json_object_foreach(b, name, value)
    {
        struct place place = {.outer = outer, .item = name};
        if (json_object_get(a, name) == NULL)
            add_difference(job, &place, NULL, value);
    }
}

static void compare_arrays(struct json_diff_job *job, const struct place *outer, const json_t *a,
                           const json_t *b)
{
    json_t *named_a = by_name(a), *named_b = by_name(b);
    size_t size_a = json_array_size(a), size_b = json_array_size(b);

    if (named_a != NULL && named_b != NULL)
        compare_named(job, outer, named_a, named_b);
    else
        for (size_t i = 0; i < size_a || i < size_b; i++) {
            struct place place = {.outer = outer, .index = i};
            compare(job, &place, json_array_get(a, i), json_array_get(b, i));
        }
    json_decref(named_a);
    json_decref(named_b);
}

static void compare_numbers(struct json_diff_job *job, const struct place *place, const json_t *a,
                            const json_t *b)
{
    double x = json_number_value(a), y = json_number_value(b);
    bool whole = json_is_integer(a) && json_is_integer(b);

    if (whole ? json_integer_value(a) == json_integer_value(b) : x == y)
        return;
    if (tolerance_equal(job->tolerance, x, y) && x != y)
        job->found->tolerated++;
    else
        add_difference(job, place, a, b);
}

static void compare(struct json_diff_job *job, const struct place *place, const json_t *a,
                    const json_t *b)
{
    if (a == NULL || b == NULL)
        add_difference(job, place, a, b);
    else if (json_is_number(a) && json_is_number(b))
        compare_numbers(job, place, a, b);
    else if (json_typeof(a) != json_typeof(b))
        add_difference(job, place, a, b);
    else if (json_is_object(a))
        compare_objects(job, place, a, b);
    else if (json_is_array(a))
        compare_arrays(job, place, a, b);
    else if (!json_equal(a, b))
        add_difference(job, place, a, b);
}

enum status json_diff(const json_t *baseline, const json_t *candidate,
                      const struct tolerance *tolerance, struct json_difference *difference,
                      struct error *error)
{
    struct json_diff_job job = {.tolerance = tolerance, .found = difference};

    *difference = (struct json_difference){0};
    compare(&job, NULL, baseline, candidate);
    return job.failed ? error_out_of_memory(error) : STATUS_OK;
}
