/* Listing of the files in a directory and below it. */
#ifndef ADAM_REPORT_BASE_TREE_H
#define ADAM_REPORT_BASE_TREE_H

#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"

/* Limits of a tree, so that the memory for its list has one: files, directories and links together;
 * bytes of all their paths and of the texts of links; directories within directories. */
#define TREE_MAX_ENTRIES ((size_t)100000)
#define TREE_MAX_TEXT ((size_t)32 << 20)
#define TREE_MAX_DEPTH 200

enum tree_kind {
    TREE_FILE,      /* a regular file */
    TREE_DIRECTORY, /* what is in it is listed too, unless it is left out */
    TREE_LINK,      /* a symbolic link, whether it leads somewhere or not */
    TREE_OTHER,     /* nothing to be read: a FIFO, a socket, a device */
};

struct tree_entry {
    char *path;       /* where to open it, from the working directory */
    const char *name; /* the end of that: the path from the directory; any bytes but NUL */
    enum tree_kind kind;
    dev_t device; /* with `inode` the identity of the file: what is opened later must have it */
    ino_t inode;
    char *link; /* of TREE_LINK: its text; else NULL */
    /* Of TREE_LINK: the file that it leads to, an entry of the same tree; NULL if it leads to a
     * directory of the tree, or to nothing. */
    const struct tree_entry *target;
    const char *unreadable; /* why it cannot be read or followed, a constant: "is a symbolic link
                               out of the directory, which is not followed"; NULL: it can be */
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

/* The entry of this name; NULL if there is none. */
const struct tree_entry *tree_find(const struct tree *tree, const char *name);

/* Lists everything below the directory. No symbolic link is followed but the directory's own path.
 * A directory that is called `left_out`, wherever it is, is listed, but not what is in it.
 * STATUS_USAGE if there is no such directory; STATUS_FAILED if something below it cannot be read,
 * or is more than the limits; STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable. */
enum status tree_list(const char *directory, const char *left_out, int interrupt_fd,
                      struct tree *tree, struct error *error);

#endif
