/* Lenient comparison of names typed by users, and suggestions for misspelled ones. */
#ifndef ADAM_REPORT_BASE_SUGGESTION_H
#define ADAM_REPORT_BASE_SUGGESTION_H

#include <stdbool.h>
#include <stddef.h>

/* A list of names: returns the name at index i, or NULL after the last. */
typedef const char *name_list(size_t i);

/* Defines such a function. */
#define NAME_LIST(function, ...)                                                                   \
    const char *function(size_t i)                                                                 \
    {                                                                                              \
        static const char *const names[] = {__VA_ARGS__};                                          \
        return i < sizeof names / sizeof *names ? names[i] : NULL;                                 \
    }

/* Whether the first `length` bytes of the word are the name, ignoring case, and with _ or a space
 * in place of a hyphen. */
bool name_matches(const char *word, size_t length, const char *name);

/* The index of the first name in the list that the word matches; the number of names if none does.
 */
size_t name_find(const char *word, size_t length, name_list *names);

/* Search for the name most similar to a word. Starts as {.word = ..., .length = ...}. */
struct suggestion {
    const char *word;
    size_t length;
    const char *name; /* NULL: none is similar enough */
    size_t distance;  /* edit distance: characters deleted, inserted, replaced, or swapped with the
                       * next one; at most a third of the length of the word, but at least 1 */
};

/* Takes the name, which is borrowed, if it is more similar than all before. A name that begins with
 * the word, of at least three characters, counts as distance 1. */
void suggestion_consider(struct suggestion *suggestion, const char *name);

/* The most similar name of the list, or NULL if none is similar enough. */
const char *suggestion_find(const char *word, size_t length, name_list *names);

#endif
