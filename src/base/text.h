/* Growable string of bytes. It remembers a lack of memory instead of reporting it at each call:
 * append as much as you like, then ask once with text_check(). */
#ifndef ADAM_REPORT_BASE_TEXT_H
#define ADAM_REPORT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct text {
    char *data;      /* length bytes and a NUL behind them; NULL while nothing was appended */
    size_t length;   /* without the NUL; the bytes may themselves hold NULs */
    size_t capacity; /* bytes allocated */
    bool failed;     /* an append ran out of memory, and what it brought is missing */
};

/* A text starts as {0}; whoever declares it frees it. Freeing leaves it as {0}. */
void text_free(struct text *text);

void text_append_bytes(struct text *text, const void *bytes, size_t length);
void text_append(struct text *text, const char *string);
void text_appendf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A double with 17 significant digits, which strtod reads back to the same bits. */
void text_append_double(struct text *text, double value);

/* The fewest digits that give this number again, for readers; readable: as "%g" prints it, with
 * more digits if it takes them (100, where the shortest is 1e+02). */
void text_append_shortest(struct text *text, double value);
void text_append_readable(struct text *text, double value);

/* For reading straight into the text: space for at least so many more bytes after the end, or NULL
 * (and failed set). Add what you wrote there to length with text_grew(). */
char *text_reserve(struct text *text, size_t space);
void text_grew(struct text *text, size_t length);

/* The string, never NULL, ended by a NUL. */
const char *text_string(const struct text *text);

/* STATUS_FAILED if any append so far ran out of memory. */
enum status text_check(const struct text *text, struct error *error);

#endif
