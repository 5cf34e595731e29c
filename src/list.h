/* adam-report list: what there is to choose from. */
#ifndef ADAM_REPORT_LIST_H
#define ADAM_REPORT_LIST_H

#include <stdio.h>

void list_print(FILE *stream);

#endif
