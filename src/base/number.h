/* Numbers as users type them. */
#ifndef ADAM_REPORT_BASE_NUMBER_H
#define ADAM_REPORT_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Whether text consists of exactly `count` finite numbers separated by commas, in the decimal or
 * hexadecimal notation of C. */
bool number_read_list(const char *text, double numbers[], size_t count);

/* Whether text is a whole number in decimal digits from least to most. */
bool number_read_whole(const char *text, double least, double most, unsigned long long *number);

#endif
