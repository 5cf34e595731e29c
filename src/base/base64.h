/* Base64, as in data: addresses and content security policies. */
#ifndef ADAM_REPORT_BASE_BASE64_H
#define ADAM_REPORT_BASE_BASE64_H

#include <stddef.h>

#include "base/text.h"

/* Appends the bytes in base64, with padding, on one line. */
void base64_append(struct text *out, const void *bytes, size_t length);

#endif
