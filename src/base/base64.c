#include "base/base64.h"

#include <nettle/base64.h>

void base64_append(struct text *out, const void *bytes, size_t length)
{
    size_t encoded = BASE64_ENCODE_RAW_LENGTH(length);
    char *end = text_reserve(out, encoded);

    if (end == NULL)
        return;
    base64_encode_raw(end, length, bytes);
    text_grew(out, encoded);
}
