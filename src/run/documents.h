/* What goes with data and figures: the report, the snippets, the manifest, the checksums. */
#ifndef ADAM_REPORT_RUN_DOCUMENTS_H
#define ADAM_REPORT_RUN_DOCUMENTS_H

#include <stddef.h>

#include "run/draw.h"
#include "run/earlier_files.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

/* Writes them all, from the files in outputs and the images of the draw job
 * (NULL if there are none), and adds them to it; before the manifest, the files of an earlier run
 * are sorted, which `earlier` ({0}) holds then. */
enum status documents_write(const struct run_options *options, const struct results *results,
                            const struct draw_job *draw, struct earlier_files *earlier,
                            struct output_files *outputs, struct error *error);

enum { REPORT_MARKDOWN, REPORT_HTML, MANIFEST, CHECKSUMS };

/* Their names but for the snippets, which snippet.h has: "report.md", ... */
extern const char *const document_names[];
extern const size_t document_name_count;

#endif
