/* PDF images, from the output of gnuplot's pdfcairo terminal. */
#ifndef ADAM_REPORT_IMAGE_PDF_DOCUMENT_H
#define ADAM_REPORT_IMAGE_PDF_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/status.h"
#include "base/text.h"

struct pdf_information {
    const char *title, *subject, *creator; /* plain UTF-8 */
    bool dated;                            /* whether the file has a date: */
    time_t date;                           /* 0 to the end of the year 9999 */
    double width, height;                  /* the required size of the page, in points */
};

/* Appends to *out the same page, rewritten by libqpdf so that the same page and information give
 * the same bytes: cairo records the time at which it wrote. The first call loads the library.
 * STATUS_FAILED with the reason if the bytes are not one whole page of this size, or if the library
 * is not there. */
enum status pdf_document_finish(const void *bytes, size_t length,
                                const struct pdf_information *information, struct text *out,
                                struct error *error);

#endif
