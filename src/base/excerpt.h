/* Excerpts of two texts around their first difference. */
#ifndef ADAM_REPORT_BASE_EXCERPT_H
#define ADAM_REPORT_BASE_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Appends "'alpha = 0.02' -> 'alpha = 0.021'": two lines without their common leading blanks or, if
 * they are long, the text around the first difference, starting at a word boundary if one is near.
 * The bytes are arbitrary. For two equal lines, reports that one lacks a newline at its end. */
void excerpt_difference(struct text *out, const char *a, size_t length_a, const char *b,
                        size_t length_b);

/* Sufficient sizes of a window for excerpt_unified(), in bytes: before the first difference, and
 * from there on. */
#define EXCERPT_BEFORE ((size_t)1024)
#define EXCERPT_AFTER ((size_t)4096)

/* A part of a text. */
struct excerpt_window {
    const char *bytes; /* any */
    size_t length;
    bool ends; /* the text ends with the window */
};

/* Appends the first change between two texts in the format of `diff -u`: "@@ -2,7 +2,7 @@" and
 * lines that begin with ' ', '-', '+' or '\', each terminated by a newline. At most 24 lines of 200
 * bytes;
 * "..." marks omissions. The windows begin at the same position of both texts, which are equal
 * before it: at the start of the line with this number or, in a long line (`within`), shortly
 * before the difference. Appends nothing if they are equal. */
void excerpt_unified(struct text *out, const struct excerpt_window windows[2], size_t line,
                     bool within);

#endif
