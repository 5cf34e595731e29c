/* Excerpt of two text files around their first difference, read from the files with memory for what
 * is shown. */
#ifndef ADAM_REPORT_DIFF_TEXT_EXCERPT_H
#define ADAM_REPORT_DIFF_TEXT_EXCERPT_H

#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"
#include "base/text.h"

/* Appends the first change as `diff -u` writes it (see excerpt_unified). The open files first
 * differ at the byte `at`, which is on line `line`, which begins at `line_begin`. */
enum status text_excerpt(const int files[2], off_t at, size_t line, off_t line_begin,
                         struct text *out, struct error *error);

#endif
