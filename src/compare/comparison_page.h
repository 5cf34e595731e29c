/* A comparison as index.html: one page for a reviewer, with everything in it but the images. */
#ifndef ADAM_REPORT_COMPARE_COMPARISON_PAGE_H
#define ADAM_REPORT_COMPARE_COMPARISON_PAGE_H

#include "compare/comparison.h"

/* Appends the text. */
enum status comparison_page(const struct comparison *comparison, struct text *out,
                            struct error *error);

#endif
