/* Integrity of SVG, GIF and PDF files of any program, as far as it can be checked without drawing.
 * */
#ifndef ADAM_REPORT_IMAGE_INTEGRITY_H
#define ADAM_REPORT_IMAGE_INTEGRITY_H

#include "base/status.h"
#include "base/text.h"

/* By the extension (.svg, .gif, .pdf): STATUS_BAD_INPUT with the reason if the file is truncated or
 * not of this format. */
enum status integrity_check(const char *name, const struct text *bytes, struct error *error);

#endif
