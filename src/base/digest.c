#include "base/digest.h"

/* libmd's header wants this one first. */
#include <sys/types.h>

#include <sha2.h>

_Static_assert(DIGEST_SIZE == SHA256_DIGEST_STRING_LENGTH, "64 digits and a NUL");

void digest_bytes(const void *bytes, size_t length, char digest[DIGEST_SIZE])
{
    SHA256Data(bytes, length, digest);
}
