/* List of the output files: those staged by this run and those kept from an earlier run. */
#ifndef ADAM_REPORT_RUN_OUTPUT_FILES_H
#define ADAM_REPORT_RUN_OUTPUT_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/staging.h"
#include "base/status.h"
#include "report/manifest.h"

/* In the order of addition; names are owned, captions and other strings borrowed. */
struct output_list {
    struct output_file *files;
    size_t count, capacity;
};

struct output_files {
    struct staging *staging; /* the caller's */
    bool only_documents;     /* scripts and data are not published */
    struct output_list all;  /* the published files */
    struct output_list unpublished;
};

/* The list starts as {.staging = ...}; the caller frees it. */
void output_files_free(struct output_files *outputs);

/* Stages a file with these bytes and adds it with its digest and size. An empty source is replaced
 * by the digest of the bytes, except that of an image. A file that is not to be published is only
 * listed. */
enum status output_files_add(struct output_files *outputs, const struct output_file *file,
                             const void *bytes, size_t length, struct error *error);

/* Adds a file that is kept in the output directory, unchanged. */
enum status output_files_note(struct output_files *outputs, const struct output_file *file,
                              struct error *error);

/* Checks a subdirectory that files will be added to: it does not exist, or is a directory, not a
 * symbolic link, and not the output directory of another run. `option` is what chooses its name. */
enum status output_files_check_directory(const struct output_files *outputs, const char *name,
                                         const char *option, struct error *error);

/* The published file of that name, or NULL. */
const struct output_file *output_files_find(const struct output_files *outputs, const char *name);

/* The same for a source of an image, which need not be published. */
const struct output_file *output_files_source(const struct output_files *outputs, const char *name);

#endif
