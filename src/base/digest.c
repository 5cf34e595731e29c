#include "base/digest.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <nettle/version.h>

#include "base/deadline.h"

#define BLOCK ((size_t)1 << 16)

void digest_begin(struct digest *digest)
{
    sha256_init(&digest->state);
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
    sha256_update(&digest->state, length, bytes);
}

void digest_end(struct digest *digest, char digits[DIGEST_SIZE])
{
    static const char hexadecimal[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_SIZE];

    _Static_assert(DIGEST_SIZE == 2 * SHA256_DIGEST_SIZE + 1, "64 digits and a NUL");
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(&digest->state, sum);
#else
    sha256_digest(&digest->state, SHA256_DIGEST_SIZE, sum);
#endif
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        digits[2 * i] = hexadecimal[sum[i] >> 4];
        digits[2 * i + 1] = hexadecimal[sum[i] & 15];
    }
    digits[DIGEST_SIZE - 1] = '\0';
}

void digest_bytes(const void *bytes, size_t length, char digits[DIGEST_SIZE])
{
    struct digest digest;

    digest_begin(&digest);
    digest_add(&digest, bytes, length);
    digest_end(&digest, digits);
}

enum status digest_file(int file, int interrupt_fd, char digits[DIGEST_SIZE], struct error *error)
{
    struct digest digest;
    uint8_t block[BLOCK];
    ssize_t length;

    digest_begin(&digest);
    for (off_t at = 0; (length = pread(file, block, sizeof block, at)) != 0; at += length) {
        enum status status = interrupt_check(interrupt_fd, error);
        if (status == STATUS_OK && length < 0)
            status = error_set(error, STATUS_FAILED, "cannot read: %s", strerror(errno));
        if (status != STATUS_OK)
            return status;
        digest_add(&digest, block, (size_t)length);
    }
    digest_end(&digest, digits);
    return STATUS_OK;
}
