/* Comparison of two PDF pages, operator by operator: whether they paint the same outside of text.
 */
#ifndef ADAM_REPORT_DIFF_PDF_CONTENT_H
#define ADAM_REPORT_DIFF_PDF_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether both have the same operators with the same operands, except that the positions of texts
 * may differ by up to 2 units, and their sizes by 2 % and half a unit, with the same characters in
 * the same font. The strings need not be terminated. If not, *why is the reason, without a trailing
 * period. */
bool pdf_content_same(const char *a, size_t a_length, const char *b, size_t b_length,
                      char why[static 160]);

#endif
