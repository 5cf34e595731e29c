/* Reading and checking of SHA256SUMS, as written by run. */
#ifndef ADAM_REPORT_VERIFY_CHECKSUMS_H
#define ADAM_REPORT_VERIFY_CHECKSUMS_H

#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"

struct checksum {
    const char *name; /* of a file in the same directory, or in a directory in it: at most one
                         slash, no component is empty, "." or ".." */
    char digest[DIGEST_SIZE];
};

/* Starts as {0}; the caller frees it. */
struct checksums {
    char *names; /* contains the names */
    struct checksum *list;
    size_t count;
};

void checksums_free(struct checksums *checksums);

/* Parses the file. STATUS_BAD_INPUT with the line number if a line is not "DIGEST  NAME", if its
 * name is not that of a file in the same directory or in a directory in it, or if it is a
 * duplicate. */
enum status checksums_read(const char *bytes, size_t length, struct checksums *checksums,
                           struct error *error);

/* Appends a line "VERDICT  NAME  reason" to *problems for each file that does not exist in the
 * directory (a descriptor), is not a regular file (links are not followed, nor those in its path)
 * or has different content, and counts them. */
enum status checksums_check(const struct checksums *checksums, int directory, int interrupt_fd,
                            struct text *problems, size_t *count, struct error *error);

/* The same if the file has no checksum, or another one than this, which is from the manifest. */
void checksums_expect(const struct checksums *checksums, const char *name, const char *digest,
                      struct text *problems, size_t *count);

#endif
