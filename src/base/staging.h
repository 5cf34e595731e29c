/* Staging directory for files that are not yet published.
 *
 * OUTPUT/.adam-report-staging, or next to it .OUTPUT.adam-report-staging, contains all files until
 * they are published. Its subdirectory `work` is for temporary files: it is the working directory
 * of gnuplot, where a script that writes a file cannot overwrite one of the user. The output
 * directory OUTPUT is locked from open to close, so that only one program writes to it at a time; a
 * staging directory that exists at open was left by a crash, and is removed. */
#ifndef ADAM_REPORT_BASE_STAGING_H
#define ADAM_REPORT_BASE_STAGING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/deadline.h"
#include "base/publish_list.h"
#include "base/replacement.h"
#include "base/status.h"
#include "base/text.h"

struct staging {
    bool atomic; /* opened by staging_open_atomic(): */
    struct replacement replacement;
    const char *path;  /* OUTPUT as the user named it; borrowed */
    int output;        /* descriptor of OUTPUT, which holds the lock */
    int directory;     /* descriptor of the staging directory */
    int work;          /* descriptor of its subdirectory `work` */
    bool made;         /* the staging directory was created and must be removed */
    size_t made_from;  /* length of the path to the first directory created; 0: none */
    bool without_sync; /* set after staging_open: the files can be regenerated at any time, and
                        need not be synced to disk before they are published */
    bool published;
    struct text notices;            /* warnings so far; staging_close() passes them on */
    struct publish_change *changes; /* for staging_publish(); owns its strings */
    size_t count;
};

/* Creates OUTPUT and its parents if they do not exist, waits for the lock until the deadline, and
 * creates an empty staging directory. After STATUS_OK the caller must call staging_close(). */
enum status staging_open(struct staging *staging, const char *path, struct deadline *deadline,
                         struct error *error);

/* The same, but publishing replaces OUTPUT as a whole in a single rename (see replacement.h), and
 * the staging directory is next to it. STATUS_USAGE if OUTPUT is the working directory. */
enum status staging_open_atomic(struct staging *staging, const char *path,
                                struct deadline *deadline, struct error *error);

/* staging_add() writes a file that will be published under this name, which can be a path below
 * OUTPUT: missing directories are created when publishing. staging_add_private() writes a temporary
 * one in `work`, with a plain name. */
enum status staging_add(struct staging *staging, const char *name, const void *bytes, size_t length,
                        struct error *error);
enum status staging_add_private(struct staging *staging, const char *name, const void *bytes,
                                size_t length, struct error *error);

/* For files too large for memory: staging_create() opens a new file for writing (without changing
 * *staging, so that several threads can call it), and staging_adopt() adds a file created this way
 * to those to be published. Files that are not adopted are removed. */
enum status staging_create(const struct staging *staging, const char *name, int *file,
                           struct error *error);
enum status staging_adopt(struct staging *staging, const char *name, struct error *error);

/* The path of such a file, relative to the working directory; freed by the caller. NULL: out of
 * memory. */
char *staging_path(const struct staging *staging, const char *name);

/* Applies these changes to OUTPUT as one set (see publish.h). Their staged files were created by
 * staging_create(). STATUS_FAILED if the path now leads to another directory. */
enum status staging_publish_changes(struct staging *staging, const struct publish_change changes[],
                                    size_t count, struct error *error);

/* Schedules the removal of a file, given by its path below OUTPUT, for when the others are
 * published; directories that become empty are removed, too. */
enum status staging_remove(struct staging *staging, const char *name, struct error *error);

/* Moves all files of staging_add() and staging_adopt() into OUTPUT and removes those of
 * staging_remove(), as one set (see publish.h). */
enum status staging_publish(struct staging *staging, struct error *error);

/* Removes the staging directory, and also OUTPUT if it was created but nothing was published; frees
 * and unlocks. `status` is the outcome of the work. A staging directory that cannot be removed is
 * left for the next program; after STATUS_OK this is reported in *notices, otherwise at the end of
 * *error. */
void staging_close(struct staging *staging, enum status status, struct text *notices,
                   struct error *error);

#endif
