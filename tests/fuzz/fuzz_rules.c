/* The parser of rules under libFuzzer: the lines after the first one are rules, and are applied to
 * the path in the first line. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "compare/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct pair_settings base;
    const uint8_t *newline = size == 0 ? NULL : memchr(data, '\n', size);
    size_t length = newline == NULL ? 0 : (size_t)(newline - data);
    struct rules rules = {.path = "rules"};
    struct text path = {0};
    struct error error;

    text_append_bytes(&path, data, length);
    text_append_bytes(&rules.text, data + length, size - length);
    if (rules_parse(&rules, &error) == STATUS_OK) {
        const struct pair_settings *first = NULL, *second = NULL;
        enum status status = rules_settings(&rules, &base, text_string(&path), &first, &error);
        if (rules_settings(&rules, &base, text_string(&path), &second, &error) != status ||
            (status == STATUS_OK && first != second))
            abort();
    }
    rules_free(&rules);
    text_free(&path);
    return 0;
}
