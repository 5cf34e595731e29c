/* JSON texts as trees of values. Numbers stay as they are written, and the members of objects in
 * the order in which they are written. A tree takes about as many bytes as its text. */
#ifndef ADAM_REPORT_BASE_JSON_VALUE_H
#define ADAM_REPORT_BASE_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "base/text.h"

/* Arrays and objects are nested no deeper, so that functions may call themselves for each level. */
#define JSON_VALUE_MOST_LEVELS 512

enum json_kind {
    JSON_ABSENT, /* there is no such value */
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

/* Starts as {0}; whoever declares it frees it. Its memory is drawn from the account, which is
 * borrowed. */
struct json_tree {
    struct json_value root; /* absent: nothing was read, or the tree would be too large */
    bool too_large;
    unsigned char *bytes;
    size_t length, capacity;
    struct budget_account *account;
};

/* Reads a text in UTF-8 (RFC 8259) that holds one value. STATUS_BAD_INPUT: it is no JSON, which a
 * byte order mark, a name twice in one object, half a surrogate pair or too many levels are too;
 * the message is "invalid JSON: line 3: ...". STATUS_FAILED: no memory, or the file cannot be read.
 * STATUS_OK with too_large set: the account does not hold so much. */
enum status json_tree_parse(const void *bytes, size_t length, struct budget_account *account,
                            struct json_tree *tree, struct error *error);

/* The same for an open file, from its begin. STATUS_INTERRUPTED when interrupt_fd (-1: never) is
 * readable. */
enum status json_tree_read(int file, int interrupt_fd, struct budget_account *account,
                           struct json_tree *tree, struct error *error);

/* Leaves it as {0}. */
void json_tree_free(struct json_tree *tree);

enum json_kind json_value_kind(struct json_value value);

/* The bytes of a string, ended by a NUL, or of a number as it is written, not ended; any other
 * value has none. */
const char *json_value_bytes(struct json_value value, size_t *length);

/* A string; NULL if the value is none, or one with a NUL in it. */
const char *json_value_string(struct json_value value);

/* How many elements or members there are; 0 of other values. */
size_t json_value_count(struct json_value value);

/* The member with this name; absent if there is none, or the value is no object. */
struct json_value json_value_member(struct json_value object, const char *name);
struct json_value json_value_member_named(struct json_value object, const char *name,
                                          size_t length);

/* The bytes that stand for a value in the tree: where they are the same, the values are. */
size_t json_value_size(struct json_value value);

/* A walk over the elements of an array, or the members of an object, in their order:
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

/* Appends the value as JSON on one line, and stops soon after the text has grown to `most` bytes.
 */
void json_value_append(struct json_value value, size_t most, struct text *out);

#endif
