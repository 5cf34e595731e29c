/* manifest.json and SHA256SUMS: how each file was made, and checksums. */
#ifndef ADAM_REPORT_REPORT_MANIFEST_H
#define ADAM_REPORT_REPORT_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"
#include "report/run_summary.h"

/* Grows when a member of the manifest gets another meaning or goes. */
#define MANIFEST_SCHEMA 1

/* A file that was made, or kept. The strings are the caller's. */
struct output_file {
    const char *name;         /* in the output directory; without newline or backslash */
    const char *kind;         /* ARTIFACT_KIND_DATA or another of artifact_format.h */
    char digest[DIGEST_SIZE]; /* of its bytes */
    char source[DIGEST_SIZE]; /* of what it was made from; "" of a kept file: unknown */
    bool kept;                /* it is of an earlier run, and this one left it as it was */
    const char *parts;        /* of an image: the text of manifest_source(), or NULL if unknown;
                                 else NULL */
    size_t size;              /* bytes */
    size_t width, height;     /* of an image: pixels, or points of a vector image; else 0 */
    const char *theme;        /* of an image; else NULL, as what follows */
    const char *caption, *alternative;
};

/* Appends the report's parameters as a JSON object on one line, keys sorted. */
enum status manifest_parameters(const struct run_summary *summary, struct text *out,
                                struct error *error);

/* Appends manifest.json: the same report and files give the same bytes. */
enum status manifest_write(const struct run_summary *summary, const struct output_file files[],
                           size_t count, struct text *out, struct error *error);

/* Appends the lines of SHA256SUMS, sorted by name: `sha256sum -c` reads them. */
enum status manifest_checksums(const struct output_file files[], size_t count, struct text *out,
                               struct error *error);

/* Appends a line "DIGEST  NAME" for each file: what a figure was drawn from. The figure's source
 * digest is that of this text. */
void manifest_source(const struct output_file *const parts[], size_t count, struct text *out);

#endif
