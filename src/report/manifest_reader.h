/* Reader of existing manifests, which are untrusted: they are read within limits, and nothing is
 * derived from them but their contents. */
#ifndef ADAM_REPORT_REPORT_MANIFEST_READER_H
#define ADAM_REPORT_REPORT_MANIFEST_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json_value.h"
#include "base/status.h"
#include "report/manifest.h"

/* Bytes and files of a manifest: a run's has some ten thousand bytes. */
#define MANIFEST_MOST_BYTES ((size_t)1 << 24)
#define MANIFEST_MOST_FILES ((size_t)4096)

/* Bytes of a file's name. */
#define MANIFEST_MOST_NAME ((size_t)255)

struct manifest_entry {
    struct output_file file;   /* without `parts`; its strings are in the tree */
    struct json_value sources; /* an array of plain names; absent: none are named */
};

/* Starts as {0}; whoever declares it frees it. It must not move. */
struct manifest {
    struct json_value root;
    struct manifest_entry *files; /* sorted by name, no name twice */
    size_t count;
    struct json_tree tree;
    struct budget_account account;
};

void manifest_free(struct manifest *manifest);

/* Reads a manifest. STATUS_BAD_INPUT with the reason: it is not JSON, or too large; it has another
 * schema; it lists too many files, a duplicate, or a name that is not that of a file in the same
 * directory; or a member of a file does not have the form that manifest_write() gives it. */
enum status manifest_parse(const char *bytes, size_t length, struct manifest *manifest,
                           struct error *error);

/* Reads manifest.json in a directory, if it exists: *found. STATUS_BAD_INPUT also if it is not a
 * regular file (links are not followed) or access is denied, STATUS_FAILED if it cannot be read;
 * STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable. */
enum status manifest_read(int directory, int interrupt_fd, struct manifest *manifest, bool *found,
                          struct error *error);

/* The entry of this name, or NULL. */
const struct manifest_entry *manifest_find(const struct manifest *manifest, const char *name);

/* A number without sign, point and exponent that fits; else false. */
bool manifest_whole(struct json_value value, uint64_t *whole);

#endif
