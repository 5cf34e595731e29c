/* Pairs of files to compare: the two that were given, or those of two directories that have the
 * same path. */
#ifndef ADAM_REPORT_COMPARE_PAIRING_H
#define ADAM_REPORT_COMPARE_PAIRING_H

#include <stddef.h>

#include "base/status.h"
#include "base/tree.h"

struct pair {
    const char *name;          /* the path that both have below their directories */
    const char *paths[2];      /* where to open them: baseline, candidate; NULL: not there */
    const char *unreadable[2]; /* why one cannot be read: "is a directory"; NULL: it may be */
};

/* Starts as {0}; whoever declares it frees it. What the pairs point to lives as long as it does,
 * and as the paths that it was made from. */
struct pairing {
    struct tree trees[2];
    struct pair *pairs; /* sorted by name */
    size_t count;
    const char *directories[2]; /* of two directories these; of two files, NULL */
};

void pairing_free(struct pairing *pairing);

/* STATUS_USAGE if a path is not there, or one is a file and the other a directory. */
enum status pairing_make(const char *const paths[2], struct pairing *pairing, struct error *error);

#endif
