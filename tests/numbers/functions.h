/* The elementary functions, each called with many arguments of all sizes. */
#ifndef ADAM_REPORT_NUMBERS_FUNCTIONS_H
#define ADAM_REPORT_NUMBERS_FUNCTIONS_H

#include "fingerprint.h"

extern const size_t function_count;

const char *function_name(size_t number);

/* Of all results, and in the same way of those of the array form, if there is one. */
fingerprint function_digest(size_t number);

#endif
