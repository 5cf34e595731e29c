/* Characters in UTF-8. */
#ifndef ADAM_REPORT_BASE_UNICODE_H
#define ADAM_REPORT_BASE_UNICODE_H

#include <stdbool.h>

#include "base/text.h"

/* Reads one character of UTF-8 in its shortest form from a string that ends with a NUL, and returns
 * what follows it; NULL if there is none such. */
const char *unicode_read(const char *text, unsigned long *character);

/* No control character, line end, or what XML calls no character. */
bool unicode_is_printable(unsigned long character);

/* Appends the bytes as UTF-8 on one line: what is no UTF-8, a control character or invisible comes
 * out as \x1b and the like, a newline as \n, a backslash as itself, and the first character of what
 * a CI system takes for a command in a log as \x3a or \x23. For texts that people read. */
void unicode_printable(struct text *out, const char *bytes);

#endif
