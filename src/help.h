/* The text of --help. */
#ifndef ADAM_REPORT_HELP_H
#define ADAM_REPORT_HELP_H

#include <stdio.h>

void help_print(FILE *stream);
void help_print_compare(FILE *stream);

#endif
