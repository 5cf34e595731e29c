/* The table reader under libFuzzer: the input is cut in two at its last form feed, the halves are
 * compared as each dialect, and each half with itself, which has to be the same. */
#define _GNU_SOURCE /* memrchr */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diff/table_diff.h"

static struct text text_of(const uint8_t *bytes, size_t length)
{
    struct text text = {0};

    text_append_bytes(&text, bytes, length);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct tolerance tolerances[] = {{0, 0}, {1e-3, 1e-6}};
    const uint8_t *cut = size == 0 ? NULL : memrchr(data, '\f', size);
    size_t length = cut == NULL ? size : (size_t)(cut - data);
    struct text a = text_of(data, length);
    struct text b = text_of(data + length, size - length);

    for (int dialect = TABLE_DAT; dialect <= TABLE_TSV; dialect++)
        for (size_t t = 0; t < 2; t++) {
            struct table_difference found;
            struct error error;
            table_diff((enum table_dialect)dialect, &a, &b, &tolerances[t], &found, &error);
            if (table_diff((enum table_dialect)dialect, &a, &a, &tolerances[t], &found, &error) ==
                    STATUS_OK &&
                !table_difference_passes(&found))
                abort();
        }
    text_free(&a);
    text_free(&b);
    return 0;
}
