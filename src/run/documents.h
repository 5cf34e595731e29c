/* Documents of a run: report, snippets, manifest and checksums. */
#ifndef ADAM_REPORT_RUN_DOCUMENTS_H
#define ADAM_REPORT_RUN_DOCUMENTS_H

#include <stddef.h>

#include "run/draw.h"
#include "run/earlier_files.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

/* Writes all documents from the files in outputs and the images of the draw job (NULL: no figures),
 * and adds them to outputs. Before the manifest, sorts the files of an earlier run into `earlier`,
 * which starts as {0}. */
enum status documents_write(const struct run_options *options, const struct results *results,
                            const struct draw_job *draw, struct earlier_files *earlier,
                            struct output_files *outputs, struct error *error);

enum { REPORT_MARKDOWN, REPORT_HTML, EXPLORE_HTML, MANIFEST, CHECKSUMS };

/* Names of the documents ("report.md", ...) except the snippets, which are in snippet.h. */
extern const char *const document_names[];
extern const size_t document_name_count;

#endif
