/* An excerpt of two text files around their first difference, with memory only for the excerpt. */
#ifndef ADAM_REPORT_DIFF_TEXT_EXCERPT_H
#define ADAM_REPORT_DIFF_TEXT_EXCERPT_H

#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"
#include "base/text.h"

/* Appends the first change in the format of `diff -u` (see excerpt_unified). The open files first
 * differ at the byte `at`, on line `line`, which begins at `line_begin`. */
enum status text_excerpt(const int files[2], off_t at, size_t line, off_t line_begin,
                         struct text *out, struct error *error);

#endif
