/* Excerpts of two texts around their first difference. */
#ifndef ADAM_REPORT_BASE_EXCERPT_H
#define ADAM_REPORT_BASE_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Appends "'alpha = 0.02' -> 'alpha = 0.021'": two lines without the
 * blanks that both begin with, or where they are long what stands around the first difference, from
 * the begin of a word on where there is one near. The bytes may be any. Of
 * two lines that are the same, says that one has no newline at its end. */
void excerpt_difference(struct text *out, const char *a, size_t length_a, const char *b,
                        size_t length_b);

/* Bytes of a window, before the first difference and from there on, that are enough for
 * excerpt_unified(). */
#define EXCERPT_BEFORE ((size_t)1024)
#define EXCERPT_AFTER ((size_t)4096)

/* A part of a text. */
struct excerpt_window {
    const char *bytes; /* any */
    size_t length;
    bool ends; /* the text ends here too */
};

/* Appends the first change of two texts as `diff -u` writes it: "@@ -2,7 +2,7 @@" and lines that
 * begin with ' ', '-', '+' or '\', each with a newline at its end. At most 24 lines of 200 bytes;
 * "..." stands for what is left out. The windows begin at the same place of both texts, before
 * which the texts are the same: at the begin of the line with this number, or in a long line not
 * far before the difference (`within`). Nothing if they are the same. */
void excerpt_unified(struct text *out, const struct excerpt_window windows[2], size_t line,
                     bool within);

#endif
