/* What goes with data and figures: the report, the snippets, the manifest, the checksums. */
#ifndef ADAM_REPORT_COMMAND_DESCRIBE_H
#define ADAM_REPORT_COMMAND_DESCRIBE_H

#include "command/catalogue.h"
#include "command/draw.h"
#include "command/options.h"
#include "command/results.h"

/* Writes them all, from the files that the catalogue has and the drawing that the pictures are in
 * (NULL if there are none), and adds them to it. */
enum status describe_run(const struct options *options, const struct results *results,
                         const struct drawing *drawing, struct catalogue *catalogue,
                         struct error *error);

#endif
