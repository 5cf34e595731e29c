/* List of the changes of a publication: the files that publish_recover() may move or remove after a
 * crash.
 *
 * A text file: a header line, a line with the inode numbers of both directories and the
 * modification time of the list itself, one line per change, and the digest of all preceding lines.
 * Thus a truncated list is detected, and also one that was not written in this directory: a
 * directory extracted from an archive or a repository has different inode numbers and times. */
#ifndef ADAM_REPORT_BASE_PUBLISH_LIST_H
#define ADAM_REPORT_BASE_PUBLISH_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/status.h"

struct publish_change {
    const char *name;   /* path relative to the output directory, any bytes except NUL */
    const char *staged; /* the new file: a plain name in the commit directory; NULL: the file is
                           removed */
};

/* Starts as {0}; publish_list_free() frees it. */
struct publish_list {
    struct publish_change *changes;
    size_t count;
    char *text; /* contains the names */
};

void publish_list_free(struct publish_list *list);

/* Whether a publication may change this path relative to the output directory: it stays inside, and
 * is not reserved by this program or a version control system. */
bool publish_list_allows(const char *name);

/* Syncs the directories of the changed files below `root` to disk, and `root` itself. */
enum status publish_list_sync(int root, const struct publish_change changes[], size_t count,
                              struct error *error);

/* Writes the list of the changes to `output` into the directory `set`, and syncs it to disk. */
enum status publish_list_write(int set, int output, const struct publish_change changes[],
                               size_t count, struct error *error);

/* Reads the list. STATUS_FAILED if it is missing, damaged, or was not created in this directory. */
enum status publish_list_read(int set, int output, struct publish_list *list, struct error *error);

/* The modification time of the list. False with errno. */
bool publish_list_time(int set, struct timespec *time);

/* Removes the list; it is not an error if it does not exist. False with errno. */
bool publish_list_remove(int set);

#endif
