/* Contents of two PDF pages, operator by operator: whether they paint the same, outside of text. */
#ifndef ADAM_REPORT_DIFF_PDF_CONTENT_H
#define ADAM_REPORT_DIFF_PDF_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

/* Both have the same operators with the same operands, but that texts may stand up to 2 units
 * apart, and be 2 % and half a unit larger or smaller; each shows the same characters in the same
 * font. The strings need not end with a NUL. Else false, with the reason in *why, without a mark at
 * its end. */
bool pdf_content_same(const char *a, size_t a_length, const char *b, size_t b_length,
                      char why[static 160]);

#endif
