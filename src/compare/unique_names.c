#include "compare/unique_names.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* A file's name may have 255 bytes, and something follows. */
#define MOST_STEM 200

void unique_names_free(struct unique_names *unique_names)
{
    json_decref(unique_names->taken);
    unique_names->taken = NULL;
}

static void make_stem(char stem[MOST_STEM + 1], const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t length = dot != NULL && dot > path && (slash == NULL || dot > slash + 1)
                        ? (size_t)(dot - path)
                        : strlen(path);

    if (length > MOST_STEM) /* not in the middle of a character */
        for (length = MOST_STEM; length > 1 && ((unsigned char)path[length] & 0xc0) == 0x80;)
            length--;
    memcpy(stem, path, length);
    stem[length] = '\0';
    for (char *c = stem; *c != '\0'; c++)
        if (*c == '/')
            *c = '-';
}

/* Stems with different extensions do not meet: the key has both, and its end is the stem. */
static const char *take(json_t *taken, const char *extension, const char *stem)
{
    char key[2 * MOST_STEM + 64];

    snprintf(key, sizeof key, "%.200s/%s", extension, stem);
    if (json_object_get(taken, key) != NULL)
        return "";
    if (json_object_set_new_nocheck(taken, key, json_null()) != 0)
        return NULL;
    /* The object's own copy, which stays where it is. */
    const char *kept = json_object_iter_key(json_object_iter_at(taken, key));
    return strchr(kept, '/') + 1;
}

const char *unique_names_add(struct unique_names *unique_names, const char *path)
{
    char stem[MOST_STEM + 1], numbered[MOST_STEM + 32];

    if (unique_names->taken == NULL)
        unique_names->taken = json_object();
    if (unique_names->taken == NULL)
        return NULL;
    make_stem(stem, path);
    const char *extension = strrchr(path, '.');
    if (extension == NULL || strchr(extension, '/') != NULL)
        extension = "";
    const char *taken = take(unique_names->taken, extension, stem);
    for (size_t i = 2; taken != NULL && *taken == '\0'; i++) {
        snprintf(numbered, sizeof numbered, "%s-%zu", stem, i);
        taken = take(unique_names->taken, extension, numbered);
    }
    return taken;
}
