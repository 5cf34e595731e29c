/* The JSON reader under libFuzzer: the input is split at its last form feed, the halves are
 * compared, and each half is compared with itself after it has been written again, which must be
 * the same. */
#define _GNU_SOURCE /* memrchr */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diff/json_diff.h"

static const struct tolerance exact = {0}, tolerant = {1e-3, 1e-6};

static size_t count(const struct json_difference *found)
{
    return found->different + found->tolerated;
}

/* Differences are the same in both directions, except where the alignment is ambiguous. */
static void compare(struct json_tree trees[2], struct budget_account *account)
{
    struct json_difference found;
    struct error error;

    for (size_t i = 0; i < 2; i++) {
        const struct tolerance *tolerance = i == 0 ? &exact : &tolerant;
        json_diff(trees[0].root, trees[1].root, tolerance, -1, account, &found, &error);
        size_t there = count(&found);
        json_difference_free(&found);
        json_diff(trees[1].root, trees[0].root, tolerance, -1, account, &found, &error);
        if ((there == 0) != (count(&found) == 0))
            abort();
        json_difference_free(&found);
    }
}

static void compare_with_itself(const struct json_tree *tree, struct budget_account *account)
{
    struct text text = {0};
    struct json_tree again;
    struct json_difference found;
    struct error error;

    json_value_append(tree->root, SIZE_MAX / 2, &text);
    if (json_tree_parse(text.data, text.length, account, &again, &error) != STATUS_OK)
        abort();
    json_diff(tree->root, again.root, &exact, -1, account, &found, &error);
    if (found.different + found.tolerated + found.rewritten > 0 || again.length != tree->length)
        abort();
    json_difference_free(&found);
    json_tree_free(&again);
    text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size == 0 ? NULL : memrchr(data, '\f', size);
    const uint8_t *begins[2] = {data, cut == NULL ? data + size : cut + 1};
    size_t lengths[2] = {cut == NULL ? size : (size_t)(cut - data),
                         (size_t)(data + size - begins[1])};
    struct budget_account account = {.budget = NULL};
    struct json_tree trees[2];
    enum status status[2];
    struct error error;

    for (size_t i = 0; i < 2; i++) {
        status[i] = json_tree_parse(begins[i], lengths[i], &account, &trees[i], &error);
        if (status[i] == STATUS_OK)
            compare_with_itself(&trees[i], &account);
    }
    if (status[0] == STATUS_OK && status[1] == STATUS_OK)
        compare(trees, &account);
    json_tree_free(&trees[0]);
    json_tree_free(&trees[1]);
    if (account.taken != 0)
        abort();
    return 0;
}
