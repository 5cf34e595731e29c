/* Recursive listing of a directory. */
#ifndef ADAM_REPORT_BASE_TREE_H
#define ADAM_REPORT_BASE_TREE_H

#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"

/* Limits of a tree, which limit the memory for its list: number of files, directories and links;
 * bytes of all paths and link targets; depth of nested directories. */
#define TREE_MAX_ENTRIES ((size_t)100000)
#define TREE_MAX_TEXT ((size_t)32 << 20)
#define TREE_MAX_DEPTH 200

enum tree_kind {
    TREE_FILE,      /* a regular file */
    TREE_DIRECTORY, /* its content is listed, too, unless excluded */
    TREE_LINK,      /* a symbolic link, including dangling ones */
    TREE_OTHER,     /* not readable as a file: a FIFO, a socket, a device */
};

struct tree_entry {
    char *path;       /* relative to the working directory */
    const char *name; /* its end: the path relative to the directory; any bytes except NUL */
    enum tree_kind kind;
    dev_t device; /* with `inode` the identity of the file, checked when it is opened */
    ino_t inode;
    char *link; /* target of a TREE_LINK; otherwise NULL */
    /* The file that a TREE_LINK leads to, an entry of the same tree; NULL if it leads to a
     * directory of the tree, or nowhere. */
    const struct tree_entry *target;
    const char *unreadable; /* why it cannot be read or followed, a constant: "is a symbolic link
                               out of the directory, which is not followed"; NULL: it can */
};

/* Starts as {0}; the caller frees it. */
struct tree {
    struct tree_entry *entries; /* sorted by name, byte by byte */
    size_t count, capacity;
};

void tree_free(struct tree *tree);

/* outer/name, or only the name if outer is empty; freed by the caller. NULL: out of memory. */
char *tree_join(const char *outer, const char *name);

/* The entry with this name, or NULL. */
const struct tree_entry *tree_find(const struct tree *tree, const char *name);

/* Lists everything below the directory. Symbolic links are not followed, except in the path of the
 * directory itself. A directory named `left_out`, at any depth, is listed without its content.
 * STATUS_USAGE if the directory does not exist; STATUS_FAILED if something below it cannot be read,
 * or a limit is exceeded; STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable. */
enum status tree_list(const char *directory, const char *left_out, int interrupt_fd,
                      struct tree *tree, struct error *error);

#endif
