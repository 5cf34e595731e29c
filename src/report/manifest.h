/* manifest.json and SHA256SUMS: the files of a run, their sources, and the programs used. */
#ifndef ADAM_REPORT_REPORT_MANIFEST_H
#define ADAM_REPORT_REPORT_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"
#include "report/run_summary.h"

/* Incremented when a member of the manifest is removed or changes its meaning. */
#define MANIFEST_SCHEMA 1

/* A file made or kept by the run. The strings are owned by the caller. */
struct output_file {
    const char *name;         /* in the output directory, or DIRECTORY/NAME for a directory in it;
                                 without newline or backslash */
    const char *kind;         /* ARTIFACT_KIND_DATA or another of artifact_format.h */
    char digest[DIGEST_SIZE]; /* of its bytes */
    char source[DIGEST_SIZE]; /* of its sources; "" for an image whose sources are not published, or
                                 a kept file whose sources are unknown */
    bool kept;                /* from an earlier run, left unchanged */
    char module[DIGEST_SIZE]; /* of explore.html: of its WebAssembly module; "" for other files */
    const char *parts;        /* of an image: the text of manifest_source(); NULL for other files,
                                 and if `source` is "" */
    size_t size;              /* bytes */
    size_t width, height;     /* of an image: pixels, or points of a vector image; else 0 */
    const char *theme;        /* of an image; else NULL, like the following members */
    const char *caption, *alternative;
};

/* Appends the parameters of the run as a JSON object on one line, with sorted keys. */
enum status manifest_parameters(const struct run_summary *summary, struct text *out,
                                struct error *error);

/* Appends manifest.json: the same summary and files always give the same bytes. */
enum status manifest_write(const struct run_summary *summary, const struct output_file files[],
                           size_t count, struct text *out, struct error *error);

/* Appends the lines of SHA256SUMS, sorted by name, in the format of `sha256sum -c`. */
enum status manifest_checksums(const struct output_file files[], size_t count, struct text *out,
                               struct error *error);

/* Appends a line "DIGEST  NAME" for each source file of a figure. The figure's source digest is the
 * digest of this text. */
void manifest_source(const struct output_file *const parts[], size_t count, struct text *out);

#endif
