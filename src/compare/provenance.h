/* The recorded provenance of artifacts: in text chunks of figures and in manifests of runs (see
 * base/artifact_format.h). It may be forged: sources.h verifies it. */
#ifndef ADAM_REPORT_COMPARE_PROVENANCE_H
#define ADAM_REPORT_COMPARE_PROVENANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/json_value.h"
#include "base/status.h"
#include "base/text.h"

/* A part of a figure's source: a script or a data file. */
struct provenance_part {
    char digest[DIGEST_SIZE];
    char name[256];
};

#define PROVENANCE_MAX_PARTS 32

struct provenance_list {
    struct provenance_part parts[PROVENANCE_MAX_PARTS];
    size_t count;
};

/* Parses a figure's source, in the format of sha256sum: lines "DIGEST  NAME" or "DIGEST *NAME",
 * which may end with CR LF. An empty text has no parts. False if a line is anything else or exceeds
 * the maximum number: *line is its number, from 1, and the list is empty. */
bool provenance_parts(const struct text *source, struct provenance_list *list, size_t *line);

/* A manifest. Initialized to {0} and freed by the function that declares it. */
struct provenance_manifest {
    struct json_tree tree;
    struct json_value root;   /* absent: there is no manifest */
    struct json_value *files; /* its entries for files that have a name, in the order of these */
    size_t file_count;
};

/* Reads the manifest in this file. It is absent if the file does not exist, is not a manifest, or
 * needs more memory than the account has. STATUS_INTERRUPTED when interrupt_fd is readable. */
enum status provenance_manifest_read(const char *path, int interrupt_fd,
                                     struct budget_account *account,
                                     struct provenance_manifest *manifest, struct error *error);
void provenance_manifest_free(struct provenance_manifest *manifest);

/* The entry of the manifest for the file with this name; absent if there are none or several. */
struct json_value provenance_file(const struct provenance_manifest *manifest, const char *name);

/* A string member of an object; "" if it has no such string. */
const char *provenance_string(struct json_value object, const char *key);

/* The sources of a figure according to the manifest: their names are in its member "sources", their
 * digests in their own entries, and the digest of the list is in its member "source". Empty if any
 * of them is missing or that digest is wrong. STATUS_FAILED: out of memory. */
enum status provenance_manifest_parts(const struct provenance_manifest *manifest,
                                      struct json_value file, struct provenance_list *list,
                                      struct error *error);

/* Appends the renderer of the figures, as in their text chunks: "gnuplot 5.4 patchlevel 4; DejaVu
 * Sans ab12..."; nothing if the manifest does not name it in this form. */
void provenance_renderer(const struct provenance_manifest *manifest, struct text *out);

/* The beginning of the sentence in documents that names the programs that made them: "By
 * adam-report 0.4.0, with figures by gnuplot 5.4 patchlevel 4 in DejaVu Sans (abdc775b21b1…)".
 * False if the manifest does not name them in this form. */
bool provenance_credit(const struct provenance_manifest *manifest, struct text *out);

/* Whether a member of the manifest that names the program or the renderer has the form that this
 * program writes. */
bool provenance_is_renderer(const char *path, const char *value);

#endif
