/* Alignment of two JSON arrays: pairs of corresponding elements. */
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
    uint32_t *partners; /* for each element, its index in the other array, or JSON_ALIGN_NONE */
    size_t count;
};

/* Initialized to {0} except the account, which is borrowed; freed by the function that declares it.
 */
struct json_alignment {
    struct json_elements sides[2];
    const char *name; /* the member by which elements were paired; NULL: none */
    struct budget_account *account;
    size_t taken; /* from the account */
    bool failed;  /* out of memory */
};

/* Whether two elements can be paired as equal. Stops the search if this can no longer be
 * determined. */
typedef bool json_align_same(void *context, struct json_value a, struct json_value b, bool *stop);

/* Lists the elements. False if out of memory (`failed`), or beyond the limit of the account. */
bool json_align_begin(struct json_alignment *alignment, struct json_value baseline,
                      struct json_value candidate);
void json_align_free(struct json_alignment *alignment);

/* Pairs objects by a member that is a string or number. Each element of both arrays must have it,
 * with a unique value in its array; otherwise false. False also as above. */
bool json_align_by_name(struct json_alignment *alignment);

/* Pairs equal elements so that as few as possible remain (E. W. Myers, "An O(ND) difference
 * algorithm and its variations", Algorithmica 1 (1986) 251-266), and the elements between them in
 * order. False, without any pairs, if more than 1000 would remain, if the search was stopped, or as
 * above. */
bool json_align_by_value(struct json_alignment *alignment, json_align_same *same, void *context);

/* Pairs the elements in order. */
void json_align_in_order(struct json_alignment *alignment);

#endif
