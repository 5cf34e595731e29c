/* Pairs of files to compare: two given files, or the files of two directories with the same
 * relative path. */
#ifndef ADAM_REPORT_COMPARE_PAIRING_H
#define ADAM_REPORT_COMPARE_PAIRING_H

#include <stddef.h>

#include "base/status.h"
#include "base/tree.h"

struct pair {
    const char *name;     /* the path relative to both directories */
    const char *paths[2]; /* the paths to open: baseline, candidate; NULL: missing. For a link to a
                             file, the file; for any other link, the link itself */
    /* Their entries in the directories; NULL: missing, or two files are compared. */
    const struct tree_entry *entries[2];
    const char *unreadable[2]; /* why one cannot be read, a constant; NULL: readable */
};

/* Initialized to {0} and freed by the function that declares it. The pairs are valid as long as it
 * and the paths from which it was made. */
struct pairing {
    struct tree trees[2];
    struct pair *pairs; /* sorted by name */
    size_t count;
    const char *directories[2]; /* NULL if two files are compared */
    /* Paths that are not compared: staging directories of interrupted runs, sorted by name, of
     * both sides. */
    const char **left_out;
    size_t left_out_count;
};

void pairing_free(struct pairing *pairing);

/* STATUS_USAGE if a path does not exist, if one is a file and the other a directory, if a directory
 * or one below it is between two sets of files, or without files to compare; otherwise like
 * tree_list(). */
enum status pairing_make(const char *const paths[2], int interrupt_fd, struct pairing *pairing,
                         struct error *error);

#endif
