/* Provenance of artifacts, as they state it: figures in their text chunks, runs in their manifest
 * (see base/artifact_format.h). */
#ifndef ADAM_REPORT_COMPARE_PROVENANCE_H
#define ADAM_REPORT_COMPARE_PROVENANCE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"

/* A part of a figure's source: a script or a data file. */
struct provenance_part {
    char digest[DIGEST_SIZE];
    char name[256];
};

#define PROVENANCE_MAX_PARTS 32

/* Parses a figure's source ("DIGEST  NAME" on each line), and returns how many parts it has; 0 if
 * it is none. */
size_t provenance_parts(const struct text *source,
                        struct provenance_part parts[PROVENANCE_MAX_PARTS]);

/* The manifest in this file; NULL if there is no such file, or it is no manifest. The caller owes a
 * json_decref(). */
json_t *provenance_manifest(const char *path);

/* The source digest that the manifest has for the file of this name, if it has the file with these
 * very bytes; else NULL. Borrowed from the manifest, which may be NULL. */
const char *provenance_source(const json_t *manifest, const char *name, const char *digest);

/* What drew the figures: "gnuplot 5.4 patchlevel 4; DejaVu Sans ab12...", as in their text chunks;
 * nothing if the manifest does not say. */
void provenance_renderer(const json_t *manifest, struct text *out);

#endif
