/* SHA256SUMS, as run writes it: which files there are to be, with which bytes. */
#ifndef ADAM_REPORT_VERIFY_CHECKSUMS_H
#define ADAM_REPORT_VERIFY_CHECKSUMS_H

#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"

struct checksum {
    const char *name; /* of a file beside it: no slash, neither "." nor ".." */
    char digest[DIGEST_SIZE];
};

/* Starts as {0}; whoever declares it frees it. */
struct checksums {
    char *names; /* that the names point into */
    struct checksum *list;
    size_t count;
};

void checksums_free(struct checksums *checksums);

/* STATUS_BAD_INPUT with the number of the line if one is anything but "DIGEST  NAME", or names what
 * is not beside the file, or a file for the second time. */
enum status checksums_read(const char *bytes, size_t length, struct checksums *checksums,
                           struct error *error);

/* Appends a line "VERDICT  NAME  reason" to *problems for each file that is not in the directory (a
 * descriptor), is no regular file (links are not followed) or has other bytes, and counts them. */
enum status checksums_check(const struct checksums *checksums, int directory, int interrupt_fd,
                            struct text *problems, size_t *count, struct error *error);

#endif
