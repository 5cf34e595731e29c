/* Staging directory: for files in the making, inside the directory they are for.
 *
 * OUTPUT/.adam-report-staging, or beside it .OUTPUT.adam-report-staging, holds everything until
 * publish. In it, `work` has what nobody will keep: it is gnuplot's working directory, where a
 * script that writes a file hits none of the user's. OUTPUT is locked from open to close, so that
 * one program at a time works in it; a staging directory that is found at open was left by a crash,
 * and is removed. */
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
    bool atomic; /* of staging_open_atomic(): */
    struct replacement replacement;
    const char *path;  /* OUTPUT as the user named it; borrowed */
    int output;        /* a descriptor of OUTPUT; its lock hangs on it */
    int directory;     /* of the staging directory */
    int work;          /* of the directory `work` in it */
    bool made;         /* the staging directory is there, and ours to remove */
    size_t made_from;  /* length of the first part of the path that we had to make; 0: none */
    bool without_sync; /* set it after staging_open: what is published can be made again at any
                        time, and need not be on the disk before it is in place */
    bool published;
    struct text notices; /* what is to be said so far; staging_close hands it over */
    char **names;        /* the files to publish */
    size_t count;
    char **removals; /* the files of OUTPUT to remove then */
    size_t removal_count;
};

/* Creates OUTPUT (and its parents) where it is missing, waits for the lock until the deadline, and
 * makes an empty staging directory. After STATUS_OK the caller owes a staging_close(). */
enum status staging_open(struct staging *staging, const char *path, struct deadline *deadline,
                         struct error *error);

/* The same, but what is published replaces OUTPUT as a whole, by one rename (see replacement.h),
 * and the staging directory is beside it. STATUS_USAGE if OUTPUT is the working directory. */
enum status staging_open_atomic(struct staging *staging, const char *path,
                                struct deadline *deadline, struct error *error);

/* staging_add writes a file that will be published; staging_add_private one into `work`, which goes
 * away with it. */
enum status staging_add(struct staging *staging, const char *name, const void *bytes, size_t length,
                        struct error *error);
enum status staging_add_private(struct staging *staging, const char *name, const void *bytes,
                                size_t length, struct error *error);

/* For files that are too large to be had in memory: staging_create opens a new one for writing (and
 * changes nothing here, so that several threads can), and staging_adopt has a file that was made so
 * published with the others. What is not adopted goes away. */
enum status staging_create(const struct staging *staging, const char *name, int *file,
                           struct error *error);
enum status staging_adopt(struct staging *staging, const char *name, struct error *error);

/* The path of such a file, from the working directory; for the caller to free. NULL if there is no
 * memory. */
char *staging_path(const struct staging *staging, const char *name);

/* Makes these changes to OUTPUT, as one set (see publish.h). What they name as staged is of
 * staging_create(). STATUS_FAILED where the path leads to another directory by now. */
enum status staging_publish_changes(struct staging *staging, const struct publish_change changes[],
                                    size_t count, struct error *error);

/* Has a file of OUTPUT, by its plain name, removed when the others are published. */
enum status staging_remove(struct staging *staging, const char *name, struct error *error);

/* Moves all files of staging_add and staging_adopt into OUTPUT and removes those of staging_remove,
 * as one set (see publish.h). */
enum status staging_publish(struct staging *staging, struct error *error);

/* Removes the staging directory, and OUTPUT too if it was made for nothing; frees and unlocks.
 * `status` is how the work in it ended. A staging directory that cannot be removed stays for the
 * next program to remove: after STATUS_OK a line of *notices says so, else the end of *error. */
void staging_close(struct staging *staging, enum status status, struct text *notices,
                   struct error *error);

#endif
