/* Names that people type: compared as people mean them, and the nearest one for a misspelled one.
 */
#ifndef ADAM_REPORT_BASE_SUGGESTION_H
#define ADAM_REPORT_BASE_SUGGESTION_H

#include <stdbool.h>
#include <stddef.h>

/* A list of names: the one at i, counted from 0, or NULL behind the last. */
typedef const char *name_list(size_t i);

/* Defines a function that is such a list. */
#define NAME_LIST(function, ...)                                                                   \
    const char *function(size_t i)                                                                 \
    {                                                                                              \
        static const char *const names[] = {__VA_ARGS__};                                          \
        return i < sizeof names / sizeof *names ? names[i] : NULL;                                 \
    }

/* Whether the word, which need not end there, is the name: whatever its case, and with _ or a space
 * for a hyphen. */
bool name_matches(const char *word, size_t length, const char *name);

/* The place of the first name in the list that the word matches; if there is none, their number. */
size_t name_find(const char *word, size_t length, name_list *names);

/* The search for the name that is nearest to a word. It begins as {.word = ..., .length = ...}. */
struct suggestion {
    const char *word;
    size_t length;
    const char *name; /* NULL: none is near enough */
    size_t distance;  /* between the two: characters left out, added, replaced, or swapped with the
                       * next one; at most one for each three of the word, or one in all */
};

/* Takes the name, which is borrowed, if it is nearer than those before it. A name that begins with
 * the word, of at least three characters, is as near as one with one character replaced. */
void suggestion_consider(struct suggestion *suggestion, const char *name);

/* The nearest name of the list, or NULL if none is near enough. */
const char *suggestion_find(const char *word, size_t length, name_list *names);

#endif
