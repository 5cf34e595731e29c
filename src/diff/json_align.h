/* Alignment of the elements of two JSON arrays: which of them belong together. */
#ifndef ADAM_REPORT_DIFF_JSON_ALIGN_H
#define ADAM_REPORT_DIFF_JSON_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/budget.h"
#include "base/json_value.h"

#define JSON_ALIGN_NONE UINT32_MAX

/* One of the arrays. */
struct json_elements {
    struct json_value *values;
    uint32_t *partners; /* of each element the place in the other array, or JSON_ALIGN_NONE */
    size_t count;
};

/* Starts as {0} but for the account, which is borrowed; whoever declares it frees it. */
struct json_alignment {
    struct json_elements sides[2];
    const char *name; /* the member by which elements were paired; NULL: they were not */
    struct budget_account *account;
    size_t taken; /* from the account */
    bool failed;  /* there is no memory */
};

/* Whether two elements may be paired as the same. Stops the search where it cannot tell any more.
 */
typedef bool json_align_same(void *context, struct json_value a, struct json_value b, bool *stop);

/* Lists the elements. False if there is no memory (`failed`), or the account does not hold so much.
 */
bool json_align_begin(struct json_alignment *alignment, struct json_value baseline,
                      struct json_value candidate);
void json_align_free(struct json_alignment *alignment);

/* Pairs objects that have the same string or number as a member, which each element of both arrays
 * must have, and no two of one array the same. False if that is not so, or as above. */
bool json_align_by_name(struct json_alignment *alignment);

/* Pairs elements that are the same so that as few as possible remain (E. W. Myers, "An O(ND)
 * difference algorithm and its variations", Algorithmica 1 (1986) 251-266), and between those what
 * there is in order. False, and nothing is paired, if more than 1000 would remain, the search was
 * stopped, or as above. */
bool json_align_by_value(struct json_alignment *alignment, json_align_same *same, void *context);

/* Pairs in order. */
void json_align_in_order(struct json_alignment *alignment);

#endif
