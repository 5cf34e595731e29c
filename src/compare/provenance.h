/* Provenance of artifacts, as they state it: figures in their text chunks, runs in their manifest
 * (see base/artifact_format.h). All of it may be forged: sources.h checks it. */
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

/* Reads a figure's source, as sha256sum writes it: "DIGEST  NAME" or "DIGEST *NAME" on each line,
 * which may end as on Windows. An empty text has no parts. False where a line is anything else, or
 * one too many: *line is its number, from 1, and the list is empty. */
bool provenance_parts(const struct text *source, struct provenance_list *list, size_t *line);

/* A manifest. Starts as {0}; whoever declares it frees it. */
struct provenance_manifest {
    struct json_tree tree;
    struct json_value root;   /* absent: there is no manifest */
    struct json_value *files; /* its entries for files that have a name, in the order of these */
    size_t file_count;
};

/* Reads the manifest in this file. If there is no such file, or it is no manifest, or one that the
 * account has no memory for, it is absent. STATUS_INTERRUPTED when interrupt_fd is readable. */
enum status provenance_manifest_read(const char *path, int interrupt_fd,
                                     struct budget_account *account,
                                     struct provenance_manifest *manifest, struct error *error);
void provenance_manifest_free(struct provenance_manifest *manifest);

/* The member of the manifest for the file of this name; absent: there is none, or more than one. */
struct json_value provenance_file(const struct provenance_manifest *manifest, const char *name);

/* A string of an object; "" if it has none of that name. */
const char *provenance_string(struct json_value object, const char *key);

/* The sources that the manifest has for a figure: their names are in its member "sources", their
 * digests in their own members, and the digest of the list is in its member "source". Empty if it
 * does not have them all, or that digest is another. */
void provenance_manifest_parts(const struct provenance_manifest *manifest, struct json_value file,
                               struct provenance_list *list);

/* What drew the figures: "gnuplot 5.4 patchlevel 4; DejaVu Sans ab12...", as in their text chunks;
 * nothing if the manifest does not say, or not in this form. */
void provenance_renderer(const struct provenance_manifest *manifest, struct text *out);

/* The sentence of documents that names what made them, without what follows: "By adam-report 0.4.0,
 * with figures by gnuplot 5.4 patchlevel 4 in DejaVu Sans (abdc775b21b1…)". False if the manifest
 * does not say, or not in this form. */
bool provenance_credit(const struct provenance_manifest *manifest, struct text *out);

/* Whether a member of the manifest has the form that the program gives it: those that name the
 * program or the renderer. */
bool provenance_is_renderer(const char *path, const char *value);

#endif
