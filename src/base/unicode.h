/* Characters in UTF-8. */
#ifndef ADAM_REPORT_BASE_UNICODE_H
#define ADAM_REPORT_BASE_UNICODE_H

#include <stdbool.h>

/* Reads one character of UTF-8 in its shortest form from a string that ends with a NUL, and returns
 * what follows it; NULL if there is none such. */
const char *unicode_read(const char *text, unsigned long *character);

/* No control character, line end, or what XML calls no character. */
bool unicode_is_printable(unsigned long character);

#endif
