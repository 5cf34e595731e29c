/* Limits for untrusted PDFs, checked in their bytes before libqpdf reads them, since it sets none:
 * the decompressed size of streams, and the number of objects. */
#ifndef ADAM_REPORT_IMAGE_PDF_LIMITS_H
#define ADAM_REPORT_IMAGE_PDF_LIMITS_H

#include <stddef.h>

#include "base/status.h"

#define PDF_MAX_BYTES ((size_t)4 << 20)
#define PDF_MAX_TOKENS 500000                     /* of the file, in and outside of streams */
#define PDF_MAX_DECODED ((size_t)32 << 20)        /* of all streams */
#define PDF_MAX_OBJECTS_IN_STREAM 10000           /* of an object stream */
#define PDF_MAX_OBJECT_STREAM ((size_t)256 << 10) /* of all object streams, decompressed */

/* *why is NULL if the file is within the limits and has a single cross-reference section, ended by
 * its only %%EOF, and only Flate streams; else the reason. libqpdf then needs at most 150 MB for
 * it, usually far less. STATUS_BAD_INPUT if it is not a PDF, or truncated; STATUS_FAILED if out of
 * memory; interrupt_fd: see interrupt_check(). */
enum status pdf_limits_check(const void *bytes, size_t length, int interrupt_fd, const char **why,
                             struct error *error);

#endif
