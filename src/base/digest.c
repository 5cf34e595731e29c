#include "base/digest.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <nettle/version.h>

#include "base/deadline.h"

static void finish(struct sha256_ctx *context, uint8_t bytes[SHA256_DIGEST_SIZE])
{
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(context, bytes);
#else
    sha256_digest(context, SHA256_DIGEST_SIZE, bytes);
#endif
}

static void write_digest(struct sha256_ctx *context, char digest[DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_SIZE];

    _Static_assert(DIGEST_SIZE == 2 * SHA256_DIGEST_SIZE + 1, "64 digits and a NUL");
    finish(context, sum);
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
    write_digest(&context, digest);
}

enum status digest_file(int file, int interrupt_fd, char digest[DIGEST_SIZE], struct error *error)
{
    struct sha256_ctx context;
    uint8_t bytes[1 << 16];
    enum status status = STATUS_OK;

    sha256_init(&context);
    while (status == STATUS_OK) {
        ssize_t count = read(file, bytes, sizeof bytes);
        if (count < 0 && errno != EINTR)
            return error_set(error, STATUS_FAILED, "cannot read: %s", strerror(errno));
        if (count == 0)
            break;
        if (count > 0)
            sha256_update(&context, (size_t)count, bytes);
        status = interrupt_check(interrupt_fd, error);
    }
    write_digest(&context, digest);
    return status;
}
