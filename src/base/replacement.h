/* Atomic replacement of a whole directory: the new one is created next to it, and a single rename
 * exchanges them, so that at every moment a path into it leads to the old set of files or to the
 * new one.
 *
 * Two names are used next to DIR: .DIR.adam-report-staging, which exists while the program is
 * running and contains the new directory and then, for a moment, the old one; and
 * .DIR.adam-report-previous, the old directory, for readers that have it open, which the next
 * replacement removes. A list in it shows that it was put there by a replacement: another directory
 * of this name is not touched. Nor is one in which a file was created, renamed or removed since,
 * which is detected because all directories in it have the modification time of the list. */
#ifndef ADAM_REPORT_BASE_REPLACEMENT_H
#define ADAM_REPORT_BASE_REPLACEMENT_H

#include <stddef.h>

#include "base/publish_list.h"
#include "base/status.h"
#include "base/text.h"

/* Starts as {.parent = -1}; replacement_close() frees it. */
struct replacement {
    int parent; /* descriptor of the parent of the directory to be replaced */
    char *name; /* name of the directory in its parent */
    char *staging, *previous;
    int *locks; /* descriptors of the directories locked meanwhile */
    size_t lock_count;
};

/* Finds the directory that the path leads to, following links; `output` is a descriptor of it.
 * STATUS_USAGE if it is or contains the working directory, which would become the old one;
 * STATUS_FAILED if the name of the previous version is taken, or the previous version was modified.
 * The caller must call replacement_close(), even after an error. */
enum status replacement_open(struct replacement *replacement, const char *path, int output,
                             struct error *error);

/* Applies the changes to a copy of output (with hard links to its files if the file system supports
 * them) and exchanges both. `staging` is a descriptor of replacement->staging, which contains the
 * staged files; the caller holds the lock on output, and the new directory is locked until
 * replacement_close(). After a failure, output is unchanged. */
enum status replacement_publish(struct replacement *replacement, int output, int staging,
                                const struct publish_change changes[], size_t count,
                                struct text *notices, struct error *error);

void replacement_close(struct replacement *replacement);

#endif
