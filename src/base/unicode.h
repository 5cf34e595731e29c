/* UTF-8 decoding and printable text. */
#ifndef ADAM_REPORT_BASE_UNICODE_H
#define ADAM_REPORT_BASE_UNICODE_H

#include <stdbool.h>

#include "base/text.h"

/* Decodes one UTF-8 character in its shortest form from a string terminated by a NUL, and returns
 * the position after it; NULL if it is invalid. */
const char *unicode_read(const char *text, unsigned long *character);

/* Whether the character is allowed in XML, and is neither a control character nor a line end. */
bool unicode_is_printable(unsigned long character);

/* Appends the bytes as UTF-8 on one line, for display: invalid bytes, control characters and
 * invisible characters are escaped as in \x1b, newlines as \n, and the first character of anything
 * that a CI system would interpret as a command in a log as \x3a or \x23. Backslashes are not
 * escaped. */
void unicode_printable(struct text *out, const char *bytes);

#endif
