/* Pairs of files to compare: the two that were given, or those of two directories that have the
 * same path. */
#ifndef ADAM_REPORT_COMPARE_PAIRING_H
#define ADAM_REPORT_COMPARE_PAIRING_H

#include <stddef.h>

#include "base/status.h"
#include "base/tree.h"

struct pair {
    const char *name;     /* the path that both have below their directories */
    const char *paths[2]; /* where to open them: baseline, candidate; NULL: not there. Of a link to
                             a file, where that is; of any other link, the link itself */
    /* What they are in their directories; NULL: not there, or two files were given. */
    const struct tree_entry *entries[2];
    const char *unreadable[2]; /* why one cannot be read, a constant; NULL: it may be */
};

/* Starts as {0}; whoever declares it frees it. What the pairs point to lives as long as it does,
 * and as the paths that it was made from. */
struct pairing {
    struct tree trees[2];
    struct pair *pairs; /* sorted by name */
    size_t count;
    const char *directories[2]; /* of two directories these; of two files, NULL */
    /* What is not compared: staging directories of runs that were interrupted. By name, without
     * regard to the side. */
    const char **left_out;
    size_t left_out_count;
};

void pairing_free(struct pairing *pairing);

/* STATUS_USAGE if a path is not there, one is a file and the other a directory, a directory or one
 * below is between two sets of files, or there is nothing to compare; else as tree_list(). */
enum status pairing_make(const char *const paths[2], int interrupt_fd, struct pairing *pairing,
                         struct error *error);

#endif
