/* What goes with data and figures: the report, the snippets, the manifest, the checksums. */
#ifndef ADAM_REPORT_RUN_DOCUMENTS_H
#define ADAM_REPORT_RUN_DOCUMENTS_H

#include "run/draw.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

/* Writes them all, from the files that the catalogue has and the drawing that the pictures are in
 * (NULL if there are none), and adds them to it. */
enum status describe_run(const struct options *options, const struct results *results,
                         const struct drawing *drawing, struct catalogue *catalogue,
                         struct error *error);

#endif
