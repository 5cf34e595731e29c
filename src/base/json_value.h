/* JSON texts as trees of values. Numbers keep their notation, and the members of objects their
 * order. A tree takes about as much memory as its text. */
#ifndef ADAM_REPORT_BASE_JSON_VALUE_H
#define ADAM_REPORT_BASE_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "base/text.h"

/* Maximum nesting of arrays and objects, so that functions can be recursive. */
#define JSON_VALUE_MOST_LEVELS 512

enum json_kind {
    JSON_ABSENT, /* no value */
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
};

/* A value in a tree, valid as long as the tree is. {NULL} is absent. */
struct json_value {
    const unsigned char *at;
};

/* Starts as {0}; the caller frees it. Its memory is charged to the account, which is borrowed. */
struct json_tree {
    struct json_value root; /* absent: nothing was read, or the tree is too large */
    bool too_large;
    unsigned char *bytes;
    size_t length, capacity;
    struct budget_account *account;
};

/* Parses a UTF-8 text (RFC 8259) with one value. STATUS_BAD_INPUT with the message "invalid JSON:
 * line 3: ..." if it is not valid JSON, has a byte order mark, a duplicate name in an object, an
 * unpaired surrogate, or is nested too deeply. STATUS_FAILED: out of memory, or the file cannot be
 * read. STATUS_OK with too_large set: the tree exceeds the account. */
enum status json_tree_parse(const void *bytes, size_t length, struct budget_account *account,
                            struct json_tree *tree, struct error *error);

/* The same for an open file, from its beginning. STATUS_INTERRUPTED when interrupt_fd (-1: never)
 * is readable. */
enum status json_tree_read(int file, int interrupt_fd, struct budget_account *account,
                           struct json_tree *tree, struct error *error);

/* Frees the tree and resets it to {0}. */
void json_tree_free(struct json_tree *tree);

enum json_kind json_value_kind(struct json_value value);

/* The bytes of a string, terminated by a NUL, or the notation of a number, not terminated; empty
 * for other values. */
const char *json_value_bytes(struct json_value value, size_t *length);

/* The string; NULL if the value is not a string, or contains a NUL. */
const char *json_value_string(struct json_value value);

/* The number of elements or members; 0 for other values. */
size_t json_value_count(struct json_value value);

/* The member with this name; absent if there is none, or the value is not an object. */
struct json_value json_value_member(struct json_value object, const char *name);
struct json_value json_value_member_named(struct json_value object, const char *name,
                                          size_t length);

/* The size of a value in the tree: two values with the same bytes are equal. */
size_t json_value_size(struct json_value value);

/* Iterator over the elements of an array or the members of an object, in order:
 *
 *     struct json_walk walk = json_walk(array);
 *     while (json_walk_next(&walk))
 *         use(walk.value);
 */
struct json_walk {
    struct json_value name; /* of a member; absent in an array */
    struct json_value value;
    const unsigned char *next;
    size_t left;
    bool named;
};

struct json_walk json_walk(struct json_value container);
bool json_walk_next(struct json_walk *walk);

/* Appends the value as JSON on one line, and stops soon after `most` bytes were appended. */
void json_value_append(struct json_value value, size_t most, struct text *out);

#endif
