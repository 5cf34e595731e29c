/* The files that a run makes: each is staged to be published, and noted down for the manifest, as
 * are those of an earlier run that stay. */
#ifndef ADAM_REPORT_RUN_OUTPUT_FILES_H
#define ADAM_REPORT_RUN_OUTPUT_FILES_H

#include <stddef.h>

#include "base/staging.h"
#include "base/status.h"
#include "report/manifest.h"

struct output_files {
    struct staging *staging;   /* the caller's */
    struct output_file *files; /* in the order in which they came; their names are ours, captions
                               and such the caller's */
    size_t count, capacity;
};

/* Starts as {.staging = ...}; whoever declares it frees it. */
void output_files_free(struct output_files *outputs);

/* Stages a file with these bytes. Of the file, all but digest and size is taken as given; where
 * its source is empty, it is its own: the digest of the bytes. */
enum status output_files_add(struct output_files *outputs, const struct output_file *file,
                             const void *bytes, size_t length, struct error *error);

/* Notes down a file that is in OUTPUT and stays there, as it is given. */
enum status output_files_note(struct output_files *outputs, const struct output_file *file,
                              struct error *error);

/* The file of that name, or NULL. */
const struct output_file *output_files_find(const struct output_files *outputs, const char *name);

#endif
