/* PDFs as a list of values: everything that is reachable from the catalog, each with its path. */
#ifndef ADAM_REPORT_IMAGE_PDF_READER_H
#define ADAM_REPORT_IMAGE_PDF_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#define PDF_MAX_VALUES 20000
#define PDF_MAX_DEPTH 24

/* A dictionary or array comes before its members, as "<<" or "[" with their number; a stream is its
 * dictionary, without length and filter, and then its decoded bytes as the value of ".../Stream".
 */
struct pdf_value {
    char *path;    /* "/Pages/Kids[0]/MediaBox[2]"; ends with a NUL */
    char *value;   /* "640", "/Name", "(text)", or a stream's bytes; a NUL follows */
    size_t length; /* of the value */
};

/* Starts as {0}; whoever declares it frees it. */
struct pdf_values {
    struct pdf_value *list; /* keys of a dictionary are in the order of their bytes */
    size_t count, capacity;
    size_t bytes;      /* of all decoded streams */
    char refusal[160]; /* not empty: the document is refused, and this is why; the list is not whole
                        */
};

/* Reads a document that nobody trusts. STATUS_BAD_INPUT with the reason if it is broken, of which
 * is whatever libqpdf warns of. The value of a page's /Parent, which leads back, is "pages" for the
 * catalog's /Pages, else "other". interrupt_fd: see interrupt_check(). */
enum status pdf_reader_read(const void *bytes, size_t length, int interrupt_fd,
                            struct pdf_values *values, struct error *error);

void pdf_values_free(struct pdf_values *values);

#endif
