/* PDFs as a list of values: everything that is reachable from the catalog, each with its path. */
#ifndef ADAM_REPORT_IMAGE_PDF_READER_H
#define ADAM_REPORT_IMAGE_PDF_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#define PDF_MAX_VALUES 20000
#define PDF_MAX_DEPTH 24

/* A dictionary or array precedes its members, as "<<" or "[" with their number; a stream is its
 * dictionary, without length and filter, followed by its decoded bytes as the value of
 * ".../Stream". */
struct pdf_value {
    char *path;    /* "/Pages/Kids[0]/MediaBox[2]"; terminated by a NUL */
    char *value;   /* "640", "/Name", "(text)", or a stream's bytes; a NUL follows */
    size_t length; /* of the value */
};

/* Initialized to {0} and freed by the function that declares it. */
struct pdf_values {
    struct pdf_value *list; /* keys of a dictionary are in the order of their bytes */
    size_t count, capacity;
    size_t bytes;      /* of all decoded streams */
    char refusal[160]; /* not empty: why the document is refused; the list is then incomplete */
};

/* Reads an untrusted document. STATUS_BAD_INPUT with the reason if it is broken, which includes
 * everything that libqpdf warns about. The value of a page's /Parent, which refers back, is "pages"
 * for the catalog's /Pages, else "other". interrupt_fd: see interrupt_check(). */
enum status pdf_reader_read(const void *bytes, size_t length, int interrupt_fd,
                            struct pdf_values *values, struct error *error);

void pdf_values_free(struct pdf_values *values);

#endif
