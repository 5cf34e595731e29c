/* SHA-256, as lower-case hexadecimal digits: what files are compared by. */
#ifndef ADAM_REPORT_BASE_DIGEST_H
#define ADAM_REPORT_BASE_DIGEST_H

#include <stddef.h>

/* The 64 digits and a NUL. */
#define DIGEST_SIZE 65

void digest_bytes(const void *bytes, size_t length, char digest[DIGEST_SIZE]);

#endif
