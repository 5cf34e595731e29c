#include "compare/unique_names.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"

/* File names are limited to 255 bytes, and suffixes follow. */
#define LONGEST_NAME ((size_t)200)

struct taken_name {
    size_t next; /* the smallest number that may be unused as a suffix of this name */
    char name[];
};

/* Some file systems do not distinguish x and X. */
static int compare_names(const void *a, const void *b)
{
    return strcasecmp(((const struct taken_name *)a)->name, ((const struct taken_name *)b)->name);
}

/* Removes the nodes one by one from the root: tdestroy() is not in POSIX. */
void unique_names_free(struct unique_names *unique_names)
{
    while (unique_names->names != NULL) {
        struct taken_name *name = *(struct taken_name **)unique_names->names;
        tdelete(name, &unique_names->names, compare_names);
        free(name);
    }
}

/* Characters that every file system preserves and that are not special in a URL. */
static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._+=,@()", c) != NULL);
}

static void make_name(char name[LONGEST_NAME + 1], const char *path)
{
    size_t length = strlen(path);

    if (file_has_extension(file_base_name(path), ".png"))
        length -= strlen(".png");
    length = length < LONGEST_NAME ? length : LONGEST_NAME;
    for (size_t i = 0; i < length; i++)
        name[i] = path[i] == '/' ? '-' : is_plain(path[i]) ? path[i] : '_';
    name[length] = '\0';
}

/* The entry of a name, created if necessary; NULL if out of memory. */
static struct taken_name *take(struct unique_names *unique_names, const char *name, bool *made)
{
    size_t size = strlen(name) + 1;
    struct taken_name *entry = malloc(sizeof *entry + size);

    if (entry == NULL)
        return NULL;
    entry->next = 2;
    memcpy(entry->name, name, size);
    struct taken_name **found = tsearch(entry, &unique_names->names, compare_names);
    *made = found != NULL && *found == entry;
    if (!*made)
        free(entry);
    return found == NULL ? NULL : *found;
}

const char *unique_names_add(struct unique_names *unique_names, const char *path)
{
    char name[LONGEST_NAME + 1], numbered[LONGEST_NAME + 32];
    bool made;

    make_name(name, path);
    struct taken_name *first = take(unique_names, name, &made), *taken = first;
    while (taken != NULL && !made) {
        snprintf(numbered, sizeof numbered, "%s-%zu", name, first->next++);
        taken = take(unique_names, numbered, &made);
    }
    return taken == NULL ? NULL : taken->name;
}
