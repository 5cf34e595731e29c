/* Listing of the files in a directory and below it. */
#ifndef ADAM_REPORT_BASE_TREE_H
#define ADAM_REPORT_BASE_TREE_H

#include <stddef.h>

#include "base/status.h"

enum tree_kind {
    TREE_FILE,      /* a regular file, or a symbolic link to one inside of the directory */
    TREE_DIRECTORY, /* also a symbolic link to one inside: what is in it is listed where it is */
    TREE_OTHER,     /* nothing to be read: see `unreadable` */
};

struct tree_entry {
    char *name; /* the path from the directory; any bytes but NUL */
    char *path; /* where to open it, from the working directory; links are resolved */
    enum tree_kind kind;
    const char *unreadable; /* why, of TREE_OTHER: "is a symbolic link out of the directory"; a
                               constant */
};

/* Starts as {0}; whoever declares it frees it. */
struct tree {
    struct tree_entry *entries; /* sorted by name, byte by byte */
    size_t count, capacity;
};

void tree_free(struct tree *tree);

/* outer/name, or just the name where outer is empty; for the caller to free. NULL if there is no
 * memory. */
char *tree_join(const char *outer, const char *name);

/* Lists everything below the directory, but not what is hidden: names that begin with a point.
 * Symbolic links are followed inside of the directory, and only to files. STATUS_USAGE if a
 * directory cannot be read. */
enum status tree_list(const char *directory, struct tree *tree, struct error *error);

#endif
