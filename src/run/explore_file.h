/* explore.html: the run as a page that computes in the browser with the program's own code. */
#ifndef ADAM_REPORT_RUN_EXPLORE_FILE_H
#define ADAM_REPORT_RUN_EXPLORE_FILE_H

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"
#include "run/results.h"
#include "run/run_options.h"

/* What the page shows besides the run itself. */
struct explore_content {
    const char *title;         /* plain text */
    const struct text *report; /* HTML for readers without JavaScript */
    const struct text *source; /* the text whose digest is the source of the report */
};

/* The SHA-256 of the WebAssembly module. */
void explore_file_digest(char digest[DIGEST_SIZE]);

/* Appends explore.html. `source` becomes the digest of what it is made from: the settings and
 * points of the run, the source of the report, the files of the page, and the module; not the
 * version of the program. */
enum status explore_file_write(const struct run_options *options, const struct results *results,
                               const struct explore_content *content, struct text *out,
                               char source[DIGEST_SIZE], struct error *error);

#endif
