/* Manifests found in a directory. They are untrusted: they are read within limits, and their claims
 * are not verified here. */
#ifndef ADAM_REPORT_REPORT_MANIFEST_READER_H
#define ADAM_REPORT_REPORT_MANIFEST_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json_value.h"
#include "base/status.h"
#include "report/manifest.h"

/* Limits of a manifest in bytes and files: that of a run has about ten thousand bytes. */
#define MANIFEST_MOST_BYTES ((size_t)1 << 24)
#define MANIFEST_MOST_FILES ((size_t)4096)

/* Limit of a file's name in bytes. */
#define MANIFEST_MOST_NAME ((size_t)255)

struct manifest_entry {
    struct output_file file;   /* without `parts`; its strings are in the tree */
    struct json_value sources; /* an array of plain names; may be absent */
};

/* Initialized to {0} and freed by the function that declares it. It must not be moved. */
struct manifest {
    struct json_value root;
    struct manifest_entry *files; /* sorted by name, no duplicates */
    size_t count;
    struct json_tree tree;
    struct budget_account account;
};

void manifest_free(struct manifest *manifest);

/* Parses a manifest. STATUS_BAD_INPUT with the reason if it is not JSON or too large, has a
 * different schema, lists too many files, duplicates, or names other than of files in the same
 * directory or directly in a directory in it, or if a member of a file does not have the form that
 * manifest_write() gives it. */
enum status manifest_parse(const char *bytes, size_t length, struct manifest *manifest,
                           struct error *error);

/* Reads manifest.json in a directory; *found tells whether it exists. STATUS_BAD_INPUT also if it
 * is not a regular file (links are not followed) or permission is denied, STATUS_FAILED if it
 * cannot be read for another reason; STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable.
 */
enum status manifest_read(int directory, int interrupt_fd, struct manifest *manifest, bool *found,
                          struct error *error);

/* The entry with this name, or NULL. */
const struct manifest_entry *manifest_find(const struct manifest *manifest, const char *name);

/* Reads a number without sign, point and exponent; false if the value is anything else or too
 * large. */
bool manifest_whole(struct json_value value, uint64_t *whole);

#endif
