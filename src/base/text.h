/* Growable byte string. Out of memory is recorded instead of being reported by each call: append as
 * needed, then call text_check() once. */
#ifndef ADAM_REPORT_BASE_TEXT_H
#define ADAM_REPORT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct text {
    char *data;      /* length bytes and a terminating NUL; NULL if nothing was appended */
    size_t length;   /* excluding the NUL; the bytes can contain NULs */
    size_t capacity; /* bytes allocated */
    bool failed;     /* an append ran out of memory, and its bytes are missing */
};

/* A text starts as {0}; the caller frees it, which resets it to {0}. */
void text_free(struct text *text);

void text_append_bytes(struct text *text, const void *bytes, size_t length);
void text_append(struct text *text, const char *string);
void text_appendf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A double with 17 significant digits, from which strtod() restores the same bits. */
void text_append_double(struct text *text, double value);

/* The fewest digits that reproduce this number; readable: in the format of "%g", with more digits
 * if necessary (100, where the shortest is 1e+02). */
void text_append_shortest(struct text *text, double value);
void text_append_readable(struct text *text, double value);

/* For writing directly into the text: returns space for at least this many bytes after the end, or
 * NULL with failed set. text_grew() then adds the bytes written to the length. */
char *text_reserve(struct text *text, size_t space);
void text_grew(struct text *text, size_t length);

/* The string, never NULL, terminated by a NUL. */
const char *text_string(const struct text *text);

/* STATUS_FAILED if any append so far ran out of memory. */
enum status text_check(const struct text *text, struct error *error);

#endif
