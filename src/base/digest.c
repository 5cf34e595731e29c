#include "base/digest.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <nettle/version.h>

#include "base/deadline.h"

#define BLOCK ((size_t)1 << 16)

static void finish(struct sha256_ctx *context, char digest[DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_SIZE];

    _Static_assert(DIGEST_SIZE == 2 * SHA256_DIGEST_SIZE + 1, "64 digits and a NUL");
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(context, sum);
#else
    sha256_digest(context, SHA256_DIGEST_SIZE, sum);
#endif
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        digest[2 * i] = digits[sum[i] >> 4];
        digest[2 * i + 1] = digits[sum[i] & 15];
    }
    digest[DIGEST_SIZE - 1] = '\0';
}

void digest_bytes(const void *bytes, size_t length, char digest[DIGEST_SIZE])
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, length, bytes);
    finish(&context, digest);
}

enum status digest_file(int file, int interrupt_fd, char digest[DIGEST_SIZE], struct error *error)
{
    struct sha256_ctx context;
    uint8_t block[BLOCK];
    ssize_t length;

    sha256_init(&context);
    for (off_t at = 0; (length = pread(file, block, sizeof block, at)) != 0; at += length) {
        enum status status = interrupt_check(interrupt_fd, error);
        if (status == STATUS_OK && length < 0)
            status = error_set(error, STATUS_FAILED, "cannot read: %s", strerror(errno));
        if (status != STATUS_OK)
            return status;
        sha256_update(&context, (size_t)length, block);
    }
    finish(&context, digest);
    return STATUS_OK;
}
