/* A comparison as comparison.md: for a job's summary, or a comment on a pull request. */
#ifndef ADAM_REPORT_COMPARE_COMPARISON_MARKDOWN_H
#define ADAM_REPORT_COMPARE_COMPARISON_MARKDOWN_H

#include "compare/comparison.h"

/* Appends the text. */
enum status comparison_markdown(const struct comparison *comparison, struct text *out,
                                struct error *error);

#endif
