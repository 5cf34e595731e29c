/* SHA-256 digests in lowercase hexadecimal, by which files are compared. */
#ifndef ADAM_REPORT_BASE_DIGEST_H
#define ADAM_REPORT_BASE_DIGEST_H

#include <stddef.h>

#include <nettle/sha2.h>

#include "base/status.h"

/* The 64 digits and a NUL. */
#define DIGEST_SIZE 65

/* Incremental digest: begin, add each part, end. */
struct digest {
    struct sha256_ctx state;
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_end(struct digest *digest, char digits[DIGEST_SIZE]);

/* The digest of a single block of bytes. */
void digest_bytes(const void *bytes, size_t length, char digits[DIGEST_SIZE]);

/* The digest of all bytes of an open file, regardless of its position. STATUS_FAILED if it
 * cannot be read; STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable. */
enum status digest_file(int file, int interrupt_fd, char digest[DIGEST_SIZE], struct error *error);

#endif
