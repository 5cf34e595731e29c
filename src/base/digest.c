#include "base/digest.h"

#include <stdint.h>

#include <nettle/sha2.h>
#include <nettle/version.h>

static void finish(struct sha256_ctx *context, uint8_t bytes[SHA256_DIGEST_SIZE])
{
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(context, bytes);
#else
    sha256_digest(context, SHA256_DIGEST_SIZE, bytes);
#endif
}

void digest_bytes(const void *bytes, size_t length, char digest[DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t sum[SHA256_DIGEST_SIZE];

    _Static_assert(DIGEST_SIZE == 2 * SHA256_DIGEST_SIZE + 1, "64 digits and a NUL");
    sha256_init(&context);
    sha256_update(&context, length, bytes);
    finish(&context, sum);
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        digest[2 * i] = digits[sum[i] >> 4];
        digest[2 * i + 1] = digits[sum[i] & 15];
    }
    digest[DIGEST_SIZE - 1] = '\0';
}
