/* The list command: problems, optimizers, schedules, figures, palettes and output files. */
#ifndef ADAM_REPORT_LIST_H
#define ADAM_REPORT_LIST_H

#include <stdio.h>

#include "base/status.h"

/* Prints the list of this name ("problems", "optimizers", "figures", "palettes" or "files"), or the
 * problem, optimizer, figure or palette of this name; with NULL, all lists except "files".
 * STATUS_USAGE if the name is unknown. */
enum status list_print(const char *what, FILE *stream, struct error *error);

/* Names of the lists; a name_list. */
const char *list_name(size_t i);

#endif
