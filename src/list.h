/* adam-report list: what there is to choose from. */
#ifndef ADAM_REPORT_LIST_H
#define ADAM_REPORT_LIST_H

#include <stdio.h>

#include "base/status.h"

/* Prints problems, optimizers, figures, palettes or files: the list of that name; or the problem,
 * optimizer, figure or palette of that name; or if it is NULL all that a reader would choose from.
 * STATUS_USAGE if there is none of the name. */
enum status list_print(const char *what, FILE *stream, struct error *error);

/* The names of the lists, as a name_list. */
const char *list_name(size_t i);

#endif
