/* List of what a publication changes, which goes with its files: what publish_recover() may move
 * and remove after a crash stands in it, and nothing else.
 *
 * A text: the program's line, one with the inode numbers of the two directories and the time of
 * last modification of the list itself, a line for each change, and the digest of all lines before.
 * So a list that was cut off is noticed, and so is one that was not written here: a directory that
 * comes from an archive or a repository has other inode numbers and times. */
#ifndef ADAM_REPORT_BASE_PUBLISH_LIST_H
#define ADAM_REPORT_BASE_PUBLISH_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/status.h"

struct publish_change {
    const char *name;   /* the path below OUTPUT, any bytes but NUL */
    const char *staged; /* the file that comes there: a plain name in the commit directory; NULL:
                           the file of that name is removed */
};

/* Starts as {0}; publish_list_free() frees it. */
struct publish_list {
    struct publish_change *changes;
    size_t count;
    char *text; /* what the names point into */
};

void publish_list_free(struct publish_list *list);

/* Whether a publication may touch a path below OUTPUT: it does not lead out of it, nor to what this
 * program or a version control system keeps there. */
bool publish_list_allows(const char *name);

/* Writes the list of the changes to `output` into the directory `set`, on the disk. */
enum status publish_list_write(int set, int output, const struct publish_change changes[],
                               size_t count, struct error *error);

/* Reads it again. STATUS_FAILED if there is none, or one that was not made here or is damaged. */
enum status publish_list_read(int set, int output, struct publish_list *list, struct error *error);

/* When the list was last modified. False with errno. */
bool publish_list_time(int set, struct timespec *time);

/* Removes the list; one that is not there is no error. False with errno. */
bool publish_list_remove(int set);

#endif
