/* Replacement of a directory as a whole: the new one is made beside it, and one rename exchanges
 * both, so that a path into it leads to the old set of files or to the new one at every moment.
 *
 * For DIR these names are beside it: .DIR.adam-report-staging while a program is at work, which has
 * the new directory in it until then and the old one for a moment afterwards, and
 * .DIR.adam-report-previous, the old one, for readers that have it open; the next replacement
 * removes it. A list in it shows that it was put there by a replacement: another directory of that
 * name is not touched. Nor is one in which somebody who did not know that it is the old one has
 * made, renamed or removed a file: all directories in it have the time of the list until then. */
#ifndef ADAM_REPORT_BASE_REPLACEMENT_H
#define ADAM_REPORT_BASE_REPLACEMENT_H

#include <stddef.h>

#include "base/publish_list.h"
#include "base/status.h"
#include "base/text.h"

/* Starts as {.parent = -1}; replacement_close() frees it. */
struct replacement {
    int parent; /* a descriptor of the directory that holds the one to be replaced */
    char *name; /* what that is called there */
    char *staging, *previous;
    int *locks; /* descriptors of directories that nobody else may work in meanwhile */
    size_t lock_count;
};

/* Finds out where the directory is that the path leads to, through links; `output` is a descriptor
 * of it. STATUS_USAGE where it is or holds the working directory, which would then be the old one;
 * STATUS_FAILED where something else is called as the previous one would be, or it was changed.
 * After STATUS_OK or
 * not, the caller owes a replacement_close(). */
enum status replacement_open(struct replacement *replacement, const char *path, int output,
                             struct error *error);

/* Makes the changes in a copy of output (links to its files, where the file system has them) and
 * exchanges both. `staging` is a descriptor of replacement->staging, in which the staged files are;
 * the caller holds the lock on output, and the new directory is locked until replacement_close().
 * On failure output is as it was. */
enum status replacement_publish(struct replacement *replacement, int output, int staging,
                                const struct publish_change changes[], size_t count,
                                struct text *notices, struct error *error);

void replacement_close(struct replacement *replacement);

#endif
