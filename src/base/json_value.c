#include "base/json_value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_encoding.h"
#include "base/json_writer.h"

void json_tree_free(struct json_tree *tree)
{
    if (tree->account != NULL)
        budget_give(tree->account, tree->capacity);
    free(tree->bytes);
    *tree = (struct json_tree){0};
}

/* ---- Reading --------------------------------------------------------------------------------- */

enum json_kind json_value_kind(struct json_value value)
{
    return value.at == NULL ? JSON_ABSENT : (enum json_kind)(*value.at & JSON_TAG_KIND);
}

/* The size of the tag of a string or number, and the number of bytes after it. */
static size_t read_tag(const unsigned char *at, size_t *length)
{
    *length = *at >> JSON_TAG_SHIFT;
    if (*length < JSON_TAG_LONG)
        return 1;
    *length = json_offset_at(at + 1);
    return 1 + sizeof(uint32_t);
}

struct container {
    const unsigned char *content, *end; /* the elements, or the members and their index */
    size_t count;
};

static struct container open_container(const unsigned char *at)
{
    bool small = *at >> JSON_TAG_SHIFT != JSON_TAG_LONG;
    const unsigned char *content = at + (small ? JSON_SMALL_HEADER : JSON_LARGE_HEADER);

    return (struct container){.content = content,
                              .end = content + (small ? at[1] : json_offset_at(at + 1)),
                              .count = small ? at[2] : json_offset_at(at + 5)};
}

static bool is_container(struct json_value value)
{
    return json_value_kind(value) >= JSON_ARRAY;
}

size_t json_value_size(struct json_value value)
{
    enum json_kind kind = json_value_kind(value);
    size_t length;

    if (kind >= JSON_ARRAY)
        return (size_t)(open_container(value.at).end - value.at);
    if (kind == JSON_NUMBER || kind == JSON_STRING)
        return read_tag(value.at, &length) + length + (kind == JSON_STRING);
    return kind != JSON_ABSENT;
}

const char *json_value_bytes(struct json_value value, size_t *length)
{
    *length = 0;
    if (json_value_kind(value) != JSON_NUMBER && json_value_kind(value) != JSON_STRING)
        return "";
    size_t tag = read_tag(value.at, length);
    return (const char *)value.at + tag;
}

const char *json_value_string(struct json_value value)
{
    size_t length;
    const char *bytes = json_value_bytes(value, &length);

    return json_value_kind(value) == JSON_STRING && strlen(bytes) == length ? bytes : NULL;
}

size_t json_value_count(struct json_value value)
{
    return is_container(value) ? open_container(value.at).count : 0;
}

/* ---- Members --------------------------------------------------------------------------------- */

struct json_walk json_walk(struct json_value container)
{
    if (!is_container(container))
        return (struct json_walk){.left = 0};
    struct container open = open_container(container.at);
    return (struct json_walk){.next = open.content,
                              .left = open.count,
                              .named = json_value_kind(container) == JSON_OBJECT};
}

bool json_walk_next(struct json_walk *walk)
{
    if (walk->left == 0)
        return false;
    walk->left--;
    if (walk->named) {
        walk->name = (struct json_value){walk->next};
        walk->next += json_value_size(walk->name);
    }
    walk->value = (struct json_value){walk->next};
    walk->next += json_value_size(walk->value);
    return true;
}

static int compare_bytes(const char *a, size_t length_a, const char *b, size_t length_b)
{
    int order = memcmp(a, b, length_a < length_b ? length_a : length_b);

    return order != 0 ? order : (length_a > length_b) - (length_a < length_b);
}

int json_compare_strings(const unsigned char *a, const unsigned char *b)
{
    size_t length_a, length_b;
    const char *bytes_a = json_value_bytes((struct json_value){a}, &length_a);
    const char *bytes_b = json_value_bytes((struct json_value){b}, &length_b);

    return compare_bytes(bytes_a, length_a, bytes_b, length_b);
}

static struct json_value find_one_by_one(struct json_value object, const char *name, size_t length)
{
    struct json_walk walk = json_walk(object);

    while (json_walk_next(&walk)) {
        size_t other_length;
        const char *other = json_value_bytes(walk.name, &other_length);
        if (other_length == length && memcmp(other, name, length) == 0)
            return walk.value;
    }
    return (struct json_value){NULL};
}

static struct json_value find_in_index(const struct container *object, const char *name,
                                       size_t length)
{
    const unsigned char *index = object->end - object->count * sizeof(uint32_t);

    for (size_t low = 0, high = object->count; low < high;) {
        size_t middle = low + (high - low) / 2, other_length;
        struct json_value key = {object->content +
                                 json_offset_at(index + middle * sizeof(uint32_t))};
        const char *other = json_value_bytes(key, &other_length);
        int order = compare_bytes(name, length, other, other_length);
        if (order == 0)
            return (struct json_value){key.at + json_value_size(key)};
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (struct json_value){NULL};
}

struct json_value json_value_member_named(struct json_value object, const char *name, size_t length)
{
    if (json_value_kind(object) != JSON_OBJECT)
        return (struct json_value){NULL};
    struct container open = open_container(object.at);
    return open.count > JSON_MOST_UNINDEXED ? find_in_index(&open, name, length)
                                            : find_one_by_one(object, name, length);
}

struct json_value json_value_member(struct json_value object, const char *name)
{
    return json_value_member_named(object, name, strlen(name));
}

/* ---- Text ------------------------------------------------------------------------------------ */

static void append_string(struct json_value value, size_t most, struct text *out)
{
    size_t length;
    const char *bytes = json_value_bytes(value, &length);

    /* Appends slightly more than requested, so that the caller can detect the excess. */
    json_append_string(out, bytes, length < most + 4 ? length : most + 4);
}

static void append_container(struct json_value value, size_t most, struct text *out)
{
    bool object = json_value_kind(value) == JSON_OBJECT;
    struct json_walk walk = json_walk(value);
    size_t written = 0;

    text_append(out, object ? "{" : "[");
    while (out->length < most && !out->failed && json_walk_next(&walk)) {
        text_append(out, written++ > 0 ? "," : "");
        if (object) {
            append_string(walk.name, most, out);
            text_append(out, ":");
        }
        json_value_append(walk.value, most, out);
    }
    text_append(out, object ? "}" : "]");
}

void json_value_append(struct json_value value, size_t most, struct text *out)
{
    static const char *const words[] = {
        [JSON_NULL] = "null", [JSON_FALSE] = "false", [JSON_TRUE] = "true"};
    enum json_kind kind = json_value_kind(value);
    size_t length;

    if (kind == JSON_ABSENT)
        return;
    if (kind == JSON_STRING) {
        append_string(value, most, out);
    } else if (kind == JSON_NUMBER) {
        const char *bytes = json_value_bytes(value, &length);
        text_append_bytes(out, bytes, length < most + 4 ? length : most + 4);
    } else if (is_container(value)) {
        append_container(value, most, out);
    } else {
        text_append(out, words[kind]);
    }
}
