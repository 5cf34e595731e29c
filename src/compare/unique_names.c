#include "compare/unique_names.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A file's name may have 255 bytes, and something follows. */
#define LONGEST_NAME 200

static int compare_keys(const void *a, const void *b)
{
    return strcasecmp(a, b); /* there are file systems that take x and X for one name */
}

/* One by one from the root: tdestroy() is not in POSIX. */
void unique_names_free(struct unique_names *unique_names)
{
    while (unique_names->keys != NULL) {
        char *key = *(char **)unique_names->keys;
        tdelete(key, &unique_names->keys, compare_keys);
        free(key);
    }
}

static void make_name(char name[LONGEST_NAME + 1], const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t length = dot != NULL && dot > path && (slash == NULL || dot > slash + 1)
                        ? (size_t)(dot - path)
                        : strlen(path);

    if (length > LONGEST_NAME) /* not in the middle of a character */
        for (length = LONGEST_NAME; length > 1 && ((unsigned char)path[length] & 0xc0) == 0x80;)
            length--;
    memcpy(name, path, length);
    name[length] = '\0';
    for (char *c = name; *c != '\0'; c++)
        if (*c == '/')
            *c = '-';
}

/* Equal names with different extensions do not clash: the key has both, and its end is the name. ""
 * if it is taken already. */
static const char *take(struct unique_names *unique_names, const char *extension, const char *name)
{
    char key[2 * LONGEST_NAME + 64];

    snprintf(key, sizeof key, "%.200s/%s", extension, name);
    if (tfind(key, &unique_names->keys, compare_keys) != NULL)
        return "";
    char *kept = strdup(key);
    if (kept == NULL || tsearch(kept, &unique_names->keys, compare_keys) == NULL) {
        free(kept);
        return NULL;
    }
    return strchr(kept, '/') + 1;
}

const char *unique_names_add(struct unique_names *unique_names, const char *path)
{
    char name[LONGEST_NAME + 1], numbered[LONGEST_NAME + 32];
    const char *extension = strrchr(path, '.');

    if (extension == NULL || strchr(extension, '/') != NULL)
        extension = "";
    if (strcasecmp(extension, ".png") == 0)
        extension = ""; /* what has none may be a PNG too */
    make_name(name, path);
    const char *taken = take(unique_names, extension, name);
    for (size_t i = 2; taken != NULL && *taken == '\0'; i++) {
        snprintf(numbered, sizeof numbered, "%s-%zu", name, i);
        taken = take(unique_names, extension, numbered);
    }
    return taken;
}
