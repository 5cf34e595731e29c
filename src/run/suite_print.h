/* Standard output of a suite. */
#ifndef ADAM_REPORT_RUN_SUITE_PRINT_H
#define ADAM_REPORT_RUN_SUITE_PRINT_H

#include "base/text.h"
#include "run/results.h"

/* Appends a table of the expected running times, with the mean ranks below. */
void suite_print_append(const struct results *results, struct text *out);

#endif
